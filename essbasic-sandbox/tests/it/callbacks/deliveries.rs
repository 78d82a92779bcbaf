//! Deliveries: to several callbacks, what was answered, sending again.

use essbasic_sandbox::{
    Callback, Command, CommandError, CommandOutput, DeliveryCause, DeliveryError, DeliveryStatus,
    EventError, EventFilter, Sandbox, seed,
};
use serde_json::{Value, json};

use super::{receiver, until_delivered};
use crate::support::{get, person, request};

fn trigger(kind: &str, at: usize) -> Command {
    let Value::Object(data) = json!({"At": at}) else { unreachable!() };
    Command::TriggerEvent { kind: kind.to_owned(), data }
}

async fn post(sandbox: &Sandbox, path: &str, body: &Value) -> (u16, Value) {
    let url = format!("{}/sandbox/{path}", sandbox.endpoint());
    let page = request("POST", &url, "application/json", &body.to_string()).await;
    (page.status, serde_json::from_slice(&page.body).unwrap())
}

async fn list(sandbox: &Sandbox, query: &str) -> Vec<Value> {
    let page = get(&format!("{}/sandbox/events{query}", sandbox.endpoint())).await;
    assert_eq!(page.status, 200, "{}", page.text());
    serde_json::from_slice(&page.body).unwrap()
}

#[tokio::test]
async fn every_callback_receives_every_event_and_does_not_wait_for_the_others() {
    let (good, received) = receiver(0).await;
    let (bad, rejected) = receiver(usize::MAX).await;
    let sandbox = Sandbox::builder().callback(Callback::new(&bad)).callback(Callback::new(&good));
    let sandbox = sandbox.start().await.unwrap();
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    let count = sandbox.events().len();
    let both_tried = async {
        while received.lock().unwrap().len() < count || rejected.lock().unwrap().len() < count {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        while sandbox.events().iter().any(|it| it.attempts < 2) {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), both_tried).await.unwrap();
    for event in sandbox.events() {
        assert!(event.is_waiting() && !event.delivered);
        let [first, second] = event.deliveries.as_slice() else { panic!("{event:?}") };
        assert_eq!((first.url.as_str(), first.status), (bad.as_str(), DeliveryStatus::Waiting));
        assert_eq!(
            (second.url.as_str(), second.status),
            (good.as_str(), DeliveryStatus::Delivered)
        );
        assert_eq!(first.last_attempts[0].response, Ok(500));
        assert_eq!(second.last_attempts[0].response, Ok(200));
    }
}

#[tokio::test]
async fn the_reason_for_a_missing_response_is_recorded() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let sandbox = Sandbox::builder().callback(Callback::new(url)).start().await.unwrap();
    sandbox.execute(&trigger("ReceiveFlow", 1)).await.unwrap();
    while sandbox.events()[0].attempts == 0 {
        tokio::task::yield_now().await;
    }
    let event = &sandbox.events()[0];
    let attempt = &event.deliveries[0].last_attempts[0];
    assert_eq!(attempt.response, Err(DeliveryError::NoResponse));
    assert!(!format!("{event:?} {:?}", event.deliveries).contains("127.0.0.1"));
}

#[tokio::test]
async fn an_event_is_sent_again_with_the_same_message_id() {
    let (url, requests) = receiver(0).await;
    let sandbox = Sandbox::builder().callback(Callback::new(&url)).start().await.unwrap();
    let (status, triggered) =
        post(&sandbox, "trigger", &json!({"Kind": "ReceiveFlow", "Data": {"FlowId": "f"}})).await;
    assert_eq!(status, 200);
    until_delivered(&sandbox).await;
    let id = triggered["Id"].clone();
    assert_eq!(post(&sandbox, "resend", &json!({"Id": id})).await.0, 200);
    assert_eq!(post(&sandbox, "resend", &json!({"Id": id, "Url": url})).await.0, 200);
    until_delivered(&sandbox).await;
    let bodies: Vec<_> = requests.lock().unwrap().iter().map(|(_, body)| body.clone()).collect();
    assert_eq!(bodies.len(), 3);
    assert!(bodies.iter().all(|body| *body == bodies[0]));

    let listed = list(&sandbox, "").await;
    assert_eq!(listed[0]["Event"]["MsgData"], json!({"FlowId": "f"}));
    let causes: Vec<_> =
        listed[0]["Deliveries"].as_array().unwrap().iter().map(|it| it["Cause"].clone()).collect();
    assert_eq!(causes, ["Event", "Resend", "Resend"]);
    assert_eq!(listed[0]["Deliveries"][2]["LastAttempts"][0]["Status"], 200);
    let sent = sandbox.callback_request(&sandbox.events()[0], &url).unwrap();
    assert_eq!(sent.body, bodies[0]);
}

#[tokio::test]
async fn an_event_that_cannot_be_sent_is_rejected() {
    let (url, _requests) = receiver(0).await;
    let sandbox = Sandbox::builder().callback(Callback::new(&url)).start().await.unwrap();
    let unknown = json!({"Id": "0000000000000000"});
    assert_eq!(post(&sandbox, "resend", &unknown).await.0, 404);
    for kind in [String::new(), "a".repeat(129)] {
        let body = json!({"Kind": kind, "Data": {}});
        assert_eq!(post(&sandbox, "trigger", &body).await.0, 422);
    }
    assert_eq!(post(&sandbox, "trigger", &json!({"Kind": "A", "Data": 1})).await.0, 422);
    let Ok(CommandOutput::Triggered(id)) = sandbox.execute(&trigger("A", 1)).await else {
        panic!()
    };
    let other = json!({"Id": id, "Url": "http://127.0.0.1:1/"});
    assert_eq!(post(&sandbox, "resend", &other).await.0, 409);

    let without = Sandbox::start().await.unwrap();
    let Ok(CommandOutput::Triggered(id)) = without.execute(&trigger("A", 1)).await else {
        panic!()
    };
    let error = without.execute(&Command::ResendEvent { id, url: None }).await.unwrap_err();
    assert_eq!(error, CommandError::Event(EventError::NoCallback));
}

#[tokio::test]
async fn an_event_has_at_most_40_deliveries() {
    let (url, _requests) = receiver(0).await;
    let sandbox = Sandbox::builder().callback(Callback::new(url)).start().await.unwrap();
    let Ok(CommandOutput::Triggered(id)) = sandbox.execute(&trigger("A", 1)).await else {
        panic!()
    };
    let resend = Command::ResendEvent { id, url: None };
    for _ in 1..40 {
        sandbox.execute(&resend).await.unwrap();
    }
    let error = sandbox.execute(&resend).await.unwrap_err();
    assert_eq!(error, CommandError::Event(EventError::TooOften));
    assert_eq!(sandbox.events()[0].deliveries.len(), 40);
    let causes = sandbox.events()[0].deliveries.iter().map(|it| it.cause).collect::<Vec<_>>();
    assert_eq!(causes[..2], [DeliveryCause::Event, DeliveryCause::Resend]);
}

#[tokio::test]
async fn events_are_listed_in_pages() {
    let sandbox = Sandbox::start().await.unwrap();
    for at in 0..1002 {
        sandbox.execute(&trigger(if at % 2 == 0 { "A" } else { "B" }, at)).await.unwrap();
    }
    let all = list(&sandbox, "").await;
    assert_eq!(all.len(), 1000, "the oldest two were removed");
    assert_eq!(all[0]["Event"]["MsgData"]["At"], 2);
    let after = all[997]["Id"].as_str().unwrap();
    let last = list(&sandbox, &format!("?After={after}&Limit=5")).await;
    assert_eq!(last, all[998..]);
    assert_eq!(list(&sandbox, "?Limit=3").await, all[..3]);
    assert_eq!(list(&sandbox, "?Limit=2000").await.len(), 1000);
    for query in ["?Limit=x", "?Limit=-1", "?Surprise=1"] {
        let url = format!("{}/sandbox/events{query}", sandbox.endpoint());
        assert_eq!(get(&url).await.status, 400, "{query}");
    }

    let mut filter = EventFilter::default();
    filter.kind = "A".to_owned();
    let page = sandbox.find_events(&filter, 1, 2).await.unwrap();
    let at = |event: &essbasic_sandbox::Event| {
        serde_json::from_str::<Value>(&event.json).unwrap()["MsgData"]["At"].clone()
    };
    assert_eq!(
        (page.total, page.events.iter().map(at).collect::<Vec<_>>()),
        (500, vec![998.into(), 996.into()])
    );
    filter.text = "\"At\":998".to_owned();
    assert_eq!(sandbox.find_events(&filter, 0, 10).await.unwrap().total, 1);
    filter.status = Some(DeliveryStatus::Waiting);
    assert_eq!(sandbox.find_events(&filter, 0, 10).await.unwrap().total, 0);
}
