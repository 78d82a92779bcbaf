//! Correction of a wrong clock by the service's `Date`.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use essbasic_core::{ErrorKind, RetryPolicy};
use essbasic_test_support::server::{ok_body, rejection_body};
use http::{Request, Response};

use crate::actions::RemindThing;
use crate::support::{Recorder, Step, header, respond};

/// 2026-06-01 00:00:00 UTC, the time of the service.
const NOW: u64 = 1_780_272_000;
const HOUR: u64 = 3600;

/// Rejects timestamps that are more than five minutes off.
fn service() -> Recorder {
    Recorder::new([Step::With(|request: &Request<Bytes>| {
        let timestamp: u64 = header(request, "x-tc-timestamp").parse().unwrap();
        let body = if timestamp.abs_diff(NOW) > 300 {
            rejection_body("AuthFailure.SignatureExpire", "")
        } else {
            ok_body("")
        };
        let response = Response::builder().header("date", "Mon, 01 Jun 2026 00:00:00 GMT");
        response.body(Bytes::from(body)).unwrap()
    })])
}

fn at(seconds: u64) -> impl Fn() -> SystemTime + Send + Sync {
    move || UNIX_EPOCH + Duration::from_secs(seconds)
}

#[tokio::test(start_paused = true)]
async fn wrong_clock_is_corrected_once_and_stays_corrected() {
    for clock in [NOW - HOUR, NOW + 5 * HOUR, 0] {
        let service = service();
        let client = service.builder().clock(at(clock)).build().unwrap();
        // Even an action that must not be repeated: a rejected signature had no effect.
        RemindThing::new().send(&client).await.unwrap();
        assert_eq!(service.sent(), 2);
        RemindThing::new().send(&client).retry(RetryPolicy::none()).await.unwrap();
        assert_eq!(service.sent(), 3);
    }
    let service = service();
    let before_epoch = || UNIX_EPOCH - Duration::from_secs(HOUR);
    let client = service.builder().clock(before_epoch).build().unwrap();
    RemindThing::new().send(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn without_retries_the_next_call_uses_the_corrected_clock() {
    let service = service();
    let builder = service.builder().clock(at(NOW - HOUR)).retry(RetryPolicy::none());
    let client = builder.build().unwrap();
    let error = RemindThing::new().send(&client).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "AuthFailure.SignatureExpire");
    assert!(error.hint().unwrap().contains("system clock"));
    RemindThing::new().send(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn expired_signature_is_retried_once_whatever_the_date() {
    let expired = |date: &[(&str, &str)]| {
        respond(200, date, &rejection_body("AuthFailure.SignatureExpire", ""))
    };
    for (case, date) in [
        ("no date", &[][..]),
        ("not a date", &[("date", "tomorrow")]),
        ("same time", &[("date", "Mon, 01 Jun 2026 00:00:09 GMT")]),
        ("another time", &[("date", "Wed, 01 Jan 2020 00:00:00 GMT")]),
        ("no time that can be signed", &[("date", "Mon, 01 Jan 1900 00:00:00 GMT")]),
        ("the end of time", &[("date", "Fri, 31 Dec 9999 23:59:59 GMT")]),
    ] {
        let service = Recorder::new([expired(date), crate::support::ok("")]);
        let client = service.builder().clock(at(NOW)).build().unwrap();
        RemindThing::new().send(&client).await.unwrap();
        assert_eq!(service.sent(), 2, "{case}");

        let service = Recorder::new([expired(date)]);
        let client = service.builder().clock(at(NOW)).build().unwrap();
        let error = RemindThing::new().send(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Service, "{case}");
        assert_eq!(service.sent(), 2, "{case}");
    }
}

#[tokio::test(start_paused = true)]
async fn concurrent_calls_with_a_wrong_clock_all_succeed() {
    let service = service();
    let client = service.builder().clock(at(NOW - HOUR)).build().unwrap();
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { RemindThing::new().send(&client).await.map(drop) })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn signature_has_the_date_of_utc() {
    let service = Recorder::new([crate::support::ok("")]);
    // 00:30 on 2 June in Beijing, 1 June in UTC.
    let client = service.builder().clock(at(1_780_331_400)).build().unwrap();
    RemindThing::new().send(&client).await.unwrap();
    let requests = service.requests();
    let authorization = header(&requests[0], "authorization");
    assert!(authorization.contains("/2026-06-01/essbasic/"), "{authorization}");
}
