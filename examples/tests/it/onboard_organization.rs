//! An organization is onboarded.

use essbasic::organizations::AuthorizationStatus;
use essbasic::organizations::{
    CreateConsoleLoginUrl, DescribeChannelOrganizations, SyncProxyOrganization,
};
use essbasic::testing::MockTransport;
use essbasic::{Client, EmptyResponse, WakeHandle};
use essbasic_examples::People;
use serde_json::json;

use super::{Fixture, cassette};

#[allow(dead_code, unreachable_pub, reason = "this is a program")]
#[path = "../../onboard_organization.rs"]
mod example;

async fn onboards_an_organization(client: &Client, people: &People<'_>, wake: &WakeHandle) {
    let status = example::onboard(client, people, wake).await.unwrap();
    assert_eq!(status, Some(AuthorizationStatus::Verified));
}

#[tokio::test]
async fn on_a_sandbox() {
    let fixture = Fixture::new().await;
    onboards_an_organization(
        &fixture.client,
        &People::of(&fixture.sandbox),
        &fixture.receiver.wake,
    )
    .await;
    fixture.save("onboard_organization");
}

#[tokio::test(start_paused = true)]
async fn on_a_cassette() {
    let cassette = cassette("onboard_organization");
    onboards_an_organization(&cassette.client(), &People::absent(), &WakeHandle::new()).await;
    cassette.assert_done();
}

#[tokio::test(start_paused = true)]
async fn on_a_mock() {
    let mock = MockTransport::new();
    mock.on::<SyncProxyOrganization>().reply(EmptyResponse::new());
    mock.on::<CreateConsoleLoginUrl>()
        .reply_json(json!({"ConsoleUrl": "https://example.com/fake-console"}));
    let organization =
        |status: &str| json!({"ChannelOrganizationInfos": [{"AuthorizationStatus": status}]});
    mock.on::<DescribeChannelOrganizations>()
        .reply_json(organization("UNVERIFIED"))
        .reply_json(organization("VERIFIED"));
    onboards_an_organization(&mock.client(), &People::absent(), &WakeHandle::new()).await;
    mock.assert_done();
}
