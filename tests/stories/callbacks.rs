//! Callbacks: every event arrives, sealed, and again until it was taken.

use std::time::Duration;

use essbasic_sandbox::{Callback, Sandbox, seed};
use serde_json::Value;

use super::person;
use crate::server::{Server, answer};

/// An address that has trouble with the first event and then takes everything.
async fn receiver() -> Server {
    let ok = answer(200, "Content-Type: text/plain", b"ok");
    Server::answering([answer(500, "Content-Type: text/plain", b"no"), ok]).await
}

async fn until(done: impl Fn() -> bool) {
    for _ in 0..200 {
        if done() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it did not happen");
}

#[tokio::test]
async fn an_event_comes_again_until_it_is_taken() {
    let receiver = receiver().await;
    let sandbox =
        Sandbox::builder().callback(Callback::new(receiver.endpoint())).start().await.unwrap();
    let flow = sandbox.start_by_scan(seed::QR_CODE, &person()).unwrap();
    until(|| sandbox.events().iter().all(|event| event.delivered)).await;
    let events = sandbox.events();
    assert_eq!(events.iter().map(|event| event.attempts).max(), Some(2));
    let arrived = receiver.requests();
    assert_eq!(arrived.len(), events.len() + 1);
    let body = |at: usize| -> Value { serde_json::from_slice(&arrived[at].body).unwrap() };
    let ids: Vec<_> = (0..arrived.len()).map(|at| body(at)["MsgId"].clone()).collect();
    assert_eq!(ids.iter().filter(|id| **id == ids[0]).count(), 2, "the same event, the same id");
    let status = (0..arrived.len()).map(body).find(|it| it["MsgType"] == "FlowStatusChange");
    assert_eq!(status.unwrap()["MsgData"]["FlowId"], flow.as_str());
}

#[tokio::test]
async fn a_callback_that_cannot_be_is_refused_at_once() {
    let https = Callback::new("https://example.invalid/");
    let short = Callback::new("http://127.0.0.1:1/").key("short");
    for callback in [https, short] {
        assert!(Sandbox::builder().callback(callback).start().await.is_err());
    }
}

#[tokio::test]
async fn events_are_encrypted_and_signed() {
    let receiver = receiver().await;
    let callback = Callback::new(receiver.endpoint())
        .key("0123456789abcdef0123456789abcdef")
        .token("sandbox-token");
    let sandbox = Sandbox::builder().callback(callback).start().await.unwrap();
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    until(|| !receiver.requests().is_empty()).await;
    let arrived = &receiver.requests()[0];
    let body: Value = serde_json::from_slice(&arrived.body).unwrap();
    assert!(
        body["encrypt"].is_string() && !String::from_utf8_lossy(&arrived.body).contains("Flow")
    );
    let signature = arrived.header("content-signature").unwrap();
    assert!(signature.starts_with("sha256=") && signature.len() == 71, "{signature}");
}
