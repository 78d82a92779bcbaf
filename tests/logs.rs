//! What is seen of calls from outside, and what never is.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::process::Command;
use std::sync::{Arc, Mutex, Once};

use essbasic::signing::{ApproverRestriction, ChannelCreateMultiFlowSignQRCode};
use essbasic::{Client, Credential, Proxy, RawAction};
use essbasic_sandbox::seed;
use tracing::Dispatch;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::util::SubscriberInitExt;

use crate::server::{Answer, SECRET_ID, SECRET_KEY, Server, json, refusal};

/// Keys, tokens and persons that the tests use, none of them anybody's. Secret ids are no secret.
const SECRETS: &[&str] = &[
    SECRET_KEY,
    seed::SECRET_KEY,
    "KeyFromTheFile",
    "KeyOfContracts",
    "TokenOfContracts",
    "KeyOfTheMachine",
    "TokenOfTheMachine",
    "KeyOfTheRole",
    "TokenOfTheRole",
    "the.pods.token",
    "KeyOfStorm",
    "KeyOfAnother",
    "TokenOfAnother",
    "TokenThatIsNobodys",
    "WebIdentityTokenOfNobody",
    "p4ssword",
    "张三丰",
    "测试甲",
    "测试乙",
    "测试管理员",
    "测试经办",
    "13000000001",
    "13000000002",
    "another-key-of-ours",
    "sandbox-token",
    "0123456789abcdef0123456789abcdef",
    "13800000000",
    "11010119900101001X",
    "FAKE-KEY-FAKE-16",
    "FAKE-MAC-KEY-OF-ANY-LENGTH",
    "Invented Person",
    "key=bearer",
];

/// Where the whole suite's log goes, in the run that is read.
pub(crate) const LOG: &str = "ESSBASIC_TEST_LOG";

/// Logs everything from here on at the most verbose level, where somebody reads it.
pub(crate) fn watch() {
    static WATCH: Once = Once::new();
    WATCH.call_once(|| {
        let Some(path) = env::var_os(LOG) else { return };
        let file = fs::File::create(path).unwrap();
        verbose(Mutex::new(file)).init();
    });
}

/// Everything, the libraries' own lines too.
fn verbose(
    into: impl for<'a> MakeWriter<'a> + Send + Sync + 'static,
) -> impl SubscriberInitExt + tracing::Subscriber + Send + Sync {
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(into)
        .finish()
}

/// Held while somebody watches this thread: what is worth a line is decided for all threads. As
/// long as there is one subscriber alone, whichever thread comes by decides; so there are two.
static WATCHED: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// What was written.
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

impl Buffer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

fn secrets_in(text: &str) -> Vec<&'static str> {
    SECRETS.iter().copied().filter(|secret| text.contains(secret)).collect()
}

fn create() -> ChannelCreateMultiFlowSignQRCode {
    let who = ApproverRestriction::new()
        .name("张三丰")
        .mobile("13800000000")
        .id_card_number("11010119900101001X");
    ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同").restrictions([who])
}

#[tokio::test]
async fn a_call_is_a_span_and_so_is_each_of_its_attempts() {
    let buffer = Buffer::default();
    let writer = buffer.clone();
    let _one_at_a_time = WATCHED.lock().await;
    let _beside = Dispatch::new(verbose(io::sink));
    let _on_this_thread = verbose(move || writer.clone()).set_default();
    tracing::callsite::rebuild_interest_cache();
    let refused = refusal("OperationDenied.NoQuota", "none left");
    let server = Server::answering([refusal("RequestLimitExceeded", ""), refused]).await;
    create().send(&server.client()).await.unwrap_err();

    let log = buffer.text();
    let ours = |what: &str| log.lines().any(|line| line.contains(what));
    for field in [
        "otel.name=essbasic/ChannelCreateMultiFlowSignQRCode",
        "rpc.service=\"essbasic\"",
        "rpc.method=\"ChannelCreateMultiFlowSignQRCode\"",
        "essbasic.environment=\"custom\"",
        "essbasic.attempts=2",
        "essbasic.outcome=\"refused\"",
        "essbasic.request_id=\"req-1\"",
        "error.type=\"OperationDenied.NoQuota\"",
        "http.request.method=\"POST\"",
        "http.request.resend_count=1",
        "http.request.body.size=",
        "http.response.status_code=200",
        "http.response.body.size=",
        "server.address=\"127.0.0.1:",
        "sent again after a wait",
    ] {
        assert!(ours(field), "no {field} in\n{log}");
    }
    assert_eq!(secrets_in(&log), Vec::<&str>::new());
}

#[tokio::test]
async fn an_unknown_outcome_is_a_warning() {
    let buffer = Buffer::default();
    let writer = buffer.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _one_at_a_time = WATCHED.lock().await;
    let _beside = Dispatch::new(verbose(io::sink));
    let _on_this_thread = subscriber.set_default();
    tracing::callsite::rebuild_interest_cache();
    let server = Server::answering([Answer::Reset]).await;
    create().send(&server.client()).await.unwrap_err();
    let log = buffer.text();
    assert!(log.contains("it is not known whether the service acted"), "{log}");
    assert_eq!(secrets_in(&log), Vec::<&str>::new());
}

#[tokio::test]
async fn whatever_is_formatted_is_safe_to_paste_into_a_ticket() {
    let credential = Credential::new(SECRET_ID, SECRET_KEY).token("TokenThatIsNobodys");
    let builder = Client::builder()
        .credential(credential.clone())
        .header("x-a", "TokenOfAnother")
        .endpoint("https://me:p4ssword@host");
    let proxy = Proxy::url("http://me:p4ssword@proxy:3128").unwrap();
    let server = Server::answering([
        refusal("FailedOperation", "张三丰 13800000000 11010119900101001X"),
        json(502, r#"{"Who":"张三丰","Mobile":13800000000}"#),
        json(200, r#"{"Who":"张三丰","Mobile":13800000000}"#),
        Answer::Reset,
    ])
    .await;
    let client = server.builder().credential(credential.clone()).build().unwrap();
    let mut shown = vec![format!("{credential:?}{builder:?}{proxy:?}{client:?}{:?}", create())];
    let raw = RawAction::new("A", "2021-05-26");
    shown.push(format!("{:?}{raw:?}", create().send(&client)));
    for _ in 0..4 {
        let error = create().send(&client).await.unwrap_err();
        shown.push(format!("{error}{error:?}{:?}", error.hint()));
        let mut source = std::error::Error::source(&error);
        while let Some(beneath) = source {
            shown.push(format!("{beneath}{beneath:?}"));
            source = beneath.source();
        }
    }
    let shown = shown.concat();
    assert_eq!(secrets_in(&shown), Vec::<&str>::new(), "{shown}");
}

#[test]
fn the_log_of_the_whole_suite_shows_no_secret() {
    if env::var_os(LOG).is_some() {
        return;
    }
    let log = env::temp_dir().join(format!("essbasic-suite-{}.log", std::process::id()));
    let output = Command::new(env::current_exe().unwrap())
        .args(["--nocapture", "--test-threads=1"])
        .args(["--skip", "compile_fail", "--skip", "the_log_of_the_whole_suite"])
        .env(LOG, &log)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    let logged = fs::read(&log).unwrap();
    let _ = fs::remove_file(&log);
    let logged = String::from_utf8_lossy(&logged);
    // Whether each test holds is for the run to say that this is a part of; here it was slowed
    // down by its own log. But it ran, and it was verbose.
    assert!(said.matches("... ok").count() > 150, "{said}");
    assert!(logged.len() > 1 << 20 && logged.contains("TRACE") && logged.contains("rpc.method"));
    for (what, text) in [("logged", &*logged), ("said", &*said)] {
        let found: Vec<_> =
            text.lines().filter(|line| !secrets_in(line).is_empty()).take(5).collect();
        assert!(found.is_empty(), "{what}: {found:#?}");
    }
}
