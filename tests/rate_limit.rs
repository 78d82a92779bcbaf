//! The client's rate limiter against the sandbox's limits.

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::{Client, RetryPolicy, Unlimited};
use essbasic_sandbox::{Sandbox, seed};

/// Sends so many calls at once and returns how many the sandbox rejects as too many.
async fn throttled(client: &Client, calls: usize) -> usize {
    let tasks: Vec<_> = (0..calls)
        .map(|_| {
            let client = client.clone();
            let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), "y".repeat(32));
            tokio::spawn(async move { cancel.send(&client).await.unwrap_err() })
        })
        .collect();
    let mut throttled = 0;
    for task in tasks {
        throttled += usize::from(task.await.unwrap().code().unwrap().is_throttling());
    }
    throttled
}

#[tokio::test]
async fn default_limiter_keeps_the_limit_of_the_sandbox() {
    let sandbox = Sandbox::start().await.unwrap();
    let builder = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    let builder = builder.retry(RetryPolicy::none());
    assert_eq!(throttled(&builder.clone().build().unwrap(), 50).await, 0);
    let unlimited = builder.rate_limiter(Unlimited).build().unwrap();
    assert!(throttled(&unlimited, 50).await > 0);
}
