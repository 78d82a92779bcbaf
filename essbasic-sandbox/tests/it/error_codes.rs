//! Error codes are documented by the action, or common to all actions.

use essbasic::schema::{SampleMode, sample};
use essbasic::{Agent, CATALOGUE, ErrorCode};
use essbasic_sandbox::{Sandbox, seed};
use serde_json::{Map, Value, json};

use crate::support::{call, client, code};

/// Returns unknown agents and a known one.
fn agents() -> Vec<Agent> {
    vec![
        Agent::operator("y".repeat(32), "org", "operator"),
        Agent::operator(seed::APPLICATION, "unknown", "operator"),
        Agent::operator(seed::APPLICATION, seed::ORGANIZATION, "unknown"),
        seed::agent(),
    ]
}

#[tokio::test]
async fn every_rejection_has_a_documented_code() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let mut rejected = 0;
    for entry in CATALOGUE {
        let action = entry.descriptor();
        let requests = [SampleMode::Required, SampleMode::Full];
        let requests = requests.map(|mode| sample((action.request)(), mode));
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
            rejected += 1;
        }
    }
    assert!(rejected > 300, "{rejected}");
}

fn with(mut request: Map<String, Value>, agent: &Value) -> Map<String, Value> {
    if request.contains_key("Agent") {
        request.insert("Agent".to_owned(), agent.clone());
    }
    request
}

#[tokio::test]
async fn mistakes_have_the_action_s_own_codes() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let application = Agent::new(seed::APPLICATION);
    let organization = Agent::organization(seed::APPLICATION, seed::ORGANIZATION);
    let operators = vec![json!({"Id": "a"}); 201];
    for (action, input, expected) in [
        (
            "CreateConsoleLoginUrl",
            json!({"Agent": application, "ProxyOrganizationName": "甲公司"}),
            "MissingParameter.OrgOpenId",
        ),
        (
            "CreateConsoleLoginUrl",
            json!({"Agent": organization, "ProxyOrganizationName": "甲公司"}),
            "MissingParameter.ProxyOperatorOpenId",
        ),
        (
            "DescribeResourceUrlsByFlows",
            json!({"Agent": organization, "FlowIds": [seed::FLOW_FINISHED]}),
            "MissingParameter.UserOpenId",
        ),
        (
            "ChannelCreateFlowByFiles",
            json!({"FlowName": "合同", "FileIds": [seed::FILE, seed::FILE]}),
            "InvalidParameter.FlowFileIds",
        ),
        (
            "ChannelCreateFlowByFiles",
            json!({"FlowName": "合同", "FileIds": [seed::FILE], "Deadline": 33_162_419_561_i64}),
            "InvalidParameter.FlowDeadLine",
        ),
        ("CreateFlowsByTemplates", json!({"FlowInfos": []}), "InvalidParameter.FlowInfos"),
        (
            "SyncProxyOrganizationOperators",
            json!({"OperatorType": "CREATE", "ProxyOrganizationOperators": operators}),
            "LimitExceeded.ProxyOrganizationOperator",
        ),
        ("ChannelDeleteRoleUsers", json!({"RoleId": seed::ROLE}), "InvalidParameter.EmptyParams"),
        (
            "CreateSealByImage",
            json!({"SealName": "长".repeat(51), "SealImage": "iVBORw0KGgo="}),
            "InvalidParameter.LimitSealName",
        ),
        (
            "ChannelCancelFlow",
            json!({"FlowId": seed::FLOW_WAITING, "CancelMessage": "错".repeat(201)}),
            "InvalidParameter.CancelReason",
        ),
    ] {
        let mut input = input;
        if input["Agent"].is_null() {
            input["Agent"] = serde_json::to_value(seed::agent()).unwrap();
        }
        assert_eq!(code(call(&client, action, &input).await), expected, "{action}");
    }
}
