//! Recovery of lost events: pages, rate, errors.

use essbasic::callback::{FlowState, Reconciler};
use essbasic::{Client, ErrorKind, Unlimited};
use essbasic_sandbox::{Fault, FaultKind, Person, Sandbox, seed};

fn client(sandbox: &Sandbox) -> Client {
    let client = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    client.rate_limiter(Unlimited).retry(essbasic::RetryPolicy::none()).build().unwrap()
}

fn flows(sandbox: &Sandbox, count: usize) -> Vec<FlowState> {
    sandbox.set_contract_quota(10_000);
    let person = |at: usize| Person { name: "测试甲".to_owned(), mobile: format!("130{at:08}") };
    let scan = |at| sandbox.scan(seed::QR_CODE, &person(at)).unwrap();
    (0..count).map(|at| FlowState::new(scan(at))).collect()
}

#[tokio::test]
async fn a_round_queries_100_contracts_at_a_time() {
    let sandbox = Sandbox::start().await.unwrap();
    let states: Vec<_> = flows(&sandbox, 100);
    let reconciler = Reconciler::new(client(&sandbox), seed::agent());
    let mut round = reconciler.round(states.iter().cloned().cycle().take(250));
    let mut sizes = Vec::new();
    while let Some(page) = round.next().await.unwrap() {
        sizes.push(page.missed.len());
        assert!(page.not_found.is_empty());
    }
    assert_eq!(sizes, [100, 100, 50]);
    assert_eq!(sandbox.calls().len(), 3);
}

#[tokio::test]
async fn a_page_that_failed_is_queried_again() {
    let reset = Fault::new(FaultKind::Reset).for_action("DescribeFlowDetailInfo");
    let sandbox = Sandbox::builder().fault(reset).start().await.unwrap();
    let states = flows(&sandbox, 3);
    let reconciler = Reconciler::new(client(&sandbox), seed::agent());
    let mut round = reconciler.round(states);
    assert_eq!(round.next().await.unwrap_err().kind(), ErrorKind::Interrupted);
    sandbox.clear_faults();
    assert_eq!(round.next().await.unwrap().unwrap().missed.len(), 3);
    assert!(round.next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_contract_of_another_organization_does_not_block_the_others() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut states = flows(&sandbox, 20);
    let foreign = "yDwFakeFlow000000000000000000001";
    states.insert(13, FlowState::new(foreign));
    let reconciler = Reconciler::new(client(&sandbox), seed::agent());
    let mut round = reconciler.round(states);
    let (mut missed, mut not_found) = (0, Vec::new());
    while let Some(page) = round.next().await.unwrap() {
        missed += page.missed.len();
        not_found.extend(page.not_found);
    }
    assert_eq!((missed, not_found), (20, vec![foreign.to_owned()]));
}

#[tokio::test]
async fn the_same_status_has_the_same_message_id_in_every_round() {
    let sandbox = Sandbox::start().await.unwrap();
    let states = flows(&sandbox, 1);
    let reconciler = Reconciler::new(client(&sandbox), seed::agent());
    let mut keys = Vec::new();
    for _ in 0..2 {
        let page = reconciler.round(states.clone()).next().await.unwrap().unwrap();
        keys.push(page.missed[0].key().to_owned());
    }
    assert_eq!(keys[0], keys[1]);
    assert!(keys[0].starts_with("reconciled-"));
}

#[tokio::test]
async fn a_round_stays_within_the_rate_of_the_service() {
    // The sandbox rejects more than 20 calls a second, and nothing is retried.
    let sandbox = Sandbox::start().await.unwrap();
    let states = flows(&sandbox, 1);
    let client = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    let client = client.retry(essbasic::RetryPolicy::none()).build().unwrap();
    let reconciler = Reconciler::new(client, seed::agent());
    let mut round = reconciler.round(states.iter().cloned().cycle().take(4_500));
    while round.next().await.unwrap().is_some() {}
    assert_eq!(sandbox.calls().len(), 45);
}
