//! An application whose callbacks are lost and reordered: right after one round of the reconciler.

use std::collections::BTreeMap;
use std::time::Duration;

use essbasic::Client;
use essbasic::callback::{
    ApproverStage, CallbackKeys, FlowStage, FlowState, Merge, Payload, Reconciler,
};
use essbasic::flows::DescribeFlowDetailInfo;
use essbasic::models::{ApproverType, FlowApproverInfo};
use essbasic::start_flows::{CreateFlowsByTemplates, FlowInfo};
use essbasic_sandbox::{
    CallOutcome, Callback, Event, Fault, FaultKind, Person, RecordedCall, Sandbox, seed,
};

use super::receiver;

const CONTRACTS: usize = 200;
const TOKEN: &str = "sandbox-token";
const KEY: &str = "0123456789abcdef0123456789abcdef";

fn signer(number: usize) -> Person {
    Person { name: "测试甲".to_owned(), mobile: format!("130{number:08}") }
}

fn contract(number: usize) -> FlowInfo {
    let person = signer(number);
    let approver = FlowApproverInfo::new()
        .approver_type(ApproverType::Person)
        .name(person.name)
        .mobile(person.mobile)
        .recipient_id(seed::PERSON_RECIPIENT);
    let contract = FlowInfo::new("入职合同").deadline(4_000_000_000).template_id(seed::TEMPLATE);
    contract.flow_approvers([approver])
}

/// Starts contracts, which people sign, decline or leave alone.
async fn contracts(sandbox: &Sandbox, client: &Client) -> Vec<(String, FlowStage)> {
    let mut contracts = Vec::new();
    for first in (0..CONTRACTS).step_by(20) {
        let start = CreateFlowsByTemplates::new(seed::agent(), (first..first + 20).map(contract));
        for id in start.send(client).await.unwrap().items().into_result().unwrap() {
            let number = contracts.len();
            let stage = match number % 3 {
                0 => {
                    sandbox.sign(id, &signer(number)).unwrap();
                    FlowStage::All
                }
                1 => {
                    sandbox.decline(id, &signer(number), "no").unwrap();
                    FlowStage::Reject
                }
                _ => FlowStage::Init,
            };
            contracts.push((id.to_owned(), stage));
        }
    }
    contracts
}

/// Returns the most calls of an action in any second.
fn most_in_a_second(calls: &[&RecordedCall]) -> usize {
    let within = |first: &RecordedCall, other: &RecordedCall| {
        let since = other.received_at.duration_since(first.received_at);
        since.is_ok_and(|since| since < Duration::from_secs(1))
    };
    let in_a_second = calls.iter().map(|it| calls.iter().filter(|other| within(it, other)).count());
    in_a_second.max().unwrap_or(0)
}

#[tokio::test]
async fn one_round_corrects_200_contracts_whose_callbacks_were_lost_and_reordered() {
    let (url, requests) = receiver(0).await;
    let sandbox = Sandbox::builder()
        .callback(Callback::new(url).token(TOKEN).key(KEY))
        .fault(Fault::new(FaultKind::DropCallback).with_per_mille(300))
        .fault(Fault::new(FaultKind::ShuffleCallback))
        .fault_seed(20_210_526)
        .start()
        .await
        .unwrap();
    let client = sandbox.client();
    let expected = contracts(&sandbox, &client).await;
    let posted = async {
        while sandbox.events().iter().any(Event::is_waiting) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), posted).await.unwrap();

    let states = expected.iter().map(|(id, _)| (id.clone(), FlowState::new(id.as_str())));
    let mut states: BTreeMap<_, _> = states.collect();
    let keys = CallbackKeys::new(TOKEN, KEY).unwrap();
    let mut overtaken = 0;
    for (headers, body) in requests.lock().unwrap().iter() {
        let signature = headers["content-signature"].to_str().unwrap();
        let Payload::Message(message) = keys.receive(Some(signature), body).unwrap() else {
            unreachable!()
        };
        let state = FlowState::flow_id_of(&message.event).and_then(|id| states.get_mut(id));
        if let Some(state) = state {
            overtaken += usize::from(state.apply(&message.event) == Merge::Stale);
        }
    }
    let wrong = expected.iter().filter(|(id, stage)| states[id].stage() != *stage).count();
    assert!(wrong > 40, "{wrong}");
    assert!(overtaken > 20, "{overtaken}");

    let before = sandbox.calls().len();
    let open: Vec<_> = states.values().filter(|it| !it.is_final()).cloned().collect();
    let pages = open.len().div_ceil(100);
    let reconciler = Reconciler::new(client.clone(), seed::agent());
    let mut round = reconciler.round(open);
    while let Some(page) = round.next().await.unwrap() {
        assert!(page.not_found.is_empty());
        for message in page.missed {
            let id = FlowState::flow_id_of(&message.event).unwrap();
            assert_eq!(states.get_mut(id).unwrap().apply(&message.event), Merge::Applied);
        }
    }
    let calls = sandbox.calls();
    let calls: Vec<_> = calls[before..].iter().map(|it| &**it).collect();
    assert_eq!(calls.len(), pages);
    assert!(calls.iter().all(|it| it.outcome == CallOutcome::Done), "none was rate limited");
    assert!(most_in_a_second(&calls) <= 20);

    for (id, stage) in &expected {
        assert_eq!(states[id].stage(), *stage);
    }
    for ids in expected.chunks(100) {
        let ids = ids.iter().map(|(id, _)| id.as_str());
        let describe = DescribeFlowDetailInfo::new(seed::agent()).flow_ids(ids);
        for flow in &describe.send(&client).await.unwrap().flow_info {
            let state = &states[&flow.flow_id];
            assert_eq!(state.stage().status(), Some(flow.flow_status.clone()));
            for signer in &flow.flow_approver_infos {
                let expected = ApproverStage::from(&signer.approve_status);
                assert_eq!(state.approver(&signer.recipient_id), expected);
            }
        }
    }
}
