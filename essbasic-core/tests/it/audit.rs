//! The audit log: lines, order, rotation, redaction, and a disk that fails.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, mpsc};

use essbasic_core::audit::{AuditError, JsonLinesAudit, JsonLinesAuditBuilder};
use essbasic_core::{Action, Client, Unlimited};
use serde_json::{Value, json};

use crate::actions::{CancelThing, CreateThing, DescribeThing, Person};
use crate::support::{Recorder, SECRET_ID, SECRET_KEY, interrupted, ok, rejection};

/// A folder that is removed at the end of the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir();
        let folder = folder.join(format!("essbasic-audit-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn log(&self) -> PathBuf {
        self.0.join("calls.jsonl")
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn lines(&self) -> Vec<Value> {
        let text = self.text("calls.jsonl");
        assert!(text.is_empty() || text.ends_with('\n'));
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn files(&self) -> Vec<String> {
        let files = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<_> =
            files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn client(service: &Recorder, audit: &JsonLinesAudit) -> Client {
    service.builder().interceptor(audit.clone()).build().unwrap()
}

async fn cancel(client: &Client, id: &str) {
    CancelThing::new().thing_id(id).send(client).await.unwrap();
}

#[tokio::test]
async fn call_is_a_line() {
    let folder = Folder::new("line");
    let audit = JsonLinesAudit::open(folder.log()).unwrap();
    let service = Recorder::new([interrupted(), ok(""), rejection("FailedOperation", "no")]);
    let client = client(&service, &audit);
    cancel(&client, "t-1").await;
    CreateThing::new().send(&client).await.unwrap_err();
    audit.flush().unwrap();
    let lines = folder.lines();
    let shown = |line: &Value, names: &[&str]| -> Vec<Value> {
        names.iter().map(|name| line[name].clone()).collect()
    };
    let names = ["action", "effect", "environment", "outcome", "request_id", "attempts"];
    let expected = [
        json!("CancelThing"),
        json!("idempotent"),
        json!("custom"),
        json!("done"),
        json!("req-1"),
        json!(2),
    ];
    assert_eq!(shown(&lines[0], &names), expected);
    assert_eq!(lines[0]["request"], json!({"ThingId": "t-1"}));
    assert_eq!(lines[1]["outcome"], "refused");
    assert_eq!(lines[1]["code"], "FailedOperation");
    assert_eq!(lines[1]["error"], "CreateThing: FailedOperation: no (request req-1)");
    let time = lines[1]["time"].as_str().unwrap();
    assert!(time.len() == 24 && time.ends_with('Z') && time.starts_with("20"), "{time}");
    assert!(folder.text("calls.jsonl").starts_with(r#"{"time":"20"#));
}

#[tokio::test]
async fn line_has_no_key_and_no_person() {
    let folder = Folder::new("redaction");
    let audit = JsonLinesAudit::open(folder.log()).unwrap();
    let message = "签署人张三丰与证件不符";
    let service = Recorder::new([rejection("FailedOperation", message)]);
    let person = Person::new().name("张三丰").mobile("13800000000");
    CreateThing::new().signer(person).send(&client(&service, &audit)).await.unwrap_err();
    audit.flush().unwrap();
    let text = folder.text("calls.jsonl");
    for secret in ["张三丰", "13800000000", SECRET_KEY, SECRET_ID, "TC3-HMAC"] {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
    assert!(text.contains("签署人***与证件不符"), "{text}");
}

#[tokio::test]
async fn undeclared_fields_are_secret() {
    let folder = Folder::new("undeclared");
    let audit = JsonLinesAudit::open(folder.log()).unwrap();
    let service = Recorder::new([rejection("FailedOperation", "unknown signer 张三丰")]);
    let client = client(&service, &audit);
    let request = json!({"ThingId": "t-1", "NewField": {"NewName": "张三丰"}});
    let request = request.as_object().unwrap();
    client.call_json(CancelThing::descriptor(), request).unchecked().await.unwrap_err();
    audit.flush().unwrap();
    let masked = json!({"ThingId": "t-1", "NewField": {"NewName": "***"}});
    assert_eq!(folder.lines()[0]["request"], masked);
    assert!(!folder.text("calls.jsonl").contains("张三丰"));
}

#[tokio::test]
async fn reads_and_requests_can_be_left_out() {
    let folder = Folder::new("left-out");
    let audit = JsonLinesAudit::builder().skip_reads().without_requests();
    let audit = audit.open(folder.log()).unwrap();
    let client = client(&Recorder::new([ok("")]), &audit);
    DescribeThing::new().send(&client).await.unwrap();
    cancel(&client, "t-1").await;
    audit.flush().unwrap();
    let lines = folder.lines();
    assert_eq!((lines.len(), &lines[0]["action"]), (1, &json!("CancelThing")));
    assert_eq!(lines[0].get("request"), None);
}

#[tokio::test]
async fn full_files_are_rotated_and_old_ones_deleted() {
    let folder = Folder::new("rotation");
    let audit = JsonLinesAudit::builder().max_bytes(1000).max_files(2);
    let audit = audit.open(folder.log()).unwrap();
    let client = client(&Recorder::new([ok("")]), &audit);
    for number in 0..20 {
        cancel(&client, &format!("t-{number}")).await;
    }
    audit.flush().unwrap();
    assert_eq!(folder.files(), ["calls.jsonl", "calls.jsonl.1", "calls.jsonl.2"]);
    let mut kept = String::new();
    for name in ["calls.jsonl.2", "calls.jsonl.1", "calls.jsonl"] {
        let text = folder.text(name);
        assert!(text.len() <= 1000, "{name}: {}", text.len());
        kept += &text;
    }
    let ids: Vec<_> = kept
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["request"]["ThingId"].clone())
        .collect();
    let last: Vec<_> = (20 - ids.len()..20).map(|number| json!(format!("t-{number}"))).collect();
    assert!(ids.len() > 6);
    assert_eq!(ids, last);
}

#[tokio::test]
async fn any_number_of_files_can_be_kept() {
    let folder = Folder::new("all");
    let audit = JsonLinesAudit::builder().max_bytes(1).max_files(u32::MAX);
    let audit = audit.open(folder.log()).unwrap();
    let client = client(&Recorder::new([ok("")]), &audit);
    for number in 0..3 {
        cancel(&client, &format!("t-{number}")).await;
    }
    audit.flush().unwrap();
    assert_eq!(folder.files(), ["calls.jsonl", "calls.jsonl.1", "calls.jsonl.2"]);
    assert!(folder.text("calls.jsonl.2").contains("t-0"));
}

#[tokio::test]
async fn lines_of_many_threads_are_whole() {
    let folder = Folder::new("threads");
    let audit = JsonLinesAudit::open(folder.log()).unwrap();
    let client = client(&Recorder::new([ok("")]), &audit);
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..200 {
        let client = client.clone();
        tasks.spawn(async move { cancel(&client, &format!("t-{number}")).await });
    }
    tasks.join_all().await;
    drop(client);
    drop(audit);
    let mut ids: Vec<_> =
        folder.lines().iter().map(|line| line["request"]["ThingId"].to_string()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 200);
}

#[tokio::test]
async fn torn_last_line_is_ended_before_the_next() {
    let folder = Folder::new("torn");
    fs::write(folder.log(), "{\"time\":\"20").unwrap();
    let audit = JsonLinesAudit::open(folder.log()).unwrap();
    cancel(&client(&Recorder::new([ok("")]), &audit), "t-1").await;
    audit.flush().unwrap();
    let text = folder.text("calls.jsonl");
    let lines: Vec<_> = text.lines().collect();
    assert_eq!((lines.len(), lines[0]), (2, "{\"time\":\"20"));
    assert!(serde_json::from_str::<Value>(lines[1]).is_ok());
}

/// Opens a log that fails to rotate, because `<path>.1` is a folder that is not empty.
fn failing(folder: &Folder, builder: JsonLinesAuditBuilder) -> JsonLinesAudit {
    fs::create_dir_all(folder.0.join("calls.jsonl.1/full")).unwrap();
    builder.max_bytes(1).max_files(1).open(folder.log()).unwrap()
}

fn repair(folder: &Folder) {
    fs::remove_dir_all(folder.0.join("calls.jsonl.1")).unwrap();
}

#[tokio::test]
async fn failure_to_write_is_reported_and_fails_no_call() {
    let folder = Folder::new("failure");
    let errors = Arc::new(Mutex::new(Vec::new()));
    let handler = Arc::clone(&errors);
    let on_error = move |error: &AuditError| handler.lock().unwrap().push(error.to_string());
    let audit = failing(&folder, JsonLinesAudit::builder().on_error(on_error));
    let client = client(&Recorder::new([ok("")]), &audit);
    cancel(&client, "t-1").await;
    cancel(&client, "t-2").await;
    let error = audit.flush().unwrap_err();
    assert!(error.to_string().starts_with("could not write the audit log "), "{error}");
    assert_eq!(folder.lines().len(), 1);
    repair(&folder);
    // The second line was kept, and is written by the next try.
    while audit.flush().is_err() {}
    assert_eq!(folder.lines()[0]["request"]["ThingId"], "t-2");
    assert!(errors.lock().unwrap()[0].contains("calls.jsonl"));
}

#[tokio::test]
async fn handler_of_errors_may_panic() {
    let folder = Folder::new("panic");
    let audit = failing(&folder, JsonLinesAudit::builder().on_error(|_| panic!("of the handler")));
    let client = client(&Recorder::new([ok("")]), &audit);
    cancel(&client, "t-1").await;
    cancel(&client, "t-2").await;
    audit.flush().unwrap_err();
    repair(&folder);
    while audit.flush().is_err() {}
    assert_eq!(folder.lines()[0]["request"]["ThingId"], "t-2");
}

#[tokio::test]
async fn handler_of_errors_may_flush() {
    let folder = Folder::new("reentrant");
    let handle = Arc::new(OnceLock::<JsonLinesAudit>::new());
    let (sender, flushed) = mpsc::channel();
    let used = Arc::clone(&handle);
    let on_error = move |_: &AuditError| {
        let _ = sender.send(used.wait().flush().is_err());
    };
    let audit = failing(&folder, JsonLinesAudit::builder().on_error(on_error));
    assert!(handle.set(audit.clone()).is_ok());
    let client = client(&Recorder::new([ok("")]), &audit);
    cancel(&client, "t-1").await;
    cancel(&client, "t-2").await;
    assert_eq!(flushed.recv(), Ok(true));
    repair(&folder);
    while audit.flush().is_err() {}
}

#[tokio::test]
async fn lines_that_wait_are_bounded_and_the_lost_are_counted() {
    let folder = Folder::new("lost");
    let audit = failing(&folder, JsonLinesAudit::builder().on_error(|_| {}));
    let service = Recorder::new([ok("")]).builder().rate_limiter(Unlimited);
    let client = service.interceptor(audit.clone()).build().unwrap();
    // Each line has about 1.3 KiB, because the text is cut: together 13 MiB.
    for _ in 0..10_000 {
        cancel(&client, &"t".repeat(2000)).await;
    }
    let error = audit.flush().unwrap_err();
    assert!((2000..6000).contains(&error.lost()), "{error}");
    repair(&folder);
    while audit.flush().is_err() {}
    drop((audit, client));
    let lost = fs::read_to_string(folder.0.join("calls.jsonl")).unwrap();
    let lost: Value = serde_json::from_str(&lost).unwrap();
    assert!(lost["lost"].as_u64().unwrap() >= error.lost(), "{lost}");
}

#[test]
fn log_that_cannot_be_opened_is_named() {
    let folder = Folder::new("open");
    let error = JsonLinesAudit::open(folder.0.join("missing/calls.jsonl")).unwrap_err();
    assert!(error.to_string().contains("missing"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_log() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new("mode");
    JsonLinesAudit::open(folder.log()).unwrap();
    let mode = fs::metadata(folder.log()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
