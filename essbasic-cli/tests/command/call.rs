//! `essbasic call`.

use std::io::Write;
use std::process::Stdio;

use essbasic_sandbox::seed;
use serde_json::Value;

use super::support::{Sandbox, call, cancel, cancel_request, command, ends};

#[test]
fn cancelling_a_code_twice_is_rejected_with_qr_invalid() {
    let sandbox = Sandbox::start();
    let done = cancel(&sandbox.endpoint, &cancel_request(seed::QR_CODE));
    ends(&done, 0, "");
    let response: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(response.as_object().unwrap().keys().collect::<Vec<_>>(), ["RequestId"]);

    let rejected = cancel(&sandbox.endpoint, &cancel_request(seed::QR_CODE));
    ends(&rejected, 1, "OperationDenied.QrInvalid: 签署二维码不可用，请检查后重试。");
    assert!(rejected.stdout.is_empty());
}

#[test]
fn a_local_endpoint_is_called_without_the_systems_proxy() {
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
fn set_converts_values_to_the_types_of_the_schema() {
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
    let response: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(response["QrCode"]["QrCodeId"].as_str().unwrap().len(), 32);
}

#[test]
fn request_is_read_from_a_file_or_standard_input() {
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
fn unwritable_response_exits_with_6_and_a_closed_pipe_with_0_unless_something_was_created() {
    let sandbox = Sandbox::start();
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request];
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = command(&sandbox.endpoint, &arguments);
    let output = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output();
    let output = output.unwrap();
    ends(&output, 6, "the service executed the action");
    ends(&output, 6, "response: {\"RequestId\":\"");

    // The ID of what was created is printed although standard output is closed.
    let template = format!("TemplateId={}", seed::TEMPLATE);
    let agent = format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR);
    let create = ["call", "ChannelCreateMultiFlowSignQRCode", "--set", &template, "--set"];
    let create = [&create[..], &["FlowName=x", "--agent", &agent]].concat();
    let mut created = super::support::command(&sandbox.endpoint, &create);
    let mut process = created.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(process.stdout.take());
    ends(&process.wait_with_output().unwrap(), 6, "\"QrCodeId\":\"");

    let mut closed_pipe = super::support::command(&sandbox.endpoint, &["schema"]);
    let mut process = closed_pipe.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(process.stdout.take());
    ends(&process.wait_with_output().unwrap(), 0, "");
}

#[test]
fn local_endpoint_without_credentials_gets_a_hint_with_the_sandboxs_pair() {
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request];
    let without_credentials = |endpoint: &str| {
        let mut command = command(endpoint, &arguments);
        command.env_remove("TENCENTCLOUD_SECRET_ID").env_remove("TENCENTCLOUD_SECRET_KEY");
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(3));
        String::from_utf8(output.stderr).unwrap()
    };
    let pair = format!(
        "TENCENTCLOUD_SECRET_ID={} and TENCENTCLOUD_SECRET_KEY={}",
        seed::SECRET_ID,
        seed::SECRET_KEY
    );
    let local = without_credentials("http://localhost:1");
    assert!(local.contains(&pair), "{local}");
    let remote = without_credentials("https://essbasic.invalid");
    assert!(!remote.contains(seed::SECRET_KEY), "{remote}");
}
