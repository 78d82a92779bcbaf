//! Extreme values of options.

use std::time::Duration;

use essbasic_core::{Action, RetryPolicy};
use essbasic_test_support::server::{self, Server};
use tokio::time::Instant;

use crate::actions::{CancelThing, DescribeThing};
use crate::support::{Recorder, builder, interrupted, ok, rejection};
use crate::waiter::DescribeTask;

const MAX: Duration = Duration::MAX;

#[tokio::test]
async fn longest_timeouts_are_accepted_by_the_default_transport() {
    let server = Server::start([server::ok("")]).await;
    let builder = builder().endpoint(server.endpoint()).timeout(MAX);
    let client = builder.connect_timeout(MAX).read_timeout(MAX).idle_timeout(MAX).build().unwrap();
    DescribeThing::new().send(&client).await.unwrap();
    DescribeThing::new().send(&client).timeout(MAX).await.unwrap();
    let link = format!("{}/file", server.endpoint());
    for timeout in [MAX, Duration::from_secs(u64::MAX)] {
        let mut file = Vec::new();
        let summary = client.download(&link, &mut file).timeout(timeout).max_bytes(u64::MAX).await;
        assert_eq!(summary.unwrap().length, file.len() as u64);
    }
}

#[tokio::test(start_paused = true)]
async fn call_with_the_longest_timeout_is_retried() {
    let service = Recorder::new([rejection("RequestLimitExceeded", ""), interrupted(), ok("")]);
    let client = service.builder().timeout(MAX).build().unwrap();
    CancelThing::new().send(&client).timeout(MAX).await.unwrap();
    assert_eq!(service.sent(), 3);
}

#[tokio::test(start_paused = true)]
async fn longest_backoff_and_most_attempts_end_with_the_timeout() {
    let service = Recorder::new([interrupted()]);
    let client = service.client();
    for policy in [
        RetryPolicy::new().backoff(MAX, MAX),
        RetryPolicy::new().max_attempts(u32::MAX).backoff(Duration::from_secs(1), MAX),
    ] {
        let started = Instant::now();
        CancelThing::new().send(&client).retry(policy).await.unwrap_err();
        assert!(started.elapsed() <= Duration::from_secs(20), "{:?}", started.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn waiter_with_the_longest_timeout_and_interval_ends_with_the_state() {
    let task = |status| ok(&format!(r#""Status":{status}"#));
    for (min, max) in [(Duration::ZERO, MAX), (Duration::from_secs(1), MAX)] {
        let service = Recorder::new([task(0), task(4), task(4), task(8)]);
        let client = service.client();
        let waiter = DescribeTask::new().wait(&client).timeout(MAX).poll_interval(min, max);
        waiter.await.unwrap();
        let request = serde_json::Map::new();
        let waiter = client.wait_json(DescribeTask::descriptor(), &request);
        waiter.timeout(MAX).poll_interval(min, max).await.unwrap();
    }
    // An interval as long as the timeout cannot be waited for.
    let service = Recorder::new([task(0), task(8)]);
    let client = service.client();
    let waiter = DescribeTask::new().wait(&client).timeout(MAX).poll_interval(MAX, MAX);
    waiter.await.unwrap_err();
}

#[tokio::test(start_paused = true)]
async fn shortest_timeouts_end_without_a_panic() {
    let service = Recorder::new([ok("")]);
    let client = service.builder().timeout(Duration::ZERO).build().unwrap();
    let _ = DescribeThing::new().send(&client).await;
    let _ = DescribeThing::new().send(&client).timeout(Duration::from_nanos(1)).await;
    let waiter = DescribeTask::new().wait(&client).timeout(Duration::ZERO);
    waiter.poll_interval(Duration::ZERO, Duration::ZERO).await.unwrap_err();
}
