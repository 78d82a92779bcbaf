//! A seal is created.

use essbasic::organizations::CreateConsoleLoginUrl;
use essbasic::seals::{
    ChannelCreateSealPolicy, ChannelDescribeOrganizationSeals, CreateSealByImage,
};
use essbasic::testing::MockTransport;
use essbasic::{Client, WakeHandle};
use essbasic_examples::People;
use serde_json::json;

use super::{Fixture, cassette};

#[allow(dead_code, unreachable_pub, reason = "this is a program")]
#[path = "../../seal.rs"]
mod example;

const SEAL: &str = "yDfakesealfakesealfakesealfake01";

async fn creates_a_seal(client: &Client, people: &People<'_>, wake: &WakeHandle) {
    assert_eq!(example::create_seal(client, people, wake).await.unwrap(), ["clerk02"]);
}

#[tokio::test]
async fn on_a_sandbox() {
    let fixture = Fixture::new().await;
    creates_a_seal(&fixture.client, &People::of(&fixture.sandbox), &fixture.receiver.wake).await;
    fixture.save("seal");
}

#[tokio::test(start_paused = true)]
async fn on_a_cassette() {
    let cassette = cassette("seal");
    creates_a_seal(&cassette.client(), &People::absent(), &WakeHandle::new()).await;
    cassette.assert_done();
}

#[tokio::test(start_paused = true)]
async fn on_a_mock() {
    let mock = MockTransport::new();
    mock.on::<CreateConsoleLoginUrl>()
        .reply_json(json!({"ConsoleUrl": "https://example.com/fake-console"}));
    mock.on::<CreateSealByImage>().reply_json(json!({"SealId": SEAL}));
    let seal = |status: &str| json!({"Seals": [{"SealId": SEAL, "SealStatus": status}]});
    mock.on::<ChannelDescribeOrganizationSeals>()
        .reply_json(seal("CHECKING"))
        .reply_json(seal("SUCCESS"));
    mock.on::<ChannelCreateSealPolicy>()
        .when(|request| request.user_ids == ["clerk02"])
        .reply_json(json!({"UserIds": ["clerk02"]}));
    creates_a_seal(&mock.client(), &People::absent(), &WakeHandle::new()).await;
    mock.assert_done();
}
