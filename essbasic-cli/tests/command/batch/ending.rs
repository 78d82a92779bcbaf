//! Every way in which a run can end before its end: clearly, and to be gone on with.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::service::{self, Service};
use super::{Batch, CANCEL, CREATE, cancellations, creations, ends};

#[test]
fn without_a_connection_nothing_is_lost() {
    let batch = Batch::new("http://127.0.0.1:1", CREATE, &creations(30)).with(&["--retries", "0"]);
    let stopped = batch.run();
    ends(&stopped, 5, "the same command goes on with the 30 that are left");
    assert!(batch.results("out.jsonl").is_empty());
    // Nothing was sent, and the journal knows.
    ends(&batch.run(), 5, "nothing was sent");
    assert!(!batch.path("out.jsonl.unknown.jsonl").exists());
}

#[test]
fn a_credential_that_is_refused_stops_all_of_it() {
    let refuse = |_, _: &Value| Some(service::refusal("AuthFailure.SecretIdNotFound"));
    let service = Service::start(Duration::ZERO, refuse);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(100));
    ends(&batch.run(), 3, "AuthFailure.SecretIdNotFound");
    assert!(service.seen().len() < 20);
    assert!(batch.results("out.jsonl").is_empty());
}

#[test]
fn a_creation_without_an_answer_is_unknown_and_stays_so() {
    let service = Service::start(Duration::ZERO, |_, request| match request["FlowName"].as_str() {
        Some("flow 1") => None,
        _ => service::creating(0, request),
    });
    let batch = Batch::new(&service.endpoint, CREATE, &creations(3));
    ends(&batch.run(), 4, "of 1 nobody knows");
    ends(&batch.run(), 4, "of 1 nobody knows");
    assert_eq!(batch.results("out.jsonl").len(), 2);
    let unknown = batch.results("out.jsonl.unknown.jsonl");
    assert_eq!(unknown.keys().copied().collect::<Vec<_>>(), [2]);
    assert_eq!(unknown[&2]["error"]["outcome"], "unknown");
    assert_eq!(service.seen()["flow 1"], 1);
}

#[test]
fn a_cancellation_without_an_answer_is_sent_again_by_the_next_run() {
    let service = Service::start(Duration::ZERO, |before, request| match before {
        0 => None,
        _ => service::cancelling(before, request),
    });
    let batch = Batch::new(&service.endpoint, CANCEL, &cancellations(3)).with(&["--retries", "0"]);
    ends(&batch.run(), 4, "3 were not answered");
    assert!(batch.results("out.jsonl").is_empty());
    ends(&batch.run(), 0, "");
    assert!(batch.results("out.jsonl").values().all(|result| result["ok"] == true));
}

#[test]
fn a_service_that_has_stopped_answering_is_left_alone() {
    let service = Service::start(Duration::ZERO, |_, _| None);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(200)).with(&["--rate", "1000"]);
    ends(&batch.run(), 4, "stopped answering");
    assert!(service.seen().len() <= 20, "{}", service.seen().len());
}

#[test]
fn with_on_error_stop_a_line_that_fails_ends_it_and_the_same_command_goes_on_behind_it() {
    let slowly = Duration::from_millis(50);
    let service = Service::start(slowly, |_, request| match request["FlowName"].as_str() {
        Some("flow 20") => Some(service::refusal("OperationDenied.NoFlowPermission")),
        Some("flow 30") => None,
        _ => service::creating(0, request),
    });
    // The eleventh line is no JSON.
    let input = creations(40).replace("{\"FlowName\":\"flow 10\"", "{\"FlowName\":nonsense");
    let batch = Batch::new(&service.endpoint, CREATE, &input);
    let batch = batch.with(&["--on-error", "stop", "--rate", "1000", "--concurrency", "4"]);

    let stopped = batch.run();
    ends(
        &stopped,
        1,
        "line 11: not JSON: expected ident at line 1 column 14; nothing more was sent",
    );
    let results = batch.results("out.jsonl");
    assert!(results.len() <= 14 && results[&11]["ok"] == false, "{}", results.len());
    assert_eq!(service.seen().len(), results.len() - 1, "each that was sent has its answer");
    let left = 40 - results.len();
    ends(&stopped, 1, &format!("the same command goes on with the {left} that are left"));

    ends(&batch.run(), 1, "line 21: OperationDenied.NoFlowPermission; nothing more was sent");
    ends(&batch.run(), 4, "line 31: unknown: ");
    // Nothing is left that could stop it, and what has failed is not forgotten.
    ends(&batch.run(), 4, "of 1 nobody knows");
    let (results, unknown) = (batch.results("out.jsonl"), batch.results("out.jsonl.unknown.jsonl"));
    assert_eq!((results.len(), unknown.len()), (39, 1));
    assert_eq!(service.seen().values().max(), Some(&1));
}

#[test]
fn unless_told_otherwise_a_line_that_fails_stops_no_other() {
    let service = Service::start(Duration::ZERO, service::cancelling);
    let input = format!("nonsense\n{}", cancellations(30));
    let batch = Batch::new(&service.endpoint, CANCEL, &input).with(&["--on-error", "go-on"]);
    ends(&batch.run(), 1, "1 were refused");
    assert_eq!(service.seen().len(), 30);
    // What was begun going on may be gone on with otherwise.
    ends(&batch.with(&["--on-error", "stop"]).run(), 2, "cannot be used multiple times");
}

#[cfg(unix)]
#[test]
fn ctrl_c_waits_for_what_is_on_its_way_and_can_be_gone_on_with() {
    let service = Service::start(Duration::from_millis(100), service::creating);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(60));
    let process = batch.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while service.seen().is_empty() {
        thread::sleep(Duration::from_millis(5));
    }
    thread::sleep(Duration::from_millis(300));
    Command::new("kill").args(["-INT", &process.id().to_string()]).status().unwrap();
    let interrupted = process.wait_with_output().unwrap();
    ends(&interrupted, 130, "interrupted");
    let done = batch.results("out.jsonl").len();
    assert!(done > 0 && done < 60, "{done}");
    assert_eq!(service.seen().len(), done, "each that was sent has its answer");
    ends(&batch.run(), 0, "");
    assert_eq!(batch.results("out.jsonl").len(), 60);
    assert_eq!(service.seen().values().max(), Some(&1));
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_ends_clearly_and_can_be_gone_on_with() {
    let service = Service::start(Duration::ZERO, service::creating);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(40)).with(&["--rate", "1000"]);
    // A file of this process may have so many blocks and no more, as if the disk were full.
    let limited = |blocks: u32| {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let mut shell = Command::new("sh");
        let command = batch.command();
        shell.args(["-c", &script]).arg(command.get_program()).args(command.get_args());
        shell.env_clear().current_dir(batch.folder.path()).stdin(Stdio::null());
        shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        shell.output().unwrap()
    };
    ends(&limited(0), 5, "nothing was sent: the journal");
    assert!(service.seen().is_empty());
    ends(&limited(8), 5, "the results cannot be written");
    let before = batch.results("out.jsonl").len();
    assert!(before > 0 && before < 40, "{before}");

    let ended = batch.run();
    let (done, unknown) = (batch.results("out.jsonl"), batch.results("out.jsonl.unknown.jsonl"));
    ends(&ended, if unknown.is_empty() { 0 } else { 4 }, "");
    assert_eq!(done.len() + unknown.len(), 40);
    assert_eq!(service.seen().values().max(), Some(&1), "something was created twice");
}

#[test]
fn a_reader_who_has_gone_away_changes_nothing() {
    let service = Service::start(Duration::ZERO, service::cancelling);
    let batch = Batch::new(&service.endpoint, CANCEL, &cancellations(3));
    let mut process =
        batch.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop((process.stdout.take(), process.stderr.take()));
    assert_eq!(process.wait().unwrap().code(), Some(0));
    assert_eq!(batch.results("out.jsonl").len(), 3);
}

#[test]
fn two_at_once_do_not_write_one_output() {
    let service = Service::start(Duration::from_millis(300), service::creating);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(30));
    let mut first = batch.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while !batch.path("out.jsonl.journal").exists() {
        thread::sleep(Duration::from_millis(5));
    }
    ends(&batch.run(), 2, "another process is writing it");
    first.kill().unwrap();
    first.wait().unwrap();
}

#[test]
fn half_a_line_that_a_crash_left_is_no_result() {
    let service = Service::start(Duration::ZERO, service::cancelling);
    let batch = Batch::new(&service.endpoint, CANCEL, &cancellations(3));
    ends(&batch.run(), 0, "");
    let whole = fs::read_to_string(batch.path("out.jsonl")).unwrap();
    fs::write(batch.path("out.jsonl"), &whole[..whole.len() - 9]).unwrap();
    ends(&batch.run(), 0, "");
    assert_eq!(batch.results("out.jsonl").len(), 3);
}

#[test]
fn results_that_were_taken_away_do_not_make_anything_twice() {
    let service = Service::start(Duration::ZERO, service::creating);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(3));
    ends(&batch.run(), 0, "");
    ends(&batch.run(), 0, "");
    fs::remove_file(batch.path("out.jsonl")).unwrap();
    ends(&batch.run(), 4, "of 3 nobody knows");
    assert_eq!(service.seen().values().max(), Some(&1));
}

#[test]
fn what_is_wrong_with_the_client_is_told_before_a_file_is_made() {
    let batch = Batch::new("ftp://user:NobodysPassword@example.invalid", CREATE, &creations(3));
    let refused = batch.run();
    ends(&refused, 2, "the endpoint");
    assert!(!String::from_utf8_lossy(&refused.stderr).contains("NobodysPassword"));
    assert_eq!(fs::read_dir(batch.folder.path()).unwrap().count(), 1);
}

#[test]
fn what_is_refused_for_now_waits_and_is_made_once() {
    let service = Service::start(Duration::ZERO, |before, request| match before {
        0 => Some(service::refusal("RequestLimitExceeded")),
        _ => service::creating(before, request),
    });
    let batch = Batch::new(&service.endpoint, CREATE, &creations(8));
    let mut first = batch.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while service.seen().len() < 8 {
        thread::sleep(Duration::from_millis(5));
    }
    thread::sleep(Duration::from_millis(250));
    // All of them were refused, and wait: nothing is unknown about that.
    first.kill().unwrap();
    first.wait().unwrap();
    ends(&batch.run(), 0, "");
    assert_eq!(batch.results("out.jsonl").len(), 8);
}
