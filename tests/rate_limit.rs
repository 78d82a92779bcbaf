//! The client's rate limiter against the sandbox's rate limit. Its timing is tested in `essbasic-core`,
//! where time is paused.

use std::sync::Arc;

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::{Client, RetryPolicy, SlidingWindow, Unlimited};
use essbasic_sandbox::{Sandbox, seed};

/// Sends concurrent calls and returns the number that the sandbox rejects as rate limited.
async fn throttled(clients: &[Client], calls: usize) -> usize {
    let tasks: Vec<_> = (0..calls)
        .map(|index| {
            let client = clients[index % clients.len()].clone();
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

fn client(sandbox: &Sandbox) -> essbasic::ClientBuilder {
    Client::builder()
        .credential(sandbox.credential())
        .endpoint(sandbox.endpoint())
        .retry(RetryPolicy::none())
}

#[tokio::test]
async fn concurrent_calls_keep_the_documented_rate_limit() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox).build().unwrap();
    assert_eq!(throttled(&[client], 70).await, 0);
}

#[tokio::test]
async fn clients_can_share_a_rate_limiter() {
    let sandbox = Sandbox::start().await.unwrap();
    let limiter = Arc::new(SlidingWindow::default());
    let share = || client(&sandbox).rate_limiter(Arc::clone(&limiter)).build().unwrap();
    assert_eq!(throttled(&[share(), share(), share()], 50).await, 0);
}

#[tokio::test]
async fn the_service_rejects_calls_of_an_unlimited_client() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox).rate_limiter(Unlimited).build().unwrap();
    assert!(throttled(&[client], 50).await > 0);
}
