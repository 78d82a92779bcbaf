//! A contract from a file is signed and downloaded.

use essbasic::files::UploadFiles;
use essbasic::start_flows::ChannelCreateFlowByFiles;
use essbasic::testing::MockTransport;
use essbasic::{Client, WakeHandle};
use essbasic_examples::People;
use serde_json::json;

use super::replies::{FLOW_ID, allow_downloads, create_sign_urls, download, wait_until_signed};
use super::{Fixture, cassette};

#[allow(dead_code, unreachable_pub, reason = "this is a program")]
#[path = "../../contract_from_file.rs"]
mod example;

async fn signs_a_lease(client: &Client, people: &People<'_>, wake: &WakeHandle) {
    let pdf = example::lease(client, people, wake).await.unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn on_a_sandbox() {
    let fixture = Fixture::new().await;
    signs_a_lease(&fixture.client, &People::of(&fixture.sandbox), &fixture.receiver.wake).await;
    fixture.save("contract_from_file");
}

#[tokio::test(start_paused = true)]
async fn on_a_cassette() {
    let cassette = cassette("contract_from_file");
    signs_a_lease(&cassette.client(), &People::absent(), &WakeHandle::new()).await;
    cassette.assert_done();
}

#[tokio::test(start_paused = true)]
async fn on_a_mock() {
    let mock = MockTransport::new();
    allow_downloads(&mock);
    mock.on::<UploadFiles>().reply_json(json!({"FileIds": ["yDfakefile"], "TotalCount": 1}));
    mock.on::<ChannelCreateFlowByFiles>()
        .when(|request| request.file_ids.as_deref() == Some(&["yDfakefile".to_owned()]))
        .reply_json(json!({"FlowId": FLOW_ID}));
    create_sign_urls(&mock);
    wait_until_signed(&mock);
    download(&mock);
    signs_a_lease(&mock.client(), &People::absent(), &WakeHandle::new()).await;
    mock.assert_done();
}
