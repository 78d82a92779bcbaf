//! How results and errors are printed: formats, filters, and what is on which stream.

use std::process::Stdio;

use essbasic_sandbox::seed;
use serde_json::Value;

use super::support::{Sandbox, call, cancel, cancel_request, command, ends};

const NOBODY: &str = "http://127.0.0.1:1";

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
fn an_answer_is_json_in_a_pipe_and_lines_or_rows_when_asked_for() {
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
fn a_filter_picks_and_a_picked_text_is_bare() {
    let sandbox = Sandbox::start();
    let filter = ["--filter", "QrCode.QrCodeId", "--output", "text"];
    let picked = create(&sandbox.endpoint, &filter);
    ends(&picked, 0, "");
    assert_eq!(String::from_utf8(picked.stdout).unwrap().trim_end().len(), 32);
    ends(&create(NOBODY, &["--filter", "QrCode["]), 2, "--filter");
    let late = create(&sandbox.endpoint, &["--filter", "abs(RequestId)"]);
    ends(&late, 2, "stands whole on standard output");
    serde_json::from_slice::<Value>(&late.stdout).unwrap();
    let names = call("", &["actions", "--filter", "actions[].name | length(@)"]);
    let count = essbasic::CATALOGUE.len().to_string();
    assert_eq!(String::from_utf8(names.stdout).unwrap().trim_end(), count);
}

#[test]
fn the_format_may_stand_before_the_command() {
    let request = cancel_request("x");
    let arguments = ["--output", "json", "call", "ChannelCancelMultiFlowSignQRCode", "--json"];
    let refused = call(NOBODY, &[&arguments[..], &[&request]].concat());
    let error: Value = serde_json::from_slice(&refused.stderr).unwrap();
    assert_eq!(error["kind"], "invalid");
}

#[test]
fn a_command_line_that_cannot_be_read_is_json_too() {
    let mistyped = call(NOBODY, &["call", "X", "--output", "json", "--dry-rum"]);
    ends(&mistyped, 2, "");
    let error: Value = serde_json::from_slice(&mistyped.stderr).unwrap();
    assert_eq!(error["kind"], "usage");
    assert!(error["hint"].as_str().unwrap().contains("--dry-run"), "{error}");
}

#[test]
fn in_text_a_message_does_not_repeat_what_is_secret() {
    // The service repeats a mobile number in its message.
    let bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 120\r\nConnection: close\r\n\r\n{\"Response\":{\"Error\":{\"Code\":\"InvalidParameter\",\"Message\":\"13000000001 is no number of yours\"},\"RequestId\":\"request-one\"}}";
    let endpoint = super::support::answering(bytes);
    let refused = create(&endpoint, &["--set", "Restrictions.0.Mobile=13000000001"]);
    ends(&refused, 1, "InvalidParameter: *** is no number of yours (request request-one)");
}

#[test]
fn mistyped_members_and_values_are_told_what_was_meant() {
    let told = |argument: &str, hint: &str| {
        ends(&create(NOBODY, &["--set", argument]), 2, hint);
    };
    told("MaxFlowNun=3", "did you mean `MaxFlowNum`?");
    told("ForbidPersonalMultipleSign=yes", "did you mean `true`?");
    told("Restrictions.0.IdCardType=ID_CRAD", "did you mean `ID_CARD`?");
    let json = r#"{"QrCodeID": "x"}"#;
    ends(&cancel(NOBODY, json), 2, "did you mean `QrCodeId`?");
}

#[test]
fn a_file_becomes_a_member_in_base64() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("contract.pdf");
    std::fs::write(&path, b"%PDF-none").unwrap();
    let file = format!("FileInfos.0.FileBody={}", path.display());
    let upload = ["call", "UploadFiles", "--dry-run", "--unchecked", "--file", &file];
    let told = call(NOBODY, &upload);
    ends(&told, 0, "");
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(told["body"]["FileInfos"][0]["FileBody"], "***", "it is somebody's");
    let raw = ["call", "UploadThings", "--version", "2021-05-26", "--dry-run", "--file", &file];
    let told: Value = serde_json::from_slice(&call(NOBODY, &raw).stdout).unwrap();
    assert_eq!(told["body"]["FileInfos"][0]["FileBody"], "JVBERi1ub25l");
    let missing = ["call", "UploadFiles", "--file", "FileInfos.0.FileBody=/nonexistent"];
    ends(&call(NOBODY, &missing), 2, "cannot read /nonexistent");
    ends(&call(NOBODY, &["call", "UploadFiles", "--file", "x"]), 2, "write PATH=FILE");
}

/// Commands that print, and need nobody.
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
fn a_reader_who_has_gone_away_is_no_failure_of_any_command() {
    for arguments in PRINTING {
        let mut command = command(NOBODY, arguments);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(process.stdout.take());
        let ended = process.wait_with_output().unwrap();
        assert!(ended.stderr.is_empty(), "{arguments:?}: {ended:?}");
        ends(&ended, 0, "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_is_said_to_be_where_standard_output_goes() {
    for arguments in PRINTING.into_iter().filter(|arguments| !arguments.contains(&"--help")) {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = command(NOBODY, arguments);
        let ended = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap();
        ends(&ended.wait_with_output().unwrap(), 1, "cannot write to standard output");
    }
}
