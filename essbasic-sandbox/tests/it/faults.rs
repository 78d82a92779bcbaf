//! Injected faults.

use std::time::{Duration, Instant};

use essbasic::request::Request;
use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::templates::DescribeTemplates;
use essbasic::{Client, ErrorKind, Outcome, RetryPolicy, Unlimited, codes};
use essbasic_sandbox::{Fault, FaultError, FaultKind, Sandbox, SandboxBuilder, seed};

use crate::signed::{exchange, now, signed};
use crate::support::request;

fn client(sandbox: &Sandbox) -> Client {
    let client = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    client.rate_limiter(Unlimited).retry(RetryPolicy::none()).build().unwrap()
}

async fn with(fault: Fault) -> (Sandbox, Client) {
    let sandbox = Sandbox::builder().fault(fault).start().await.unwrap();
    let client = client(&sandbox);
    (sandbox, client)
}

#[tokio::test]
async fn a_cut_response_leaves_the_outcome_unknown_and_the_action_executed() {
    let (sandbox, client) = with(Fault::new(FaultKind::Cut)).await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    let error = cancel.send(&client).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown, "{error}");
    sandbox.clear_faults();
    let again = cancel.send(&client).await.unwrap_err();
    assert_eq!(again.code(), Some(&codes::OPERATION_DENIED_QR_INVALID));
}

#[tokio::test]
async fn a_cut_response_ends_in_its_middle() {
    let sandbox = Sandbox::builder().fault(Fault::new(FaultKind::Cut)).start().await.unwrap();
    for _ in 0..20 {
        let request = Request::write(&DescribeTemplates::new(seed::agent())).unwrap();
        let (head, body) = exchange(&sandbox, signed(&sandbox, &request, now())).await;
        let announced = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        assert_eq!(body.len(), announced.unwrap().parse::<usize>().unwrap() / 2, "{head}");
    }
}

#[tokio::test]
async fn faults_are_limited_in_number_and_size() {
    let sandbox = Sandbox::start().await.unwrap();
    let fault = Fault::new(FaultKind::Throttle);
    let long = fault.clone().for_action("a".repeat(129));
    assert_eq!(sandbox.inject_fault(long), Err(FaultError::Action));
    for _ in 0..100 {
        sandbox.inject_fault(fault.clone()).unwrap();
    }
    assert_eq!(sandbox.inject_fault(fault), Err(FaultError::TooMany));
    let url = format!("{}/sandbox/faults", sandbox.endpoint());
    let posted = request("POST", &url, "application/json", "{\"Kind\":\"Reset\"}").await;
    assert_eq!(posted.status, 409, "{}", posted.text());
}

#[tokio::test]
async fn a_reset_call_is_not_executed() {
    let (sandbox, client) = with(Fault::new(FaultKind::Reset)).await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    assert_eq!(cancel.send(&client).await.unwrap_err().outcome(), Outcome::Unknown);
    sandbox.clear_faults();
    cancel.send(&client).await.unwrap();
}

#[tokio::test]
async fn statuses_and_rate_limits_are_injected_without_execution() {
    let (sandbox, client) = with(Fault::new(FaultKind::Status(502))).await;
    let list = DescribeTemplates::new(seed::agent());
    let error = list.send(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.http_status()), (ErrorKind::Gateway, Some(502)));
    sandbox.clear_faults();
    let throttle = Fault::new(FaultKind::Throttle).for_action("DescribeTemplates");
    sandbox.inject_fault(throttle).unwrap();
    assert!(list.send(&client).await.unwrap_err().code().unwrap().is_throttling());
    ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE)
        .send(&client)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_delay_delays_the_response() {
    let (_sandbox, client) = with(Fault::new(FaultKind::Delay(300))).await;
    let started = Instant::now();
    DescribeTemplates::new(seed::agent()).send(&client).await.unwrap();
    assert!(started.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn the_sum_of_delays_does_not_overflow() {
    let longest = Fault::new(FaultKind::Delay(u64::MAX));
    let (sandbox, client) = with(longest.clone()).await;
    for _ in 1..100 {
        sandbox.inject_fault(longest.clone()).unwrap();
    }
    let list = DescribeTemplates::new(seed::agent());
    let error = list.send(&client).timeout(Duration::from_millis(200)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
}

#[tokio::test]
async fn the_same_seed_injects_the_same_faults() {
    let outcomes = async |builder: SandboxBuilder| {
        let fault = Fault::new(FaultKind::Status(500)).with_per_mille(500);
        let sandbox = builder.fault(fault).start().await.unwrap();
        let client = client(&sandbox);
        let mut outcomes = Vec::new();
        for _ in 0..16 {
            outcomes.push(DescribeTemplates::new(seed::agent()).send(&client).await.is_ok());
        }
        outcomes
    };
    let first = outcomes(Sandbox::builder().fault_seed(7)).await;
    assert!(first.contains(&true) && first.contains(&false));
    assert_eq!(first, outcomes(Sandbox::builder().fault_seed(7)).await);
}
