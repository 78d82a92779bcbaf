//! A contract from a template is signed and downloaded.

use essbasic::start_flows::CreateFlowsByTemplates;
use essbasic::testing::MockTransport;
use essbasic::{Client, WakeHandle};
use essbasic_examples::People;
use essbasic_sandbox::seed;
use serde_json::json;

use super::replies::{FLOW_ID, allow_downloads, create_sign_urls, download, wait_until_signed};
use super::{Fixture, cassette};

#[allow(dead_code, unreachable_pub, reason = "this is a program")]
#[path = "../../contract_from_template.rs"]
mod example;

async fn signs_an_employment_contract(client: &Client, people: &People<'_>, wake: &WakeHandle) {
    let pdf = example::employ(client, people, wake).await.unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn on_a_sandbox() {
    let fixture = Fixture::new().await;
    signs_an_employment_contract(
        &fixture.client,
        &People::of(&fixture.sandbox),
        &fixture.receiver.wake,
    )
    .await;
    fixture.save("contract_from_template");
}

#[tokio::test(start_paused = true)]
async fn on_a_cassette() {
    let cassette = cassette("contract_from_template");
    // The deadline of the contract is a week from now.
    let cassette = cassette.match_fields([
        "Agent.ProxyOperator.OpenId",
        "FlowInfos.0.TemplateId",
        "FlowInfos.0.FormFields",
        "FlowIds",
    ]);
    signs_an_employment_contract(&cassette.client(), &People::absent(), &WakeHandle::new()).await;
    cassette.assert_done();
}

#[tokio::test(start_paused = true)]
async fn on_a_mock() {
    let mock = MockTransport::new();
    allow_downloads(&mock);
    mock.on::<CreateFlowsByTemplates>()
        .when(|request| {
            request.flow_infos[0].template_id.as_deref() == Some(seed::TEMPLATE_WITH_FIELDS)
        })
        .reply_json(json!({"FlowIds": [FLOW_ID]}));
    create_sign_urls(&mock);
    wait_until_signed(&mock);
    download(&mock);
    signs_an_employment_contract(&mock.client(), &People::absent(), &WakeHandle::new()).await;
    mock.assert_done();
}
