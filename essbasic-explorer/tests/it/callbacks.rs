//! Pages of callbacks: list, event, invented events, captured ones.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::routing::post;
use essbasic_devtools::callback_samples::CALLBACK_SAMPLES;
use essbasic_sandbox::{Callback, Command, Event, Fault, FaultKind, Sandbox, seed};
use serde_json::{Map, json};

use crate::support::{get, page, person, submit, without_redacted};

const TOKEN: &str = "explorer-token";
const KEY: &str = "0123456789abcdef0123456789abcdef";

type Requests = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

/// Starts a receiver. Returns its URL and the requests.
async fn receiver() -> (String, Requests) {
    let requests = Requests::default();
    let recorded = Arc::clone(&requests);
    let receive = async move |headers: HeaderMap, body: Bytes| {
        recorded.lock().unwrap().push((headers, body));
        "stored"
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let router = Router::new().route("/", post(receive));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (url, requests)
}

/// Starts a sandbox with pages and callbacks.
pub(crate) async fn with_callbacks(urls: &[String]) -> Sandbox {
    let builder = Sandbox::builder().pages(essbasic_explorer::sandbox_pages);
    let callback = |url: &String| Callback::new(url).token(TOKEN).key(KEY);
    let builder =
        urls.iter().map(callback).fold(builder, essbasic_sandbox::SandboxBuilder::callback);
    builder.start().await.unwrap()
}

async fn until_posted(sandbox: &Sandbox) {
    while sandbox.events().iter().any(Event::is_waiting) {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

async fn trigger(sandbox: &Sandbox, kind: &str) {
    let command = Command::TriggerEvent { kind: kind.to_owned(), data: Map::new() };
    sandbox.execute(&command).await.unwrap();
}

fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

#[tokio::test]
async fn the_list_shows_what_was_posted_to_whom_and_what_was_answered() {
    let (url, _) = receiver().await;
    let secret = format!("{url}?key=SomeSecretOfTheReceiver");
    let sandbox = with_callbacks(&[secret]).await;
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    until_posted(&sandbox).await;
    sandbox.inject_fault(Fault::new(FaultKind::DropCallback)).unwrap();
    trigger(&sandbox, "ReceiveFlow").await;
    let list = page(&sandbox, "/callbacks").await;
    for text in
        ["FlowStatusChange", "MultiFlowSignQrCodeCost", "delivered", "lost by a fault", &url]
    {
        assert!(list.contains(text), "{text}: {list}");
    }
    assert!(!list.contains("SomeSecret") && !list.contains("13000000001"), "{list}");

    let dropped = page(&sandbox, "/callbacks?status=dropped").await;
    assert!(
        dropped.contains(">ReceiveFlow</a>") && !dropped.contains(">BillingUse</a>"),
        "{dropped}"
    );
    let of_flow = page(&sandbox, &format!("/callbacks?q={flow}")).await;
    assert!(!of_flow.contains(">ReceiveFlow</a>"), "{of_flow}");
    let none = page(&sandbox, "/callbacks?event=QuiteJob").await;
    assert!(none.contains("No events match."), "{none}");
}

#[tokio::test]
async fn the_list_has_pages() {
    let sandbox = with_callbacks(&[]).await;
    for at in 0..120 {
        trigger(&sandbox, if at < 100 { "ReceiveFlow" } else { "QuiteJob" }).await;
    }
    let rows = |page: &str| page.matches("href=\"/callbacks/0").count();
    let first = page(&sandbox, "/callbacks?event=ReceiveFlow").await;
    assert_eq!(rows(&first), 50);
    assert!(first.contains("1 / 2") && first.contains("rel=\"next\""), "{first}");
    assert!(first.contains("href=\"/settings#callbacks\""), "{first}");
    let second = page(&sandbox, "/callbacks?event=ReceiveFlow&page=2").await;
    assert_eq!(rows(&second), 50);
    assert_eq!(rows(&page(&sandbox, "/callbacks?page=9").await), 0);
}

#[tokio::test]
async fn an_event_is_shown_with_personal_data_to_hide_and_sent_again() {
    let (url, requests) = receiver().await;
    let (other, other_requests) = receiver().await;
    let sandbox = with_callbacks(&[url.clone(), other]).await;
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    until_posted(&sandbox).await;
    let event = sandbox.events().into_iter().find(|it| it.kind == "FlowStatusChange").unwrap();
    let path = format!("/callbacks/{}", event.id);
    let shown = page(&sandbox, &path).await;
    let signature = sandbox.callback_request(&event, &url).unwrap().signature.unwrap();
    for text in ["stored", "HTTP 200", &flow, &signature, "测试甲"] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    assert!(!without_redacted(&shown).contains("测试甲"), "{shown}");
    assert!(
        !shown.contains(">hidden<"),
        "a field that can be hidden hides nothing inside: {shown}"
    );

    let before = (requests.lock().unwrap().len(), other_requests.lock().unwrap().len());
    let answer = submit(&sandbox, &format!("{path}/resend"), "").await;
    assert_eq!((answer.status, answer.location()), (303, format!("{path}?message=event-resent")));
    submit(&sandbox, &format!("{path}/resend"), "callback=1").await;
    until_posted(&sandbox).await;
    let after = (requests.lock().unwrap().len(), other_requests.lock().unwrap().len());
    assert_eq!(after, (before.0 + 1, before.1 + 2));
    let wrong = submit(&sandbox, &format!("{path}/resend"), "callback=2").await;
    assert!(wrong.location().ends_with("%21invalid-form"), "{}", wrong.location());
    assert!(page(&sandbox, &format!("{path}?message=event-resent")).await.contains("posted again"));

    for path in ["/callbacks/unknown", "/callbacks/0000000000000000"] {
        assert_eq!(get(&format!("{}{path}", sandbox.endpoint())).await.status, 404);
    }
    assert_eq!(submit(&sandbox, "/callbacks/unknown/resend", "").await.status, 404);
}

#[tokio::test]
async fn events_of_a_contract_say_what_happened_and_why_they_are_not_posted() {
    let sandbox = with_callbacks(&[]).await;
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    sandbox.sign(&flow, &person()).unwrap();
    let list = page(&sandbox, &format!("/callbacks?event=FlowStatusChange&q={flow}")).await;
    assert!(list.contains("<code>start</code>") && list.contains("<code>finish</code>"), "{list}");
    let event = sandbox.events().into_iter().find(|it| it.kind == "FlowStatusChange").unwrap();
    let shown = page(&sandbox, &format!("/callbacks/{}", event.id)).await;
    let heading = shown.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap();
    assert!(heading.contains("start"), "{heading}");
    assert!(shown.contains("href=\"/settings#callbacks\""), "{shown}");
}

#[tokio::test]
async fn every_sample_can_be_sent() {
    let sandbox = with_callbacks(&[]).await;
    for sample in CALLBACK_SAMPLES {
        let shown = page(&sandbox, &format!("/callbacks/trigger?event={}", sample.name)).await;
        assert!(shown.contains(&format!("value=\"{}\" selected", sample.name)), "{shown}");
        let fields = serde_json::Value::Object(sample.fields()).to_string();
        let pairs = form(&[("event", sample.name), ("fields", &fields)]);
        let answer = submit(&sandbox, "/callbacks/trigger", &pairs).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let shown = page(&sandbox, &answer.location()).await;
        assert!(shown.contains("The event was added."), "{shown}");
    }
    assert_eq!(sandbox.events().len(), CALLBACK_SAMPLES.len());
    let event: serde_json::Value = serde_json::from_str(&sandbox.events()[0].json).unwrap();
    assert_eq!(event["MsgData"], serde_json::Value::Object(CALLBACK_SAMPLES[0].fields()));
}

#[tokio::test]
async fn an_invalid_event_is_shown_with_its_problem() {
    let sandbox = with_callbacks(&[]).await;
    let post = async |kind: &str, fields: &str| {
        submit(&sandbox, "/callbacks/trigger", &form(&[("event", kind), ("fields", fields)])).await
    };
    for fields in ["", "[]", "{\"a\": }", "{}}", "1"] {
        let answer = post("ReceiveFlow", fields).await;
        assert_eq!(answer.status, 400, "{fields}");
        assert!(answer.text().contains("must be a JSON object"), "{}", answer.text());
    }
    assert!(post("", "{}").await.text().contains("1 to 128 bytes"));
    assert_eq!(post(&"a".repeat(129), "{}").await.status, 400);
    let large = json!({"a": "x".repeat(70 << 10)}).to_string();
    assert_eq!(post("ReceiveFlow", &large).await.status, 413);
    assert!(sandbox.events().is_empty());
}

#[tokio::test]
async fn a_captured_callback_is_opened_and_a_wrong_key_named() {
    let (url, requests) = receiver().await;
    let sandbox = with_callbacks(&[url]).await;
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    until_posted(&sandbox).await;
    let capture = |(headers, body): &(HeaderMap, Bytes)| {
        let signature = headers["content-signature"].to_str().unwrap().to_owned();
        (signature, String::from_utf8(body.to_vec()).unwrap())
    };
    let captured: Vec<_> = requests.lock().unwrap().iter().map(capture).collect();
    let kinds: Vec<_> = sandbox.events().into_iter().map(|it| it.kind).collect();
    let at = kinds.iter().position(|it| it == "FlowStatusChange").unwrap();
    let (signature, body) = &captured[at];
    let open = async |token: &str, key: &str| {
        let pairs = [
            ("capture", body.as_str()),
            ("signature", signature.as_str()),
            ("callback_token", token),
            ("callback_key", key),
        ];
        submit(&sandbox, "/callbacks/open", &form(&pairs)).await.text()
    };
    let genuine = open(TOKEN, KEY).await;
    for text in ["The callback is genuine", "FlowStatusChange", &flow] {
        assert!(genuine.contains(text), "{text}: {genuine}");
    }
    assert!(!without_redacted(&genuine).contains("测试甲") && !genuine.contains(KEY), "{genuine}");
    let other = open(TOKEN, "ffffffffffffffffffffffffffffffff").await;
    assert!(other.contains("not genuine") && other.contains("another key"), "{other}");
    assert!(open("another", KEY).await.contains("not genuine"));
    assert!(open("", KEY).await.contains("The signature was not checked"));
    assert!(open(TOKEN, "").await.contains("the key"));
    assert!(open(TOKEN, "short").await.contains("a callback key has 32"));
    let probe = form(&[("capture", "{}"), ("callback_token", TOKEN)]);
    let probe = submit(&sandbox, "/callbacks/open", &probe).await.text();
    assert!(probe.contains("check of the address"), "{probe}");
    let nothing = submit(&sandbox, "/callbacks/open", "").await;
    assert!(
        nothing.status == 200 && nothing.text().contains("role=\"alert\""),
        "{}",
        nothing.text()
    );
}
