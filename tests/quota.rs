//! Waiting for one's turn instead of being refused.

use std::sync::Arc;
use std::time::{Duration, Instant};

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::{Client, RetryPolicy, SlidingWindow, Unlimited};
use essbasic_sandbox::{Sandbox, seed};

/// How many of so many calls at once a sandbox refuses because there are too many.
async fn throttled(clients: &[Client], calls: usize) -> usize {
    let tasks: Vec<_> = (0..calls)
        .map(|at| {
            let client = clients[at % clients.len()].clone();
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
async fn seventy_calls_at_once_keep_the_documented_quota_and_none_is_refused() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox).build().unwrap();
    let began = Instant::now();
    assert_eq!(throttled(&[client], 70).await, 0);
    // 20 at once and 20 more after each of three seconds.
    assert!(began.elapsed() > Duration::from_secs(3), "{:?}", began.elapsed());
    assert!(began.elapsed() < Duration::from_secs(6), "{:?}", began.elapsed());
}

#[tokio::test]
async fn clients_that_share_an_account_share_its_quota() {
    let sandbox = Sandbox::start().await.unwrap();
    let quota = Arc::new(SlidingWindow::default());
    let share = || client(&sandbox).rate_limiter(Arc::clone(&quota)).build().unwrap();
    assert_eq!(throttled(&[share(), share(), share()], 50).await, 0);
}

#[tokio::test]
async fn without_a_quota_the_service_refuses() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox).rate_limiter(Unlimited).build().unwrap();
    assert!(throttled(&[client], 50).await > 0);
}

#[tokio::test]
async fn a_call_that_is_dropped_in_the_queue_is_never_sent() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox).build().unwrap();
    throttled(std::slice::from_ref(&client), 20).await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    let queued = async { cancel.send(&client).await };
    assert!(tokio::time::timeout(Duration::from_millis(100), queued).await.is_err());
    // The code was not cancelled: it still can be.
    cancel.send(&client).retry(RetryPolicy::new()).await.unwrap();
}

#[tokio::test]
async fn calls_that_are_dropped_in_the_queue_cost_nobody_a_turn() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox).build().unwrap();
    throttled(std::slice::from_ref(&client), 20).await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), "y".repeat(32));
    let queued: Vec<_> = (0..200)
        .map(|_| {
            let (client, cancel) = (client.clone(), cancel.clone());
            tokio::spawn(async move { cancel.send(&client).await.map(drop) })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    queued.iter().for_each(tokio::task::JoinHandle::abort);
    let began = Instant::now();
    let error = cancel.send(&client).retry(RetryPolicy::new()).await.unwrap_err();
    assert!(!error.code().unwrap().is_throttling());
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
}
