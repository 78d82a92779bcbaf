//! Changes to contracts: cancellation, reminders, deadlines, transfers, reviews, termination.

use essbasic::employees::{
    EmployeeOperation, ProxyOrganizationOperator, SyncProxyOrganizationOperators,
};
use essbasic::flows::{
    ApproverStatus, CancelOrganizationFlows, CancelTaskStatus, ChannelBatchCancelFlows,
    ChannelCancelFlow, ChannelCreateBatchCancelFlowUrl, ChannelCreateFlowReminds,
    ChannelCreateFlowSignReview, CreateFlowForwards, CreateFlowGroupSignReview,
    DescribeCancelFlowsTask, FlowForwardInfo, ModifyFlowDeadline, NeedReviewApproverInfo,
    ReviewStage, ReviewType,
};
use essbasic::models::{ApproverType, FlowStatus};
use essbasic::organizations::CreateConsoleLoginUrl;
use essbasic::start_flows::{
    ChannelCreateDynamicFlowApprover, ChannelCreateFlowByFiles, ChannelCreateReleaseFlow,
    DynamicFlowInfo, ReleasedApprover, RelieveInfo,
};
use essbasic::{Agent, Client};
use essbasic_sandbox::{Person, Sandbox, SignError, seed};

use crate::support::{DAY, SECOND, client, code, detail, organization, person, signer, upload};

async fn started(client: &Client) -> String {
    with(client, |start| start).await
}

async fn with(
    client: &Client,
    change: impl FnOnce(ChannelCreateFlowByFiles) -> ChannelCreateFlowByFiles,
) -> String {
    let file = upload(client, seed::agent(), "contract.pdf").await.unwrap();
    let start = ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name("采购合同")
        .file_ids([file])
        .flow_approvers([signer(&person()), organization()]);
    change(start).send(client).await.unwrap().flow_id.clone()
}

#[tokio::test]
async fn a_cancelled_contract_ends() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = started(&client).await;
    let cancel = |agent| ChannelCancelFlow::new(flow.as_str(), agent).cancel_message("内容有误");
    let stranger = cancel(seed::other_agent()).send(&client).await;
    assert_eq!(code(stranger), "OperationDenied.Forbid");
    cancel(seed::agent()).send(&client).await.unwrap();
    let again = cancel(seed::agent()).send(&client).await;
    assert_eq!(code(again), "OperationDenied.FlowHasTerminated");
    let seen = detail(&client, &flow).await;
    assert_eq!((seen.flow_status, seen.flow_message.as_str()), (FlowStatus::Cancel, "内容有误"));
    assert_eq!(sandbox.sign(&flow, &person()), Err(SignError::Ended));
}

#[tokio::test]
async fn a_batch_is_cancelled_by_a_task() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flows = [started(&client).await, started(&client).await, "y".repeat(32)];
    let cancel = ChannelBatchCancelFlows::new(seed::agent(), flows.clone());
    let reply = cancel.send(&client).await.unwrap();
    assert_eq!(reply.fail_messages, ["", "", "合同不存在。"]);
    let poll = DescribeCancelFlowsTask::new(seed::agent(), reply.task_id.as_str());
    assert_eq!(poll.send(&client).await.unwrap().task_status, CancelTaskStatus::Processing);
    sandbox.advance(SECOND * 2);
    let done = poll.send(&client).await.unwrap();
    assert_eq!(done.task_status, CancelTaskStatus::End);
    assert_eq!((done.success_flow_ids.len(), done.failure_flows.len()), (2, 1));
    assert_eq!(detail(&client, &flows[1]).await.flow_status, FlowStatus::Cancel);
}

#[tokio::test]
async fn a_batch_without_a_reason_has_the_documented_one() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flows = [started(&client).await, started(&client).await];
    ChannelBatchCancelFlows::new(seed::agent(), [flows[0].as_str()]).send(&client).await.unwrap();
    CancelOrganizationFlows::new(seed::agent()).send(&client).await.unwrap();
    for flow in &flows {
        assert_eq!(detail(&client, flow).await.flow_message, "自动撤销（通过接口实现）");
    }
}

#[tokio::test]
async fn a_cancellation_can_require_confirmation() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = started(&client).await;
    let page = ChannelCreateBatchCancelFlowUrl::new(seed::agent(), [flow.as_str()]);
    let page = page.send(&client).await.unwrap();
    let poll = DescribeCancelFlowsTask::new(seed::agent(), page.task_id.as_str());
    assert_eq!(poll.send(&client).await.unwrap().task_status, CancelTaskStatus::Processing);
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::Init);
    sandbox.complete_link(&page.batch_cancel_flow_url).unwrap();
    assert_eq!(poll.send(&client).await.unwrap().success_flow_ids, [flow.as_str()]);
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::Cancel);
}

#[tokio::test]
async fn an_unconfirmed_cancellation_blocks_no_other_and_times_out() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flows = [started(&client).await, started(&client).await];
    let page = ChannelCreateBatchCancelFlowUrl::new(seed::agent(), flows.clone());
    let page = page.send(&client).await.unwrap();
    let cancel = |flows: &[String]| ChannelBatchCancelFlows::new(seed::agent(), flows.to_vec());
    cancel(&flows).send(&client).await.unwrap();
    assert_eq!(detail(&client, &flows[0]).await.flow_status, FlowStatus::Cancel);
    let poll = DescribeCancelFlowsTask::new(seed::agent(), page.task_id.as_str());
    assert_eq!(poll.send(&client).await.unwrap().task_status, CancelTaskStatus::Processing);
    sandbox.advance(DAY);
    assert_eq!(poll.send(&client).await.unwrap().task_status, CancelTaskStatus::Timeout);
}

#[tokio::test]
async fn what_a_request_lists_twice_is_done_and_reported_once() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = started(&client).await;
    let twice = [flow.as_str(), flow.as_str()];
    let remind = ChannelCreateFlowReminds::new(seed::agent(), twice).send(&client).await.unwrap();
    let reminded: Vec<_> = remind.remind_flow_records.iter().map(|it| it.can_remind).collect();
    assert_eq!(reminded, [true]);
    let recipient = detail(&client, &flow).await.flow_approver_infos[1].recipient_id.clone();
    let infos = [(); 2].map(|()| FlowForwardInfo::new(flow.as_str(), recipient.as_str()));
    let forward = CreateFlowForwards::new(seed::EMPLOYEE, infos, seed::agent());
    let forward = forward.send(&client).await.unwrap();
    assert_eq!(forward.success_flows.as_deref(), Some([flow.clone()].as_slice()));
    assert!(forward.failed_flows.as_ref().is_none_or(Vec::is_empty));
    let cancel = ChannelBatchCancelFlows::new(seed::agent(), twice).send(&client).await.unwrap();
    sandbox.advance(SECOND * 2);
    let poll = DescribeCancelFlowsTask::new(seed::agent(), cancel.task_id.as_str());
    let done = poll.send(&client).await.unwrap();
    assert_eq!((done.success_flow_ids.len(), done.failure_flows.len()), (1, 0));
}

#[tokio::test]
async fn every_signer_is_reminded_once() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = started(&client).await;
    let remind = ChannelCreateFlowReminds::new(seed::agent(), [flow.as_str()]);
    let can = async || remind.send(&client).await.unwrap().remind_flow_records[0].can_remind;
    assert!(can().await);
    assert!(!can().await);
    sandbox.sign(&flow, &person()).unwrap();
    assert!(can().await, "the next signer has not been reminded");
}

#[tokio::test]
async fn a_deadline_is_extended_until_it_passes() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = started(&client).await;
    let first = detail(&client, &flow).await;
    let (start, week) = (first.create_on, 7 * 24 * 60 * 60);
    let extend = |deadline| ModifyFlowDeadline::new(seed::agent(), flow.as_str(), deadline);
    assert_eq!(code(extend(start + week).send(&client).await), "FailedOperation");

    let short = with(&client, |it| it.deadline(start + week)).await;
    let more = |weeks| ModifyFlowDeadline::new(seed::agent(), short.as_str(), start + weeks * week);
    more(2).send(&client).await.unwrap();
    sandbox.advance(DAY * 8);
    assert_eq!(detail(&client, &short).await.flow_status, FlowStatus::Init);
    sandbox.advance(DAY * 8);
    let late = detail(&client, &short).await;
    assert_eq!(late.flow_status, FlowStatus::Deadline);
    assert_eq!(late.flow_approver_infos[0].approve_status, ApproverStatus::Deadline);
    assert_eq!(sandbox.sign(&short, &person()), Err(SignError::Ended));
    assert_eq!(code(more(4).send(&client).await), "FailedOperation");
}

#[tokio::test]
async fn the_deadline_of_a_signer_is_in_the_future_and_before_that_of_the_contract() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let now = detail(&client, &started(&client).await).await.create_on;
    let day = 24 * 60 * 60;
    let file = upload(&client, seed::agent(), "contract.pdf").await.unwrap();
    let start = |deadline| {
        ChannelCreateFlowByFiles::new(seed::agent())
            .flow_name("采购合同")
            .file_ids([file.as_str()])
            .flow_approvers([signer(&person()).deadline(deadline), organization()])
            .deadline(now + 9 * day)
    };
    assert_eq!(code(start(now - day).send(&client).await), "InvalidParameter.FlowDeadLine");
    let started = start(now + day).send(&client).await.unwrap().into_output();
    let recipient = started.approvers.unwrap()[0].recipient_id.clone().unwrap();
    let extend = |deadline| {
        ModifyFlowDeadline::new(seed::agent(), started.flow_id.as_str(), deadline)
            .recipient_id(recipient.as_str())
    };
    assert_eq!(code(extend(now + 9 * day).send(&client).await), "FailedOperation");
    extend(now + 9 * day - 1).send(&client).await.unwrap();

    let later = DynamicFlowInfo::new(seed::FLOW_DYNAMIC, [signer(&person()).deadline(now + day)]);
    let add = ChannelCreateDynamicFlowApprover::new([later], seed::agent());
    add.send(&client).await.unwrap();
    sandbox.advance(DAY * 2);
    let late = detail(&client, seed::FLOW_DYNAMIC).await;
    assert_eq!(late.flow_status, FlowStatus::Deadline, "the deadline of an added signer counts");
}

#[tokio::test]
async fn a_contract_is_transferred_to_a_colleague() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = started(&client).await;
    let colleague = Person { name: "测试同事".to_owned(), mobile: "13000000044".to_owned() };
    let operator = ProxyOrganizationOperator::new("colleague")
        .name(colleague.name.as_str())
        .mobile(colleague.mobile.as_str());
    let organization = Agent::organization(seed::APPLICATION, seed::ORGANIZATION);
    SyncProxyOrganizationOperators::new(organization, EmployeeOperation::Create, [operator])
        .send(&client)
        .await
        .unwrap();
    let recipient = detail(&client, &flow).await.flow_approver_infos[1].recipient_id.clone();
    let info = FlowForwardInfo::new(flow.as_str(), recipient);
    let forward = CreateFlowForwards::new("colleague", [info], seed::agent());
    assert!(forward.send(&client).await.is_err(), "the colleague has not verified their name");
    let agent = Agent::operator(seed::APPLICATION, seed::ORGANIZATION, "colleague");
    let login = CreateConsoleLoginUrl::new(agent, seed::ORGANIZATION_NAME)
        .proxy_operator_name(colleague.name.as_str())
        .proxy_operator_mobile(colleague.mobile.as_str());
    sandbox.complete_link(&login.send(&client).await.unwrap().console_url).unwrap();
    let done = forward.send(&client).await.unwrap();
    assert_eq!(done.success_flows.as_deref(), Some([flow.clone()].as_slice()));
    sandbox.sign(&flow, &person()).unwrap();
    assert_eq!(sandbox.sign(&flow, &seed::operator_person()), Err(SignError::NotASigner));
    sandbox.sign(&flow, &colleague).unwrap();
}

#[tokio::test]
async fn an_organization_reviews_before_its_employees_sign() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = with(&client, |it| it.need_sign_review(true)).await;
    sandbox.sign(&flow, &person()).unwrap();
    assert_eq!(sandbox.sign(&flow, &seed::operator_person()), Err(SignError::InReview));
    let review = ChannelCreateFlowSignReview::new(seed::agent(), flow.as_str(), ReviewType::Pass);
    review.send(&client).await.unwrap();
    let again = review.send(&client).await;
    assert_eq!(code(again), "InvalidParameter.Status");
    sandbox.sign(&flow, &seed::operator_person()).unwrap();
    let plain = started(&client).await;
    let review = ChannelCreateFlowSignReview::new(seed::agent(), plain, ReviewType::Pass);
    assert_eq!(code(review.send(&client).await), "FailedOperation.NotAvailableSignReview");
}

#[tokio::test]
async fn a_termination_agreement_signed_by_all_ends_the_contract() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = started(&client).await;
    let info = RelieveInfo::new("因为业务调整, 结束合作。");
    let release = ChannelCreateReleaseFlow::new(seed::agent(), flow.as_str(), info);
    assert_eq!(code(release.send(&client).await), "FailedOperation");
    sandbox.sign(&flow, &person()).unwrap();
    sandbox.sign(&flow, &seed::operator_person()).unwrap();
    let agreement = release.send(&client).await.unwrap().flow_id.clone();
    let seen = detail(&client, &agreement).await;
    assert_eq!(seen.dead_line - seen.create_on, 7 * 24 * 60 * 60);
    let roles: Vec<_> = seen.flow_approver_infos.iter().map(|it| &it.approver_role_name).collect();
    assert_eq!(roles, [&Some("甲方".to_owned()), &Some("乙方".to_owned())]);
    sandbox.sign(&agreement, &seed::operator_person()).unwrap();
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::All);
    sandbox.sign(&agreement, &person()).unwrap();
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::Relieved);
}

#[tokio::test]
async fn every_organization_that_signed_a_contract_can_terminate_it() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let partner =
        organization().organization_open_id(seed::OTHER_ORGANIZATION).open_id(seed::OTHER_OPERATOR);
    let flow = with(&client, |it| it.flow_approvers([organization(), partner])).await;
    let other = Person { name: "测试他人".to_owned(), mobile: "13000000098".to_owned() };
    let people = [seed::operator_person(), other];
    for person in &people {
        sandbox.sign(&flow, person).unwrap();
    }
    let release = |flow: &str| {
        let info = RelieveInfo::new("因为业务调整, 结束合作。");
        ChannelCreateReleaseFlow::new(seed::other_agent(), flow, info)
    };
    let stranger = release(seed::FLOW_FINISHED).send(&client).await;
    assert_eq!(code(stranger), "OperationDenied");
    let agreement = release(&flow).send(&client).await.unwrap().flow_id.clone();
    for person in &people {
        sandbox.sign(&agreement, person).unwrap();
    }
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::Relieved);
}

#[tokio::test]
async fn a_termination_agreement_names_its_parties_and_is_sealed_automatically() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let info = RelieveInfo::new("因为业务调整, 结束合作。");
    let person = ReleasedApprover::new(0_u64, ApproverType::Person).approver_sign_role("供应商");
    let own = ReleasedApprover::new(1_u64, ApproverType::EnterpriseServer)
        .organization_name(seed::ORGANIZATION_NAME)
        .organization_open_id(seed::ORGANIZATION)
        .open_id(seed::OPERATOR)
        .approver_sign_role("客户");
    let release =
        || ChannelCreateReleaseFlow::new(seed::agent(), seed::FLOW_FINISHED, info.clone());
    let stranger = ReleasedApprover::new(0_u64, ApproverType::Person).name("测试他人");
    let stranger = release().released_approvers([stranger]).send(&client).await;
    assert_eq!(code(stranger), "InvalidParameter.ApproverType");
    let release = release().released_approvers([person, own]).send(&client).await.unwrap();
    let signers = detail(&client, &release.flow_id).await.flow_approver_infos.clone();
    let roles: Vec<_> = signers.iter().map(|it| it.approver_role_name.as_deref()).collect();
    assert_eq!(roles, [Some("供应商"), Some("客户")]);
    let statuses = [&signers[0].approve_status, &signers[1].approve_status];
    assert_eq!(statuses, [&ApproverStatus::Pending, &ApproverStatus::Accept]);
}

#[tokio::test]
async fn a_review_can_name_the_own_signer_and_the_last_one_of_a_group_counts() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let review =
        ChannelCreateFlowSignReview::new(seed::agent(), seed::FLOW_IN_REVIEW, ReviewType::Pass);
    review.recipient_id(seed::INITIATOR_RECIPIENT).send(&client).await.unwrap();
    sandbox.sign(seed::FLOW_IN_REVIEW, &seed::operator_person()).unwrap();
    let own = NeedReviewApproverInfo::new(ApproverType::Organization, seed::operator_person().name)
        .approver_mobile(seed::operator_person().mobile)
        .organization_name(seed::ORGANIZATION_NAME);
    let of_group = |result| {
        CreateFlowGroupSignReview::new(seed::agent(), seed::FLOW_GROUP, result, own.clone())
    };
    of_group(ReviewType::Pass).send(&client).await.unwrap();
    of_group(ReviewType::Pass).send(&client).await.unwrap();
    let reject = of_group(ReviewType::Reject).review_message("金额有误");
    reject.send(&client).await.unwrap();
    let flow = seed::FLOWS_OF_GROUP[0];
    assert_eq!(sandbox.sign(flow, &seed::operator_person()), Err(SignError::InReview));
    of_group(ReviewType::Pass).send(&client).await.unwrap();
    sandbox.sign(flow, &seed::operator_person()).unwrap();
}

#[tokio::test]
async fn only_the_initiator_reviews_with_a_documented_result() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let approver = signer(&person()).approver_need_sign_review(true);
    let flow = with(&client, |it| it.flow_approvers([approver, organization()])).await;
    let recipient = detail(&client, &flow).await.flow_approver_infos[0].recipient_id.clone();
    let review = |agent: Agent, result: ReviewType| {
        ChannelCreateFlowSignReview::new(agent, flow.as_str(), result)
            .recipient_id(recipient.as_str())
    };
    let stranger = review(seed::other_agent(), ReviewType::Pass).send(&client).await;
    assert_eq!(code(stranger), "OperationDenied.NoFlowPermission");
    let misspelt = review(seed::agent(), ReviewType::from("PASSED")).send(&client).await;
    assert_eq!(code(misspelt), "InvalidParameter.ParamError");
    let start = review(seed::agent(), ReviewType::Pass).operate_type(ReviewStage::CreateReview);
    assert_eq!(code(start.send(&client).await), "FailedOperation.NotAvailableSignReview");
    assert_eq!(sandbox.sign(&flow, &person()), Err(SignError::InReview));
}

#[tokio::test]
async fn a_review_that_declines_a_signature_is_recorded_with_its_signer() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let flow = with(&client, |it| it.need_sign_review(true)).await;
    let review =
        ChannelCreateFlowSignReview::new(seed::agent(), flow.as_str(), ReviewType::SignReject);
    review.review_message("金额有误").send(&client).await.unwrap();
    let seen = detail(&client, &flow).await;
    assert_eq!((seen.flow_status, seen.flow_message.as_str()), (FlowStatus::Reject, "金额有误"));
    let signers = seen.flow_approver_infos;
    assert_eq!(signers[0].approve_status, ApproverStatus::Stop);
    assert_eq!(signers[1].approve_status, ApproverStatus::Reject);
    assert_eq!(signers[1].approve_message, "金额有误");
    assert!(signers[1].approve_time > 0);
}
