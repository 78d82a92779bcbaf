//! Mocks: replies, order, number, and the messages of tests that fail.

use essbasic::files::DescribeFileConvertTask;
use essbasic::flows::DescribeFlowDetailInfo;
use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::testing::{MockTransport, SECRET_ID, SECRET_KEY};
use essbasic::{EmptyResponse, ErrorKind, Outcome, codes};
use essbasic_test_support::tc3;
use http::Request;
use serde_json::json;

use super::{
    CODE, LINK, NAME, OTHER_CODE, agent, assert_redacted, cancel, create, failure, failure_of,
    failure_of_cancelling,
};

fn reply_to_create() -> serde_json::Value {
    json!({"QrCode": {"QrCodeId": CODE, "QrCodeUrl": LINK}, "SignUrls": {}})
}

#[tokio::test]
async fn replies_are_given_in_order() {
    let mock = MockTransport::new();
    mock.on::<ChannelCancelMultiFlowSignQRCode>()
        .when(|request| request.qr_code_id == CODE)
        .reply(EmptyResponse::new())
        .reply_error(codes::OPERATION_DENIED_QR_INVALID, "二维码已失效");
    let client = mock.client();
    let reply = cancel(CODE).send(&client).await.unwrap();
    assert_eq!(reply.request_id, "mock-1");
    let error = cancel(CODE).send(&client).await.unwrap_err();
    assert_eq!(error.code(), Some(&codes::OPERATION_DENIED_QR_INVALID));
    assert_eq!((error.message(), error.request_id()), ("二维码已失效", Some("mock-2")));
    mock.assert_done();
}

#[tokio::test]
async fn request_is_signed_and_response_decoded() {
    let mock = MockTransport::new();
    mock.on::<ChannelCreateMultiFlowSignQRCode>().reply_json(reply_to_create());
    let reply = create().send(&mock.client()).await.unwrap();
    assert_eq!(reply.qr_code.qr_code_id, CODE);
    let recorded = &mock.all_recorded_requests()[0];
    let mut request = Request::post("/").body(recorded.body().to_vec()).unwrap();
    *request.headers_mut() = recorded.headers().clone();
    assert!(tc3::is_signed_by(&request, SECRET_ID, SECRET_KEY));
    assert_eq!(mock.recorded_requests::<ChannelCreateMultiFlowSignQRCode>(), [create()]);
    assert_eq!(recorded.decode::<ChannelCreateMultiFlowSignQRCode>().unwrap(), create());
    assert!(mock.recorded_requests::<ChannelCancelMultiFlowSignQRCode>().is_empty());
    assert_redacted(&format!("{mock:?}{recorded:?}"));
}

#[tokio::test]
async fn invalid_request_is_not_sent() {
    let mock = MockTransport::new();
    let error = cancel("too short").send(&mock.client()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(mock.request_count(), 0);
}

#[tokio::test]
async fn failures_have_the_outcome_of_real_ones() {
    let mock = MockTransport::new();
    let rule = mock.on::<ChannelCreateMultiFlowSignQRCode>();
    rule.timeout().reset().reply_http(502, "<html>").not_connected().times(4);
    let client = mock.client();
    for expected in [
        (ErrorKind::Timeout, Outcome::Unknown),
        (ErrorKind::Interrupted, Outcome::Unknown),
        (ErrorKind::Gateway, Outcome::Unknown),
        (ErrorKind::Connect, Outcome::NotSent),
    ] {
        let error = create().send(&client).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), expected);
    }
    mock.assert_done();
}

#[tokio::test]
async fn retries_are_calls_of_the_mock() {
    let mock = MockTransport::new();
    mock.on::<ChannelCancelMultiFlowSignQRCode>().reset().times(2).reply(EmptyResponse::new());
    cancel(CODE).send(&mock.client()).await.unwrap();
    assert_eq!(mock.recorded_requests::<ChannelCancelMultiFlowSignQRCode>().len(), 3);
    mock.assert_done();
}

#[tokio::test]
async fn waiter_polls_a_sequence() {
    let mock = MockTransport::new();
    mock.on::<DescribeFileConvertTask>()
        .reply_json(json!({"TaskStatus": 4}))
        .times(2)
        .reply_json(json!({"TaskStatus": 8, "ResourceId": "yDfake"}));
    let client = mock.client();
    let task = DescribeFileConvertTask::new("task-1", agent());
    let interval = std::time::Duration::from_millis(1);
    let finished = task.wait(&client).poll_interval(interval, interval).await.unwrap();
    assert_eq!(finished.resource_id, "yDfake");
    mock.assert_done();
}

#[tokio::test]
async fn reply_is_computed_from_the_request() {
    let mock = MockTransport::new();
    mock.on::<DescribeFileConvertTask>()
        .reply_with(|request| {
            let mut output = essbasic::response::decode::<
                essbasic::files::DescribeFileConvertTaskResponse,
            >(200, br#"{"Response":{"RequestId":""}}"#)
            .unwrap()
            .into_output();
            output.task_id.clone_from(&request.task_id);
            output
        })
        .repeatedly();
    let client = mock.client();
    for id in ["task-1", "task-2"] {
        let reply = DescribeFileConvertTask::new(id, agent()).send(&client).await.unwrap();
        assert_eq!(reply.task_id, id);
    }
    mock.assert_done();
}

#[tokio::test]
async fn repeated_rule_ends_when_the_next_one_matches() {
    let mock = MockTransport::new();
    mock.on::<ChannelCreateMultiFlowSignQRCode>().reply_json(reply_to_create()).repeatedly();
    mock.on::<ChannelCancelMultiFlowSignQRCode>().reply(EmptyResponse::new());
    mock.on::<ChannelCreateMultiFlowSignQRCode>().reply_error("OperationDenied.NoQuota", "");
    let client = mock.client();
    for _ in 0..2 {
        create().send(&client).await.unwrap();
    }
    cancel(CODE).send(&client).await.unwrap();
    let error = create().send(&client).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "OperationDenied.NoQuota");
    mock.assert_done();
}

#[tokio::test]
async fn any_order_is_possible() {
    let mock = MockTransport::in_any_order();
    for code in [CODE, OTHER_CODE] {
        mock.on::<ChannelCancelMultiFlowSignQRCode>()
            .request(cancel(code))
            .reply(EmptyResponse::new());
    }
    let client = mock.client();
    cancel(OTHER_CODE).send(&client).await.unwrap();
    cancel(CODE).send(&client).await.unwrap();
    mock.assert_done();
}

#[tokio::test]
async fn download_gets_a_file() {
    let mock = MockTransport::new();
    mock.on_download().when(|link| link == LINK).reply("%PDF-1.7").reply_http(403, "");
    let client = mock.client();
    let mut file = Vec::new();
    let summary = client.download(LINK, &mut file).await.unwrap();
    assert_eq!((summary.length, file.as_slice()), (8, b"%PDF-1.7".as_slice()));
    let error = client.download(LINK, &mut file).await.unwrap_err();
    assert_eq!(error.http_status(), Some(403));
    assert_eq!(mock.all_recorded_requests()[0].link(), Some(LINK));
    mock.assert_done();
}

#[tokio::test]
async fn mock_keeps_the_last_thousand_requests() {
    let mock = MockTransport::new();
    mock.on::<ChannelCancelMultiFlowSignQRCode>().reply(EmptyResponse::new()).repeatedly();
    let client = mock.client();
    for _ in 0..1100 {
        cancel(CODE).send(&client).await.unwrap();
    }
    assert_eq!((mock.request_count(), mock.all_recorded_requests().len()), (1100, 1000));
    let large = "x".repeat(5 << 20);
    mock.on::<DescribeFlowDetailInfo>().reply_json(json!({})).repeatedly();
    for _ in 0..5 {
        let request = DescribeFlowDetailInfo::new(agent()).flow_ids([large.clone()]);
        request.send(&client).unchecked().await.unwrap();
    }
    let kept = mock.all_recorded_requests();
    assert_eq!(kept.len(), 3);
    assert!(kept.iter().map(|request| request.body().len()).sum::<usize>() <= 16 << 20);
}

#[tokio::test]
async fn call_without_a_rule_fails_the_test() {
    let mock = MockTransport::new();
    let text = failure_of_cancelling(mock.client(), CODE).await;
    assert!(text.starts_with("unexpected call of ChannelCancelMultiFlowSignQRCode\n"), "{text}");
    assert!(text.contains(&format!(r#""QrCodeId": "{CODE}""#)), "{text}");
    assert!(text.ends_with("expected: no call; the mock has no rules"), "{text}");
    assert_eq!(failure_of(|| mock.assert_done()), text);
}

#[tokio::test]
async fn long_values_are_cut_in_the_failure() {
    let client = MockTransport::new().client();
    let mut long = create();
    long.flow_name = "合".repeat(100_000);
    let text = failure(async move { long.send(&client).unchecked().await }).await;
    assert!(text.len() < 5000, "{} bytes", text.len());
    assert_redacted(&text);
}

#[tokio::test]
async fn rule_for_no_call_expects_none() {
    let mock = MockTransport::new();
    mock.on::<ChannelCreateMultiFlowSignQRCode>().reply_json(reply_to_create()).times(0);
    mock.on::<ChannelCancelMultiFlowSignQRCode>().reply(EmptyResponse::new());
    cancel(CODE).send(&mock.client()).await.unwrap();
    mock.assert_done();
    let client = mock.client();
    let text = failure(async move { create().send(&client).await }).await;
    assert!(text.contains("expected: no further call"), "{text}");
}

#[tokio::test]
async fn different_field_is_named() {
    let mock = MockTransport::new();
    let rule = mock.on::<ChannelCancelMultiFlowSignQRCode>();
    rule.request(cancel(CODE)).reply(EmptyResponse::new());
    let text = failure_of_cancelling(mock.client(), OTHER_CODE).await;
    let line = format!(r#"  QrCodeId: expected "{CODE}", received "{OTHER_CODE}""#);
    assert!(text.contains(&line), "{text}");
    assert!(text.contains("testing/mock.rs:"), "{text}");
}

#[tokio::test]
async fn different_secret_is_named_and_not_shown() {
    let mock = MockTransport::new();
    let rule = mock.on::<ChannelCreateMultiFlowSignQRCode>();
    rule.request(create()).reply_json(json!({}));
    let client = mock.client();
    let other = essbasic::signing::ApproverRestriction::new().name("李四").mobile("13900000000");
    let text = failure(async move { create().restrictions([other]).send(&client).await }).await;
    let line = "  Restrictions.0.Name: the values differ; they are secret and not shown";
    assert!(text.contains(line), "{text}");
    assert!(!text.contains("李四") && !text.contains(NAME), "{text}");
    assert_redacted(&text);
}

#[tokio::test]
async fn condition_that_is_false_is_named() {
    let mock = MockTransport::new();
    let rule = mock.on::<ChannelCancelMultiFlowSignQRCode>();
    rule.when(|request| request.qr_code_id == CODE).reply(EmptyResponse::new());
    let text = failure_of_cancelling(mock.client(), OTHER_CODE).await;
    assert!(text.contains("  the condition of `when` is false"), "{text}");
}

#[tokio::test]
async fn call_out_of_order_fails_the_test() {
    let mock = MockTransport::new();
    mock.on::<ChannelCreateMultiFlowSignQRCode>().reply_json(reply_to_create());
    mock.on::<ChannelCancelMultiFlowSignQRCode>().reply(EmptyResponse::new());
    let text = failure_of_cancelling(mock.client(), CODE).await;
    assert!(text.contains("expected ChannelCreateMultiFlowSignQRCode (rule at "), "{text}");
    assert!(text.contains("  this is another action"), "{text}");
}

#[tokio::test]
async fn one_call_too_many_fails_the_test() {
    let mock = MockTransport::new();
    mock.on::<ChannelCancelMultiFlowSignQRCode>().reply(EmptyResponse::new());
    cancel(CODE).send(&mock.client()).await.unwrap();
    let text = failure_of_cancelling(mock.client(), CODE).await;
    assert!(
        text.ends_with("expected: no further call; all replies of the rule are done"),
        "{text}"
    );
}

#[tokio::test]
async fn missing_call_fails_the_test() {
    let mock = MockTransport::new();
    mock.on::<ChannelCancelMultiFlowSignQRCode>().reply(EmptyResponse::new()).times(2);
    mock.on::<ChannelCreateMultiFlowSignQRCode>().when(|_| true);
    cancel(CODE).send(&mock.client()).await.unwrap();
    let text = failure_of(|| mock.assert_done());
    assert!(text.contains("expected calls were not made:\n"), "{text}");
    assert!(text.contains("): 1 of 2 calls\n"), "{text}");
    assert!(text.contains("the rule has no reply; add one with `reply`\n"), "{text}");
    assert!(text.ends_with("calls made: ChannelCancelMultiFlowSignQRCode"), "{text}");
}
