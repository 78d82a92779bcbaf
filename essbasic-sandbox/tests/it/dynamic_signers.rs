//! Signers added after the start of a contract.

use essbasic::flows::{
    ApproverStatus, ChannelCreateBoundFlows, CreateFlowForwards, FlowForwardInfo,
};
use essbasic::models::{
    ApproverFillType, ApproverOption, Component, ComponentType, FlowApproverInfo, FlowStatus,
    IdCardType,
};
use essbasic::start_flows::{
    ArchiveDynamicFlow, ChannelCreateDynamicFlowApprover, ChannelCreateFlowApprovers,
    ChannelCreateFlowByFiles, DynamicFlowInfo, FillApproverInfo,
};
use essbasic_sandbox::{Person, Sandbox, SignError, seed};

use crate::support::{another, client, code, detail, organization, person, signer, upload};

#[tokio::test]
async fn an_open_party_gets_a_signer() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    let mut open =
        organization().approver_option(ApproverOption::new().fill_type(ApproverFillType::Dynamic));
    open.open_id = None;
    let start = ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name("合同")
        .file_ids([file])
        .flow_approvers([open]);
    let flow = start.send(&client).await.unwrap().flow_id.clone();
    let seen = detail(&client, &flow).await.flow_approver_infos[0].clone();
    assert_eq!(seen.approve_status, ApproverStatus::WaitPickup);
    let named = |open_id: &str| {
        let info = FillApproverInfo::new(seen.recipient_id.as_str());
        let info = info.open_id(open_id).flow_id(flow.as_str());
        ChannelCreateFlowApprovers::new(seed::agent(), [info])
    };
    let unknown = named("unknown").send(&client).await.unwrap();
    assert!(unknown.items().into_result().is_err());
    assert!(named(seed::OPERATOR).send(&client).await.unwrap().items().into_result().is_ok());
    assert!(named(seed::OPERATOR).send(&client).await.unwrap().items().into_result().is_err());
    sandbox.sign(&flow, &seed::operator_person()).unwrap();
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::All);
}

#[tokio::test]
async fn an_employee_picks_up_a_contract_of_their_organization() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    let mut open = organization();
    open.open_id = None;
    let start = ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name("合同")
        .file_ids([file])
        .flow_approvers([open]);
    let flow = start.send(&client).await.unwrap().flow_id.clone();
    assert_eq!(sandbox.sign(&flow, &person()), Err(SignError::NotASigner));
    sandbox.sign(&flow, &seed::operator_person()).unwrap();
    let seen = detail(&client, &flow).await.flow_approver_infos[0].clone();
    assert_eq!(seen.proxy_operator_open_id, seed::OPERATOR);
}

#[tokio::test]
async fn every_new_signer_fills_in_the_required_fields_first() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    let started = async |open_id: Option<&str>| {
        let text = Component::new().component_type(ComponentType::Text);
        let mut signer =
            organization().components([text.component_name("工号").component_required(true)]);
        signer.open_id = open_id.map(str::to_owned);
        let start = ChannelCreateFlowByFiles::new(seed::agent())
            .flow_name("合同")
            .file_ids([file.as_str()])
            .flow_approvers([signer]);
        start.send(&client).await.unwrap().flow_id.clone()
    };
    let recipient =
        async |flow: &str| detail(&client, flow).await.flow_approver_infos[0].recipient_id.clone();
    let signs_last = async |flow: &str, person: &Person| {
        assert_eq!(sandbox.sign(flow, person), Err(SignError::FieldsMissing));
        sandbox.fill(flow, person, &[("工号", "7")]).unwrap();
        sandbox.sign(flow, person).unwrap();
        assert_eq!(detail(&client, flow).await.flow_status, FlowStatus::All);
    };
    let operator = seed::operator_person();

    let flow = started(None).await;
    signs_last(&flow, &operator).await;

    let flow = started(None).await;
    let pick_up = ChannelCreateBoundFlows::new(seed::agent()).flow_ids([flow.as_str()]);
    pick_up.send(&client).await.unwrap();
    signs_last(&flow, &operator).await;

    let flow = started(None).await;
    let info = FillApproverInfo::new(recipient(&flow).await).flow_id(flow.as_str());
    let info = info.open_id(seed::OPERATOR);
    let assign = ChannelCreateFlowApprovers::new(seed::agent(), [info]);
    assert!(assign.send(&client).await.unwrap().items().into_result().is_ok());
    signs_last(&flow, &operator).await;

    let flow = started(Some(seed::EMPLOYEE)).await;
    let info = FlowForwardInfo::new(flow.as_str(), recipient(&flow).await);
    let forward = CreateFlowForwards::new(seed::OPERATOR, [info], seed::agent());
    forward.send(&client).await.unwrap();
    let seen = detail(&client, &flow).await.flow_approver_infos[0].clone();
    assert_eq!(seen.approve_status, ApproverStatus::FillPending);
    signs_last(&flow, &operator).await;
}

#[tokio::test]
async fn contracts_are_picked_up_all_or_none() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    let started = async || {
        let mut open = organization();
        open.open_id = None;
        let start = ChannelCreateFlowByFiles::new(seed::agent())
            .flow_name("合同")
            .file_ids([file.as_str()])
            .flow_approvers([open]);
        start.send(&client).await.unwrap().flow_id.clone()
    };
    let (first, second) = (started().await, started().await);
    let pick_up = |flows: &[&str]| {
        ChannelCreateBoundFlows::new(seed::agent()).flow_ids(flows.iter().copied())
    };
    pick_up(&[&first]).send(&client).await.unwrap();
    assert_eq!(code(pick_up(&[&second, &first]).send(&client).await), "FailedOperation");
    let seen = detail(&client, &second).await.flow_approver_infos[0].clone();
    assert_eq!(seen.approve_status, ApproverStatus::WaitPickup);
}

#[tokio::test]
async fn signers_are_added_until_the_contract_is_archived() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    let start = ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name("合同")
        .file_ids([file])
        .open_dynamic_sign_flow(true);
    let flow = start.send(&client).await.unwrap().flow_id.clone();
    let archive = ArchiveDynamicFlow::new(seed::agent(), flow.as_str());
    let add = |info: FlowApproverInfo| {
        let info = DynamicFlowInfo::new(flow.as_str(), [info]);
        ChannelCreateDynamicFlowApprover::new([info], seed::agent())
    };
    for person in [person(), another()] {
        add(signer(&person)).send(&client).await.unwrap();
        assert_eq!(code(archive.send(&client).await), "OperationDenied");
        sandbox.sign(&flow, &person).unwrap();
        assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::Part);
    }
    archive.send(&client).await.unwrap();
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::All);
    assert_eq!(code(add(signer(&person())).send(&client).await), "OperationDenied");
}

#[tokio::test]
async fn a_party_is_filled_by_who_has_not_joined_and_by_name_and_identity_document() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    let open = || ApproverOption::new().fill_type(ApproverFillType::Dynamic);
    let mut employee = organization().approver_option(open());
    employee.open_id = None;
    let mut someone = signer(&person()).approver_option(open());
    (someone.name, someone.mobile) = (None, None);
    let start = ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name("合同")
        .file_ids([file])
        .unordered(true)
        .flow_approvers([employee, someone]);
    let flow = start.send(&client).await.unwrap().flow_id.clone();
    let parties = detail(&client, &flow).await.flow_approver_infos.clone();
    let party = |index: usize| {
        FillApproverInfo::new(parties[index].recipient_id.as_str()).flow_id(flow.as_str())
    };
    let infos = [
        party(0)
            .open_id("newcomer")
            .approver_name("测试新人")
            .approver_mobile("13000000066")
            .organization_name("沙箱未注册公司")
            .organization_open_id("org_unknown"),
        party(1)
            .approver_name("测试丙")
            .approver_id_card_type(IdCardType::IdCard)
            .approver_id_card_number("000000190001010000"),
    ];
    let filled = ChannelCreateFlowApprovers::new(seed::agent(), infos).send(&client).await.unwrap();
    assert!(filled.items().into_result().is_ok());
    let parties = detail(&client, &flow).await.flow_approver_infos.clone();
    assert!(parties.iter().all(|it| it.approve_status == ApproverStatus::Pending));
    assert_eq!(parties[0].proxy_operator_open_id, "newcomer");
    assert_eq!(parties[0].proxy_organization_name, "沙箱未注册公司");
}
