//! `essbasic call`: what is sent, and what comes back.

use std::io::Write;
use std::process::Stdio;

use essbasic_sandbox::seed;
use serde_json::Value;

use super::support::{Sandbox, call, cancel, cancel_request, command, ends};

#[test]
fn a_code_is_cancelled_and_then_refused() {
    let sandbox = Sandbox::start();
    let done = cancel(&sandbox.endpoint, &cancel_request(seed::QR_CODE));
    ends(&done, 0, "");
    let answer: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(answer.as_object().unwrap().keys().collect::<Vec<_>>(), ["RequestId"]);

    let refused = cancel(&sandbox.endpoint, &cancel_request(seed::QR_CODE));
    ends(&refused, 1, "OperationDenied.QrInvalid: 签署二维码不可用，请检查后重试。");
    assert!(refused.stdout.is_empty());
}

#[test]
fn a_proxy_does_not_come_between_this_machine_and_itself() {
    let sandbox = Sandbox::start();
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request];
    let done = command(&sandbox.endpoint, &arguments)
        .env("HTTP_PROXY", "http://127.0.0.1:1")
        .env("http_proxy", "http://127.0.0.1:1")
        .output()
        .unwrap();
    ends(&done, 0, "");
}

#[test]
fn members_are_set_one_by_one_with_the_schemas_types() {
    let sandbox = Sandbox::start();
    let done = call(
        &sandbox.endpoint,
        &[
            "call",
            "ChannelCreateMultiFlowSignQRCode",
            "--set",
            &format!("Agent.AppId={}", seed::APPLICATION),
            "--set",
            "Agent.ProxyOrganizationOpenId=org_dianziqian",
            "--set",
            "Agent.ProxyOperator.OpenId=n9527",
            "--set",
            &format!("TemplateId={}", seed::TEMPLATE),
            "--set",
            "FlowName=123",
            "--set",
            "MaxFlowNum=3",
            "--set",
            "ForbidPersonalMultipleSign=true",
            "--set",
            "Restrictions.0.Mobile=13000000000",
        ],
    );
    ends(&done, 0, "");
    let answer: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(answer["QrCode"]["QrCodeId"].as_str().unwrap().len(), 32);
}

#[test]
fn a_request_comes_from_a_file_or_from_standard_input() {
    let sandbox = Sandbox::start();
    let path = std::env::temp_dir().join(format!("essbasic-{}.json", std::process::id()));
    std::fs::write(&path, cancel_request(seed::QR_CODE)).unwrap();
    ends(&cancel(&sandbox.endpoint, &format!("@{}", path.display())), 0, "");
    std::fs::remove_file(&path).unwrap();
    ends(&cancel(&sandbox.endpoint, &format!("@{}", path.display())), 2, "cannot read");

    let mut child =
        command(&sandbox.endpoint, &["call", "ChannelCancelMultiFlowSignQRCode", "--json", "-"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
    child.stdin.take().unwrap().write_all(cancel_request(seed::QR_CODE).as_bytes()).unwrap();
    ends(&child.wait_with_output().unwrap(), 1, "OperationDenied.QrInvalid");
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_not_taken_for_a_refusal() {
    let sandbox = Sandbox::start();
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request];
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = command(&sandbox.endpoint, &arguments);
    let ended = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output();
    ends(&ended.unwrap(), 6, "the service acted");

    let mut reader_gone = super::support::command(&sandbox.endpoint, &["schema"]);
    let mut process = reader_gone.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(process.stdout.take());
    ends(&process.wait_with_output().unwrap(), 0, "");
}
