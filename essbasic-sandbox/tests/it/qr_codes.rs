//! Scans of QR codes.

use essbasic::models::FlowStatus;
use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic_sandbox::{Sandbox, seed};

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
    let url = create.max_flow_num(2).send(&client).await.unwrap().qr_code.qr_code_url.clone();
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
    assert_eq!(rejected, Err(essbasic_sandbox::ScanError::QuotaExhausted));
    let page = format!("{}/qr-codes/{}", sandbox.endpoint(), seed::QR_CODE);
    assert_eq!(submit(&page, "Name=Test&Mobile=13000000001").await.status, 409);
    let events: Vec<_> = sandbox.events().into_iter().map(|event| event.kind).collect();
    assert_eq!(events, ["CreateFlowByQrCode", "CreateFlowByQrCode"]);
}
