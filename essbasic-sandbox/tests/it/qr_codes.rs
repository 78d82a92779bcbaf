//! Scans of QR codes.

use essbasic::models::FlowStatus;
use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::templates::{OperateTemplate, TemplateOperation};
use essbasic_sandbox::{Sandbox, ScanError, seed};

use crate::support::{another, client, code, detail, get, person, submit};

#[tokio::test]
async fn a_scan_starts_a_contract_that_is_signed_and_billed() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "入职合同")
        .flow_name_append_scanner_info(true);
    let code = create.send(&client).await.unwrap().qr_code.qr_code_id.clone();
    let flow = sandbox.scan(&code, &person()).unwrap();
    let seen = detail(&client, &flow).await;
    assert_eq!(
        (seen.flow_status, seen.flow_name.as_str()),
        (FlowStatus::Init, "入职合同-测试甲-0001")
    );
    sandbox.sign(&flow, &person()).unwrap();
    assert_eq!(detail(&client, &flow).await.flow_status, FlowStatus::All);
    let events: Vec<_> = sandbox.events().into_iter().map(|event| event.kind).collect();
    for kind in ["FlowStatusChange", "MultiFlowSignQrCodeCost", "BillingUse"] {
        assert!(events.iter().any(|it| it == kind), "{kind}: {events:?}");
    }
    assert!(!events.iter().any(|it| it == "CreateFlowByQrCode"), "{events:?}");
}

#[tokio::test]
async fn the_page_of_a_code_starts_contracts_up_to_its_limit() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "入职合同");
    let created = create.max_flow_num(2).send(&client).await.unwrap();
    let url = created.sign_urls.http_sign_url.clone();
    assert!(get(&url).await.text().contains("to start a contract"));
    let form = |mobile: &str| format!("Name=Test&Mobile={mobile}");
    let first = submit(&url, &form("13000000001")).await;
    assert_eq!(first.status, 303);
    let page = format!("{}{}", sandbox.endpoint(), first.location());
    assert!(get(&page).await.text().contains("Sign"));
    assert_eq!(submit(&page, "Command=sign").await.status, 303);
    assert!(get(&page).await.text().contains("completed"));
    assert_eq!(submit(&url, &form("13000000002")).await.status, 303);
    assert_eq!(submit(&url, &form("13000000003")).await.status, 409);
    assert!(get(&url).await.text().contains("started its last contract"));
}

#[tokio::test]
async fn an_exhausted_quota_prevents_codes_and_scans_which_are_reported() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    sandbox.set_contract_quota(0);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "x");
    assert_eq!(code(create.send(&client).await), "OperationDenied.NoQuota");
    let rejected = sandbox.scan(seed::QR_CODE, &another());
    assert_eq!(rejected, Err(ScanError::QuotaExhausted));
    let page = format!("{}/qr-codes/{}", sandbox.endpoint(), seed::QR_CODE);
    assert_eq!(submit(&page, "Name=Test&Mobile=13000000001").await.status, 409);
    let events: Vec<_> = sandbox.events().into_iter().map(|event| event.kind).collect();
    assert_eq!(events, ["CreateFlowByQrCode", "CreateFlowByQrCode"]);
}

#[tokio::test]
async fn each_of_the_four_addresses_of_a_code_is_of_its_kind() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "入职合同");
    let created = create.send(&client).await.unwrap();
    let (code, urls) = (&created.qr_code, &created.sign_urls);
    for picture in [&code.qr_code_url, &code.weixin_qr_code_url] {
        let picture = get(picture).await;
        assert!(picture.head.contains("image/svg+xml"), "{}", picture.head);
        assert!(picture.text().starts_with("<?xml") || picture.text().starts_with("<svg"));
    }
    assert_ne!(code.qr_code_url, code.weixin_qr_code_url);
    assert!(get(&urls.http_sign_url).await.text().contains("to start a contract"));
    assert_eq!(urls.http_sign_url, format!("{}{}", sandbox.endpoint(), urls.app_sign_url));
    let unknown = code.qr_code_url.replace(&*code.qr_code_id, "unknown");
    assert_eq!(get(&unknown).await.status, 404);
}

#[tokio::test]
async fn a_bad_mobile_number_is_named_and_the_form_keeps_its_values() {
    let sandbox = Sandbox::start().await.unwrap();
    let page = format!("{}/qr-codes/{}", sandbox.endpoint(), seed::QR_CODE);
    for form in ["Name=Ann&Mobile=123", "Name=Ann&Mobile=1300000000x", "Name=Ann"] {
        let rejected = submit(&page, form).await;
        assert_eq!(rejected.status, 422, "{form}");
        let text = rejected.text();
        assert!(
            text.contains("Enter a mobile number of 11 digits") && text.contains("value=\"Ann\"")
        );
    }
    assert!(submit(&page, "Mobile=13000000001").await.text().contains("Enter your name"));
    assert!(sandbox.records_after(0).is_empty(), "the code was not scanned");
}

#[tokio::test]
async fn a_disabled_template_starts_no_contracts_by_codes() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "入职合同");
    let qr_code = create.send(&client).await.unwrap().qr_code.qr_code_id.clone();
    let operate =
        |operation| OperateTemplate::new(seed::agent(), seed::TEMPLATE, operation).send(&client);
    operate(TemplateOperation::Disable).await.unwrap();
    assert_eq!(code(create.send(&client).await), "ResourceNotFound.Template");
    assert_eq!(sandbox.scan(&qr_code, &person()), Err(ScanError::Invalid));
    operate(TemplateOperation::Enable).await.unwrap();
    let flow = sandbox.scan(&qr_code, &person()).unwrap();
    let signers = detail(&client, &flow).await.flow_approver_infos;
    assert_eq!(signers[0].recipient_id, seed::PERSON_RECIPIENT, "the template's party signs");
}
