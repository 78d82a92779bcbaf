//! Validation of a batch's input and options.

use std::fs;
use std::time::Duration;

use serde_json::json;

use super::service::{self, Service};
use super::{Batch, CANCEL, CREATE, cancellations, ends};

const CLOSED: &str = "http://127.0.0.1:1";

#[test]
fn mistakes_are_reported_before_sending() {
    let plain = |more: &[&str]| Batch::new(CLOSED, CANCEL, "").with(more).run();
    ends(&plain(&["--concurrency", "0"]), 2, "--concurrency");
    ends(&plain(&["--csv", "x", "--template", "{}"]), 2, "cannot be used with");
    let without = super::command(CLOSED, &["batch", CANCEL, "--output", "/tmp/never"]).output();
    ends(&without.unwrap(), 2, "--input");

    let batch = Batch::new(CLOSED, CANCEL, "");
    fs::remove_file(batch.path("in.jsonl")).unwrap();
    ends(&batch.run(), 2, "cannot read in.jsonl");
    fs::create_dir(batch.path("in.jsonl")).unwrap();
    ends(&batch.run(), 2, "not a regular file");

    let batch = Batch::new(CLOSED, CANCEL, "{}\n");
    fs::write(batch.path("out.jsonl"), "another file\n").unwrap();
    ends(&batch.run(), 2, "the file exists and has no journal");
    assert_eq!(fs::read_to_string(batch.path("out.jsonl")).unwrap(), "another file\n");

    let unset = Batch::new(CLOSED, CANCEL, "{}\n");
    ends(
        &unset.command().env_remove("TENCENTCLOUD_SECRET_ID").output().unwrap(),
        3,
        "but TENCENTCLOUD_SECRET_ID is not",
    );
}

#[test]
fn template_must_be_an_object_of_existing_columns() {
    let fails = |template: &str, message: &str| {
        let batch = Batch::new(CLOSED, CREATE, "");
        fs::write(batch.path("rows.csv"), "name,most\na,3\n").unwrap();
        let arguments =
            ["batch", CREATE, "--csv", "rows.csv", "--template", template, "--output", "o"];
        let output = super::command(CLOSED, &arguments).current_dir(batch.folder.path()).output();
        ends(&output.unwrap(), 2, message);
    };
    fails(r#"{"FlowName": "{{nam}}"}"#, "did you mean `name`?");
    fails(r#"{"FlowName": "{{name"}"#, "a `{{` has no `}}`");
    fails("[]", "the request must be a JSON object");
}

#[test]
fn batch_is_not_resumed_with_another_input_environment_or_options() {
    let service = Service::start(Duration::ZERO, service::cancelling);
    let batch = Batch::new(&service.endpoint, CANCEL, &cancellations(3));
    ends(&batch.run(), 0, "");
    fs::write(batch.path("in.jsonl"), cancellations(4)).unwrap();
    ends(&batch.run(), 2, "the input has changed");
    fs::write(batch.path("in.jsonl"), cancellations(3)).unwrap();
    ends(&batch.run(), 0, "");
    let elsewhere = batch.command().env("ESSBASIC_ENDPOINT", CLOSED).output().unwrap();
    ends(&elsewhere, 2, "another environment");
    ends(
        &batch.with(&["--set", "Agent.AppId=other"]).run(),
        2,
        "have changed since the batch was started",
    );
}

#[test]
fn invalid_line_gets_an_error_and_does_not_affect_others() {
    let service = Service::start(Duration::ZERO, service::cancelling);
    let good = json!({"QrCodeId": "q".repeat(32)});
    let lines = format!("nonsense\n\n{good}\r\n[]\n{{\"QrCodeld\":\"x\"}}\n{{}}");
    let batch = Batch::new(&service.endpoint, CANCEL, &lines);
    ends(&batch.run(), 1, "4 requests were rejected");
    let results = batch.results("out.jsonl");
    assert_eq!(results.keys().copied().collect::<Vec<_>>(), [1, 3, 4, 5, 6]);
    assert_eq!(results[&3]["ok"], true);
    assert!(results[&1]["error"]["message"].as_str().unwrap().starts_with("not JSON"));
    assert_eq!(results[&5]["error"]["hint"], "did you mean `QrCodeId`?");
}
