//! Support for actions, and the marking of canned responses.

use essbasic::request::Request;
use essbasic::schema::{SampleMode, sample};
use essbasic::{CATALOGUE, Client, Descriptor};
use essbasic_sandbox::{Sandbox, Support, seed};
use serde_json::{Map, Value, json};

use crate::signed::{exchange, now, signed};
use crate::support::client;

#[test]
fn every_action_is_listed_once() {
    let listed: Vec<_> = Sandbox::actions().iter().map(|it| it.name).collect();
    let mut all: Vec<_> = CATALOGUE.iter().map(|entry| entry.descriptor().name).collect();
    all.sort_unstable();
    assert_eq!(listed, all);
    let stateful = Sandbox::actions().iter().filter(|it| it.support == Support::Stateful).count();
    assert!(stateful >= 55, "{stateful}");
}

#[tokio::test]
async fn every_canned_response_can_be_decoded() {
    let sandbox = Sandbox::start().await.unwrap();
    let client: Client = client(&sandbox);
    for action in Sandbox::actions() {
        if action.support != Support::Canned {
            continue;
        }
        let descriptor = essbasic::find_action(action.name).unwrap().descriptor();
        let mut request = sample((descriptor.request)(), SampleMode::Required);
        request.insert("Agent".to_owned(), serde_json::to_value(seed::agent()).unwrap());
        let reply = client.call_json(descriptor, &request).await;
        reply.unwrap_or_else(|error| panic!("{}: {error}", action.name));
    }
}

/// Sends a call and returns the head of the response.
async fn head(sandbox: &Sandbox, action: &'static Descriptor, members: &Value) -> String {
    let members: &Map<String, Value> = members.as_object().unwrap();
    let request = Request::from_json(action, members).unwrap();
    exchange(sandbox, signed(sandbox, &request, now())).await.0
}

#[tokio::test]
async fn only_canned_responses_are_marked() {
    let sandbox = Sandbox::start().await.unwrap();
    let action = |name| essbasic::find_action(name).unwrap().descriptor();
    let request = json!({"Agent": seed::agent(), "EmbedType": "CREATE_SEAL"});
    let canned = head(&sandbox, action("ChannelCreateEmbedWebUrl"), &request).await;
    assert!(canned.contains("x-sandbox-canned: true"), "{canned}");
    let stateful = json!({"Agent": seed::agent()});
    let stateful = head(&sandbox, action("DescribeTemplates"), &stateful).await;
    assert!(!stateful.contains("x-sandbox-canned"), "{stateful}");
}
