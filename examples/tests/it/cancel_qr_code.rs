//! A QR code is created, and cancelled twice.

use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::testing::MockTransport;
use essbasic::{Client, EmptyResponse};
use essbasic_sandbox::seed;
use serde_json::json;

use super::{Fixture, cassette};

#[allow(dead_code, unreachable_pub, reason = "this is a program")]
#[path = "../../cancel_qr_code.rs"]
mod example;

const CODE: &str = "yDfakefakefakefakefakefakefake01";

async fn cancels_a_code(client: &Client) {
    let (agent, template) = (seed::agent(), seed::TEMPLATE);
    example::create_and_cancel(client, agent, template).await.unwrap();
}

#[tokio::test]
async fn on_a_sandbox() {
    let fixture = Fixture::new().await;
    cancels_a_code(&fixture.client).await;
    fixture.save("cancel_qr_code");
}

#[tokio::test]
async fn on_a_cassette() {
    let cassette = cassette("cancel_qr_code");
    cancels_a_code(&cassette.client()).await;
    cassette.assert_done();
}

#[tokio::test]
async fn on_a_mock() {
    let mock = MockTransport::new();
    mock.on::<ChannelCreateMultiFlowSignQRCode>()
        .when(|request| request.max_flow_num == Some(100))
        .reply_json(json!({"QrCode": {"QrCodeId": CODE}}));
    mock.on::<ChannelCancelMultiFlowSignQRCode>()
        .when(|request| request.qr_code_id == CODE)
        .reply(EmptyResponse::new())
        .reply_error("OperationDenied.QrInvalid", "二维码已失效");
    cancels_a_code(&mock.client()).await;
    mock.assert_done();
}
