//! The library's own stories: whole ones are the examples; here they stop half-way.

use std::time::Duration;

use essbasic::employees::{EmployeeOperation, ProxyOrganizationOperator};
use essbasic::seals::CreateSealByImage;
use essbasic::start_flows::{ChannelCreateFlowByFiles, FlowInfo};
use essbasic::transfer::LocalFile;
use essbasic::workflows::{contract, employees, qr_code, seal};
use essbasic::{ErrorKind, Outcome, WakeHandle};
use essbasic_sandbox::{Fault, FaultKind, Sandbox, seed};

use super::{PDF, client, person, signer};

fn lease() -> LocalFile {
    LocalFile::from_bytes("lease.pdf", &b"%PDF-1.4 of a test"[..])
}

fn start() -> ChannelCreateFlowByFiles {
    ChannelCreateFlowByFiles::new(seed::agent())
        .flow_name("合同")
        .flow_approvers([signer(&person())])
}

#[tokio::test]
async fn a_contract_that_cannot_be_started_keeps_its_file() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.set_contract_quota(0);
    let stopped = contract::from_file(&client(&sandbox), lease(), start()).await.unwrap_err();
    assert_eq!(stopped.step, "start contract");
    assert!(stopped.partial.file_id.is_some() && stopped.partial.flow_id.is_none());
    assert_eq!(stopped.outcome(), Outcome::Refused);
    assert_eq!(stopped.error().unwrap().code().unwrap(), "OperationDenied.NoQuota");
    assert_eq!(stopped.to_string(), "workflow failed at step `start contract`");
}

#[tokio::test]
async fn a_contract_without_links_is_there_all_the_same_and_goes_on() {
    let cut = Fault::new(FaultKind::Cut).for_action("CreateSignUrls");
    let sandbox = Sandbox::builder().fault(cut).start().await.unwrap();
    let client = client(&sandbox);
    let stopped = contract::from_file(&client, lease(), start()).await.unwrap_err();
    assert_eq!(stopped.step, "create signing links");
    assert_eq!(stopped.error().unwrap().kind(), ErrorKind::Interrupted);
    let partial = stopped.partial;
    assert!(partial.flow_id.is_some());
    sandbox.clear_faults();
    let contract = contract::create_sign_urls(&client, &seed::agent(), partial).await.unwrap();
    assert_eq!(contract.sign_urls.len(), 1);
}

#[tokio::test]
async fn a_file_that_is_none_is_said_before_anything_is_sent() {
    let sandbox = Sandbox::start().await.unwrap();
    let text = LocalFile::from_bytes("lease.exe", &b"MZ"[..]);
    let stopped = contract::from_file(&client(&sandbox), text, start()).await.unwrap_err();
    assert_eq!((stopped.step, stopped.outcome()), ("upload file", Outcome::NotSent));
    assert!(stopped.error().is_none());
}

#[tokio::test]
async fn a_template_that_is_not_accepted_is_a_failed_step() {
    let sandbox = Sandbox::start().await.unwrap();
    let nothing = FlowInfo::new("合同", 4_000_000_000).template_id("y".repeat(32));
    let stopped =
        contract::from_template(&client(&sandbox), &seed::agent(), nothing).await.unwrap_err();
    assert_eq!((stopped.step, stopped.outcome()), ("start contract", Outcome::Refused));
}

#[tokio::test]
async fn who_was_made_known_before_a_call_failed_is_told() {
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
    sandbox.inject_fault(reset);
    let stopped = employees::sync(&client, &agent, create, some(401, 402)).await.unwrap_err();
    assert_eq!(stopped.partial.done, Vec::<String>::new());
    assert!(stopped.error().unwrap().code().unwrap().is_throttling());
}

#[tokio::test]
async fn a_seal_that_is_turned_down_keeps_its_id() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let nudge = WakeHandle::new();
    let create = CreateSealByImage::new(seed::agent(), "模糊章").seal_image(PDF);
    let taken_in = seal::create(&client, create, Vec::new(), Duration::from_secs(60), &nudge);
    let looking = async {
        loop {
            tokio::time::sleep(Duration::from_millis(50)).await;
            let seals = essbasic::seals::ChannelDescribeOrganizationSeals::new(seed::agent())
                .seal_statuses([essbasic::seals::SealStatusFilter::Checking]);
            let seals = seals.send(&client).await.unwrap();
            if let Some(seal) = seals.seals.iter().find(|seal| seal.seal_name == "模糊章") {
                sandbox.review_seal(&seal.seal_id, false);
                nudge.wake();
                return;
            }
        }
    };
    let (taken_in, ()) = tokio::join!(taken_in, looking);
    let stopped = taken_in.unwrap_err();
    assert_eq!(stopped.step, "wait for seal approval");
    assert!(stopped.partial.seal_id.is_some());
    assert_eq!(stopped.error().unwrap().kind(), ErrorKind::WaitFailed);
}

#[tokio::test]
async fn a_code_is_closed_whatever_state_it_is_in() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox);
    let agent = seed::agent();
    let closed = async || qr_code::cancel(&client, &agent, seed::QR_CODE).await.unwrap();
    assert_eq!(closed().await, qr_code::Cancellation::Cancelled);
    assert_eq!(closed().await, qr_code::Cancellation::AlreadyInvalid);
    let nobody = "y".repeat(32);
    assert!(qr_code::cancel(&client, &agent, &nobody).await.is_err());
}
