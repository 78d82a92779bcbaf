//! Contracts from templates, and the templates themselves.

use essbasic::Agent;
use essbasic::flows::{ChannelDescribeFlowComponents, DescribeFlowDetailInfo};
use essbasic::models::FlowStatus;
use essbasic::start_flows::{CreateFlowsByTemplates, FlowInfo, FormField};
use essbasic::templates::{
    ChannelTemplateOperation, DescribeTemplates, OperateChannelTemplate,
    OperateChannelTemplateResponse, OperateTemplate, TemplateAuthTag, TemplateAvailability,
    TemplateContent, TemplateOperateResult, TemplateOperation,
};
use essbasic_sandbox::{Sandbox, seed};

use crate::support::{SECOND, client, code, detail, person, signer};

fn in_a_week() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap() + 7 * 24 * 60 * 60
}

fn info(salary: Option<&str>) -> FlowInfo {
    let info = FlowInfo::new("劳动合同")
        .deadline(in_a_week())
        .template_id(seed::TEMPLATE_WITH_FIELDS)
        .customer_data("a2V5")
        .flow_approvers([signer(&person()).recipient_id(seed::PERSON_RECIPIENT)]);
    match salary {
        Some(salary) => info.form_fields([FormField::new(salary).component_name("薪资")]),
        None => info,
    }
}

#[tokio::test]
async fn contracts_of_one_call_start_independently() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let create = CreateFlowsByTemplates::new(seed::agent(), [info(Some("10000")), info(None)]);
    let reply = create.send(&client).await.unwrap();
    assert!(!reply.flow_ids[0].is_empty() && reply.flow_ids[1].is_empty());
    assert!(reply.error_messages[0].is_empty() && !reply.error_messages[1].is_empty());
    let flow = &reply.flow_ids[0];
    let signers = reply.flow_approvers.as_ref().unwrap()[0].approvers.clone().unwrap();
    assert_eq!(signers[0].recipient_id.as_deref(), Some(seed::PERSON_RECIPIENT));

    let fields = ChannelDescribeFlowComponents::new(seed::agent(), flow.as_str());
    let fields = fields.send(&client).await.unwrap();
    let filled = fields.recipient_component_infos[0].components.as_ref().unwrap();
    assert_eq!(filled[0].component_value.as_deref(), Some("10000"));
    sandbox.advance(SECOND * 2);
    let events = sandbox.events();
    assert!(events.iter().any(|event| event.kind == "DocumentFill"));
    sandbox.sign(flow, &person()).unwrap();
    sandbox.sign(flow, &seed::operator_person()).unwrap();
    let seen = detail(&client, flow).await;
    assert_eq!((seen.flow_status, seen.custom_data.as_str()), (FlowStatus::All, "a2V5"));
}

#[tokio::test]
async fn a_contract_is_visible_to_its_organization_only() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let create = CreateFlowsByTemplates::new(seed::agent(), [info(Some("1"))]);
    let flow = create.send(&client).await.unwrap().flow_ids[0].clone();
    let describe = |agent| DescribeFlowDetailInfo::new(agent).flow_ids([flow.as_str()]);
    assert_eq!(code(describe(seed::other_agent()).send(&client).await), "OperationDenied");
    let unknown = DescribeFlowDetailInfo::new(seed::agent()).flow_ids(["y".repeat(32)]);
    assert_eq!(code(unknown.send(&client).await), "InvalidParameter.FlowIds");
}

#[tokio::test]
async fn a_template_is_copied_disabled_and_deleted() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let operate = |id: &str, operation| OperateTemplate::new(seed::agent(), id, operation);
    let copy = operate(seed::TEMPLATE, TemplateOperation::Copy).template_name("副本");
    let copy = copy.send(&client).await.unwrap().template_id.clone().unwrap();
    operate(&copy, TemplateOperation::Disable).send(&client).await.unwrap();
    let list = DescribeTemplates::new(seed::agent()).template_id(copy.as_str());
    let seen = list.send(&client).await.unwrap();
    assert_eq!(seen.templates[0].available, TemplateAvailability::Disabled);
    let info = info(Some("1")).template_id(copy.as_str());
    let off = CreateFlowsByTemplates::new(seed::agent(), [info]).send(&client).await;
    assert_eq!(code(off), "ResourceNotFound.Template");
    operate(&copy, TemplateOperation::Delete).send(&client).await.unwrap();
    assert_eq!(list.send(&client).await.unwrap().total_count, 0);
    let gone = operate(&copy, TemplateOperation::Enable).send(&client).await;
    assert_eq!(code(gone), "ResourceNotFound.Template");
}

#[tokio::test]
async fn only_what_a_call_names_changes_the_organizations_of_a_template() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let operate = |operation| {
        OperateChannelTemplate::new(Agent::new(seed::APPLICATION), operation, seed::TEMPLATE)
    };
    let update = || operate(ChannelTemplateOperation::Update);
    let send = async |request: OperateChannelTemplate| -> OperateChannelTemplateResponse {
        request.send(&client).await.unwrap().into_output()
    };
    let seen = send(update().available(TemplateAvailability::Enabled)).await;
    assert_eq!((seen.auth_tag, seen.total), (TemplateAuthTag::All, 3));
    let unknown = update().auth_tag(TemplateAuthTag::Part).proxy_organization_open_ids("org_none");
    let seen = send(unknown).await;
    assert_eq!(seen.operate_result, TemplateOperateResult::Fail);
    assert_eq!((seen.auth_tag, seen.total), (TemplateAuthTag::All, 3));

    let withdraw = operate(ChannelTemplateOperation::Delete);
    let seen = send(withdraw.proxy_organization_open_ids(seed::OTHER_ORGANIZATION)).await;
    assert_eq!((seen.auth_tag, seen.total), (TemplateAuthTag::Part, 2));
    let list = |agent| DescribeTemplates::new(agent).template_id(seed::TEMPLATE);
    assert_eq!(list(seed::other_agent()).send(&client).await.unwrap().total_count, 0);
    assert_eq!(list(seed::agent()).send(&client).await.unwrap().total_count, 1);
}

#[tokio::test]
async fn a_template_has_a_preview() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let list = DescribeTemplates::new(seed::agent()).template_ids([seed::TEMPLATE]);
    let plain = list.clone().send(&client).await.unwrap().templates[0].clone();
    assert!(plain.preview_url.is_empty() && !plain.sign_components.is_empty());
    let preview = list.with_preview_url(true).send(&client).await.unwrap();
    let seen = crate::support::get(&preview.templates[0].preview_url).await;
    assert!(seen.body.starts_with(b"%PDF-"));
    let unknown = DescribeTemplates::new(seed::agent()).template_ids(["z".repeat(32)]);
    assert_eq!(code(unknown.send(&client).await), "ResourceNotFound.Template");
}

#[tokio::test]
async fn templates_are_paginated() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let page = async |offset| {
        let list = DescribeTemplates::new(seed::agent()).limit(2).offset(offset);
        let reply = list.send(&client).await.unwrap();
        (reply.templates.len(), reply.total_count)
    };
    assert_eq!((page(0).await, page(2).await, page(3).await), ((2, 3), (1, 3), (0, 3)));
}

#[tokio::test]
async fn a_list_of_templates_has_neither_fields_nor_parties() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let describe = || DescribeTemplates::new(seed::agent()).template_id(seed::TEMPLATE);
    let full = describe().send(&client).await.unwrap();
    assert_eq!(full.templates[0].recipients.len(), 1);
    let list = describe().content_type(TemplateContent::List).send(&client).await.unwrap();
    let template = &list.templates[0];
    assert!(template.recipients.is_empty() && template.sign_components.is_empty());
}

#[tokio::test]
async fn previews_have_one_entry_per_contract_in_every_list() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let infos = [info(Some("1")), info(None), info(Some("2"))];
    let preview = CreateFlowsByTemplates::new(seed::agent(), infos).need_preview(true);
    let reply = preview.send(&client).await.unwrap();
    assert_eq!(reply.flow_ids, ["", "", ""]);
    let has = |all: &[String]| all.iter().map(|it| !it.is_empty()).collect::<Vec<_>>();
    assert_eq!(has(&reply.preview_urls), [true, false, true]);
    assert_eq!(has(&reply.error_messages), [false, true, false]);
    assert_eq!((reply.customer_data.len(), reply.task_infos.len()), (3, 3));
}
