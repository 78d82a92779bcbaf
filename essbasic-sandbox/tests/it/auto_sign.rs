//! Auto-sign: link, authorization, signature, withdrawal.

use essbasic::auto_sign::{
    AutoSignConfig, AutoSignUrlType, ChannelCancelUserAutoSignEnableUrl,
    ChannelCreateUserAutoSignEnableUrl, ChannelCreateUserAutoSignSealUrl,
    ChannelDescribeUserAutoSignStatus, ChannelDisableUserAutoSign, UserThreeFactor,
};
use essbasic::models::{ApproverType, AutoSignScene, FlowStatus, IdCardType, UserInfo};
use essbasic::start_flows::ChannelCreateFlowByFiles;
use essbasic_sandbox::{Sandbox, SignError, seed};

use crate::support::{client, code, detail, person, signer, upload};

const SCENE: AutoSignScene = AutoSignScene::EPrescriptionAutoSign;

/// A fictitious ID number: the region does not exist, and the check digit is wrong.
const NUMBER: &str = "000000190001010000";

fn holder() -> UserThreeFactor {
    UserThreeFactor::new(person().name, IdCardType::IdCard, NUMBER)
}

#[tokio::test]
async fn an_authorized_person_is_signed_for_automatically() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let create_link = ChannelCreateUserAutoSignEnableUrl::new(seed::agent(), SCENE)
        .auto_sign_config(AutoSignConfig::new(holder()));
    let is_open = async || {
        let status = ChannelDescribeUserAutoSignStatus::new(seed::agent(), SCENE, holder());
        status.send(&client).await.unwrap().is_open
    };
    let file = upload(&client, seed::agent(), "a.pdf").await.unwrap();
    let signer = signer(&person())
        .approver_type(ApproverType::PersonAutoSign)
        .id_card_type(IdCardType::IdCard)
        .id_card_number(NUMBER);
    let start = ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name("处方")
        .file_ids([file])
        .flow_approvers([signer])
        .auto_sign_scene(SCENE);
    assert_eq!(code(start.send(&client).await), "OperationDenied.PersonNoOpenServerSign");

    let withdrawn = create_link.send(&client).await.unwrap().url.clone();
    let cancel = ChannelCancelUserAutoSignEnableUrl::new(
        seed::agent(),
        UserInfo::new().open_id("n9527"),
        SCENE,
        holder(),
    );
    cancel.send(&client).await.unwrap();
    assert_eq!(sandbox.complete_link(&withdrawn), Err(SignError::NotFound));
    let again = cancel.send(&client).await;
    assert_eq!(code(again), "FailedOperation.UserAutoSignEnableUrlNotExist");

    let link = create_link.send(&client).await.unwrap().url.clone();
    assert!(!is_open().await);
    sandbox.complete_link(&link).unwrap();
    assert!(is_open().await);
    let flow = start.send(&client).await.unwrap().flow_id.clone();
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::All);
    ChannelDisableUserAutoSign::new(seed::agent(), SCENE, holder()).send(&client).await.unwrap();
    assert!(!is_open().await);
}

#[tokio::test]
async fn a_withdrawal_and_an_authorization_end_every_link() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let create = async || {
        let create = ChannelCreateUserAutoSignEnableUrl::new(seed::agent(), SCENE)
            .auto_sign_config(AutoSignConfig::new(holder()));
        create.send(&client).await.unwrap().url.clone()
    };
    let withdrawn = [create().await, create().await];
    let operator = UserInfo::new().open_id(seed::OPERATOR);
    let cancel = ChannelCancelUserAutoSignEnableUrl::new(seed::agent(), operator, SCENE, holder());
    cancel.send(&client).await.unwrap();
    for link in &withdrawn {
        assert_eq!(sandbox.complete_link(link), Err(SignError::NotFound));
    }
    let links = [create().await, create().await];
    sandbox.complete_link(&links[0]).unwrap();
    assert_eq!(sandbox.complete_link(&links[1]), Err(SignError::NotFound));
    let opened = sandbox.events().into_iter().filter(|event| event.kind == "OpenUserAutoSign");
    assert_eq!(opened.count(), 1);
}

#[tokio::test]
async fn links_to_the_mini_program_have_a_picture_and_links_to_a_page_only_an_address() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let create = || {
        ChannelCreateUserAutoSignEnableUrl::new(seed::agent(), SCENE)
            .auto_sign_config(AutoSignConfig::new(holder()))
    };
    let link = create().send(&client).await.unwrap();
    assert!(link.qr_code.starts_with("iVBORw0KGgo"), "a PNG in base64");
    assert!(!link.app_id.is_empty() && !link.app_original_id.is_empty() && !link.path.is_empty());
    let page = create().url_type(AutoSignUrlType::H5Sign).send(&client).await.unwrap();
    let rest = [&page.app_id, &page.app_original_id, &page.path, &page.qr_code];
    assert!(!page.url.is_empty() && rest.iter().all(|it| it.is_empty()));
    let seal = ChannelCreateUserAutoSignSealUrl::new(seed::agent(), SCENE, holder());
    let seal = seal.send(&client).await.unwrap();
    assert!(seal.qr_code.as_ref().unwrap().starts_with("iVBORw0KGgo"), "a PNG in base64");
}
