//! Spans and events: every field, on success, after a retry, and on failure.

use essbasic_core::{RetryPolicy, Unlimited};
use tracing::Level;

use crate::actions::{CancelThing, CreateThing, DescribeThing};
use crate::support::trace::{Capture, Captured, Span};
use crate::support::{Recorder, Step, interrupted, json, ok, rejection};

/// Sends a cancellation, and returns its spans: the call's, and one for each attempt.
async fn spans(script: impl IntoIterator<Item = Step>) -> (Span, Vec<Span>, Captured) {
    let service = Recorder::new(script);
    let client = service.builder().rate_limiter(Unlimited).build().unwrap();
    let capture = Capture::start();
    let _ = CancelThing::new().thing_id("t-1").send(&client).await;
    let captured = capture.finish();
    let (call, attempts) = captured.spans.split_first().unwrap();
    (call.clone(), attempts.to_vec(), captured)
}

#[track_caller]
fn assert_fields(span: &Span, expected: &[(&str, &str)]) {
    for (name, value) in expected {
        assert_eq!(span.field(name), *value, "{name} of {}", span.name);
    }
}

#[tokio::test(start_paused = true)]
async fn spans_name_the_action_and_the_server() {
    let (call, attempts, _) = spans([ok("")]).await;
    assert_eq!((call.name, call.level), ("call", Level::INFO));
    assert_fields(
        &call,
        &[
            ("otel.name", "essbasic/CancelThing"),
            ("otel.kind", "client"),
            ("rpc.system", "tencentcloud"),
            ("rpc.service", "essbasic"),
            ("rpc.method", "CancelThing"),
            ("essbasic.environment", "custom"),
        ],
    );
    assert_eq!((attempts[0].name, attempts[0].level), ("POST", Level::DEBUG));
    assert_fields(
        &attempts[0],
        &[
            ("otel.kind", "client"),
            ("http.request.method", "POST"),
            ("server.address", "127.0.0.1:8899"),
            ("http.request.body.size", r#"{"ThingId":"t-1"}"#.len().to_string().as_str()),
        ],
    );
}

#[tokio::test(start_paused = true)]
async fn success_at_once_counts_one_attempt() {
    let (call, attempts, captured) = spans([ok("")]).await;
    assert_fields(
        &call,
        &[
            ("essbasic.attempts", "1"),
            ("essbasic.outcome", "done"),
            ("essbasic.request_id", "req-1"),
            ("error.type", ""),
        ],
    );
    assert_eq!(attempts.len(), 1);
    assert_fields(
        &attempts[0],
        &[
            ("http.request.resend_count", ""),
            ("http.response.status_code", "200"),
            ("http.response.body.size", "34"),
            ("error.type", ""),
        ],
    );
    assert_eq!(captured.events, [(Level::DEBUG, "done".to_owned())]);
}

#[tokio::test(start_paused = true)]
async fn success_after_one_retry_counts_two_attempts() {
    let (call, attempts, captured) = spans([interrupted(), ok("")]).await;
    assert_fields(
        &call,
        &[
            ("essbasic.attempts", "2"),
            ("essbasic.outcome", "done"),
            ("essbasic.request_id", "req-1"),
            ("error.type", ""),
        ],
    );
    assert_eq!(attempts.len(), 2);
    assert_fields(
        &attempts[0],
        &[
            ("http.request.resend_count", ""),
            ("http.response.status_code", ""),
            ("http.response.body.size", ""),
            ("error.type", "interrupted"),
        ],
    );
    assert_fields(
        &attempts[1],
        &[
            ("http.request.resend_count", "1"),
            ("http.response.status_code", "200"),
            ("http.response.body.size", "34"),
            ("error.type", ""),
        ],
    );
    let messages: Vec<_> = captured.events.iter().map(|(_, message)| message.as_str()).collect();
    assert_eq!(messages, ["retry scheduled", "done"]);
}

#[tokio::test(start_paused = true)]
async fn rejection_after_retries_records_the_code() {
    let script = [
        rejection("RequestLimitExceeded", ""),
        rejection("RequestLimitExceeded", ""),
        rejection("OperationDenied.NoQuota", "none left"),
    ];
    let (call, attempts, _) = spans(script).await;
    assert_fields(
        &call,
        &[
            ("essbasic.attempts", "3"),
            ("essbasic.outcome", "refused"),
            ("essbasic.request_id", "req-1"),
            ("error.type", "OperationDenied.NoQuota"),
        ],
    );
    let codes: Vec<_> = attempts.iter().map(|it| it.field("error.type")).collect();
    let limited = "RequestLimitExceeded";
    assert_eq!(codes, [limited, limited, "OperationDenied.NoQuota"]);
    let counts: Vec<_> = attempts.iter().map(|it| it.field("http.request.resend_count")).collect();
    assert_eq!(counts, ["", "1", "2"]);
}

#[tokio::test(start_paused = true)]
async fn gateway_error_records_status_and_size() {
    let (call, attempts, _) = spans(vec![json(502, "oops"); 4]).await;
    assert_fields(
        &call,
        &[
            ("essbasic.attempts", "4"),
            ("essbasic.outcome", "unknown"),
            ("essbasic.request_id", ""),
            ("error.type", "gateway"),
        ],
    );
    for attempt in attempts {
        assert_fields(
            &attempt,
            &[
                ("http.response.status_code", "502"),
                ("http.response.body.size", "4"),
                ("error.type", "gateway"),
            ],
        );
    }
}

#[tokio::test(start_paused = true)]
async fn unknown_outcome_is_a_warning() {
    let service = Recorder::new([interrupted()]);
    let client = service.client();
    let capture = Capture::start();
    CreateThing::new().send(&client).await.unwrap_err();
    let captured = capture.finish();
    let message = "outcome unknown: the service may have acted".to_owned();
    assert_eq!(captured.events, [(Level::WARN, message)]);
    assert_eq!(captured.spans[0].field("essbasic.attempts"), "1");
}

#[tokio::test(start_paused = true)]
async fn call_that_is_not_sent_counts_no_attempt() {
    let service = Recorder::new([ok("")]);
    let client = service.client();
    let capture = Capture::start();
    let empty = essbasic_core::Credential::new("", "");
    DescribeThing::new().send(&client).credential(empty).await.unwrap_err();
    let captured = capture.finish();
    assert_eq!(captured.spans.len(), 1, "no attempt");
    assert_fields(
        &captured.spans[0],
        &[
            ("essbasic.attempts", "0"),
            ("essbasic.outcome", "not_sent"),
            ("error.type", "credential"),
        ],
    );
}

#[tokio::test(start_paused = true)]
async fn download_span_records_the_host_and_not_the_link() {
    let service = Recorder::new([ok("")]);
    let client = service.builder().retry(RetryPolicy::none()).build().unwrap();
    let capture = Capture::start();
    let link = "https://files.example:8443/a?ticket=TicketOfTheLink";
    client.download(link, &mut Vec::new()).await.unwrap();
    let captured = capture.finish();
    assert_eq!(captured.spans[0].name, "GET");
    assert_fields(
        &captured.spans[0],
        &[("http.request.method", "GET"), ("server.address", "files.example")],
    );
    assert!(!captured.log.contains("TicketOfTheLink"), "{}", captured.log);
}
