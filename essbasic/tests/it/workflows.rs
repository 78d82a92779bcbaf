//! Workflows that fail at a step. The examples run the ones that succeed.

use std::time::Duration;

use essbasic::employees::{
    EmployeeOperation, ProxyOrganizationOperator, SyncProxyOrganizationOperators,
};
use essbasic::files::UploadFiles;
use essbasic::models::{ApproverType, Component, ComponentType, FlowApproverInfo};
use essbasic::organizations::{CreateConsoleLoginUrl, SyncProxyOrganization};
use essbasic::seals::CreateSealByImage;
use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::start_flows::{ChannelCreateFlowByFiles, FlowInfo};
use essbasic::testing::MockTransport;
use essbasic::transfer::LocalFile;
use essbasic::workflows::{contract, employees, onboarding, qr_code, seal};
use essbasic::{Client, ErrorKind, Outcome, Unlimited, WakeHandle};
use essbasic_sandbox::{Fault, FaultKind, Sandbox, seed};
use serde_json::json;

/// "%PDF-1.4 of a test" in Base64.
const PDF: &str = "JVBERi0xLjQgb2YgYSB0ZXN0";

/// Returns a client without a rate limit.
fn client(sandbox: &Sandbox) -> Client {
    let client = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    client.rate_limiter(Unlimited).build().unwrap()
}

fn lease() -> LocalFile {
    LocalFile::from_bytes("lease.pdf", &b"%PDF-1.4 of a test"[..])
}

fn start() -> ChannelCreateFlowByFiles {
    ChannelCreateFlowByFiles::new(seed::agent()).flow_name("合同").flow_approvers([
        FlowApproverInfo::new()
            .approver_type(ApproverType::Person)
            .name("测试甲")
            .mobile("13000000001")
            .sign_components([Component::new().component_type(ComponentType::SignSignature)]),
    ])
}

#[tokio::test]
async fn a_contract_that_cannot_be_started_keeps_its_file_id() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.set_contract_quota(0);
    let error = contract::from_file(&client(&sandbox), lease(), start()).await.unwrap_err();
    assert_eq!(error.step, "start contract");
    assert!(error.partial.file_id.is_some() && error.partial.flow_id.is_none());
    assert_eq!(error.outcome(), Outcome::Refused);
    assert_eq!(error.error().unwrap().code().unwrap(), "OperationDenied.NoQuota");
    assert_eq!(error.to_string(), "workflow failed at step `start contract`");
}

#[tokio::test]
async fn a_contract_without_links_can_be_resumed() {
    let cut = Fault::new(FaultKind::Cut).for_action("CreateSignUrls");
    let sandbox = Sandbox::builder().fault(cut).start().await.unwrap();
    let client = client(&sandbox);
    let error = contract::from_file(&client, lease(), start()).await.unwrap_err();
    assert_eq!(error.step, "create signing links");
    assert_eq!(error.error().unwrap().kind(), ErrorKind::Interrupted);
    let partial = error.partial;
    assert!(partial.flow_id.is_some());
    sandbox.clear_faults();
    let contract = contract::create_sign_urls(&client, &seed::agent(), partial).await.unwrap();
    assert_eq!(contract.sign_urls.len(), 1);
}

#[tokio::test]
async fn an_invalid_file_is_reported_before_anything_is_sent() {
    let sandbox = Sandbox::start().await.unwrap();
    let text = LocalFile::from_bytes("lease.exe", &b"MZ"[..]);
    let error = contract::from_file(&client(&sandbox), text, start()).await.unwrap_err();
    assert_eq!((error.step, error.outcome()), ("upload file", Outcome::NotSent));
    assert!(error.error().is_none());
}

#[tokio::test]
async fn a_rejected_template_is_a_failed_step() {
    let sandbox = Sandbox::start().await.unwrap();
    let flow = FlowInfo::new("合同").template_id("y".repeat(32));
    let error = contract::from_template(&client(&sandbox), &seed::agent(), flow).await.unwrap_err();
    assert_eq!((error.step, error.outcome()), ("start contract", Outcome::Refused));
}

#[tokio::test]
async fn employees_synchronized_before_a_failed_call_are_reported() {
    let reset = Fault::new(FaultKind::Throttle).for_action("SyncProxyOrganizationOperators");
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let some = |from: usize, to: usize| {
        let employee = |at| ProxyOrganizationOperator::new(format!("e-{at}")).name("测试");
        (from..to).map(employee).collect::<Vec<_>>()
    };
    let (agent, create) = (seed::agent(), EmployeeOperation::Create);
    let synced = employees::sync(&client, &agent, create.clone(), some(0, 401)).await.unwrap();
    assert_eq!((synced.done.len(), synced.failed.len()), (401, 0));
    sandbox.inject_fault(reset).unwrap();
    let error = employees::sync(&client, &agent, create, some(401, 402)).await.unwrap_err();
    assert_eq!(error.partial.done, Vec::<String>::new());
    assert!(error.error().unwrap().code().unwrap().is_throttling());
}

#[tokio::test]
async fn employees_are_not_done_if_failures_are_reported_but_not_listed() {
    let mock = MockTransport::new();
    mock.on::<SyncProxyOrganizationOperators>()
        .reply_json(json!({"Status": 2, "FailedList": null}));
    let (agent, create) = (seed::agent(), EmployeeOperation::Create);
    let employee = ProxyOrganizationOperator::new("e-1").name("测试");
    let synced = employees::sync(&mock.client(), &agent, create, vec![employee]).await;
    let error = synced.unwrap_err();
    assert_eq!((error.step, error.outcome()), ("sync employees", Outcome::Unknown));
    assert!(error.partial.done.is_empty());
}

#[tokio::test]
async fn employees_are_not_done_if_a_failure_names_none_of_them() {
    for id in [json!(null), json!("another")] {
        let mock = MockTransport::new();
        mock.on::<SyncProxyOrganizationOperators>()
            .reply_json(json!({"Status": 2, "FailedList": [{"Id": id, "Message": "no"}]}));
        let (agent, create) = (seed::agent(), EmployeeOperation::Create);
        let employee = ProxyOrganizationOperator::new("e-1").name("测试");
        let synced = employees::sync(&mock.client(), &agent, create, vec![employee]).await;
        let error = synced.unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown);
        assert!(error.partial.done.is_empty());
    }
}

#[tokio::test]
async fn a_code_without_an_id_is_no_success() {
    for response in [json!({}), json!({"QrCode": null}), json!({"QrCode": {"QrCodeId": ""}})] {
        let mock = MockTransport::new();
        mock.on::<ChannelCreateMultiFlowSignQRCode>().reply_json(response);
        let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), "y".repeat(32), "合同");
        let error = qr_code::create(&mock.client(), create).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
        assert_eq!(error.request_id(), Some("mock-1"));
    }
}

#[tokio::test]
async fn an_invitation_without_a_link_has_none() {
    let mock = MockTransport::new();
    mock.on::<SyncProxyOrganization>().reply_json(json!({}));
    mock.on::<CreateConsoleLoginUrl>().reply_json(json!({"ConsoleUrl": null}));
    let organization = SyncProxyOrganization::new(seed::agent(), "测试");
    let login = CreateConsoleLoginUrl::new(seed::agent(), "测试");
    let invitation = onboarding::invite(&mock.client(), organization, login).await.unwrap();
    assert_eq!(invitation.console_url, None);
}

#[tokio::test]
async fn a_step_whose_response_lacks_the_id_ends_with_an_unknown_outcome() {
    let mock = MockTransport::new();
    mock.on::<UploadFiles>().reply_json(json!({"FileIds": ["yDwFakeFile"]}));
    mock.on::<ChannelCreateFlowByFiles>().reply_json(json!({}));
    let error = contract::from_file(&mock.client(), lease(), start()).await.unwrap_err();
    assert_eq!((error.step, error.outcome()), ("start contract", Outcome::Unknown));
    assert_eq!(error.partial.flow_id, None);

    let mock = MockTransport::new();
    mock.on::<CreateSealByImage>().reply_json(json!({"SealId": null}));
    let create = CreateSealByImage::new(seed::agent(), "合同章").seal_image(PDF);
    let (minute, wake) = (Duration::from_secs(60), WakeHandle::new());
    let created = seal::create(&mock.client(), create, vec!["e-1".into()], minute, &wake).await;
    let error = created.unwrap_err();
    assert_eq!((error.step, error.outcome()), ("create seal", Outcome::Unknown));
    assert_eq!(error.partial.seal_id, None);
    // No other seal was waited for, or granted.
    mock.assert_done();
}

#[tokio::test]
async fn a_rejected_seal_keeps_its_id() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let wake = WakeHandle::new();
    let create = CreateSealByImage::new(seed::agent(), "模糊章").seal_image(PDF);
    let creation = seal::create(&client, create, Vec::new(), Duration::from_secs(60), &wake);
    let review = async {
        loop {
            tokio::time::sleep(Duration::from_millis(50)).await;
            let seals = essbasic::seals::ChannelDescribeOrganizationSeals::new(seed::agent())
                .seal_statuses([essbasic::seals::SealStatusFilter::Checking]);
            let seals = seals.send(&client).await.unwrap();
            if let Some(seal) = seals.seals.iter().find(|seal| seal.seal_name == "模糊章") {
                sandbox.review_seal(&seal.seal_id, false);
                wake.wake();
                return;
            }
        }
    };
    let (creation, ()) = tokio::join!(creation, review);
    let error = creation.unwrap_err();
    assert_eq!(error.step, "wait for seal approval");
    assert!(error.partial.seal_id.is_some());
    assert_eq!(error.error().unwrap().kind(), ErrorKind::WaitFailed);
}

#[tokio::test]
async fn a_code_is_cancelled_in_any_state() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let agent = seed::agent();
    let cancel = async || qr_code::cancel(&client, &agent, seed::QR_CODE).await.unwrap();
    assert_eq!(cancel().await, qr_code::Cancellation::Cancelled);
    assert_eq!(cancel().await, qr_code::Cancellation::AlreadyInvalid);
    let unknown = "y".repeat(32);
    assert!(qr_code::cancel(&client, &agent, &unknown).await.is_err());
}
