//! Output: formats, filters and streams.

use std::process::Stdio;

use essbasic_sandbox::seed;
use serde_json::{Value, json};

use super::support::{Sandbox, call, cancel, cancel_request, command, ends};

const CLOSED: &str = "http://127.0.0.1:1";

fn create(endpoint: &str, more: &[&str]) -> std::process::Output {
    let agent = format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR);
    let template = format!("TemplateId={}", seed::TEMPLATE);
    let arguments = [
        "call",
        "ChannelCreateMultiFlowSignQRCode",
        "--agent",
        &agent,
        "--set",
        &template,
        "--set",
        "FlowName=x",
    ];
    call(endpoint, &[&arguments[..], more].concat())
}

#[test]
fn response_is_json_in_a_pipe_and_text_or_a_table_on_request() {
    let sandbox = Sandbox::start();
    let json = create(&sandbox.endpoint, &[]);
    ends(&json, 0, "");
    serde_json::from_slice::<Value>(&json.stdout).unwrap();
    let text = create(&sandbox.endpoint, &["--output", "text"]);
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.starts_with("QrCode\n  QrCodeId "), "{text}");
    assert!(text.lines().last().unwrap().starts_with("RequestId  "), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
    let table = create(&sandbox.endpoint, &["--output", "table"]);
    let table = String::from_utf8(table.stdout).unwrap();
    assert!(table.lines().any(|line| line.trim_start().starts_with("QrCode.QrCodeId ")), "{table}");
}

#[test]
fn filter_selects_a_value_and_prints_a_string_without_quotes() {
    let sandbox = Sandbox::start();
    let filter = ["--filter", "QrCode.QrCodeId", "--output", "text"];
    let picked = create(&sandbox.endpoint, &filter);
    ends(&picked, 0, "");
    assert_eq!(String::from_utf8(picked.stdout).unwrap().trim_end().len(), 32);
    ends(&create(CLOSED, &["--filter", "QrCode["]), 2, "--filter");
    let failed = create(&sandbox.endpoint, &["--filter", "abs(RequestId)"]);
    // The code was created: the error must not say that nothing was sent.
    ends(&failed, 6, "response: {");
    serde_json::from_slice::<Value>(&failed.stdout).unwrap();
    let failed = create(&sandbox.endpoint, &["--filter", "abs(RequestId)", "--output", "json"]);
    let error: Value = serde_json::from_slice(&failed.stderr).unwrap();
    assert_eq!(error["outcome"], "unknown");
    assert!(error["response"]["QrCode"]["QrCodeId"].is_string(), "{error}");
    let names = call("", &["actions", "--filter", "actions[].name | length(@)"]);
    let count = essbasic::CATALOGUE.len().to_string();
    assert_eq!(String::from_utf8(names.stdout).unwrap().trim_end(), count);
}

#[test]
fn format_can_precede_the_command() {
    let request = cancel_request("x");
    let arguments = ["--output", "json", "call", "ChannelCancelMultiFlowSignQRCode", "--json"];
    let rejected = call(CLOSED, &[&arguments[..], &[&request]].concat());
    let error: Value = serde_json::from_slice(&rejected.stderr).unwrap();
    assert_eq!(error["kind"], "invalid");
}

#[test]
fn usage_error_is_json_with_output_json() {
    let misspelled = call(CLOSED, &["call", "X", "--output", "json", "--dry-rum"]);
    ends(&misspelled, 2, "");
    let error: Value = serde_json::from_slice(&misspelled.stderr).unwrap();
    assert_eq!(error["kind"], "usage");
    assert!(error["hint"].as_str().unwrap().contains("--dry-run"), "{error}");
}

#[test]
fn text_error_redacts_secret_fields_that_the_service_repeats() {
    let message = "13000000001 is no number of yours";
    let error = json!({"Code": "InvalidParameter", "Message": message});
    let response = json!({"Response": {"Error": error, "RequestId": "request-one"}});
    let endpoint = super::support::answering("200 OK", response.to_string());
    let rejected = create(&endpoint, &["--set", "Restrictions.0.Mobile=13000000001"]);
    ends(&rejected, 1, "InvalidParameter: *** is no number of yours (request request-one)");
}

#[test]
fn misspelled_fields_and_values_get_a_suggestion() {
    let suggests = |argument: &str, hint: &str| {
        ends(&create(CLOSED, &["--set", argument]), 2, hint);
    };
    suggests("MaxFlowNun=3", "did you mean `MaxFlowNum`?");
    suggests("ForbidPersonalMultipleSign=yes", "did you mean `true`?");
    suggests("Restrictions.0.IdCardType=ID_CRAD", "did you mean `ID_CARD`?");
    let json = r#"{"QrCodeID": "x"}"#;
    ends(&cancel(CLOSED, json), 2, "did you mean `QrCodeId`?");
}

#[test]
fn file_option_sets_a_field_to_base64() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("contract.pdf");
    std::fs::write(&path, b"%PDF-none").unwrap();
    let file = format!("FileInfos.0.FileBody={}", path.display());
    let upload = ["call", "UploadFiles", "--dry-run", "--unchecked", "--file", &file];
    let report = call(CLOSED, &upload);
    ends(&report, 0, "");
    let report: Value = serde_json::from_slice(&report.stdout).unwrap();
    assert_eq!(report["body"]["FileInfos"][0]["FileBody"], "***", "files are secret");
    let raw = ["call", "UploadThings", "--version", "2021-05-26", "--dry-run", "--file", &file];
    let report: Value = serde_json::from_slice(&call(CLOSED, &raw).stdout).unwrap();
    assert_eq!(report["body"]["FileInfos"][0]["FileBody"], "JVBERi1ub25l");
    let missing = ["call", "UploadFiles", "--file", "FileInfos.0.FileBody=/nonexistent"];
    ends(&call(CLOSED, &missing), 2, "cannot read /nonexistent");
    ends(&call(CLOSED, &["call", "UploadFiles", "--file", "x"]), 2, "write PATH=FILE");
}

#[test]
fn a_filter_that_is_deeply_nested_does_not_cost_the_response() {
    let sandbox = Sandbox::start();
    for (filter, printed) in [
        ("!".repeat(2046) + "@", "true"),
        ("@".to_owned() + &"||@".repeat(650), "QrCodeId"),
        ("QrCode".to_owned() + &".a".repeat(1000), "null"),
        ("@".to_owned() + &"[]".repeat(1000), "null"),
        ("(".repeat(1000) + "@" + &")".repeat(1000), "QrCodeId"),
        ("{a:".repeat(500) + "@" + &"}".repeat(500), "QrCodeId"),
    ] {
        let created = create(&sandbox.endpoint, &["--filter", &filter]);
        ends(&created, 0, "");
        let stdout = String::from_utf8(created.stdout).unwrap();
        assert!(stdout.contains(printed), "{filter}");
    }
    ends(&create(CLOSED, &["--filter", &"!".repeat(5000)]), 2, "longer than 2048 bytes");
}

/// Commands that print without a service.
const PRINTING: [&[&str]; 8] = [
    &["schema"],
    &["actions"],
    &["describe", "UploadFiles"],
    &["skeleton", "UploadFiles", "--full"],
    &["completions", "bash"],
    &["man"],
    &["call", "--help"],
    &["__complete", "essbasic", "describe", ""],
];

#[test]
fn closed_pipe_is_not_an_error() {
    for arguments in PRINTING {
        let mut command = command(CLOSED, arguments);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(process.stdout.take());
        let output = process.wait_with_output().unwrap();
        assert!(output.stderr.is_empty(), "{arguments:?}: {output:?}");
        ends(&output, 0, "");
    }
}

/// Commands whose exit code says what they found, with the code. The URL and the token are fake.
const FINDING: [(&[&str], i32); 5] = [
    (&["callback", "verify", "body.json", "--signature", "sha256=00"], 1),
    (&["callback", "open", "body.json", "--signature", "sha256=00"], 1),
    (&["callback", "trigger", "FlowStatusChange", "--to", CLOSED], 1),
    (&["callback", "probe", CLOSED], 1),
    (&["doctor"], 5),
];

#[test]
fn closed_pipe_does_not_hide_what_a_command_found() {
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("body.json"), "{\"MsgId\":\"x\"}").unwrap();
    let examples = r#"{"DescribeTemplates":[{"input":"{\"X\":1}"}]}"#;
    std::fs::write(folder.path().join("examples.json"), examples).unwrap();
    for (arguments, code) in FINDING.into_iter().chain([(&["replay", "examples.json"][..], 1)]) {
        let mut command = command(CLOSED, arguments);
        command.current_dir(folder.path()).env("ESSBASIC_CALLBACK_TOKEN", "obviously-fake-token");
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(process.stdout.take());
        ends(&process.wait_with_output().unwrap(), code, "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn full_disk_is_reported_for_standard_output() {
    for arguments in PRINTING.into_iter().filter(|arguments| !arguments.contains(&"--help")) {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = command(CLOSED, arguments);
        let process = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap();
        ends(&process.wait_with_output().unwrap(), 1, "cannot write to standard output");
    }
}

/// A response with a name that is longer than all others together, and one whose objects have nothing in common.
fn sparse_responses() -> [Value; 2] {
    let short = (0..2000).map(|it| (format!("F{it}"), 1.into()));
    let mut long: serde_json::Map<_, _> = short.collect();
    long.insert("N".repeat(100_000), 1.into());
    let objects: Vec<_> = (0..2000).map(|it| serde_json::json!({ format!("F{it}"): 1 })).collect();
    [long.into(), serde_json::json!({ "FlowInfo": objects })]
}

#[test]
fn output_is_not_much_larger_than_the_response() {
    for mut response in sparse_responses() {
        response["RequestId"] = "r".into();
        let body = serde_json::json!({ "Response": response }).to_string();
        let endpoint = super::support::answering("200 OK", body.clone());
        for format in ["text", "table"] {
            let flow = format!("FlowIds.0={}", "y".repeat(32));
            let read = ["call", "DescribeFlowDetailInfo", "--agent", "app/org/op", "--set", &flow];
            let printed = call(&endpoint, &[&read[..], &["--output", format]].concat());
            ends(&printed, 0, "");
            let (printed, read) = (printed.stdout.len(), body.len());
            assert!(printed < 16 * read, "{printed} bytes as {format} of {read}");
        }
    }
}
