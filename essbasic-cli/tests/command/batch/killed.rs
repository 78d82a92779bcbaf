//! Batches that are killed at random and resumed: nothing is lost, and nothing is created twice.
//!
//! `ESSBASIC_TESTS_KILLED_LINES` sets the number of lines, and more kills. Default: 300.

use std::net::SocketAddr;
use std::process::{Output, Stdio};
use std::thread;
use std::time::Duration;

use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::{Client, Credential, Unlimited};
use essbasic_sandbox::{Fault, FaultKind, Sandbox, seed};
use serde_json::json;

use super::service::{self, Service};
use super::{Batch, CANCEL, CREATE, creations, ends, lines};

/// Returns the number of lines, and how often their batch is killed.
fn lines_and_kills() -> (usize, usize) {
    let lines = std::env::var("ESSBASIC_TESTS_KILLED_LINES");
    lines.map_or((300, 5), |lines| (lines.parse().unwrap(), 20))
}

/// Runs a batch and kills it, repeatedly; then runs it to its end.
fn kill_and_resume(batch: &Batch) -> Output {
    let mut killed = 0;
    let (_, kills) = lines_and_kills();
    for _ in 0..kills {
        let mut process =
            batch.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(fastrand::u64(20..300)));
        killed += usize::from(process.try_wait().unwrap().is_none());
        process.kill().unwrap();
        process.wait().unwrap();
    }
    println!("killed {killed} of {kills} runs in progress");
    assert!(killed > kills / 2, "most runs are still in progress when they are killed");
    batch.run()
}

/// Starts a sandbox in which cancelling is slow, and one call of thirty fails.
async fn sandbox_with_faults() -> Sandbox {
    let faults = [
        (1000, FaultKind::Delay(40)),
        (10, FaultKind::Reset),
        (10, FaultKind::Cut),
        (5, FaultKind::Status(502)),
        (5, FaultKind::Throttle),
    ];
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let sandbox = Sandbox::builder().listen(listen).without_rate_limit();
    let befall = |(calls, kind)| Fault::new(kind).for_action(CANCEL).with_per_mille(calls);
    let sandbox =
        faults.map(befall).into_iter().fold(sandbox, essbasic_sandbox::SandboxBuilder::fault);
    sandbox.start().await.unwrap()
}

async fn codes(client: &Client, count: usize) -> Vec<String> {
    let mut codes = Vec::new();
    for at in 0..count {
        let name = format!("flow {at}");
        let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, name);
        codes.push(create.send(client).await.unwrap().qr_code.qr_code_id.clone());
    }
    codes
}

#[test]
fn killed_and_resumed_cancellations_are_all_done_despite_faults() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let sandbox = runtime.block_on(sandbox_with_faults());
    let endpoint = sandbox.endpoint();
    let credential = Credential::new(seed::SECRET_ID, seed::SECRET_KEY);
    let client = Client::builder().credential(credential).endpoint(&endpoint);
    let client = client.rate_limiter(Unlimited).build().unwrap();
    let codes = runtime.block_on(codes(&client, lines_and_kills().0));

    let input = lines(codes.iter().map(|id| json!({ "QrCodeId": id })));
    let batch = Batch::new(&endpoint, CANCEL, &input).with(&["--rate", "100000"]);
    ends(&kill_and_resume(&batch), 0, "");
    let results = batch.results("out.jsonl");
    assert_eq!(results.len(), codes.len());
    // A code that an earlier run cancelled without a response counts as done.
    assert!(results.values().all(|result| result["ok"] == true));
    assert!(!batch.path("out.jsonl.unknown.jsonl").exists());
    sandbox.clear_faults();
    for code in codes {
        let again = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), code);
        let refused = runtime.block_on(async { again.send(&client).await }).unwrap_err();
        assert_eq!(refused.code().unwrap().as_str(), "OperationDenied.QrInvalid");
    }
}

/// Creates, and then resets the connection of one call of fifty.
fn creating_with_faults(before: u32, request: &serde_json::Value) -> Option<serde_json::Value> {
    service::creating(before, request).filter(|_| fastrand::u32(0..50) > 0)
}

#[test]
fn killed_and_resumed_creations_are_never_sent_twice() {
    let (lines, _) = lines_and_kills();
    let service = Service::start(Duration::from_millis(15), creating_with_faults);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(lines));
    let batch = batch.with(&["--rate", "500"]);
    let ended = kill_and_resume(&batch);
    let (done, unknown) = (batch.results("out.jsonl"), batch.results("out.jsonl.unknown.jsonl"));
    ends(&ended, if unknown.is_empty() { 0 } else { 4 }, "");
    assert_eq!(done.len() + unknown.len(), lines);
    assert!(unknown.keys().all(|line| !done.contains_key(line)));
    assert!(unknown.len() < lines / 2, "{} are unknown", unknown.len());

    let seen = service.seen();
    assert_eq!(seen.values().max(), Some(&1), "something was created twice");
    for line in done.keys() {
        assert!(seen.contains_key(&format!("flow {}", line - 1)), "line {line} was never sent");
    }
    for result in unknown.values() {
        assert_eq!(result["error"]["outcome"], "unknown");
    }
}
