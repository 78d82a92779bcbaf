//! Pages behind links and QR codes.

use essbasic::Client;
use essbasic::files::{FileBusinessType, UploadFile, UploadFiles};
use essbasic::flows::ApproverStatus;
use essbasic::models::{ApproverOption, Component, ComponentType};
use essbasic::signing::CreateSignUrls;
use essbasic::start_flows::ChannelCreateFlowByFiles;
use essbasic_sandbox::{Sandbox, SignError, seed};

use crate::support::{PDF, another, client, detail, get, person, signer, submit, upload};

async fn started(client: &Client, name: &str) -> (String, String) {
    let file = upload(client, seed::agent(), "contract.pdf").await.unwrap();
    let field = Component::new()
        .component_type(ComponentType::Text)
        .component_id("address")
        .component_name("地址")
        .component_required(true);
    let start = ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name(name)
        .file_ids([file])
        .flow_approvers([signer(&person()).components([field])]);
    let flow = start.send(client).await.unwrap().flow_id.clone();
    let urls = CreateSignUrls::new(seed::agent()).flow_ids([flow.as_str()]);
    let url = urls.send(client).await.unwrap().sign_url_infos[0].sign_url.clone();
    (flow, url)
}

#[tokio::test]
async fn a_person_fills_in_and_signs() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let (flow, url) = started(&client, "合同").await;
    let page = get(&url).await.text();
    assert!(page.contains("address"));
    let contract = format!("{url}/contracts/0");
    assert!(page.contains(contract.trim_start_matches(&sandbox.endpoint())), "{page}");
    assert!(
        get(&contract).await.body.starts_with(b"%PDF-"),
        "the contract can be read before signing"
    );
    assert_eq!(submit(&url, "Command=sign").await.status, 409, "fields are missing");
    assert_eq!(submit(&url, "Command=fill&address=").await.status, 409);
    assert_eq!(submit(&url, "Command=fill&address=Somewhere").await.status, 303);
    assert_eq!(submit(&url, "Command=sign").await.status, 303);
    let seen = detail(&client, &flow).await;
    assert_eq!(seen.flow_approver_infos[0].approve_status, ApproverStatus::Accept);
    assert_eq!(submit(&url, "Command=sign").await.status, 409);
}

#[tokio::test]
async fn a_signer_who_must_not_decline_cannot() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "contract.pdf").await.unwrap();
    let approver = signer(&person()).approver_option(ApproverOption::new().no_refuse(true));
    let start = ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name("合同")
        .file_ids([file])
        .flow_approvers([approver]);
    let flow = start.send(&client).await.unwrap().flow_id.clone();
    let urls = CreateSignUrls::new(seed::agent()).flow_ids([flow.as_str()]);
    let url = urls.send(&client).await.unwrap().sign_url_infos[0].sign_url.clone();
    assert!(!get(&url).await.text().contains("Decline"));
    let declined = submit(&url, "Command=decline&Message=No").await;
    assert_eq!(declined.status, 409);
    assert!(declined.text().contains("The initiator does not allow you to decline."));
    assert_eq!(sandbox.decline(&flow, &person(), "No"), Err(SignError::DeclineForbidden));
    sandbox.sign(&flow, &person()).unwrap();
}

#[tokio::test]
async fn a_person_declines_with_a_reason() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let (flow, url) = started(&client, "合同").await;
    assert_eq!(submit(&url, "Command=decline&Message=No").await.status, 303);
    assert_eq!(detail(&client, &flow).await.flow_message, "No");
}

#[tokio::test]
async fn pages_escape_names_and_never_show_uploads() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let (_, url) = started(&client, "<script>alert(1)</script>").await;
    let page = get(&url).await;
    assert!(!page.text().contains("<script>") && page.text().contains("&lt;script&gt;"));
    assert!(page.head.contains("default-src 'none'"));
    let file = UploadFile::new(PDF).file_name("page.html");
    let upload = UploadFiles::new(seed::agent(), FileBusinessType::Document).file_infos([file]);
    let url = upload.send(&client).await.unwrap().file_urls[0].clone();
    let saved = get(&url).await;
    assert!(saved.head.contains("content-disposition: attachment"), "{}", saved.head);
}

#[tokio::test]
async fn unknown_links_and_codes_are_not_found() {
    let sandbox = Sandbox::start().await.unwrap();
    assert_eq!(get(&format!("{}/links/unknown", sandbox.endpoint())).await.status, 404);
    assert_eq!(submit(&format!("{}/links/unknown", sandbox.endpoint()), "").await.status, 409);
    assert_eq!(get(&format!("{}/qr-codes/unknown", sandbox.endpoint())).await.status, 404);
}

#[tokio::test]
async fn the_language_is_switched_without_scripts_and_only_to_a_page_of_the_sandbox() {
    let sandbox = Sandbox::start().await.unwrap();
    let page = format!("/qr-codes/{}", seed::QR_CODE);
    let url = |path: &str| format!("{}{path}", sandbox.endpoint());
    assert!(get(&url(&page)).await.text().contains("lang=\"en\""));
    let switched = submit(&url("/pages/language"), &format!("language=zh&back={page}")).await;
    assert_eq!((switched.status, switched.location()), (303, page));
    assert!(switched.head.contains("essbasic-language=zh"), "{}", switched.head);
    for elsewhere in ["//evil.example", "https://evil.example", "/links/\\evil", "/calls"] {
        let form = format!("language=zh&back={elsewhere}");
        let switched = submit(&url("/pages/language"), &form).await;
        assert_eq!(switched.location(), "/done", "{elsewhere}");
    }
    let style = get(&url("/pages/style.css")).await;
    assert!(style.head.contains("text/css") && style.text().contains("light-dark"));
    assert!(style.head.contains("style-src 'self'"), "no inline style is allowed");
}

#[tokio::test]
async fn a_signer_sees_why_they_cannot_sign_now() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let file = upload(&client, seed::agent(), "contract.pdf").await.unwrap();
    let start = ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name("合同")
        .file_ids([file])
        .flow_approvers([signer(&person()), signer(&another())]);
    let flow = start.send(&client).await.unwrap().flow_id.clone();
    let urls = CreateSignUrls::new(seed::agent()).flow_ids([flow.as_str()]);
    let urls = urls.send(&client).await.unwrap();
    let link = |name: &str| {
        let infos = urls.sign_url_infos.iter();
        infos.clone().find(|it| it.name == name).unwrap().sign_url.clone()
    };
    let (first, second) = (link(&person().name), link(&another().name));
    let early = get(&second).await.text();
    assert!(early.contains("others sign first") && !early.contains("value=\"sign\""), "{early}");
    let rejected = submit(&second, "Command=sign").await;
    assert_eq!(rejected.status, 409);
    assert!(rejected.text().contains("You cannot sign now"), "the page says why");
    let no_reason = submit(&first, "Command=decline").await;
    assert_eq!(no_reason.status, 422);
    assert!(no_reason.text().contains("Enter a reason"));
    assert_eq!(submit(&first, "Command=sign").await.status, 303);
    assert!(get(&first).await.text().contains("You have signed"));
    assert_eq!(submit(&second, "Command=sign").await.status, 303);
    assert!(get(&second).await.text().contains("All have signed"));
    sandbox.advance(std::time::Duration::from_secs(3 * 365 * 24 * 3600));
    let expired = get(&second).await;
    assert_eq!(expired.status, 404);
    assert!(expired.text().contains("has expired"));
}
