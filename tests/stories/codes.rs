//! Whatever a request is refused for, the code is one that its action documents, or the
//! platform's own.

use essbasic::schema::{SampleMode, sample};
use essbasic::{Agent, CATALOGUE, ErrorCode};
use essbasic_sandbox::{Sandbox, seed};
use serde_json::{Map, Value};

use super::client;

/// Agents that are wrong in every way, and one that is right.
fn agents() -> Vec<Agent> {
    vec![
        Agent::operator("y".repeat(32), "org", "operator"),
        Agent::operator(seed::APPLICATION, "nobody's", "operator"),
        Agent::operator(seed::APPLICATION, seed::ORGANIZATION, "nobody"),
        seed::agent(),
    ]
}

#[tokio::test]
async fn every_refusal_has_a_code_that_the_action_documents() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let mut refused = 0;
    for entry in CATALOGUE {
        let action = entry.descriptor();
        let requests = [SampleMode::Required, SampleMode::Full];
        let requests = requests.map(|extent| sample((action.request)(), extent));
        let variants = agents().into_iter().flat_map(|agent| {
            let agent = serde_json::to_value(agent).unwrap();
            requests.clone().into_iter().map(move |request| with(request, &agent))
        });
        for request in variants {
            let Err(error) = client.call_json(action, &request).await else { continue };
            let code = error.code().unwrap_or_else(|| panic!("{}: {error}", action.name));
            let common = ErrorCode::COMMON.iter().any(|common| common == code);
            let documented = action.errors.contains(&code.as_str());
            assert!(common || documented, "{} answers {code}", action.name);
            assert_ne!(code.as_str(), "InternalError", "{} {request:?}", action.name);
            refused += 1;
        }
    }
    assert!(refused > 300, "{refused}");
}

fn with(mut request: Map<String, Value>, agent: &Value) -> Map<String, Value> {
    if request.contains_key("Agent") {
        request.insert("Agent".to_owned(), agent.clone());
    }
    request
}
