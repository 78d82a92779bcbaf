//! The log of calls, callbacks, uploads and encrypted calls against the sandbox shows no secret and
//! no person, and neither do interceptors, audit log, cassettes and metrics. Those of the framework
//! alone are tested in `essbasic-core`.

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use essbasic::audit::JsonLinesAudit;
use essbasic::callback::{CallbackKeys, Event, Message};
use essbasic::encryption::{Cipher, EncryptionKeys};
use essbasic::files::FileBusinessType;
use essbasic::metrics::CallMetrics;
use essbasic::signing::{ApproverRestriction, ChannelCreateMultiFlowSignQRCode};
use essbasic::testing::RecordingTransport;
use essbasic::transfer::{LocalFile, Upload};
use essbasic::{AttemptRecord, CallRecord, Client, CredentialRefresh, Interceptor, JsonObject};
use essbasic_sandbox::{Sandbox, seed};
use essbasic_test_support::metrics::KeepingRecorder;
use serde_json::{Value, json};
use tempfile::TempDir;
use tracing_subscriber::filter::dynamic_filter_fn;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

const NAME: &str = "张三丰";
const MOBILE: &str = "13800000000";
const ID_CARD: &str = "11010119900101001X";
const CALLBACK_TOKEN: &str = "obviously-fake-token";
const CALLBACK_KEY: &str = "FAKEKEYFAKEKEYFAKEKEYFAKEKEY0032";
const CIPHER_KEY: &str = "FAKE-KEY-FAKE-16";
const MAC_KEY: &str = "FAKE-MAC-KEY-OF-ANY-LENGTH";
const USER_DATA: &str = "private-user-data";

const SECRETS: [&str; 9] = [
    seed::SECRET_KEY,
    NAME,
    MOBILE,
    ID_CARD,
    CALLBACK_TOKEN,
    CALLBACK_KEY,
    CIPHER_KEY,
    MAC_KEY,
    USER_DATA,
];

/// Set while the log is captured, which would slow down the tests that follow.
static CAPTURING: AtomicBool = AtomicBool::new(true);

#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Formats an error and all its sources.
fn formatted(error: &(dyn Error + 'static)) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        text += &format!("{error}{error:?}");
        next = error.source();
    }
    text
}

fn create() -> ChannelCreateMultiFlowSignQRCode {
    let person = ApproverRestriction::new().name(NAME).mobile(MOBILE).id_card_number(ID_CARD);
    ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同")
        .restrictions([person])
}

/// An interceptor that keeps everything it receives.
#[derive(Debug, Default)]
struct Listener(Mutex<String>);

impl Listener {
    fn hear(&self, text: &str) {
        self.0.lock().unwrap().push_str(text);
    }
}

impl Interceptor for Listener {
    fn after_attempt(&self, attempt: &AttemptRecord<'_>) {
        self.hear(&format!("{attempt:?}{:?}", attempt.error().map(|error| formatted(error))));
    }

    fn after_call(&self, call: &CallRecord<'_>) {
        self.hear(&format!("{call:?}{:?}", call.redacted_request()));
        self.hear(&call.error().map_or_else(String::new, |error| formatted(error)));
    }

    fn after_credential_refresh(&self, refresh: &CredentialRefresh<'_>) {
        self.hear(&format!("{refresh:?}"));
    }
}

/// Sends the same calls with an interceptor, an audit log, a recording and metrics; returns what each
/// of them wrote.
async fn observe(sandbox: &Sandbox) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let (log, cassette) = (folder.path().join("calls.jsonl"), folder.path().join("cassette.json"));
    let (audit, listener) = (JsonLinesAudit::open(&log).unwrap(), Arc::new(Listener::default()));
    let recorder = KeepingRecorder::default();
    let builder = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    let recording = RecordingTransport::new(builder.build_transport().unwrap());
    let builder = builder.transport(recording.clone()).interceptor(audit.clone());
    let builder = builder.interceptor(Arc::clone(&listener)).interceptor(CallMetrics::new());
    // The test runs on one thread.
    let guard = metrics::set_default_local_recorder(&recorder);
    let shown = call(&builder.build().unwrap()).await;
    drop(guard);
    audit.flush().unwrap();
    recording.save(&cassette).unwrap();
    let heard = listener.0.lock().unwrap().clone();
    let metrics = format!("{:?}", recorder.values());
    let read = |path| fs::read_to_string(path).unwrap();
    let all = vec![read(log), heard, read(cassette), metrics];
    for text in &all {
        assert!(text.contains("ChannelCreateMultiFlowSignQRCode"), "{text}");
    }
    [all, vec![shown, format!("{audit:?}{recording:?}")]].concat()
}

/// Sends calls that succeed and fail, in the clear and encrypted, and an upload.
async fn call(client: &Client) -> String {
    let mut shown = format!("{client:?}{:?}", create());
    create().send(client).await.unwrap();
    let unknown = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), "y".repeat(32), "合同");
    shown += &formatted(&unknown.send(client).await.unwrap_err());
    let keys = EncryptionKeys::new(Cipher::AesCbc, CIPHER_KEY, MAC_KEY).unwrap();
    shown += &format!("{keys:?}");
    if let Err(error) = create().send(client).encrypted(&keys).await {
        shown += &formatted(&error);
    }
    let upload = Upload::new(seed::agent(), FileBusinessType::Document);
    let bytes = format!("%PDF-1.7 {NAME} {MOBILE}").into_bytes();
    let upload = upload.file(LocalFile::from_bytes(format!("{NAME}.pdf"), bytes));
    shown += &format!("{upload:?}");
    if let Err(error) = upload.send(client).await {
        shown += &formatted(&error);
    }
    shown
}

/// Receives callbacks: accepted, tampered with, and malformed.
fn receive() -> String {
    let keys = CallbackKeys::new(CALLBACK_TOKEN, CALLBACK_KEY).unwrap();
    let data = json!({
        "FlowId": "yDwFakeFlow000000000000000000001",
        "FlowCallbackStatus": 4,
        "UserData": USER_DATA,
        "Approvers": [{"ApproverName": NAME, "ApproverMobile": MOBILE, "ApproverIdCardNumber": ID_CARD}],
    });
    let Value::Object(data) = data else { panic!("not an object") };
    let message = Message::new("msg-1", Event::decode("FlowStatusChange", &JsonObject(data)));
    let signed = keys.encrypt(&message);
    let received = keys.receive(Some(&signed.signature), &signed.body).unwrap();
    let tampered = keys.receive(Some(&keys.sign(b"other")), &signed.body).unwrap_err();
    let malformed = json!({"encrypt": NAME}).to_string();
    let malformed = keys.receive(Some(&keys.sign(malformed.as_bytes())), malformed.as_bytes());
    let malformed = malformed.unwrap_err();
    format!("{keys:?}{message:?}{received:?}{}{}", formatted(&tampered), formatted(&malformed))
}

#[tokio::test]
async fn log_and_errors_show_no_secret_and_no_person() {
    let buffer = Buffer::default();
    let writer = buffer.clone();
    // Global, because the sandbox serves on other threads. Tests that run meanwhile are captured, too.
    let layer = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_span_events(FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .with_filter(dynamic_filter_fn(|_, _| CAPTURING.load(Ordering::Relaxed)));
    tracing_subscriber::registry().with(layer).init();
    let sandbox = Sandbox::start().await.unwrap();
    let shown = call(&sandbox.client()).await + &receive() + &observe(&sandbox).await.concat();
    CAPTURING.store(false, Ordering::Relaxed);
    let log = String::from_utf8_lossy(&buffer.0.lock().unwrap()).into_owned();
    // The sandbox's secret ID, which is public, contains its key.
    let [shown, log] = [shown, log].map(|text| text.replace(seed::SECRET_ID, "ID"));
    for expected in ["TRACE", "hyper", "rpc.method", "ChannelCreateMultiFlowSignQRCode"] {
        assert!(log.contains(expected), "the log has no {expected}");
    }
    for secret in SECRETS {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret} is in the log");
        assert!(!shown.contains(secret), "{secret} is in {shown}");
    }
}
