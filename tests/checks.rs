//! What is wrong with a request is said before it is sent, and all at once.

use essbasic::schema::Model;
use essbasic::signing::{
    ApproverRestriction, ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode,
};
use essbasic::validate::{self, ViolationKind};
use essbasic::{Agent, ErrorKind, Outcome};
use essbasic_sandbox::seed;
use serde_json::{Value, json};

use crate::server::{Server, ok};

fn found(members: &Value) -> Vec<String> {
    let members = members.as_object().unwrap();
    let found = validate::json(ChannelCreateMultiFlowSignQRCode::schema(), members);
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn every_broken_limit_is_told_with_its_path_on_the_wire() {
    let create = ChannelCreateMultiFlowSignQRCode::new(Agent::new("app"), "short", "")
        .flow_effective_day(31)
        .max_flow_num(0)
        .restrictions([ApproverRestriction::new(), ApproverRestriction::new().mobile("138")]);
    let told: Vec<_> = validate::typed(&create).iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "Agent.ProxyOrganizationOpenId is required by this action",
            "Agent.ProxyOperator.OpenId is required by this action",
            "TemplateId must have exactly 32 characters, not 5",
            "FlowName must have 1 to 200 characters, not 0",
            "MaxFlowNum must be at least 1",
            "FlowEffectiveDay must be 1 to 30",
            "Restrictions.1.Mobile must have exactly 11 characters, not 3",
        ]
    );
}

#[test]
fn what_keeps_the_limits_is_left_alone() {
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同");
    assert_eq!(validate::typed(&create.flow_effective_day(30)), []);
}

#[test]
fn characters_are_counted_and_not_bytes() {
    let name = "合".repeat(200);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, name.clone());
    assert_eq!(validate::typed(&create), []);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, name + "同");
    assert_eq!(validate::typed(&create).len(), 1);
}

#[test]
fn json_is_held_against_the_schema_too() {
    let told = found(&json!({
        "Agent": {"AppId": "app", "ProxyOrganizationOpenId": "", "ProxyOperator": {"OpenId": 7}},
        "TemplateId": ["t"],
        "FlowNames": "n",
        "MaxFlowNum": 1.5,
        "ForbidPersonalMultipleSign": null,
        "Restrictions": [{"Mobile": "13800000000", "Nmae": "x"}, "y"],
    }));
    assert_eq!(
        told,
        [
            "Agent.ProxyOperator.OpenId must be string",
            "Agent.ProxyOrganizationOpenId is required by this action",
            "TemplateId must be string",
            "FlowName is required",
            "MaxFlowNum must be int64",
            "Restrictions.0.Nmae is not a field of ApproverRestriction",
            "Restrictions.1 must be object",
            "FlowNames is not a field of ChannelCreateMultiFlowSignQRCode",
        ]
    );
}

#[test]
fn no_violation_repeats_a_value() {
    let members = json!({
        "Agent": {"AppId": "app"}, "TemplateId": "t", "FlowName": 13_800_000_000_u64,
        "Restrictions": [{"Mobile": "138000000001", "Name": 110_101}],
    });
    let told = found(&members).join(" ");
    assert!(!told.contains("138") && !told.contains("110"), "{told}");
}

#[tokio::test]
async fn a_request_that_breaks_limits_is_not_sent() {
    let server = Server::answering([ok("{}")]).await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), "y".repeat(31));
    let error = cancel.send(&server.client()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert_eq!(error.violations()[0].kind, ViolationKind::Constraint);
    assert_eq!(
        error.to_string(),
        "ChannelCancelMultiFlowSignQRCode: QrCodeId must have exactly 32 characters, not 31"
    );
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn unchecked_sends_it_all_the_same() {
    let server = Server::answering([ok("{}")]).await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), "short");
    cancel.send(&server.client()).unchecked().await.unwrap();
    assert_eq!(server.requests().len(), 1);
}
