//! Killed at random, and resumed: nothing is lost, and nothing is sent twice that must not be.

use std::process::Stdio;
use std::thread;
use std::time::Duration;

use super::service::{self, Service};
use super::{Batch, CANCEL, CREATE, cancellations, creations, ends};

const LINES: usize = 500;
const KILLS: usize = 20;

/// Runs a batch, kills it without warning, and does so again and again.
fn kill_and_resume(batch: &Batch) -> std::process::Output {
    let mut killed = 0;
    for _ in 0..KILLS {
        let mut process =
            batch.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(fastrand::u64(20..300)));
        killed += usize::from(process.try_wait().unwrap().is_none());
        process.kill().unwrap();
        process.wait().unwrap();
    }
    assert!(killed > KILLS / 2, "most of them are still at work when they are killed");
    batch.run()
}

#[test]
fn cancellations_that_are_killed_and_resumed_are_all_done() {
    let service = Service::start(Duration::from_millis(15), service::cancelling);
    let batch = Batch::new(&service.endpoint, CANCEL, &cancellations(LINES));
    let ended = kill_and_resume(&batch);
    ends(&ended, 0, "");
    let results = batch.results("out.jsonl");
    assert_eq!(results.len(), LINES);
    // What an earlier run did without hearing of it is refused now, and done all the same.
    assert!(results.values().all(|result| result["ok"] == true));
    assert_eq!(service.seen().len(), LINES);
    assert!(!batch.path("out.jsonl.unknown.jsonl").exists());
}

#[test]
fn creations_that_are_killed_and_resumed_are_never_sent_twice() {
    let service = Service::start(Duration::from_millis(15), service::creating);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(LINES));
    let ended = kill_and_resume(&batch);
    let (done, unknown) = (batch.results("out.jsonl"), batch.results("out.jsonl.unknown.jsonl"));
    ends(&ended, if unknown.is_empty() { 0 } else { 4 }, "");
    assert_eq!(done.len() + unknown.len(), LINES);
    assert!(unknown.keys().all(|line| !done.contains_key(line)));
    assert!(unknown.len() < LINES / 2, "{} are unknown", unknown.len());

    let seen = service.seen();
    assert_eq!(seen.values().max(), Some(&1), "something was created twice");
    for line in done.keys() {
        assert!(seen.contains_key(&format!("flow {}", line - 1)), "line {line} was never sent");
    }
    for result in unknown.values() {
        assert_eq!(result["error"]["outcome"], "unknown");
    }
}
