//! Callbacks: every event arrives, sealed, and again until it was taken.

use std::time::Duration;

use essbasic::Agent;
use essbasic::callback::{CallbackKeys, Event, Payload};
use essbasic::organizations::CreateConsoleLoginUrl;
use essbasic_sandbox::{Callback, Sandbox, seed};
use serde_json::Value;

use super::{client, person};
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
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
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
async fn every_event_is_verified_decrypted_and_typed_by_who_receives_it() {
    let ok = answer(200, "Content-Type: text/plain", b"ok");
    let receiver = Server::answering([ok]).await;
    let (token, key) = ("sandbox-token", "0123456789abcdef0123456789abcdef");
    let callback = Callback::new(receiver.endpoint()).token(token).key(key);
    let sandbox = Sandbox::builder().callback(callback).start().await.unwrap();
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    sandbox.sign(&flow, &person()).unwrap();
    let new = Agent::operator(seed::APPLICATION, "org_new", "admin01");
    let login = CreateConsoleLoginUrl::new(new, "沙箱新公司").proxy_operator_name("测试管理员");
    let login = login.send(&client(&sandbox)).await.unwrap();
    sandbox.complete_link(&login.console_url).unwrap();
    until(|| sandbox.events().iter().all(|event| event.delivered)).await;

    let keys = CallbackKeys::new(token, key).unwrap();
    let mut told = Vec::new();
    for arrived in receiver.requests() {
        assert!(!String::from_utf8_lossy(&arrived.body).contains("Flow"), "it is encrypted");
        let signature = arrived.header("content-signature");
        let opened = keys.receive(signature, &arrived.body).unwrap();
        let Payload::Message(message) = opened else { panic!("{opened:?}") };
        assert!(!matches!(message.event, Event::Other { .. }), "{:?}", message.event);
        assert!(message.msg_id.is_some());
        told.push(message.event.msg_type().to_owned());
    }
    let happened: Vec<_> = sandbox.events().into_iter().map(|event| event.kind).collect();
    assert_eq!(told, happened);
    for kind in ["CreateFlowByQrCode", "FlowStatusChange", "BillingUse", "OrgOpenTsignBiz"] {
        assert!(told.iter().any(|told| told == kind), "{kind}: {told:?}");
    }
}
