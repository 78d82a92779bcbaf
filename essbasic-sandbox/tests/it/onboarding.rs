//! New organizations: registration, verification, activation, services.

use essbasic::auto_sign::CreatePartnerAutoSignAuthUrl;
use essbasic::flows::CancelOrganizationFlows;
use essbasic::organizations::{
    ActiveStatus, AuthorizationStatus, ChannelOrganizationInfo,
    CreateBatchOrganizationRegistrationTasks, CreateChannelSubOrganizationActive,
    CreateConsoleLoginUrl, DescribeBatchOrganizationRegistrationTasks,
    DescribeBatchOrganizationRegistrationUrls, DescribeChannelOrganizations,
    ModifyOrganizationBusinessInfo, OrganizationType, RegistrationOrganizationInfo,
    RegistrationTaskStatus, SyncProxyOrganization,
};
use essbasic::services::{
    AuthorizedServiceType, DescribeExtendedServiceAuthDetail, DescribeExtendedServiceAuthInfo,
    ExtendedServiceOperation, ExtendedServiceStatus, ExtendedServiceType, ModifyExtendedService,
};
use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::templates::DescribeTemplates;
use essbasic::{Agent, Client};
use essbasic_sandbox::{Sandbox, SignError, seed};

use crate::support::{client, code};

const NAME: &str = "沙箱新公司";

fn agent() -> Agent {
    Agent::operator(seed::APPLICATION, "org_new", "admin01")
}

async fn seen(client: &Client) -> ChannelOrganizationInfo {
    let describe = DescribeChannelOrganizations::new(agent(), 10).organization_open_id("org_new");
    let reply = describe.send(client).await.unwrap();
    assert_eq!(reply.total, Some(1));
    reply.channel_organization_infos.clone().unwrap().remove(0)
}

#[tokio::test]
async fn an_organization_is_registered_verified_and_activated() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let sync = SyncProxyOrganization::new(Agent::organization(seed::APPLICATION, "org_new"), NAME);
    sync.send(&client).await.unwrap();
    assert_eq!(seen(&client).await.authorization_status, Some(AuthorizationStatus::Unverified));

    let login = CreateConsoleLoginUrl::new(agent(), NAME).proxy_operator_name("测试管理员");
    let first = login.send(&client).await.unwrap();
    assert!(!first.is_activated && !first.proxy_operator_is_verified);
    let early = DescribeTemplates::new(agent()).send(&client).await;
    assert_eq!(code(early), "OperationDenied.NoIdentityVerify");

    sandbox.complete_link(&first.console_url).unwrap();
    let second = login.send(&client).await.unwrap();
    assert!(second.is_activated && second.proxy_operator_is_verified);
    let info = seen(&client).await;
    assert_eq!(info.authorization_status, Some(AuthorizationStatus::Verified));
    assert_eq!(info.active_status, Some(ActiveStatus::Active));
    assert_eq!(info.admin_open_id.as_deref(), Some("admin01"));
    DescribeTemplates::new(agent()).send(&client).await.unwrap();
    let events: Vec<_> = sandbox.events().into_iter().map(|event| event.kind).collect();
    assert_eq!(
        events,
        ["VerifyStaffInfo", "OrgAuth", "OrganizationAuthorization", "OrgOpenTsignBiz"]
    );
}

#[tokio::test]
async fn a_login_link_works_once_for_one_person_within_minutes() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let login = |agent| CreateConsoleLoginUrl::new(agent, NAME);
    let url = async |agent| login(agent).send(&client).await.unwrap().console_url.clone();
    let late = url(agent()).await;
    sandbox.advance(crate::support::SECOND * 300);
    assert_eq!(sandbox.complete_link(&late), Err(SignError::NotFound));

    let first = url(agent()).await;
    let somebody_else = Agent::operator(seed::APPLICATION, "org_new", "admin02");
    let second = url(somebody_else).await;
    assert_eq!(
        sandbox.complete_link(&first),
        Err(SignError::NotFound),
        "the second link replaces it"
    );
    sandbox.complete_link(&second).unwrap();
    assert_eq!(sandbox.complete_link(&second), Err(SignError::NotFound), "it works once");
    let other = Agent::operator(seed::APPLICATION, seed::ORGANIZATION, "admin02");
    let login = CreateConsoleLoginUrl::new(other, seed::ORGANIZATION_NAME);
    let rejected = login.send(&client).await;
    assert_eq!(code(rejected), "OperationDenied.UserNotInOrganization");
}

#[tokio::test]
async fn a_service_is_enabled_by_a_person() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let status = async || {
        let describe = DescribeExtendedServiceAuthInfo::new(seed::agent());
        let reply = describe.send(&client).await.unwrap();
        let is = |kind: &ExtendedServiceType| *kind == ExtendedServiceType::AutoSign;
        reply.auth_info.iter().find(|it| is(&it.r#type)).unwrap().status.clone()
    };
    let switch = |operation| {
        ModifyExtendedService::new(seed::agent(), ExtendedServiceType::AutoSign, operation)
    };
    let close = switch(ExtendedServiceOperation::Close).send(&client).await.unwrap();
    assert!(close.operate_url.is_empty(), "what is switched off is off at once");
    let open = switch(ExtendedServiceOperation::Open);
    let url = open.send(&client).await.unwrap().operate_url.clone();
    assert_eq!(status().await, ExtendedServiceStatus::Disable);
    sandbox.complete_link(&url).unwrap();
    assert_eq!(status().await, ExtendedServiceStatus::Enable);
}

#[tokio::test]
async fn organizations_are_registered_in_a_batch() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let info = |id: &str, name: &str| {
        RegistrationOrganizationInfo::new(name, id, format!("{id}-admin"), "SANDBOX", "测试法人")
    };
    let application = || Agent::new(seed::APPLICATION);
    let known = info(seed::ORGANIZATION, seed::ORGANIZATION_NAME);
    let refused = [info("org_a", "甲公司"), known];
    let refused = CreateBatchOrganizationRegistrationTasks::new(application(), refused);
    let refused = refused.send(&client).await.unwrap();
    assert_eq!(refused.task_id.as_deref(), Some(""));
    assert!(refused.error_messages.as_ref().unwrap()[0].is_empty());
    let twice = [info("org_a", "甲公司"), info("org_b", "甲公司")];
    let twice = CreateBatchOrganizationRegistrationTasks::new(application(), twice);
    assert_eq!(code(twice.send(&client).await), "InvalidParameterValue");

    let all = [info("org_a", "甲公司"), info("org_b", "乙公司")];
    let create = CreateBatchOrganizationRegistrationTasks::new(application(), all);
    let task = create.send(&client).await.unwrap().task_id.clone().unwrap();
    let urls = async || {
        let describe = DescribeBatchOrganizationRegistrationUrls::new(application(), task.as_str());
        describe.send(&client).await.unwrap().organization_auth_urls.clone().unwrap()
    };
    assert!(urls().await.is_empty(), "the links are being prepared");
    sandbox.advance(crate::support::SECOND * 4);
    let urls = urls().await;
    let id = urls[1].sub_task_id.clone().unwrap();
    let status = async || {
        let describe = DescribeBatchOrganizationRegistrationTasks::new(application());
        let reply = describe.task_ids([id.as_str()]).send(&client).await.unwrap();
        reply.details.as_ref().unwrap()[0].status.clone()
    };
    assert_eq!(status().await, Some(RegistrationTaskStatus::Create));
    sandbox.complete_link(urls[1].auth_url.as_ref().unwrap()).unwrap();
    assert_eq!(status().await, Some(RegistrationTaskStatus::Authorization));
}

#[tokio::test]
async fn a_partner_is_authorized_to_use_the_seals() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let ask = CreatePartnerAutoSignAuthUrl::new(seed::agent())
        .authorized_organization_names([seed::OTHER_ORGANIZATION_NAME]);
    sandbox.complete_link(&ask.send(&client).await.unwrap().url).unwrap();
    assert_eq!(code(ask.send(&client).await), "FailedOperation");
    let detail =
        DescribeExtendedServiceAuthDetail::new(seed::agent(), AuthorizedServiceType::AutoSign);
    let detail = detail.send(&client).await.unwrap().auth_info_detail.clone();
    assert_eq!(detail.auth_organization_total, Some(1));
    let partner = &detail.has_auth_organization_list.unwrap()[0];
    assert_eq!(
        partner.authorized_organization_name.as_deref(),
        Some(seed::OTHER_ORGANIZATION_NAME)
    );
}

#[tokio::test]
async fn a_name_changes_after_the_open_contracts_have_ended() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let licence = crate::support::upload(&client, seed::agent(), "licence.png").await.unwrap();
    let modify = ModifyOrganizationBusinessInfo::new(seed::agent(), licence);
    assert_eq!(code(modify.clone().send(&client).await), "FailedOperation.OrganizationNotChange");
    CancelOrganizationFlows::new(seed::agent()).send(&client).await.unwrap();
    let kind = modify.clone().organization_type(OrganizationType::Enterprise);
    assert!(kind.send(&client).await.is_ok(), "the type alone changes");
    let rename = modify.organization_name("沙箱新名公司");
    let flow = sandbox.scan(seed::QR_CODE, &crate::support::person()).unwrap();
    let waits = rename.send(&client).await.unwrap();
    assert_eq!(waits.channel_flow_ids.as_deref(), Some([flow.clone()].as_slice()));
    let message = "有 1 份合同未完成，请先完成或撤销";
    assert_eq!(waits.error_message.as_deref(), Some(message));
    sandbox.sign(&flow, &crate::support::person()).unwrap();
    assert!(rename.send(&client).await.unwrap().items().into_result().is_ok());
    assert_eq!(code(rename.send(&client).await), "FailedOperation.OrganizationNotChange");
}

#[tokio::test]
async fn only_an_organization_with_a_license_starts_contracts() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let login = CreateConsoleLoginUrl::new(agent(), NAME).auto_active(false);
    sandbox.complete_link(&login.send(&client).await.unwrap().console_url).unwrap();
    let create = ChannelCreateMultiFlowSignQRCode::new(agent(), seed::TEMPLATE, "x");
    assert!(create.send(&client).await.is_err());
    let activate = CreateChannelSubOrganizationActive::new(agent());
    assert!(activate.clone().renew(true).send(&client).await.is_err(), "nothing to renew");
    activate.send(&client).await.unwrap();
    assert!(activate.send(&client).await.is_err(), "the organization is active");
    create.send(&client).await.unwrap();
}
