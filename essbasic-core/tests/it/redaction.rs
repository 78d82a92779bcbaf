//! Secrets and people's data in `Debug`, errors and logs.

use std::error::Error as StdError;
use std::time::Duration;

use essbasic_core::provider::{CredentialProvider, FileProvider, WebIdentityProvider};
use essbasic_core::{Client, Credential, Proxy, RawAction};
use essbasic_test_support::server::{self, Reaction, Server};
use serde_json::json;

use crate::actions::{CreateThing, DescribeThing, Person};
use crate::support::trace::Capture;
use crate::support::{
    Recorder, SECRET_ID, SECRET_KEY, builder, header, json as respond_json, rejection,
};

const TOKEN: &str = "TokenOfTheSession";
const PASSWORD: &str = "p4ssword";
const HEADER: &str = "ValueOfTheHeader";
const NAME: &str = "张三丰";
const MOBILE: &str = "13800000000";
const ID_CARD: &str = "11010119900101001X";
const TICKET: &str = "TicketOfTheLink";

/// Everything that the tests of this module pass in and that must not come out.
const SECRETS: [&str; 8] = [SECRET_KEY, TOKEN, PASSWORD, HEADER, NAME, MOBILE, ID_CARD, TICKET];

#[track_caller]
fn assert_redacted(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
}

fn credential() -> Credential {
    Credential::new(SECRET_ID, SECRET_KEY).token(TOKEN)
}

fn create() -> CreateThing {
    let person = Person::new().name(NAME).mobile(MOBILE).id_card_number(ID_CARD);
    CreateThing::new().signer(person)
}

/// Formats an error and all its sources.
fn formatted(error: &essbasic_core::Error) -> String {
    let mut text = format!("{error}{error:?}{:?}", error.hint());
    let mut source = error.source();
    while let Some(error) = source {
        text += &format!("{error}{error:?}");
        source = error.source();
    }
    text
}

#[tokio::test(start_paused = true)]
async fn texts_of_the_service_can_neither_end_a_line_of_a_log_nor_act_on_a_terminal() {
    let (code, message) = ("Failed\\nERROR forged", "x\\r\\nERROR forged\\u001b[2J\\u009b\\u202e");
    let service = Recorder::new([rejection(code, message)]);
    let capture = Capture::start();
    let error = create().send(&service.client()).await.unwrap_err();
    let log = capture.finish().log;
    assert_eq!(error.message(), "x\r\nERROR forged\u{1b}[2J\u{9b}\u{202e}", "kept as received");
    let shown = error.to_string();
    assert!(shown.contains("x\\r\\nERROR forged\\u{1b}[2J"), "{shown}");
    let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    for text in [&shown, &format!("{error:?}"), &error.code().unwrap().to_string(), &log] {
        assert!(!text.contains(acts), "{text:?}");
    }
    for line in log.lines().chain(shown.lines()) {
        assert!(!line.starts_with("ERROR"), "{line}");
    }
    assert_eq!(shown.lines().count(), 1);
}

#[tokio::test(start_paused = true)]
async fn service_message_is_kept_and_shown_without_secret_fields() {
    let message = format!("签署人{NAME}({MOBILE})与证件{ID_CARD}不符");
    let service = Recorder::new([rejection("FailedOperation", &message)]);
    let error = create().send(&service.client()).await.unwrap_err();
    assert_eq!(error.message(), message);
    let shown = "CreateThing: FailedOperation: 签署人***(***)与证件***不符 (request req-1)";
    assert_eq!(error.to_string(), shown);
    assert_redacted(&formatted(&error));
}

#[test]
fn debug_shows_no_secret() {
    let builder = Client::builder().credential(credential()).header("x-a", HEADER);
    let client = builder.clone().build().unwrap();
    let proxy = Proxy::url(format!("http://me:{PASSWORD}@proxy:3128")).unwrap();
    let with_password = builder.clone().endpoint(format!("https://me:{PASSWORD}@host"));
    let error = with_password.clone().build().unwrap_err();
    let mut file = Vec::new();
    let link = format!("https://host/?ticket={TICKET}");
    let shown = [
        format!("{:?}{builder:?}{with_password:?}{client:?}{proxy:?}", credential()),
        format!("{:?}{:?}", create(), create().send(&client).header("x-b", HEADER)),
        format!("{:?}", client.download(&link, &mut file)),
        formatted(&error),
    ];
    assert_redacted(&shown.concat());
}

#[tokio::test]
async fn request_headers_do_not_contain_the_secret_key() {
    let server = Server::start([server::ok("")]).await;
    let client = builder().endpoint(server.endpoint()).build().unwrap();
    create().send(&client).await.unwrap();
    let request = &server.requests()[0];
    assert!(header(request, "authorization").contains(SECRET_ID));
    assert!(!format!("{:?}", request.headers()).contains(SECRET_KEY));
}

#[tokio::test(start_paused = true)]
async fn undecodable_response_is_shown_without_values() {
    let body = format!(
        r#"{{"Response":{{"FlowInfo":[{{"Name":"{NAME}","Mobile":{MOBILE},"Url":"https://a/?k={TICKET}"#
    );
    let service = Recorder::new([respond_json(200, &body)]);
    let error = DescribeThing::new().send(&service.client()).await.unwrap_err();
    let names = r#"{"Response":{"FlowInfo":[{"Name":***,"Mobile":***,"Url":***"#;
    assert!(error.message().contains(names), "{error}");
    assert_redacted(&(formatted(&error) + error.message()));

    let json = format!(r#"{{"Name":"{NAME}","{MOBILE}":1,"Mobile":{MOBILE}}}"#);
    let text = format!("no route for {NAME} {MOBILE} at /sign?ticket={TICKET}");
    for (body, shown) in [
        (format!("<p>{text}</p>"), "a page (HTML or XML), "),
        (text.clone(), "text, "),
        (format!("\u{FEFF}{json}"), r#"{"Name":***,***:***,"Mobile":***}"#),
        (format!("{text} {json}"), r#"text and {"Name":***,***:***,"Mobile":***}"#),
        (format!(r#"{{"Name":"{NAME}" "{MOBILE}":{{"{NAME}":1}}}}"#), r#"{"Name":***…"#),
        (format!("[true,-1.5,null,\"{NAME}\""), "[***,***,***,***"),
        (format!("\u{1f}\u{8b}{json}"), "text and {"),
    ] {
        for status in [200, 502] {
            let service = Recorder::new([respond_json(status, &body)]);
            let error = DescribeThing::new().send(&service.client()).await.unwrap_err();
            assert!(error.message().contains(shown), "{body}: {error}");
            assert_redacted(&(formatted(&error) + error.message()));
        }
    }
}

/// Calls that succeed, are rejected, fail on the way, and download: on sockets, so that the lines of
/// the libraries below are captured, too.
async fn representative_calls() -> String {
    let echo = format!("{NAME} {MOBILE} {ID_CARD}");
    let body = json!({"Who": NAME, "Mobile": MOBILE}).to_string();
    let server = Server::start([
        server::ok(""),
        server::rejection("RequestLimitExceeded", ""),
        server::rejection("FailedOperation", &echo),
        server::json(502, &body),
        server::json(200, &body),
        Reaction::Close,
        Reaction::Stall(Vec::new()),
        server::rejection("FailedOperation", &echo),
        server::response(200, "Content-Type: application/pdf", b"%PDF-"),
        server::response(404, "Content-Type: text/html", body.as_bytes()),
    ])
    .await;
    let builder = builder().credential(credential()).header("x-a", HEADER);
    let client = builder.clone().endpoint(server.endpoint()).build().unwrap();
    let mut shown = String::new();
    create().send(&client).await.unwrap();
    for _ in 0..4 {
        shown += &formatted(&create().send(&client).await.unwrap_err());
    }
    let call = create().send(&client).timeout(Duration::from_millis(300));
    shown += &formatted(&call.await.unwrap_err());
    let raw = RawAction::new("CreateThing", "2021-05-26");
    let request = json!({"Signer": {"Name": NAME, "Mobile": MOBILE, "IdCardNumber": ID_CARD}});
    let error = client.call_raw(&raw, request.as_object().unwrap()).await.unwrap_err();
    shown += &formatted(&error);
    let link = format!("{}/file?ticket={TICKET}", server.endpoint());
    let mut file = Vec::new();
    client.download(&link, &mut file).await.unwrap();
    shown += &formatted(&client.download(&link, &mut file).await.unwrap_err());
    assert_eq!(server.requests().len(), 10, "every reaction was used");

    let proxy = Proxy::url(format!("http://me:{PASSWORD}@127.0.0.1:1")).unwrap();
    let client = builder.proxy(proxy).build().unwrap();
    shown += &formatted(&create().send(&client).await.unwrap_err());
    shown
}

/// Credential providers that fail, with the secrets that they read.
async fn failing_providers() -> String {
    let path = std::env::temp_dir().join(format!("essbasic-redaction-{}", std::process::id()));
    let text = format!("[default]\nsecret_id = x\nsecret_key = {SECRET_KEY} {TOKEN}\n[broken");
    std::fs::write(&path, text).unwrap();
    let error = FileProvider::at(&path).read().unwrap_err();
    let sts = Server::start([server::rejection("AuthFailure", "no")]).await;
    let client = builder().endpoint(sts.endpoint()).build().unwrap();
    std::fs::write(&path, TOKEN).unwrap();
    let pod = WebIdentityProvider::with_client(client).identity("provider-1", "role", &path);
    let rejected = pod.fetch().await.unwrap_err();
    std::fs::remove_file(&path).unwrap();
    format!("{error}{error:?}{rejected}{rejected:?}{pod:?}")
}

#[tokio::test]
async fn log_and_errors_of_representative_calls_show_no_secret() {
    let capture = Capture::start();
    let errors = representative_calls().await + &failing_providers().await;
    let captured = capture.finish();
    assert_redacted(&errors);
    assert_redacted(&captured.log);
    for line in ["CreateThing", "TRACE", "retry scheduled", "outcome unknown", "hyper"] {
        assert!(captured.log.contains(line), "the log has no {line}:\n{}", captured.log);
    }
}
