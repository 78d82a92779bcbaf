//! Extreme values of options.

use std::time::{Duration, SystemTime};

use essbasic_core::{Action, RetryPolicy};
use essbasic_test_support::server::{self, Server, rejection_body};
use tokio::time::Instant;

use crate::actions::{CancelThing, DescribeThing};
use crate::pagination::ListRoles;
use crate::support::{Recorder, builder, credential, interrupted, ok, rejection, respond};
use crate::waiter::DescribeTask;

const MAX: Duration = Duration::MAX;

#[tokio::test]
async fn longest_timeouts_are_accepted_by_the_default_transport() {
    let server = Server::start([server::ok("")]).await;
    let builder = builder().endpoint(server.endpoint()).timeout(MAX);
    let client =
        builder.connect_timeout(MAX).read_timeout(MAX).pool_idle_timeout(MAX).build().unwrap();
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
    // An interval as long as the timeout ends with a last poll.
    let service = Recorder::new([task(0), task(8)]);
    let client = service.client();
    let waiter = DescribeTask::new().wait(&client).timeout(MAX).poll_interval(MAX, MAX);
    waiter.await.unwrap();
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

#[tokio::test(start_paused = true)]
async fn credential_that_expires_at_the_end_of_time_is_used() {
    let last = (0..63).rev().fold(SystemTime::UNIX_EPOCH, |time, bit| {
        time.checked_add(Duration::from_secs(1 << bit)).unwrap_or(time)
    });
    for expiry in [last, SystemTime::now() + Duration::from_secs(1 << 40)] {
        let service = Recorder::new([ok("")]);
        let credential = credential().expires(expiry);
        let client = service.builder().credential(credential.clone()).build().unwrap();
        DescribeThing::new().send(&client).await.unwrap();
        DescribeThing::new().send(&client).credential(credential).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn pages_after_the_largest_number_end_without_a_panic() {
    let page = ok(r#""Inner":{"Items":[{"Number":1}]},"Names":["a"]"#);
    let client = Recorder::new([page, ok(r#""Inner":{"Items":[]},"Names":[]"#)]).client();
    let roles = ListRoles::new().offset(u64::MAX).limit("1");
    let _ = roles.stream(&client).try_collect().await;
}

#[tokio::test(start_paused = true)]
async fn extreme_dates_and_delays_of_a_response_end_without_a_panic() {
    for date in ["Fri, 31 Dec 9999 23:59:59 GMT", "Sat, 01 Jan 0000 00:00:00 +2359"] {
        for delay in ["18446744073709551615", date] {
            let headers = [("date", date), ("retry-after", delay)];
            for code in ["AuthFailure.SignatureExpire", "RequestLimitExceeded"] {
                let service = Recorder::new([respond(200, &headers, &rejection_body(code, ""))]);
                let client = service.builder().timeout(MAX).build().unwrap();
                for _ in 0..2 {
                    CancelThing::new().send(&client).await.unwrap_err();
                }
            }
        }
    }
}
