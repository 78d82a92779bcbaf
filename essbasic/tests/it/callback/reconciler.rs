//! Recovery of lost events: pages, rate, errors.

use essbasic::callback::{CallbackKeys, FlowStage, FlowState, Merge, Payload, Reconciler};
use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
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

#[tokio::test]
async fn one_round_corrects_200_contracts_of_which_30_percent_of_the_events_were_lost() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    let client = client.retry(essbasic::RetryPolicy::none()).build().unwrap();
    let code = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同");
    let code = code.max_flow_num(200).send(&client).await.unwrap().qr_code.qr_code_id.clone();
    let keys = CallbackKeys::plain("token").unwrap();
    let mut states = Vec::new();
    for at in 0..200 {
        let person = Person { name: "测试甲".to_owned(), mobile: format!("130{at:08}") };
        let flow = sandbox.scan(&code, &person).unwrap();
        match at % 3 {
            0 => sandbox.sign(&flow, &person).unwrap(),
            1 => sandbox.decline(&flow, &person, "no").unwrap(),
            _ => {}
        }
        states.push(FlowState::new(flow));
    }
    let mut random = fastrand::Rng::with_seed(20_210_526);
    let mut events = sandbox.events();
    random.shuffle(&mut events);
    let mut lost = 0;
    for event in events {
        let body = event.json.into_bytes();
        let Ok(Payload::Message(message)) = keys.receive(Some(&keys.sign(&body)), &body) else {
            unreachable!()
        };
        let Some(id) = FlowState::flow_id_of(&message.event) else { continue };
        if random.u32(0..10) < 3 {
            lost += 1;
        } else {
            let state = states.iter_mut().find(|it| it.flow_id() == id).unwrap();
            state.apply(&message.event);
        }
    }
    assert!(lost > 50, "{lost}");

    let calls = sandbox.calls().len();
    let reconciler = Reconciler::new(client.clone(), seed::agent());
    let mut round = reconciler.round(states.clone());
    let mut missed = 0;
    while let Some(page) = round.next().await.unwrap() {
        for message in page.missed {
            missed += 1;
            let id = FlowState::flow_id_of(&message.event).unwrap();
            let state = states.iter_mut().find(|it| it.flow_id() == id).unwrap();
            assert_eq!(state.apply(&message.event), Merge::Applied);
        }
    }
    assert_eq!(sandbox.calls().len() - calls, 2, "one call for 100 contracts");
    assert!(missed > 0);
    for (at, state) in states.iter().enumerate() {
        let expected = [FlowStage::All, FlowStage::Reject, FlowStage::Init][at % 3];
        assert_eq!(state.stage(), expected);
    }
}
