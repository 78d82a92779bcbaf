//! Retries: which effects allow them after which errors, delays, budget, and outcomes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use essbasic_core::transport::TransportErrorKind;
use essbasic_core::{ErrorKind, Outcome, RetryPolicy};
use tokio::time::{Instant, advance, timeout};

use crate::actions::{
    CancelThing, CreateThing, CreateThingUrl, DescribeNumbers, DescribeThing, RemindThing,
    StartThing,
};
use crate::support::{
    Recorder, SECRET_ID, SECRET_KEY, Step, header, interrupted, is_signed_by, json, ok, rejection,
    respond, throttled,
};

/// Returns how often each effect is sent if every response is this one: read, link, idempotent,
/// create, charge.
async fn attempts(step: Step) -> [usize; 5] {
    let service = Recorder::new([step]);
    let client = service.client();
    let mut before = 0;
    let mut sent = || std::mem::replace(&mut before, service.sent()).abs_diff(service.sent());
    let _ = DescribeThing::new().send(&client).await;
    let read = sent();
    let _ = CreateThingUrl::new().send(&client).await;
    let link = sent();
    let _ = CancelThing::new().send(&client).await;
    let idempotent = sent();
    let _ = CreateThing::new().send(&client).await;
    let create = sent();
    let _ = RemindThing::new().send(&client).await;
    [read, link, idempotent, create, sent()]
}

#[tokio::test(start_paused = true)]
async fn each_effect_is_retried_only_after_errors_that_are_safe_for_it() {
    let gateway = |status| respond(status, &[("content-type", "text/html")], "<html>");
    let internal =
        r#"{"Response":{"Error":{"Code":"InternalError","Message":""},"RequestId":"r"}}"#;
    for (error, step, expected) in [
        ("rate limited", rejection("RequestLimitExceeded", "wait"), [4; 5]),
        ("rate limited, sub-code", rejection("RequestLimitExceeded.UinLimitExceeded", ""), [4; 5]),
        ("rate limited, new sub-code", rejection("RequestLimitExceeded.New", ""), [4; 5]),
        ("not connected", Step::Fail(TransportErrorKind::NotConnected), [4; 5]),
        ("connection lost", interrupted(), [4, 4, 4, 1, 1]),
        ("timeout", Step::Fail(TransportErrorKind::TimedOut), [4, 4, 4, 1, 1]),
        ("too large", Step::Fail(TransportErrorKind::TooLarge), [1; 5]),
        ("gateway 502", gateway(502), [4, 4, 4, 1, 1]),
        ("gateway 404", gateway(404), [1; 5]),
        ("internal error", rejection("InternalError.DbRead", ""), [4, 4, 1, 1, 1]),
        ("internal error, status 500", json(500, internal), [4, 4, 1, 1, 1]),
        ("wrong signature", rejection("AuthFailure.SignatureFailure", ""), [1; 5]),
        ("quota exhausted", rejection("LimitExceeded.CallTimes", ""), [1; 5]),
        ("undecodable", json(200, "{}"), [1; 5]),
        ("success", ok(""), [1; 5]),
    ] {
        assert_eq!(attempts(step).await, expected, "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn retry_is_signed_anew_and_sends_the_same_body() {
    let service = Recorder::new([throttled("1"), ok("")]);
    let seconds = AtomicU64::new(1_700_000_000);
    let next = move || {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.fetch_add(1, Ordering::Relaxed))
    };
    let client = service.builder().clock(next).build().unwrap();
    CancelThing::new().thing_id("t").send(&client).await.unwrap();
    let requests = service.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].body(), requests[1].body());
    for name in ["x-tc-timestamp", "authorization"] {
        assert_ne!(header(&requests[0], name), header(&requests[1], name), "{name}");
    }
    assert!(requests.iter().all(|request| is_signed_by(request, SECRET_ID, SECRET_KEY)));
}

#[tokio::test(start_paused = true)]
async fn retry_that_succeeds_is_a_success() {
    let service = Recorder::new([interrupted(), rejection("RequestLimitExceeded", ""), ok("")]);
    CancelThing::new().send(&service.client()).await.unwrap();
    assert_eq!(service.sent(), 3);
    let numbers = ok(r#""Least":-1,"Largest":1"#);
    let service = Recorder::new([interrupted(), numbers, rejection("OperationDenied", "")]);
    assert_eq!(DescribeNumbers::new().send(&service.client()).await.unwrap().least, -1);
    assert_eq!(service.sent(), 2);
}

#[tokio::test(start_paused = true)]
async fn already_done_after_an_unknown_attempt_is_a_success() {
    let service = Recorder::new([interrupted(), rejection("OperationDenied.Gone", "")]);
    let reply = CancelThing::new().send(&service.client()).await.unwrap();
    assert_eq!(reply.request_id, "req-1");
}

#[tokio::test(start_paused = true)]
async fn already_done_without_an_unknown_attempt_is_a_rejection() {
    for first in [rejection("RequestLimitExceeded", ""), rejection("OperationDenied.Gone", "")] {
        let service = Recorder::new([first, rejection("OperationDenied.Gone", "")]);
        let error = CancelThing::new().send(&service.client()).await.unwrap_err();
        assert_eq!(error.code().unwrap(), "OperationDenied.Gone");
        assert_eq!(error.outcome(), Outcome::Refused);
    }
}

#[tokio::test(start_paused = true)]
async fn already_done_without_the_required_output_has_an_unknown_outcome() {
    let service = Recorder::new([interrupted(), rejection("OperationDenied.Started", "")]);
    let error = StartThing::new().send(&service.client()).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "OperationDenied.Started");
    assert_eq!(error.outcome(), Outcome::Unknown);
}

#[tokio::test(start_paused = true)]
async fn rejection_does_not_hide_an_earlier_unknown_outcome() {
    let service = Recorder::new([interrupted(), rejection("OperationDenied.Forbid", "")]);
    let error = CancelThing::new().send(&service.client()).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown);
    let service = Recorder::new([interrupted(), rejection("OperationDenied.Forbid", "")]);
    let error = DescribeThing::new().send(&service.client()).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Refused, "reading has no effect");
}

#[tokio::test(start_paused = true)]
async fn policy_none_sends_one_attempt() {
    let script = || [rejection("RequestLimitExceeded", ""), ok("")];
    let service = Recorder::new(script());
    let client = service.builder().retry(RetryPolicy::none()).build().unwrap();
    CancelThing::new().send(&client).await.unwrap_err();
    assert_eq!(service.sent(), 1);

    let service = Recorder::new(script());
    let client = service.client();
    CancelThing::new().send(&client).retry(RetryPolicy::none()).await.unwrap_err();
    assert_eq!(service.sent(), 1);
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_respected() {
    for (retry_after, seconds) in [("3", 3), ("Sat, 01 Jan 2000 00:00:05 GMT", 5)] {
        let headers = [
            ("content-type", "application/json"),
            ("date", "Sat, 01 Jan 2000 00:00:00 GMT"),
            ("retry-after", retry_after),
        ];
        let body = r#"{"Response":{"Error":{"Code":"RequestLimitExceeded"},"RequestId":"r"}}"#;
        let service = Recorder::new([respond(429, &headers, body), ok("")]);
        let client = service.client();
        let started = Instant::now();
        CancelThing::new().send(&client).await.unwrap();
        let elapsed = started.elapsed();
        assert!(elapsed >= Duration::from_secs(seconds), "{retry_after}: {elapsed:?}");
        assert!(elapsed < Duration::from_secs(seconds + 1), "{retry_after}: {elapsed:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn retry_after_beyond_the_deadline_ends_the_call_at_once() {
    const FOREVER: Duration = Duration::MAX;
    const SHORT: Duration = Duration::from_secs(20);
    for (retry_after, timeout) in [
        ("21", SHORT),
        ("18446744073709551615", SHORT),
        ("18446744073709551615", FOREVER),
        ("Fri, 31 Dec 9999 23:59:59 GMT", SHORT),
        ("Fri, 31 Dec 9999 23:59:59 GMT", FOREVER),
    ] {
        let service = Recorder::new([throttled(retry_after), ok("")]);
        let client = service.client();
        let started = Instant::now();
        let error = CancelThing::new().send(&client).timeout(timeout).await.unwrap_err();
        assert_eq!(error.code().unwrap(), "RequestLimitExceeded", "{retry_after}");
        assert_eq!(started.elapsed(), Duration::ZERO, "{retry_after}");
        assert_eq!(service.sent(), 1, "{retry_after}");
    }
}

#[tokio::test(start_paused = true)]
async fn malformed_retry_after_is_ignored() {
    for retry_after in ["", "soon", "-1", "18446744073709551616", "1.5"] {
        let service = Recorder::new([throttled(retry_after), ok("")]);
        let started = Instant::now();
        CancelThing::new().send(&service.client()).await.unwrap();
        assert!(started.elapsed() < Duration::from_secs(1), "{retry_after}");
    }
}

#[tokio::test(start_paused = true)]
async fn all_attempts_and_delays_fit_into_the_timeout() {
    let service = Recorder::new([rejection("RequestLimitExceeded", "")]);
    let delay = Duration::from_millis(80);
    let policy = RetryPolicy::new().max_attempts(100).backoff(delay, delay);
    let limit = Duration::from_millis(300);
    let client = service.builder().retry(policy).timeout(limit).build().unwrap();
    let started = Instant::now();
    CancelThing::new().send(&client).await.unwrap_err();
    assert!(started.elapsed() <= limit, "{:?}", started.elapsed());
    assert!((2..100).contains(&service.sent()), "{}", service.sent());
}

#[tokio::test(start_paused = true)]
async fn retry_budget_stops_a_client_that_keeps_failing() {
    let service = Recorder::new([interrupted()]);
    let policy = RetryPolicy::new().max_attempts(1000).backoff(Duration::ZERO, Duration::ZERO);
    let client = service.builder().retry(policy).build().unwrap();
    let _ = DescribeThing::new().send(&client).await;
    assert_eq!(service.sent(), 101, "the first attempt, and 100 retries at 5 of 500 tokens each");
    let _ = DescribeThing::new().send(&client).await;
    assert_eq!(service.sent(), 102, "no retry");
}

#[tokio::test(start_paused = true)]
async fn successes_refill_the_retry_budget() {
    let mut script = vec![interrupted(); 102];
    script.extend(vec![ok(""); 5]);
    script.extend([interrupted(), ok("")]);
    let service = Recorder::new(script);
    let policy = RetryPolicy::new().max_attempts(1000).backoff(Duration::ZERO, Duration::ZERO);
    let client = service.builder().retry(policy).build().unwrap();
    for _ in 0..2 {
        DescribeThing::new().send(&client).await.unwrap_err();
    }
    for _ in 0..5 {
        DescribeThing::new().send(&client).await.unwrap();
    }
    DescribeThing::new().send(&client).await.unwrap();
    assert_eq!(service.sent(), 109);
}

#[tokio::test(start_paused = true)]
async fn call_dropped_during_its_delay_is_not_retried() {
    let service = Recorder::new([throttled("10"), ok("")]);
    let client = service.client();
    let call = CancelThing::new().send(&client).into_future();
    timeout(Duration::from_millis(50), call).await.unwrap_err();
    advance(Duration::from_secs(60)).await;
    assert_eq!(service.sent(), 1);
}

#[tokio::test(start_paused = true)]
async fn call_dropped_in_flight_sends_nothing_more() {
    let service = Recorder::new([Step::Hang]);
    let client = service.client();
    let call = CreateThing::new().send(&client).into_future();
    timeout(Duration::from_millis(50), call).await.unwrap_err();
    advance(Duration::from_secs(60)).await;
    assert_eq!(service.sent(), 1);
}

#[tokio::test(start_paused = true)]
async fn last_attempt_does_not_deny_an_earlier_one_that_may_have_been_executed() {
    let unsent = Step::Fail(TransportErrorKind::NotConnected);
    for (last, message) in [
        (
            unsent,
            "an earlier attempt may have been executed; the last one failed: could not connect",
        ),
        (rejection("RequestLimitExceeded", "wait"), "wait"),
    ] {
        let service = Recorder::new([interrupted(), last]);
        let error = CancelThing::new().send(&service.client()).await.unwrap_err();
        assert_eq!((error.outcome(), service.sent()), (Outcome::Unknown, 4));
        assert!(error.message().starts_with(message), "{error}");
        assert!(error.hint().unwrap().starts_with("find out whether the service acted"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn timed_out_creation_is_not_repeated() {
    let service = Recorder::new([Step::Hang]);
    let error = CreateThing::new().send(&service.client()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Timeout, Outcome::Unknown));
    assert_eq!(service.sent(), 1);
}
