//! What a batch refuses to begin with, or to go on with.

use std::fs;
use std::time::Duration;

use serde_json::json;

use super::service::{self, Service};
use super::{Batch, CANCEL, CREATE, cancellations, ends};

const NOBODY: &str = "http://127.0.0.1:1";

#[test]
fn each_mistake_is_told_before_anything_is_sent() {
    let plain = |more: &[&str]| Batch::new(NOBODY, CANCEL, "").with(more).run();
    ends(&plain(&["--concurrency", "0"]), 2, "--concurrency");
    ends(&plain(&["--csv", "x", "--template", "{}"]), 2, "cannot be used with");
    let without = super::command(NOBODY, &["batch", CANCEL, "--output", "/tmp/never"]).output();
    ends(&without.unwrap(), 2, "--input");

    let batch = Batch::new(NOBODY, CANCEL, "");
    fs::remove_file(batch.path("in.jsonl")).unwrap();
    ends(&batch.run(), 2, "cannot read in.jsonl");
    fs::create_dir(batch.path("in.jsonl")).unwrap();
    ends(&batch.run(), 2, "it is no file");

    let batch = Batch::new(NOBODY, CANCEL, "{}\n");
    fs::write(batch.path("out.jsonl"), "somebody's\n").unwrap();
    ends(&batch.run(), 2, "it is there already");
    assert_eq!(fs::read_to_string(batch.path("out.jsonl")).unwrap(), "somebody's\n");

    let unset = Batch::new(NOBODY, CANCEL, "{}\n");
    ends(&unset.command().env_remove("TENCENTCLOUD_SECRET_ID").output().unwrap(), 3, "is not set");
}

#[test]
fn a_template_names_columns_that_are_there() {
    let told = |template: &str, message: &str| {
        let batch = Batch::new(NOBODY, CREATE, "");
        fs::write(batch.path("rows.csv"), "name,most\na,3\n").unwrap();
        let arguments =
            ["batch", CREATE, "--csv", "rows.csv", "--template", template, "--output", "o"];
        let output = super::command(NOBODY, &arguments).current_dir(batch.folder.path()).output();
        ends(&output.unwrap(), 2, message);
    };
    told(r#"{"FlowName": "{{nam}}"}"#, "did you mean `name`?");
    told(r#"{"FlowName": "{{name"}"#, "a `{{` has no `}}`");
    told("[]", "a request is a JSON object");
}

#[test]
fn an_input_that_has_changed_is_not_gone_on_with() {
    let service = Service::start(Duration::ZERO, service::cancelling);
    let batch = Batch::new(&service.endpoint, CANCEL, &cancellations(3));
    ends(&batch.run(), 0, "");
    fs::write(batch.path("in.jsonl"), cancellations(4)).unwrap();
    ends(&batch.run(), 2, "the input has changed");
    fs::write(batch.path("in.jsonl"), cancellations(3)).unwrap();
    ends(&batch.run(), 0, "");
    let elsewhere = batch.command().env("ESSBASIC_ENDPOINT", NOBODY).output().unwrap();
    ends(&elsewhere, 2, "another environment");
    ends(&batch.with(&["--set", "Agent.AppId=other"]).run(), 2, "something else");
}

#[test]
fn a_line_that_is_no_request_has_a_result_and_the_others_theirs() {
    let service = Service::start(Duration::ZERO, service::cancelling);
    let good = json!({"QrCodeId": "q".repeat(32)});
    let lines = format!("nonsense\n\n{good}\r\n[]\n{{\"QrCodeld\":\"x\"}}\n{{}}");
    let batch = Batch::new(&service.endpoint, CANCEL, &lines);
    ends(&batch.run(), 1, "4 were refused");
    let results = batch.results("out.jsonl");
    assert_eq!(results.keys().copied().collect::<Vec<_>>(), [1, 3, 4, 5, 6]);
    assert_eq!(results[&3]["ok"], true);
    assert!(results[&1]["error"]["message"].as_str().unwrap().starts_with("not JSON"));
    assert_eq!(results[&5]["error"]["hint"], "did you mean `QrCodeId`?");
}
