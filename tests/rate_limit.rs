//! The client's rate limiter against the sandbox's rate limit.

use std::sync::Arc;
use std::time::{Duration, Instant};

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
    let started = Instant::now();
    assert_eq!(throttled(&[client], 70).await, 0);
    // 20 immediately, and 20 more after each of three seconds.
    assert!(started.elapsed() > Duration::from_secs(3), "{:?}", started.elapsed());
    assert!(started.elapsed() < Duration::from_secs(6), "{:?}", started.elapsed());
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

#[tokio::test]
async fn a_call_dropped_in_the_queue_is_never_sent() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox).build().unwrap();
    throttled(std::slice::from_ref(&client), 20).await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    let queued = async { cancel.send(&client).await };
    assert!(tokio::time::timeout(Duration::from_millis(100), queued).await.is_err());
    // The code was not cancelled before.
    cancel.send(&client).retry(RetryPolicy::new()).await.unwrap();
}

#[tokio::test]
async fn calls_dropped_in_the_queue_release_their_places() {
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
    let started = Instant::now();
    let error = cancel.send(&client).retry(RetryPolicy::new()).await.unwrap_err();
    assert!(!error.code().unwrap().is_throttling());
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
}
