//! Callbacks: delivery, repetition, encryption.

mod causes;
mod deliveries;
mod lost_and_reordered;
mod reconciled;
mod tls;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use essbasic::Agent;
use essbasic::callback::{CallbackKeys, Event, Payload};
use essbasic::organizations::CreateConsoleLoginUrl;
use essbasic_sandbox::{Callback, CallbackSettingError, Sandbox, StartError, seed};
use serde_json::Value;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::support::{client, person};

pub(crate) type Requests = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

/// Starts a receiver that rejects the first requests. Returns its URL and the requests.
pub(crate) async fn receiver(rejected: usize) -> (String, Requests) {
    let requests = Requests::default();
    let recorded = Arc::clone(&requests);
    let receive = async move |headers: HeaderMap, body: Bytes| {
        let mut requests = recorded.lock().unwrap();
        requests.push((headers, body));
        if requests.len() > rejected { StatusCode::OK } else { StatusCode::INTERNAL_SERVER_ERROR }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let router = Router::new().route("/", post(receive));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (url, requests)
}

pub(crate) async fn until_delivered(sandbox: &Sandbox) {
    let delivered = async {
        while !sandbox.events().iter().all(|event| event.delivered) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), delivered).await.unwrap();
}

#[tokio::test]
async fn an_event_is_posted_again_until_it_is_accepted() {
    let (url, requests) = receiver(1).await;
    let sandbox = Sandbox::builder().callback(Callback::new(url)).start().await.unwrap();
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    until_delivered(&sandbox).await;
    let events = sandbox.events();
    assert_eq!(events.iter().map(|event| event.attempts).max(), Some(2));
    let requests = requests.lock().unwrap();
    assert_eq!(requests.len(), events.len() + 1);
    let posted: Vec<Value> =
        requests.iter().map(|(_, body)| serde_json::from_slice(body).unwrap()).collect();
    let same = posted.iter().filter(|it| it["MsgId"] == posted[0]["MsgId"]);
    assert_eq!(same.count(), 2, "the event keeps its message ID");
    let status = posted.iter().find(|it| it["MsgType"] == "FlowStatusChange");
    assert_eq!(status.unwrap()["MsgData"]["FlowId"], flow.as_str());
}

#[tokio::test]
async fn an_invalid_callback_is_rejected_at_the_start() {
    let ftp = Callback::new("ftp://example.invalid/");
    let relative = Callback::new("/callback");
    let short = Callback::new("http://127.0.0.1:1/").key("short");
    for callback in [ftp, relative, short] {
        let error = Sandbox::builder().callback(callback).start().await.unwrap_err();
        assert!(matches!(error, StartError::Callback(_)), "{error}");
    }
    let several = |urls: Vec<String>| {
        let callbacks = urls.into_iter().map(Callback::new);
        callbacks.fold(Sandbox::builder(), essbasic_sandbox::SandboxBuilder::callback)
    };
    let url = |at: usize| format!("http://127.0.0.1:1/{at}");
    let too_many = several((0..11).map(url).collect()).start().await.unwrap_err();
    let repeated = several(vec![url(0), url(0)]).start().await.unwrap_err();
    assert!(matches!(too_many, StartError::Callback(CallbackSettingError::TooMany)));
    assert!(matches!(repeated, StartError::Callback(CallbackSettingError::Repeated)));
}

#[tokio::test]
async fn an_https_callback_is_posted_over_tls() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let sandbox = Sandbox::builder().callback(Callback::new(url)).start().await.unwrap();
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    let (mut stream, _) = listener.accept().await.unwrap();
    // A TLS handshake begins with this byte.
    assert_eq!(stream.read_u8().await.unwrap(), 0x16);
}

#[tokio::test]
async fn every_event_can_be_verified_decrypted_and_decoded() {
    let (url, requests) = receiver(0).await;
    let (token, key) = ("sandbox-token", "0123456789abcdef0123456789abcdef");
    let callback = Callback::new(url).token(token).key(key);
    let sandbox = Sandbox::builder().callback(callback).start().await.unwrap();
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    sandbox.sign(&flow, &person()).unwrap();
    let new = Agent::operator(seed::APPLICATION, "org_new", "admin01");
    let login = CreateConsoleLoginUrl::new(new, "沙箱新公司").proxy_operator_name("测试管理员");
    let login = login.send(&client(&sandbox)).await.unwrap();
    sandbox.complete_link(&login.console_url).unwrap();
    until_delivered(&sandbox).await;

    let keys = CallbackKeys::new(token, key).unwrap();
    let mut received = Vec::new();
    for (headers, body) in requests.lock().unwrap().iter() {
        assert!(!String::from_utf8_lossy(body).contains("Flow"), "it is encrypted");
        let signature = headers.get("content-signature").map(|it| it.to_str().unwrap());
        let payload = keys.receive(signature, body).unwrap();
        let Payload::Message(message) = payload else { panic!("{payload:?}") };
        assert!(!matches!(message.event, Event::Other { .. }), "{:?}", message.event);
        assert!(message.msg_id.is_some());
        received.push(message.event.msg_type().to_owned());
    }
    let emitted: Vec<_> = sandbox.events().into_iter().map(|event| event.kind).collect();
    assert_eq!(received, emitted);
    for kind in ["MultiFlowSignQrCodeCost", "FlowStatusChange", "BillingUse", "OrgOpenTsignBiz"] {
        assert!(received.iter().any(|it| it == kind), "{kind}: {received:?}");
    }
}
