//! Validation of requests: all violations at once, before anything is sent.

use essbasic::models::{
    ApproverFillType, ApproverOption, ApproverType, Component, FlowApproverInfo,
};
use essbasic::schema::{Constraint, Model};
use essbasic::signing::{
    ApproverRestriction, ChannelCancelMultiFlowSignQRCode, ChannelCreateBatchQuickSignUrl,
    ChannelCreateMultiFlowSignQRCode, ChannelCreateOrganizationBatchSignUrl,
};
use essbasic::start_flows::{CreateFlowsByTemplates, FlowInfo};
use essbasic::validate::{self, ViolationKind};
use essbasic::{Agent, ErrorKind, Outcome};
use essbasic_sandbox::seed;
use essbasic_test_support::server::{Server, ok};
use serde_json::{Value, json};

use crate::support::client;

/// Returns the violations of a request in JSON.
fn violations(request: &Value) -> Vec<String> {
    let fields = request.as_object().unwrap();
    let violations = validate::json(ChannelCreateMultiFlowSignQRCode::schema(), fields);
    violations.iter().map(ToString::to_string).collect()
}

#[test]
fn number_that_json_cannot_write_is_a_violation() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let component = Component::new().component_pos_x(number).component_width(f64::MAX);
        let violations = validate::typed(&component);
        assert_eq!(violations.len(), 1, "{violations:?}");
        assert_eq!(violations[0].to_string(), "ComponentPosX must be a finite number");
        assert_eq!(violations[0].kind, ViolationKind::Mistyped);
    }
}

#[test]
fn each_violation_has_the_path_of_its_field() {
    let create = ChannelCreateMultiFlowSignQRCode::new(Agent::new("app"), "short", "")
        .flow_effective_day(31)
        .max_flow_num(-1)
        .restrictions([ApproverRestriction::new(), ApproverRestriction::new().mobile("138")]);
    let violations: Vec<_> = validate::typed(&create).iter().map(ToString::to_string).collect();
    assert_eq!(
        violations,
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
fn valid_request_has_no_violations() {
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同");
    assert_eq!(validate::typed(&create.flow_effective_day(30)), []);
}

#[test]
fn zero_means_not_set_in_times_and_durations() {
    let signer = FlowApproverInfo::new().pre_read_time(0).deadline(0);
    assert_eq!(validate::typed(&signer), []);
    assert_eq!(validate::typed(&signer.clone().pre_read_time(1)).len(), 1);
    assert_eq!(validate::typed(&signer.deadline(-1)).len(), 1);
    let times = ["Deadline", "FlowGroupDeadline", "PreReadTime", "ExpiredOn", "ExpiredTime"];
    let (mut structs, mut checked) = (Vec::new(), 0);
    for entry in
        essbasic::CATALOGUE.iter().filter(|it| it.descriptor().name != "ModifyFlowDeadline")
    {
        structs.extend((entry.descriptor().request)().with_inner());
    }
    for field in structs.into_iter().flat_map(|schema| schema.fields) {
        let rejects_zero = field.constraints.iter().any(|constraint| {
            matches!(constraint, Constraint::Range { min, .. } if *min > 0) && !field.zero_unset
        });
        if times.contains(&field.name) {
            checked += 1;
            assert!(!rejects_zero, "{}", field.name);
        }
    }
    assert!(checked >= times.len());
}

#[test]
fn deadline_of_a_contract_from_a_template_is_optional() {
    let flow = FlowInfo::new("合同").template_id(seed::TEMPLATE);
    let schema = CreateFlowsByTemplates::schema();
    for deadline in [json!(null), json!(0), json!(4_000_000_000_u64)] {
        let mut request = json!({"Agent": seed::agent(), "FlowInfos": [flow]});
        request["FlowInfos"][0]["Deadline"] = deadline;
        assert_eq!(validate::json(schema, request.as_object().unwrap()), []);
    }
    assert_eq!(validate::typed(&CreateFlowsByTemplates::new(seed::agent(), [flow])), []);
}

#[test]
fn open_party_needs_no_name_and_batch_links_need_no_operator() {
    let open = FlowApproverInfo::new()
        .approver_type(ApproverType::Person)
        .approver_option(ApproverOption::new().fill_type(ApproverFillType::Dynamic));
    let agent = Agent::organization("app", "organization");
    let link = ChannelCreateBatchQuickSignUrl::new(open, agent.clone()).flow_ids(["flow"]);
    assert_eq!(validate::typed(&link), []);
    let link = ChannelCreateOrganizationBatchSignUrl::new(agent).flow_ids(["flow"]).open_id("id");
    assert_eq!(validate::typed(&link), []);
}

#[test]
fn length_is_counted_in_characters() {
    let name = "合".repeat(200);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, name.clone());
    assert_eq!(validate::typed(&create), []);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, name + "同");
    assert_eq!(validate::typed(&create).len(), 1);
}

#[test]
fn request_in_json_is_validated_against_the_schema() {
    let request = json!({
        "Agent": {"AppId": "app", "ProxyOrganizationOpenId": "", "ProxyOperator": {"OpenId": 7}},
        "TemplateId": ["t"],
        "FlowNames": "n",
        "MaxFlowNum": 1.5,
        "ForbidPersonalMultipleSign": null,
        "Restrictions": [{"Mobile": "13800000000", "Nmae": "x"}, "y"],
    });
    assert_eq!(
        violations(&request),
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
fn no_violation_contains_a_value() {
    let request = json!({
        "Agent": {"AppId": "app"}, "TemplateId": "t", "FlowName": 13_800_000_000_u64,
        "Restrictions": [{"Mobile": "138000000001", "Name": 110_101}],
    });
    let text = violations(&request).join(" ");
    assert!(!text.contains("138") && !text.contains("110"), "{text}");
}

#[tokio::test]
async fn invalid_request_is_not_sent() {
    let server = Server::start([ok("")]).await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), "y".repeat(31));
    let error = cancel.send(&client(&server)).await.unwrap_err();
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
async fn unchecked_call_sends_an_invalid_request() {
    let server = Server::start([ok("")]).await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), "short");
    cancel.send(&client(&server)).unchecked().await.unwrap();
    assert_eq!(server.requests().len(), 1);
}
