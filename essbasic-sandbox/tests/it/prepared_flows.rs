//! Prepared contracts, which a person starts on a page.

use essbasic::flows::DescribeFlowDetailInfo;
use essbasic::models::FlowStatus;
use essbasic::start_flows::{
    BaseFlowInfo, CcInfo, ChannelCreatePrepareFlow, ChannelCreatePrepareFlowGroup,
    CommonApproverType, CommonFlowApprover, PrepareResourceType,
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
