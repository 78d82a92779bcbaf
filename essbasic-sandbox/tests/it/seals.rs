//! Seals: creation, review, grants, automatic signatures.

use essbasic::auto_sign::CreatePartnerAutoSignAuthUrl;
use essbasic::models::{ApproverType, Component, ComponentType, FlowApproverInfo, FlowStatus};
use essbasic::seals::{
    ChannelCreateSealPolicy, ChannelDeleteSealPolicies, ChannelDescribeOrganizationSeals,
    ChannelUpdateSealStatus, CreateSealByImage, OccupiedSeal, SealGenerateSource, SealInfoType,
    SealStatus, SealStatusFilter, SealStatusUpdate, SealType,
};
use essbasic::start_flows::ChannelCreateFlowByFiles;
use essbasic::{Agent, Client, codes};
use essbasic_sandbox::{Sandbox, seed};

use crate::support::{PDF, SECOND, client, code, detail, person, signer, upload};

async fn new_seal(client: &Client, name: &str) -> String {
    let create = CreateSealByImage::new(seed::agent(), name).seal_image(PDF);
    create.send(client).await.unwrap().seal_id.clone()
}

async fn seen(client: &Client, seal: &str) -> OccupiedSeal {
    let describe = ChannelDescribeOrganizationSeals::new(seed::agent())
        .seal_id(seal)
        .info_type(SealInfoType::WithUsers)
        .seal_statuses([SealStatusFilter::All]);
    describe.send(client).await.unwrap().seals[0].clone()
}

#[tokio::test]
async fn a_seal_is_reviewed_and_granted() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let seal = new_seal(&client, "合同章").await;
    let twice = CreateSealByImage::new(seed::agent(), "合同章").seal_image(PDF);
    assert_eq!(code(twice.send(&client).await), "FailedOperation.ExistSameSealName");
    assert_eq!(seen(&client, &seal).await.seal_status, SealStatus::Checking);
    let grant = ChannelCreateSealPolicy::new(seed::agent(), seal.as_str(), ["n9527"]);
    assert!(grant.send(&client).await.is_err(), "the seal is in review");
    sandbox.advance(SECOND * 60);
    assert_eq!(seen(&client, &seal).await.seal_status, SealStatus::Success);
    let official = |name: &str| {
        CreateSealByImage::new(seed::agent(), name).seal_image(PDF).seal_type(SealType::Official)
    };
    official("公章").send(&client).await.unwrap();
    assert_eq!(code(official("公章二").send(&client).await), "OperationDenied.AlreadyHas");

    let image = crate::support::get(&seen(&client, &seal).await.url).await;
    assert!(image.body.starts_with(b"%PDF-"), "the image is returned unchanged");
    let bad = new_seal(&client, "模糊章").await;
    sandbox.review_seal(&bad, false);
    let bad = seen(&client, &bad).await;
    assert!(bad.seal_status == SealStatus::Fail && !bad.fail_reason.is_empty());

    let again = grant.send(&client).await.unwrap_err();
    assert_eq!(
        again.code(),
        Some(&codes::FAILED_OPERATION_HAS_AUTHORIZED),
        "the employee already has the grant"
    );
    let take = ChannelDeleteSealPolicies::new(seed::agent(), seal.as_str(), ["n9527"]);
    take.send(&client).await.unwrap();
    assert!(seen(&client, &seal).await.authorized_users.is_empty());
    grant.send(&client).await.unwrap();
    let off = ChannelUpdateSealStatus::new(seed::agent(), SealStatusUpdate::Disable, seal.as_str());
    off.send(&client).await.unwrap();
    assert_eq!(seen(&client, &seal).await.seal_status, SealStatus::Disable);
    let usable = ChannelDescribeOrganizationSeals::new(seed::agent()).send(&client).await.unwrap();
    let is_listed = usable.seals.iter().any(|it| it.seal_id == seal);
    assert!(!is_listed, "only approved seals are listed");
}

#[tokio::test]
async fn the_service_signs_automatically_when_it_is_the_organizations_turn() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let (seal, file) =
        (new_seal(&client, "合同章").await, upload(&client, seed::agent(), "a.pdf").await.unwrap());
    let automatic = |seal: &str| {
        let component = Component::new().component_type(ComponentType::SignSeal);
        FlowApproverInfo::new()
            .approver_type(ApproverType::EnterpriseServer)
            .sign_components([component.component_value(seal)])
    };
    let start_as = |agent: Agent, file: &str, seal: &str| {
        ChannelCreateFlowByFiles::new(agent)
            .flow_name("采购合同")
            .file_ids([file])
            .flow_approvers([signer(&person()), automatic(seal)])
    };
    let theirs = upload(&client, seed::other_agent(), "a.pdf").await.unwrap();
    let without_seals = start_as(seed::other_agent(), &theirs, "");
    assert_eq!(code(without_seals.send(&client).await), "MissingParameter.SealId");
    let start = |seal: &str| start_as(seed::agent(), &file, seal);
    assert_eq!(code(start(&seal).send(&client).await), "ResourceNotFound.Seal");
    sandbox.review_seal(&seal, true);
    let flow = start(&seal).send(&client).await.unwrap().flow_id.clone();
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::Init);
    sandbox.sign(&flow, &person()).unwrap();
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::All);
}

#[tokio::test]
async fn another_organization_signs_automatically_only_if_it_has_authorized_the_initiator() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let seal = CreateSealByImage::new(seed::other_agent(), "合同章")
        .generate_source(SealGenerateSource::System);
    seal.send(&client).await.unwrap();
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    let partner = FlowApproverInfo::new()
        .approver_type(ApproverType::EnterpriseServer)
        .organization_open_id(seed::OTHER_ORGANIZATION)
        .sign_components([Component::new().component_type(ComponentType::SignSeal)]);
    let start = ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name("采购合同")
        .file_ids([file])
        .flow_approvers([signer(&person()), partner]);
    assert_eq!(code(start.send(&client).await), "OperationDenied.ByFilesServerSignForbid");
    let authorize = CreatePartnerAutoSignAuthUrl::new(seed::other_agent())
        .authorized_organization_names([seed::ORGANIZATION_NAME]);
    sandbox.complete_link(&authorize.send(&client).await.unwrap().url).unwrap();
    let flow = start.send(&client).await.unwrap().flow_id.clone();
    sandbox.sign(&flow, &person()).unwrap();
    let seen = detail(&client, &flow).await;
    assert_eq!(seen.flow_status, FlowStatus::All);
    let party = &seen.flow_approver_infos[1];
    assert_eq!(party.proxy_organization_open_id, seed::OTHER_ORGANIZATION);
    assert_eq!(party.proxy_operator_open_id, seed::OTHER_OPERATOR);
}

#[tokio::test]
async fn a_generated_seal_has_an_image_and_can_be_used_at_once() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let create = CreateSealByImage::new(seed::agent(), "发票专用章")
        .seal_type(SealType::Invoice)
        .generate_source(SealGenerateSource::System);
    let made = create.send(&client).await.unwrap();
    let image = crate::support::get(made.image_url.as_ref().unwrap()).await;
    assert!(image.body.starts_with(b"\x89PNG"));
    let listed = seen(&client, &made.seal_id).await;
    assert_eq!((listed.seal_status, listed.real_width), (SealStatus::Success, Some(42)));
    assert!(crate::support::get(&listed.url).await.body.starts_with(b"\x89PNG"));
    let uploaded = CreateSealByImage::new(seed::agent(), "上传章").seal_image(PDF);
    let uploaded = uploaded.send(&client).await.unwrap();
    assert_eq!(uploaded.image_url.as_deref(), Some(""), "only generated seals have one at once");
}
