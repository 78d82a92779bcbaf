//! Faults of callbacks: loss, duplicates, another order.

use std::collections::BTreeMap;
use std::time::Duration;

use essbasic_sandbox::{
    Callback, Command, DeliveryStatus, Fault, FaultKind, Sandbox, SandboxBuilder,
};
use serde_json::{Value, json};

use super::receiver;
use crate::support::request;

const EVENTS: usize = 60;

/// Sends events. Returns their numbers in the order in which they were received, and the dropped ones.
async fn received(faults: &[Fault], seed: u64) -> (Vec<usize>, Vec<usize>) {
    let (url, requests) = receiver(0).await;
    let builder = Sandbox::builder().callback(Callback::new(url)).fault_seed(seed);
    let builder = faults.iter().cloned().fold(builder, SandboxBuilder::fault);
    let sandbox = builder.start().await.unwrap();
    for at in 0..EVENTS {
        let Value::Object(data) = json!({"At": at}) else { unreachable!() };
        let kind = if at % 2 == 0 { "Even" } else { "Odd" };
        let command = Command::TriggerEvent { kind: kind.to_owned(), data };
        sandbox.execute(&command).await.unwrap();
    }
    let ended = async {
        while sandbox.events().iter().any(essbasic_sandbox::Event::is_waiting) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), ended).await.unwrap();
    let number = |body: &[u8]| {
        let event: Value = serde_json::from_slice(body).unwrap();
        usize::try_from(event["MsgData"]["At"].as_u64().unwrap()).unwrap()
    };
    let arrived = requests.lock().unwrap().iter().map(|(_, body)| number(body)).collect();
    let is_dropped = |it: &&essbasic_sandbox::Event| {
        it.deliveries.iter().any(|it| it.status == DeliveryStatus::Dropped)
    };
    let events = sandbox.events();
    let dropped = events.iter().filter(is_dropped);
    let dropped = dropped.map(|it| number(it.json.as_bytes())).collect();
    (arrived, dropped)
}

#[tokio::test]
async fn without_faults_events_arrive_once_and_in_order() {
    let (arrived, dropped) = received(&[], 0).await;
    assert_eq!(arrived, (0..EVENTS).collect::<Vec<_>>());
    assert!(dropped.is_empty());
}

#[tokio::test]
async fn dropped_events_are_never_posted() {
    let drop = Fault::new(FaultKind::DropCallback).with_per_mille(300);
    let (arrived, dropped) = received(&[drop], 7).await;
    assert!((6..30).contains(&dropped.len()), "{dropped:?}");
    let expected: Vec<_> = (0..EVENTS).filter(|at| !dropped.contains(at)).collect();
    assert_eq!(arrived, expected);
}

#[tokio::test]
async fn a_fault_can_be_restricted_to_a_type_of_events() {
    let drop = Fault::new(FaultKind::DropCallback).for_action("Odd");
    let (arrived, _) = received(&[drop], 7).await;
    assert_eq!(arrived, (0..EVENTS).step_by(2).collect::<Vec<_>>());
}

#[tokio::test]
async fn duplicates_follow_up_to_8_later_events() {
    let (arrived, _) = received(&[Fault::new(FaultKind::DuplicateCallback)], 7).await;
    let mut times: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (position, at) in arrived.iter().enumerate() {
        times.entry(*at).or_default().push(position);
    }
    assert_eq!(times.len(), EVENTS);
    for (at, positions) in times {
        let [first, second] = positions.as_slice() else { panic!("{at}: {positions:?}") };
        let between = arrived[*first..*second].iter().max().unwrap() - at;
        assert!(between <= 8, "{at}: {arrived:?}");
    }
}

#[tokio::test]
async fn shuffled_events_all_arrive_in_the_same_order_for_the_same_seed() {
    let faults = [Fault::new(FaultKind::ShuffleCallback).with_per_mille(700)];
    let (first, _) = received(&faults, 7).await;
    let (again, _) = received(&faults, 7).await;
    let (other, _) = received(&faults, 8).await;
    assert_eq!(first, again);
    assert_ne!(first, other);
    let overtaken = first.windows(2).filter(|pair| pair[0] > pair[1]).count();
    assert!(overtaken > 10, "{first:?}");
    let mut sorted = first.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (0..EVENTS).collect::<Vec<_>>());
}

#[tokio::test]
async fn the_control_api_injects_and_removes_them() {
    let (url, requests) = receiver(0).await;
    let sandbox = Sandbox::builder().callback(Callback::new(url)).start().await.unwrap();
    let faults = format!("{}/sandbox/faults", sandbox.endpoint());
    let drop = json!({"Kind": "DropCallback", "PerMille": 1000}).to_string();
    assert_eq!(request("POST", &faults, "application/json", &drop).await.status, 200);
    let emit = Command::TriggerEvent { kind: "A".to_owned(), data: serde_json::Map::new() };
    sandbox.execute(&emit).await.unwrap();
    assert_eq!(request("DELETE", &faults, "application/json", "").await.status, 200);
    sandbox.execute(&emit).await.unwrap();
    while sandbox.events().iter().any(essbasic_sandbox::Event::is_waiting) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let statuses: Vec<_> = sandbox.events().iter().map(|it| it.deliveries[0].status).collect();
    assert_eq!(statuses, [DeliveryStatus::Dropped, DeliveryStatus::Delivered]);
    assert_eq!(requests.lock().unwrap().len(), 1);
}
