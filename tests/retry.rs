//! What is repeated, what never is, and what is said when nobody knows.

use std::time::{Duration, Instant};

use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::{
    ClientBuilder, EmptyResponse, Error, ErrorKind, Outcome, Reply, RetryPolicy, tc_action,
    tc_model,
};
use essbasic_sandbox::seed;

use crate::server::{Answer, Server, answer, json, ok, refusal};

/// Looks at something.
#[tc_action(name = "DescribeThing", version = "2021-05-26", effect = read)]
struct DescribeThing {}

/// Makes a link.
#[tc_action(name = "CreateThingUrl", version = "2021-05-26", effect = link)]
struct CreateThingUrl {}

/// Sets a state, and answers more than a request id.
#[tc_action(
    name = "StartThing",
    version = "2021-05-26",
    response = Started,
    effect = idempotent("OperationDenied.Started")
)]
struct StartThing {}

/// What was started.
#[tc_model]
struct Started {
    /// Its id.
    thing_id: String,
}

/// Notifies somebody.
#[tc_action(name = "RemindThing", version = "2021-05-26", effect = charge)]
struct RemindThing {}

fn patiently(builder: ClientBuilder) -> ClientBuilder {
    builder.retry(RetryPolicy::new().backoff(Duration::from_millis(2), Duration::from_millis(5)))
}

fn cancel() -> ChannelCancelMultiFlowSignQRCode {
    ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE)
}

fn create() -> ChannelCreateMultiFlowSignQRCode {
    ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同")
}

/// A refusal that asks to be left alone.
fn busy_for_a_second() -> Answer {
    let body =
        r#"{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":""},"RequestId":"r"}}"#;
    answer(429, "Content-Type: application/json\r\nRetry-After: 1", body.as_bytes())
}

/// How often each class was sent when every answer is this one.
async fn attempts(answer: Answer) -> [usize; 5] {
    let server = Server::answering([answer]).await;
    let client = patiently(server.builder()).build().unwrap();
    let mut before = 0;
    let mut sent = || {
        let all = server.requests().len();
        std::mem::replace(&mut before, all).abs_diff(all)
    };
    let _ = DescribeThing::new().send(&client).await;
    let read = sent();
    let _ = CreateThingUrl::new().send(&client).await;
    let mint = sent();
    let _ = cancel().send(&client).await;
    let settle = sent();
    let _ = create().send(&client).await;
    let create = sent();
    let _ = RemindThing::new().send(&client).await;
    [read, mint, settle, create, sent()]
}

#[tokio::test]
async fn each_class_is_repeated_after_what_is_safe_for_it_and_nothing_else() {
    let gateway = |status| answer(status, "Content-Type: text/html", b"<html>");
    let cut = || Answer::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_vec());
    for (what, answer, expected) in [
        ("called too often", refusal("RequestLimitExceeded", "wait"), [4, 4, 4, 4, 4]),
        ("too often, a sub-code", refusal("RequestLimitExceeded.UinLimitExceeded", ""), [4; 5]),
        ("a broken connection", Answer::Reset, [4, 4, 4, 1, 1]),
        ("half an answer", cut(), [4, 4, 4, 1, 1]),
        ("a gateway's 502", gateway(502), [4, 4, 4, 1, 1]),
        ("a gateway's 404", gateway(404), [1; 5]),
        ("failed inside", refusal("InternalError.DbRead", ""), [4, 4, 1, 1, 1]),
        (
            "failed inside, status 500",
            json(
                500,
                r#"{"Response":{"Error":{"Code":"InternalError","Message":""},"RequestId":"r"}}"#,
            ),
            [4, 4, 1, 1, 1],
        ),
        ("a wrong signature", refusal("AuthFailure.SignatureFailure", ""), [1; 5]),
        ("a quota used up", refusal("LimitExceeded.CallTimes", ""), [1; 5]),
        ("an unreadable answer", json(200, "{}"), [1; 5]),
        ("done", ok(r#"{"ThingId":"t"}"#), [1; 5]),
    ] {
        assert_eq!(attempts(answer).await, expected, "{what}");
    }
}

#[tokio::test]
async fn a_retry_is_signed_anew_and_sends_the_same_bytes() {
    let server = Server::answering([busy_for_a_second(), ok("{}")]).await;
    cancel().send(&server.client()).await.unwrap();
    let requests = server.requests();
    let [first, second] = &requests[..] else { panic!("{} requests", requests.len()) };
    assert_eq!(first.body, second.body);
    for header in ["x-tc-timestamp", "authorization"] {
        assert_ne!(first.header(header), second.header(header), "{header}");
    }
}

#[tokio::test]
async fn a_retry_that_succeeds_is_a_success() {
    let broken = [Answer::Reset, refusal("RequestLimitExceeded", ""), ok("{}")];
    let server = Server::answering(broken).await;
    let client = patiently(server.builder()).build().unwrap();
    cancel().send(&client).await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_cancellation_that_was_done_after_all_is_a_success() {
    let server = Server::answering([Answer::Reset, refusal("OperationDenied.QrInvalid", "")]).await;
    let client = patiently(server.builder()).build().unwrap();
    let reply: Reply<EmptyResponse> = cancel().send(&client).await.unwrap();
    assert_eq!(reply.request_id, "req-1");
}

#[tokio::test]
async fn already_done_is_a_refusal_when_nothing_was_left_unheard() {
    for first in [refusal("RequestLimitExceeded", ""), refusal("OperationDenied.QrInvalid", "")] {
        let server = Server::answering([first, refusal("OperationDenied.QrInvalid", "")]).await;
        let client = patiently(server.builder()).build().unwrap();
        let error = cancel().send(&client).await.unwrap_err();
        assert_eq!(error.code().unwrap(), "OperationDenied.QrInvalid");
        assert_eq!(error.outcome(), Outcome::Refused);
    }
}

#[tokio::test]
async fn what_was_done_but_cannot_be_answered_keeps_its_outcome_unknown() {
    let server = Server::answering([Answer::Reset, refusal("OperationDenied.Started", "")]).await;
    let client = patiently(server.builder()).build().unwrap();
    let error = StartThing::new().send(&client).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "OperationDenied.Started");
    assert_eq!(error.outcome(), Outcome::Unknown);
}

#[tokio::test]
async fn a_later_refusal_does_not_hide_an_attempt_that_went_unheard() {
    let server = Server::answering([Answer::Reset, refusal("OperationDenied.Forbid", "")]).await;
    let client = patiently(server.builder()).build().unwrap();
    let error = cancel().send(&client).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown);
    let error = DescribeThing::new().send(&client).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Refused, "to look does nothing");
}

#[tokio::test]
async fn without_retries_nothing_is_sent_twice() {
    let server = Server::answering([refusal("RequestLimitExceeded", ""), ok("{}")]).await;
    let client = server.builder().retry(RetryPolicy::none()).build().unwrap();
    assert!(cancel().send(&client).await.is_err());
    assert_eq!(server.requests().len(), 1);

    let server = Server::answering([refusal("RequestLimitExceeded", ""), ok("{}")]).await;
    let call = server.client();
    assert!(cancel().send(&call).retry(RetryPolicy::none()).await.is_err());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_services_wish_to_be_left_alone_is_respected() {
    let server = Server::answering([busy_for_a_second(), ok("{}")]).await;
    let client = patiently(server.builder()).build().unwrap();
    let began = Instant::now();
    cancel().send(&client).await.unwrap();
    assert!(began.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn all_attempts_and_waits_fit_into_the_calls_time() {
    let server = Server::answering([refusal("RequestLimitExceeded", "")]).await;
    let policy = RetryPolicy::new()
        .max_attempts(100)
        .backoff(Duration::from_millis(80), Duration::from_millis(80));
    let client =
        server.builder().retry(policy).timeout(Duration::from_millis(300)).build().unwrap();
    let began = Instant::now();
    cancel().send(&client).await.unwrap_err();
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    assert!(server.requests().len() < 60);
}

#[tokio::test]
async fn a_client_that_fails_all_the_time_stops_repeating() {
    let server = Server::answering([Answer::Reset]).await;
    let policy = RetryPolicy::new().max_attempts(1000).backoff(Duration::ZERO, Duration::ZERO);
    let client = server.builder().retry(policy).build().unwrap();
    let _ = DescribeThing::new().send(&client).await;
    let spent = server.requests().len();
    assert!(spent < 200, "{spent} requests");
    let _ = DescribeThing::new().send(&client).await;
    assert_eq!(server.requests().len(), spent + 1);
}

#[tokio::test]
async fn a_call_that_is_dropped_while_it_waits_is_not_repeated() {
    let server = Server::answering([refusal("RequestLimitExceeded", "")]).await;
    let wait = Duration::from_millis(400);
    let client = server.builder().retry(RetryPolicy::new().backoff(wait, wait)).build().unwrap();
    let call = async { cancel().send(&client).await };
    let _ = tokio::time::timeout(Duration::from_millis(50), call).await;
    let sent = server.requests().len();
    tokio::time::sleep(wait * 3).await;
    assert_eq!(server.requests().len(), sent);
}

#[tokio::test]
async fn an_unreachable_service_is_tried_again_whatever_the_action() {
    let client = essbasic::Client::builder()
        .credential(essbasic::Credential::new("id", "key"))
        .endpoint("http://127.0.0.1:1")
        .retry(
            RetryPolicy::new()
                .max_attempts(3)
                .backoff(Duration::from_millis(60), Duration::from_millis(60)),
        );
    let error: Error = create().send(&client.build().unwrap()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
}

#[tokio::test]
async fn a_call_that_is_dropped_in_flight_stops_at_once() {
    let server = Server::answering([Answer::Silence]).await;
    let connections = crate::server::Counting::before(&server.endpoint()).await;
    let client = server.builder().endpoint(connections.endpoint()).build().unwrap();
    let call = async { create().send(&client).await };
    assert!(tokio::time::timeout(Duration::from_millis(200), call).await.is_err());
    assert_eq!(server.requests().len(), 1, "it was in flight");
    for _ in 0..50 {
        if connections.open() == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("its connection is still there");
}
