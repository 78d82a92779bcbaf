//! Contract groups.

use essbasic::flows::DescribeFlowDetailInfo;
use essbasic::models::FlowStatus;
use essbasic::signing::{CreateSignUrls, GenerateType};
use essbasic::start_flows::{ChannelCreateFlowGroupByFiles, FlowFileInfo};
use essbasic_sandbox::{Person, Sandbox, seed};

use crate::support::{client, code, person, signer, submit, upload};

#[tokio::test]
async fn a_group_is_signed_on_one_page() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "contract.pdf").await.unwrap();
    let info = |name: &str| FlowFileInfo::new([file.as_str()], name, [signer(&person())]);
    let group =
        ChannelCreateFlowGroupByFiles::new([info("一"), info("二")], "合同组", seed::agent());
    let group = group.send(&client).await.unwrap();
    assert_eq!(group.flow_ids.len(), 2);
    let links = CreateSignUrls::new(seed::agent()).flow_group_id(group.flow_group_id.as_str());
    let links = links.send(&client).await.unwrap();
    assert_eq!(links.sign_url_infos.len(), 1, "one link for one person");
    let url = &links.sign_url_infos[0].sign_url;
    let form = "Command=sign&Name=%E6%B5%8B%E8%AF%95%E7%94%B2&Mobile=13000000001";
    assert_eq!(submit(url, form).await.status, 303);
    let describe = DescribeFlowDetailInfo::new(seed::agent());
    let seen = describe.flow_group_id(group.flow_group_id.as_str()).send(&client).await.unwrap();
    assert_eq!(seen.flow_group_name, "合同组");
    assert!(seen.flow_info.iter().all(|flow| flow.flow_status == FlowStatus::All));
}

#[tokio::test]
async fn a_group_that_cannot_start_changes_nothing() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "contract.pdf").await.unwrap();
    let info = |name: &str| FlowFileInfo::new([file.as_str()], name, [signer(&person())]);
    let group =
        || ChannelCreateFlowGroupByFiles::new([info("一"), info("二")], "合同组", seed::agent());
    sandbox.set_contract_quota(1);
    assert_eq!(code(group().send(&client).await), "OperationDenied.NoQuota");
    assert!(sandbox.events().is_empty(), "no contract was started");
    // The remaining quota is unchanged.
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    sandbox.set_contract_quota(2);
    group().send(&client).await.unwrap();
}

#[tokio::test]
async fn a_link_of_a_group_is_for_the_person_that_is_asked_for() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let links = |person: Person| {
        let create = CreateSignUrls::new(seed::agent()).flow_group_id(seed::FLOW_GROUP);
        create.generate_type(GenerateType::Person).name(person.name).mobile(person.mobile)
    };
    let own = links(seed::signer()).send(&client).await.unwrap();
    let names: Vec<_> = own.sign_url_infos.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, [seed::signer().name]);
    let stranger = links(person()).send(&client).await.unwrap();
    assert!(stranger.sign_url_infos[0].sign_url.is_empty());
    assert!(!stranger.error_messages[0].is_empty());
}
