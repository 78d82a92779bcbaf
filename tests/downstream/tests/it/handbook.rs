//! One test, on a mock, on a cassette and on a sandbox. The handbook shows this file.

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::testing::{MockTransport, RecordingTransport, ReplayTransport};
use essbasic::{Client, EmptyResponse};
use essbasic_downstream::revoke;
use essbasic_sandbox::{Sandbox, seed};

const CASSETTE: &str = "tests/cassettes/revoke.json";

/// The test: the application revokes a code twice.
async fn revokes_a_code_twice(client: &Client) {
    assert!(revoke(client, &seed::agent(), seed::QR_CODE).await.unwrap());
    assert!(!revoke(client, &seed::agent(), seed::QR_CODE).await.unwrap());
}

#[tokio::test]
async fn on_a_mock() {
    let mock = MockTransport::new();
    mock.on::<ChannelCancelMultiFlowSignQRCode>()
        .when(|request| request.qr_code_id == seed::QR_CODE)
        .reply(EmptyResponse::new())
        .reply_error("OperationDenied.QrInvalid", "二维码已失效");
    revokes_a_code_twice(&mock.client()).await;
    mock.assert_done();
}

#[tokio::test]
async fn on_a_cassette() {
    let cassette = ReplayTransport::open(CASSETTE).unwrap();
    revokes_a_code_twice(&cassette.client()).await;
    cassette.assert_done();
}

/// Writes the cassette again with `RECORD=1 cargo test on_a_sandbox`.
#[tokio::test]
async fn on_a_sandbox() {
    let sandbox = Sandbox::start().await.unwrap();
    let builder = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    let recording = RecordingTransport::new(builder.build_transport().unwrap());
    let client = builder.transport(recording.clone()).build().unwrap();
    let before = sandbox.snapshot();
    revokes_a_code_twice(&client).await;
    let changes = sandbox.snapshot().changes_since(&before);
    let expected = format!("qr_codes {}: cancelled: false -> true", seed::QR_CODE);
    assert_eq!(changes[0].to_string(), expected);
    if std::env::var_os("RECORD").is_some() {
        recording.save(CASSETTE).unwrap();
    }
}
