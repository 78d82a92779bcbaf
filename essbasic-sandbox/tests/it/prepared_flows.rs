//! Prepared contracts, which a person starts on a page.

use essbasic::Client;
use essbasic::flows::{
    ChannelCreateFlowSignReview, DescribeFlowDetailInfo, ReviewStage, ReviewType,
};
use essbasic::models::FlowStatus;
use essbasic::start_flows::{
    BaseFlowInfo, CcInfo, ChannelCreatePrepareFlow, ChannelCreatePrepareFlowGroup,
    CommonApproverOption, CommonApproverType, CommonFlowApprover, PrepareResourceType,
};
use essbasic_sandbox::{Sandbox, SignError, seed};

use crate::support::{client, code, detail, get, person, submit, upload};

fn info(name: &str) -> BaseFlowInfo {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let deadline = i64::try_from(since.as_secs()).unwrap() + 7 * 24 * 60 * 60;
    let signer = CommonFlowApprover::new()
        .approver_type(CommonApproverType::Person)
        .approver_name(person().name)
        .approver_mobile(person().mobile);
    BaseFlowInfo::new(name, deadline).approvers([signer])
}

#[tokio::test]
async fn a_prepared_contract_exists_once_a_person_starts_it() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let prepare =
        ChannelCreatePrepareFlow::new(PrepareResourceType::Template, info("合同"), seed::agent())
            .resource_id(seed::TEMPLATE);
    let prepared = prepare.send(&client).await.unwrap();
    let flow = prepared.flow_id.clone().unwrap();
    let describe = DescribeFlowDetailInfo::new(seed::agent()).flow_ids([flow.as_str()]);
    assert_eq!(code(describe.send(&client).await), "InvalidParameter.FlowIds");
    assert!(get(&prepared.prepare_flow_url).await.text().contains("合同"));
    assert_eq!(submit(&prepared.prepare_flow_url, "").await.status, 303);
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::Init);
    assert_eq!(
        sandbox.complete_link(&prepared.prepare_flow_url),
        Err(SignError::NotFound),
        "the link works once"
    );
    sandbox.sign(&flow, &person()).unwrap();
}

#[tokio::test]
async fn a_prepared_contract_has_no_signer_as_recipient_of_a_copy() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let signer = CcInfo::new().name(person().name).mobile(person().mobile);
    for (kind, resource) in
        [(PrepareResourceType::File, ""), (PrepareResourceType::Template, seed::TEMPLATE)]
    {
        let info = info("合同").cc_infos([signer.clone()]);
        let prepare = ChannelCreatePrepareFlow::new(kind, info, seed::agent());
        let prepared = prepare.resource_id(resource).send(&client).await;
        assert_eq!(code(prepared), "OperationDenied");
    }
}

#[tokio::test]
async fn a_prepared_group_starts_all_or_nothing() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    let infos = || ["一", "二"].map(|name| info(name).file_ids([file.as_str()]));
    let prepare = ChannelCreatePrepareFlowGroup::new(
        infos(),
        "合同组",
        PrepareResourceType::File,
        seed::agent(),
    );
    let prepared = prepare.send(&client).await.unwrap();
    sandbox.set_contract_quota(1);
    assert_eq!(sandbox.complete_link(&prepared.prepare_url), Err(SignError::QuotaExhausted));
    sandbox.set_contract_quota(2);
    sandbox.complete_link(&prepared.prepare_url).unwrap();
    let describe = DescribeFlowDetailInfo::new(seed::agent());
    let group = describe.flow_group_id(prepared.flow_group_id.as_str()).send(&client).await;
    assert_eq!(group.unwrap().flow_info.len(), 2);
}

#[tokio::test]
async fn a_page_needs_no_file_and_can_continue_a_draft() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let prepare = |kind| ChannelCreatePrepareFlow::new(kind, info("合同"), seed::agent());
    let file = prepare(PrepareResourceType::File).send(&client).await.unwrap();
    sandbox.complete_link(&file.prepare_flow_url).unwrap();
    sandbox.sign(file.flow_id.as_ref().unwrap(), &person()).unwrap();
    let draft = file.draft_id.clone().unwrap();
    assert_eq!(draft.len(), 32);
    let again = prepare(PrepareResourceType::Draft).resource_id(draft).send(&client).await;
    sandbox.complete_link(&again.unwrap().prepare_flow_url).unwrap();
    let nothing = prepare(PrepareResourceType::Draft).send(&client).await;
    assert_eq!(code(nothing), "InvalidParameter.ParamError");
}

#[tokio::test]
async fn a_prepared_contract_has_its_recipients_of_copies_and_documented_signers() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    for (kind, resource) in [
        (PrepareResourceType::File, file.as_str()),
        (PrepareResourceType::Template, seed::TEMPLATE),
    ] {
        let info = info("合同").cc_infos([CcInfo::new().name("测试抄送").mobile("13000000055")]);
        let prepare = ChannelCreatePrepareFlow::new(kind, info, seed::agent());
        let prepared = prepare.resource_id(resource).send(&client).await.unwrap();
        sandbox.complete_link(&prepared.prepare_flow_url).unwrap();
        let seen = detail(&client, prepared.flow_id.as_ref().unwrap()).await;
        assert_eq!(seen.cc_infos.len(), 1);
        assert_eq!(seen.cc_infos[0].mobile, "13000000055");
    }
    let unknown = CommonFlowApprover::new().approver_type(CommonApproverType::Other(7));
    let info = info("合同").approvers([unknown]);
    let prepare = ChannelCreatePrepareFlow::new(PrepareResourceType::File, info, seed::agent());
    assert_eq!(code(prepare.send(&client).await), "InvalidParameter.ParamError");
}

/// Returns a contract that starts after a review, with a person and the initiator as signers.
fn to_be_reviewed() -> BaseFlowInfo {
    let initiator = CommonFlowApprover::new()
        .approver_type(CommonApproverType::Organization)
        .organization_open_id(seed::ORGANIZATION)
        .organization_name(seed::ORGANIZATION_NAME)
        .open_id(seed::OPERATOR);
    let info = info("合同");
    let mut approvers = info.approvers.clone().unwrap();
    approvers.push(initiator);
    info.approvers(approvers).unordered(true).need_create_review(true)
}

async fn review(client: &Client, flow: &str, result: ReviewType) -> Result<(), String> {
    let review = ChannelCreateFlowSignReview::new(seed::agent(), flow, result)
        .review_message("条款已核对")
        .operate_type(ReviewStage::CreateReview);
    review.send(client).await.map(drop).map_err(|error| error.code().unwrap().to_string())
}

#[tokio::test]
async fn a_contract_that_is_reviewed_before_its_start_waits_until_the_review_passes() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let prepare =
        ChannelCreatePrepareFlow::new(PrepareResourceType::File, to_be_reviewed(), seed::agent());
    let prepared = prepare.send(&client).await.unwrap();
    let flow = prepared.flow_id.clone().unwrap();
    let early = review(&client, &flow, ReviewType::Pass).await;
    assert_eq!(early, Err("ResourceNotFound.Flow".to_owned()));
    sandbox.complete_link(&prepared.prepare_flow_url).unwrap();
    assert!(detail(&client, &flow).await.need_create_review);
    let people = [person(), seed::operator_person()];
    for result in [ReviewType::Reject, ReviewType::Reject, ReviewType::Pass] {
        for person in &people {
            assert_eq!(sandbox.sign(&flow, person), Err(SignError::InReview));
        }
        review(&client, &flow, result).await.unwrap();
    }
    let seen = detail(&client, &flow).await;
    assert_eq!((seen.flow_status, seen.need_create_review), (FlowStatus::Init, false));
    review(&client, &flow, ReviewType::SignReject).await.unwrap();
    for person in &people {
        sandbox.sign(&flow, person).unwrap();
    }
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::All);
}

#[tokio::test]
async fn a_contract_that_is_declined_before_its_start_has_ended() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let group = ChannelCreatePrepareFlowGroup::new(
        [to_be_reviewed()],
        "合同组",
        PrepareResourceType::File,
        seed::agent(),
    );
    let prepared = group.send(&client).await.unwrap();
    sandbox.complete_link(&prepared.prepare_url).unwrap();
    let describe = DescribeFlowDetailInfo::new(seed::agent());
    let describe = describe.flow_group_id(prepared.flow_group_id.as_str());
    let flow = describe.send(&client).await.unwrap().flow_info[0].flow_id.clone();
    review(&client, &flow, ReviewType::SignReject).await.unwrap();
    let seen = detail(&client, &flow).await;
    assert_eq!((seen.flow_status, seen.need_create_review), (FlowStatus::Reject, false));
    let late = review(&client, &flow, ReviewType::Pass).await;
    assert_eq!(late, Err("InvalidParameter.Status".to_owned()));
}

#[tokio::test]
async fn a_contract_in_review_before_its_start_can_be_prepared_again() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let prepare = |info: BaseFlowInfo| {
        ChannelCreatePrepareFlow::new(PrepareResourceType::File, info, seed::agent())
    };
    sandbox.set_contract_quota(1);
    let prepared = prepare(to_be_reviewed()).send(&client).await.unwrap();
    sandbox.complete_link(&prepared.prepare_flow_url).unwrap();
    let flow = prepared.flow_id.clone().unwrap();
    let mut corrected = to_be_reviewed();
    corrected.flow_name = "更正的合同".to_owned();
    let again = prepare(corrected.clone()).flow_id(flow.as_str()).send(&client).await.unwrap();
    assert_eq!(again.flow_id.as_ref(), Some(&flow));
    sandbox.complete_link(&again.prepare_flow_url).unwrap();
    let seen = detail(&client, &flow).await;
    assert_eq!((seen.flow_name.as_str(), seen.need_create_review), ("更正的合同", true));
    let late = prepare(corrected.clone()).flow_id(flow.as_str()).send(&client).await.unwrap();
    review(&client, &flow, ReviewType::Pass).await.unwrap();
    assert_eq!(sandbox.complete_link(&late.prepare_flow_url), Err(SignError::Ended));
    let passed = prepare(corrected).flow_id(flow.as_str()).send(&client).await;
    assert_eq!(code(passed), "InvalidParameter.ParamError");
    let without_initiator = prepare(info("合同").need_create_review(true)).send(&client).await;
    assert_eq!(code(without_initiator), "InvalidParameter.ParamError");
}

#[tokio::test]
async fn the_signer_of_a_prepared_contract_may_be_forbidden_to_decline() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let mut info = info("合同");
    let approver = info.approvers.take().unwrap().remove(0);
    let approver = approver.approver_option(CommonApproverOption::new().no_refuse(true));
    let info = info.approvers([approver]);
    let prepare = ChannelCreatePrepareFlow::new(PrepareResourceType::File, info, seed::agent());
    let prepared = prepare.send(&client).await.unwrap();
    sandbox.complete_link(&prepared.prepare_flow_url).unwrap();
    let declined = sandbox.decline(prepared.flow_id.as_ref().unwrap(), &person(), "No");
    assert_eq!(declined, Err(SignError::DeclineForbidden));
}
