//! Runs that stop early, and resuming them.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::super::support::in_shell;
use super::service::{self, Service};
use super::{Batch, CANCEL, CREATE, cancellations, creations, ends};

#[test]
fn without_a_connection_nothing_counts_as_sent() {
    let batch = Batch::new("http://127.0.0.1:1", CREATE, &creations(30)).with(&["--retries", "0"]);
    let stopped = batch.run();
    ends(&stopped, 5, "run the same command again for the 30 remaining requests");
    assert!(batch.results("out.jsonl").is_empty());
    ends(&batch.run(), 5, "not sent");
    assert!(!batch.path("out.jsonl.unknown.jsonl").exists());
}

#[test]
fn rejected_credentials_stop_the_batch() {
    let refuse = |_, _: &Value| Some(service::rejection("AuthFailure.SecretIdNotFound"));
    let service = Service::start(Duration::ZERO, refuse);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(100));
    ends(&batch.run(), 3, "AuthFailure.SecretIdNotFound");
    assert!(service.seen().len() < 20);
    assert!(batch.results("out.jsonl").is_empty());
}

#[test]
fn create_without_a_response_is_unknown_and_never_sent_again() {
    let service = Service::start(Duration::ZERO, |_, request| match request["FlowName"].as_str() {
        Some("flow 1") => None,
        _ => service::creating(0, request),
    });
    let batch = Batch::new(&service.endpoint, CREATE, &creations(3));
    ends(&batch.run(), 4, "1 requests have an unknown outcome");
    ends(&batch.run(), 4, "1 requests have an unknown outcome");
    assert_eq!(batch.results("out.jsonl").len(), 2);
    let unknown = batch.results("out.jsonl.unknown.jsonl");
    assert_eq!(unknown.keys().copied().collect::<Vec<_>>(), [2]);
    assert_eq!(unknown[&2]["error"]["outcome"], "unknown");
    assert_eq!(service.seen()["flow 1"], 1);
}

#[test]
fn idempotent_request_without_a_response_is_sent_again_by_the_next_run() {
    let service = Service::start(Duration::ZERO, |before, request| match before {
        0 => None,
        _ => service::cancelling(before, request),
    });
    let batch = Batch::new(&service.endpoint, CANCEL, &cancellations(3)).with(&["--retries", "0"]);
    ends(&batch.run(), 4, "3 requests got no response");
    assert!(batch.results("out.jsonl").is_empty());
    ends(&batch.run(), 0, "");
    assert!(batch.results("out.jsonl").values().all(|result| result["ok"] == true));
}

#[test]
fn unresponsive_service_stops_the_batch() {
    let service = Service::start(Duration::ZERO, |_, _| None);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(200)).with(&["--rate", "1000"]);
    ends(&batch.run(), 4, "has stopped responding");
    assert!(service.seen().len() <= 20, "{}", service.seen().len());
}

#[test]
fn on_error_stop_stops_at_a_failed_line_and_the_same_command_resumes_after_it() {
    let slowly = Duration::from_millis(50);
    let service = Service::start(slowly, |_, request| match request["FlowName"].as_str() {
        Some("flow 20") => Some(service::rejection("OperationDenied.NoFlowPermission")),
        Some("flow 30") => None,
        _ => service::creating(0, request),
    });
    // Line 11 is not JSON.
    let input = creations(40).replace("{\"FlowName\":\"flow 10\"", "{\"FlowName\":nonsense");
    let batch = Batch::new(&service.endpoint, CREATE, &input);
    let batch = batch.with(&["--on-error", "stop", "--rate", "1000", "--concurrency", "4"]);

    let stopped = batch.run();
    ends(
        &stopped,
        1,
        "line 11: not JSON: expected ident at line 1 column 14; the batch was stopped",
    );
    let results = batch.results("out.jsonl");
    assert!(results.len() <= 14 && results[&11]["ok"] == false, "{}", results.len());
    assert_eq!(service.seen().len(), results.len() - 1, "every request that was sent has a result");
    let left = 40 - results.len();
    ends(&stopped, 1, &format!("run the same command again for the {left} remaining requests"));

    ends(&batch.run(), 1, "line 21: OperationDenied.NoFlowPermission; the batch was stopped");
    ends(&batch.run(), 4, "line 31: unknown outcome: ");
    // No other line fails, and earlier failures still count.
    ends(&batch.run(), 4, "1 requests have an unknown outcome");
    let (results, unknown) = (batch.results("out.jsonl"), batch.results("out.jsonl.unknown.jsonl"));
    assert_eq!((results.len(), unknown.len()), (39, 1));
    assert_eq!(service.seen().values().max(), Some(&1));
}

#[test]
fn by_default_a_failed_line_does_not_stop_the_batch() {
    let service = Service::start(Duration::ZERO, service::cancelling);
    let input = format!("nonsense\n{}", cancellations(30));
    let batch = Batch::new(&service.endpoint, CANCEL, &input).with(&["--on-error", "go-on"]);
    ends(&batch.run(), 1, "1 requests were rejected");
    assert_eq!(service.seen().len(), 30);
    ends(&batch.with(&["--on-error", "stop"]).run(), 2, "cannot be used multiple times");
}

#[cfg(unix)]
#[test]
fn ctrl_c_waits_for_calls_in_progress_and_the_batch_can_be_resumed() {
    let service = Service::start(Duration::from_millis(100), service::creating);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(60));
    let process = batch.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // More than are in progress at once, so that some are done.
    service.wait_for(20);
    Command::new("kill").args(["-INT", &process.id().to_string()]).status().unwrap();
    let interrupted = process.wait_with_output().unwrap();
    ends(&interrupted, 130, "interrupted");
    let done = batch.results("out.jsonl").len();
    assert!(done > 0 && done < 60, "{done}");
    assert_eq!(service.seen().len(), done, "every request that was sent has a result");
    ends(&batch.run(), 0, "");
    assert_eq!(batch.results("out.jsonl").len(), 60);
    assert_eq!(service.seen().values().max(), Some(&1));
}

#[cfg(unix)]
#[test]
fn full_disk_stops_the_batch_and_it_can_be_resumed() {
    let service = Service::start(Duration::ZERO, service::creating);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(40)).with(&["--rate", "1000"]);
    // Limits the size of files, in blocks, as if the disk were full.
    let limited = |blocks: u32| {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        in_shell(&batch.command(), &script).output().unwrap()
    };
    ends(&limited(0), 5, "not sent: cannot write the journal");
    assert!(service.seen().is_empty());
    let full = limited(8);
    ends(&full, 6, "cannot write the results");
    let before = batch.results("out.jsonl").len();
    assert!(before > 0 && before < 40, "{before}");
    // Results of executed requests are printed in full, since they are recorded nowhere else.
    let printed = String::from_utf8(full.stderr).unwrap();
    let printed: Vec<_> = printed.lines().filter(|line| line.starts_with('{')).collect();
    assert!(!printed.is_empty());
    for line in &printed {
        let result: Value = serde_json::from_str(line).unwrap();
        assert_eq!(result["response"]["QrCode"]["QrCodeId"], "q", "{line}");
        assert_eq!(result["response"]["RequestId"], "request", "{line}");
    }
    let summary: Value = serde_json::from_slice(&full.stdout).unwrap();
    assert_eq!(summary["done"], before + printed.len());
    // Appended to the output, it counts as done.
    let mut output = fs::read_to_string(batch.path("out.jsonl")).unwrap();
    output.extend(printed.iter().flat_map(|line| [*line, "\n"]));
    fs::write(batch.path("out.jsonl"), output).unwrap();

    let ended = batch.run();
    let (done, unknown) = (batch.results("out.jsonl"), batch.results("out.jsonl.unknown.jsonl"));
    ends(&ended, if unknown.is_empty() { 0 } else { 4 }, "");
    assert_eq!(done.len() + unknown.len(), 40);
    assert_eq!(service.seen().values().max(), Some(&1), "something was created twice");
}

#[cfg(unix)]
#[test]
fn results_that_would_go_to_a_removed_output_are_printed_and_the_batch_stops() {
    for name in ["out.jsonl", "out.jsonl.journal"] {
        let service = Service::start(Duration::from_secs(1), service::creating);
        let batch = Batch::new(&service.endpoint, CREATE, &creations(20));
        let batch = batch.with(&["--rate", "1000", "--concurrency", "2"]);
        let process =
            batch.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        service.wait_for(2);
        fs::remove_file(batch.path(name)).unwrap();
        let ended = process.wait_with_output().unwrap();
        ends(&ended, if name == "out.jsonl" { 6 } else { 5 }, "was removed or replaced");
        let printed = String::from_utf8(ended.stderr).unwrap();
        let printed = printed.lines().filter(|line| line.contains("\"QrCodeId\":\"q\"")).count();
        let sent = service.seen().len();
        assert_eq!(printed + batch.results("out.jsonl").len(), sent, "every request has a result");
        assert!(sent < 20, "{sent}");
    }
}

#[cfg(unix)]
#[test]
fn interrupt_after_the_last_call_was_sent_does_not_make_it_a_failure() {
    let service = Service::start(Duration::from_millis(200), service::creating);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(3)).with(&["--rate", "1000"]);
    let process = batch.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    service.wait_for(3);
    Command::new("kill").args(["-INT", &process.id().to_string()]).status().unwrap();
    let ended = process.wait_with_output().unwrap();
    ends(&ended, 0, "");
    let summary: Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!((&summary["done"], &summary["left"]), (&3.into(), &0.into()));
}

#[cfg(unix)]
#[test]
fn calls_that_a_second_interrupt_abandons_have_an_unknown_outcome() {
    let service = Service::start(Duration::from_secs(600), service::creating);
    let mut batch = Batch::new(&service.endpoint, CREATE, &creations(3)).with(&["--rate", "1000"]);
    batch.arguments.splice(0..0, ["--output", "json"].map(str::to_owned));
    let mut command = batch.command();
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    service.wait_for(3);
    let id = process.id().to_string();
    let interrupt =
        || assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    interrupt();
    // It says that it waits for the calls.
    let (mut errors, mut line) = (BufReader::new(process.stderr.take().unwrap()), String::new());
    errors.read_line(&mut line).unwrap();
    interrupt();
    let ended = process.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(130), "{line}");
    let error: Value = serde_json::from_reader(errors).unwrap();
    assert_eq!(error["outcome"], "unknown", "{error}");
    assert!(error["message"].as_str().unwrap().contains("up to 3 calls"), "{error}");
    ends(&batch.run(), 4, "3 requests have an unknown outcome");
    assert_eq!(service.seen().values().max(), Some(&1));
}

#[test]
fn executed_request_with_an_unexpected_response_counts_as_unknown_and_keeps_the_response() {
    let service = Service::start(Duration::ZERO, |_, request| {
        let mut response = service::creating(0, request)?;
        response["SignUrls"] = 7.into();
        Some(response)
    });
    let batch = Batch::new(&service.endpoint, CREATE, &creations(1));
    for _ in 0..2 {
        let ended = batch.run();
        ends(&ended, 4, "1 requests have an unknown outcome");
        let summary: Value = serde_json::from_slice(&ended.stdout).unwrap();
        assert_eq!((&summary["refused"], &summary["unknown"]), (&0.into(), &1.into()));
    }
    let result = &batch.results("out.jsonl.unknown.jsonl")[&1];
    assert_eq!(result["error"]["outcome"], "unknown");
    assert_eq!(result["error"]["response"]["QrCode"]["QrCodeId"], "q");
    assert_eq!(service.seen().values().max(), Some(&1));
}

#[test]
fn closed_output_does_not_affect_the_batch() {
    let service = Service::start(Duration::ZERO, service::cancelling);
    let batch = Batch::new(&service.endpoint, CANCEL, &cancellations(3));
    let mut process =
        batch.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop((process.stdout.take(), process.stderr.take()));
    assert_eq!(process.wait().unwrap().code(), Some(0));
    assert_eq!(batch.results("out.jsonl").len(), 3);
}

#[test]
fn output_is_locked_against_a_second_process() {
    let service = Service::start(Duration::from_millis(300), service::creating);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(30));
    let mut first = batch.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    service.wait_for(1);
    ends(&batch.run(), 2, "another process is writing to it");
    first.kill().unwrap();
    first.wait().unwrap();
}

#[test]
fn incomplete_last_line_of_the_output_is_discarded() {
    let service = Service::start(Duration::ZERO, service::cancelling);
    let batch = Batch::new(&service.endpoint, CANCEL, &cancellations(3));
    ends(&batch.run(), 0, "");
    let complete = fs::read_to_string(batch.path("out.jsonl")).unwrap();
    fs::write(batch.path("out.jsonl"), &complete[..complete.len() - 9]).unwrap();
    ends(&batch.run(), 0, "");
    assert_eq!(batch.results("out.jsonl").len(), 3);
}

#[test]
fn deleted_results_do_not_cause_a_second_create() {
    let service = Service::start(Duration::ZERO, service::creating);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(3));
    ends(&batch.run(), 0, "");
    ends(&batch.run(), 0, "");
    fs::remove_file(batch.path("out.jsonl")).unwrap();
    ends(&batch.run(), 4, "3 requests have an unknown outcome");
    assert_eq!(service.seen().values().max(), Some(&1));
}

#[test]
fn invalid_settings_are_reported_before_a_file_is_created() {
    let batch = Batch::new("ftp://user:NobodysPassword@example.invalid", CREATE, &creations(3));
    let refused = batch.run();
    ends(&refused, 2, "the endpoint");
    assert!(!String::from_utf8_lossy(&refused.stderr).contains("NobodysPassword"));
    assert_eq!(fs::read_dir(batch.folder.path()).unwrap().count(), 1);
}

#[test]
fn throttled_create_is_retried_and_executed_once() {
    let service = Service::start(Duration::ZERO, |before, request| match before {
        0 => Some(service::rejection("RequestLimitExceeded")),
        _ => service::creating(before, request),
    });
    let batch = Batch::new(&service.endpoint, CREATE, &creations(8));
    let mut first = batch.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    service.wait_for(8);
    let is_not_sent = |mark: &&str| mark.starts_with('-');
    let journal = || fs::read_to_string(batch.path("out.jsonl.journal")).unwrap();
    while journal().lines().filter(is_not_sent).count() < 8 {
        thread::sleep(Duration::from_millis(5));
    }
    // All were throttled and wait for a retry, so that none is unknown.
    first.kill().unwrap();
    first.wait().unwrap();
    ends(&batch.run(), 0, "");
    assert_eq!(batch.results("out.jsonl").len(), 8);
}

#[test]
fn last_result_without_a_line_break_is_kept() {
    let service = Service::start(Duration::ZERO, service::creating);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(3));
    ends(&batch.run(), 0, "");
    let complete = fs::read_to_string(batch.path("out.jsonl")).unwrap();
    // As an editor that strips it, or a disk that filled up, leaves it.
    fs::write(batch.path("out.jsonl"), complete.trim_end()).unwrap();
    ends(&batch.run(), 0, "");
    assert_eq!(fs::read_to_string(batch.path("out.jsonl")).unwrap(), complete);
    assert_eq!(service.seen().values().max(), Some(&1));
}

#[test]
fn unknown_outcomes_of_another_input_are_not_taken_for_those_of_this_one() {
    let service = Service::start(Duration::ZERO, |_, _| None);
    let batch = Batch::new(&service.endpoint, CREATE, &creations(2)).with(&["--retries", "0"]);
    ends(&batch.run(), 4, "");
    for name in ["out.jsonl", "out.jsonl.journal"] {
        fs::remove_file(batch.path(name)).unwrap();
    }
    fs::write(batch.path("in.jsonl"), creations(5)).unwrap();
    ends(&batch.run(), 2, "out.jsonl.unknown.jsonl: the file exists and has no journal");
}

#[test]
fn input_that_changes_while_it_is_sent_is_never_success() {
    let service = Service::start(Duration::from_millis(500), service::creating);
    // Longer than what is read at once.
    let padding = " ".repeat(100_000);
    let lines = creations(3).replace("{\"", &format!("{{{padding}\""));
    let batch = Batch::new(&service.endpoint, CREATE, &lines).with(&["--concurrency", "1"]);
    let mut process = batch.command();
    let process = process.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    service.wait_for(1);
    fs::write(batch.path("in.jsonl"), lines.replace("flow 2", "other") + &creations(1)).unwrap();
    ends(&process.wait_with_output().unwrap(), 5, "the input has changed while it was read");
}
