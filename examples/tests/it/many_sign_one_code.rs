//! Has two people sign by one code.

use essbasic::flows::DescribeFlowDetailInfo;
use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::testing::MockTransport;
use essbasic::workflows::qr_code::Cancellation;
use essbasic::{Client, EmptyResponse, WakeHandle};
use essbasic_examples::People;
use essbasic_sandbox::seed;
use serde_json::json;

use super::{Fixture, cassette};

#[allow(dead_code, unreachable_pub, reason = "this is a program")]
#[path = "../../many_sign_one_code.rs"]
mod example;

const CODE: &str = "yDfakefakefakefakefakefakefake01";

async fn signs_by_code(client: &Client, people: &People<'_>, wake: &WakeHandle) {
    let cancelled = example::sign_by_code(client, people, wake).await.unwrap();
    assert_eq!(cancelled, [Cancellation::AlreadyInvalid, Cancellation::Cancelled]);
}

#[tokio::test]
async fn on_a_sandbox() {
    let fixture = Fixture::new().await;
    signs_by_code(&fixture.client, &People::of(&fixture.sandbox), &fixture.receiver.wake).await;
    fixture.save("many_sign_one_code");
}

#[tokio::test(start_paused = true)]
async fn on_a_cassette() {
    // Contract IDs are not compared: the absent people return another ID than the recorded scans.
    let cassette =
        cassette("many_sign_one_code").match_fields(["Agent.ProxyOperator.OpenId", "QrCodeId"]);
    signs_by_code(&cassette.client(), &People::absent(), &WakeHandle::new()).await;
    cassette.assert_done();
}

#[tokio::test(start_paused = true)]
async fn on_a_mock() {
    let mock = MockTransport::new();
    let signed = json!({"FlowInfo": [{"FlowStatus": "ALL"}]});
    mock.on::<ChannelCreateMultiFlowSignQRCode>()
        .when(|request| request.max_flow_num == Some(2))
        .reply_json(json!({"QrCode": {"QrCodeId": CODE}}));
    mock.on::<DescribeFlowDetailInfo>().reply_json(signed).times(2);
    mock.on::<ChannelCancelMultiFlowSignQRCode>()
        .when(|request| request.qr_code_id == CODE)
        .reply_error("OperationDenied.QrInvalid", "二维码已失效");
    mock.on::<ChannelCancelMultiFlowSignQRCode>()
        .when(|request| request.qr_code_id == seed::QR_CODE)
        .reply(EmptyResponse::new());
    signs_by_code(&mock.client(), &People::absent(), &WakeHandle::new()).await;
    mock.assert_done();
}
