//! Every action of the catalogue can be described, validated and sent.

use essbasic::schema::{SampleMode, sample};
use essbasic::{CATALOGUE, Effect, Entry};
use serde_json::{Value, json};

use super::support::{OnQuestion, builder, connect, sandbox};

#[tokio::test]
async fn every_action_is_described_validated_and_sent_after_confirmation() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    for action in CATALOGUE.iter().map(Entry::descriptor) {
        let mut described = client.call("describe_action", json!({ "action": action.name })).await;
        if described.get("part").is_some() {
            described = whole(&client, described).await;
        }
        assert_eq!(described["name"], action.name);
        assert!(described["request"]["properties"].is_object(), "{}", action.name);

        let mut request = sample((action.request)(), SampleMode::Required);
        request.remove("Agent");
        let arguments = json!({ "action": action.name, "request": request });
        let validated = client.call("validate", arguments.clone()).await;
        assert_eq!(validated["is_valid"], true, "{}: {validated}", action.name);

        let asked = client.questions().len();
        let tool = if action.effect == Effect::Read { "read" } else { "change" };
        let result = client.call(tool, arguments).await;
        let call = sandbox.calls().pop().unwrap();
        assert_eq!(call.action(), action.name, "{result}");
        assert_eq!(result["request_id"].as_str(), call.request_id.as_deref(), "{}", action.name);
        assert!(["done", "refused"].contains(&result["outcome"].as_str().unwrap()), "{result}");
        let is_asked = client.questions().len() > asked;
        assert_eq!(is_asked, action.effect != Effect::Read, "{}", action.name);
    }
    assert_eq!(sandbox.calls().len(), 99);
}

/// Reads all parts of a long result.
pub(super) async fn whole(client: &super::support::Client, first: Value) -> Value {
    let mut text = String::new();
    let mut part = first;
    loop {
        text += part["part"].as_str().unwrap();
        let Some(next) = part["next"].as_str() else { break };
        part = client.call("read", json!({ "cursor": next })).await;
    }
    serde_json::from_str(&text).unwrap()
}
