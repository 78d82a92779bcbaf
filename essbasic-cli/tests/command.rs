//! The command as a script meets it: what it prints, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use essbasic_sandbox::seed;
use serde_json::{Value, json};

/// `essbasic sandbox`, stopped at the end of a test.
struct Sandbox {
    process: Child,
    endpoint: String,
}

impl Sandbox {
    fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_essbasic"))
            .args(["sandbox", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let endpoint = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        Self { process, endpoint }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The command with the sandbox's credential, for an endpoint.
fn command(endpoint: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_essbasic"));
    command
        .args(arguments)
        .env_clear()
        .env("TENCENTCLOUD_SECRET_ID", seed::SECRET_ID)
        .env("TENCENTCLOUD_SECRET_KEY", seed::SECRET_KEY)
        .env("ESSBASIC_ENDPOINT", endpoint)
        .stdin(Stdio::null());
    command
}

fn call(endpoint: &str, arguments: &[&str]) -> Output {
    command(endpoint, arguments).output().unwrap()
}

fn cancel_request(id: &str) -> String {
    json!({
        "QrCodeId": id,
        "Agent": {
            "AppId": seed::APPLICATION,
            "ProxyOrganizationOpenId": seed::ORGANIZATION.0,
            "ProxyOperator": {"OpenId": seed::ORGANIZATION.1},
        },
    })
    .to_string()
}

fn cancel(endpoint: &str, json: &str) -> Output {
    call(endpoint, &["call", "ChannelCancelMultiFlowSignQRCode", "--json", json])
}

fn ends(output: &Output, code: i32, stderr: &str) {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{errors}");
    assert!(errors.contains(stderr), "`{stderr}` is not in: {errors}");
    assert!(!errors.contains(seed::SECRET_KEY), "{errors}");
}

/// An address that answers every request with these bytes.
fn answering(bytes: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let _ = stream.read(&mut [0; 8192]);
            let _ = stream.write_all(bytes);
        }
    });
    format!("http://{address}")
}

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

#[test]
fn each_mistake_in_what_was_typed_is_told_before_anything_is_sent() {
    let nobody = "http://127.0.0.1:1";
    let set =
        |argument| call(nobody, &["call", "ChannelCancelMultiFlowSignQRCode", "--set", argument]);
    let unknown = call(nobody, &["call", "ChannelCancelMultiFlowSignQrCode"]);
    ends(&unknown, 2, "did you mean `ChannelCancelMultiFlowSignQRCode`?");
    ends(&cancel(nobody, "{\"QrCodeId\": "), 2, "--json: not JSON");
    ends(&cancel(nobody, "[]"), 2, "a request is a JSON object");
    ends(&cancel(nobody, "{}"), 2, "Agent is required; QrCodeId is required");
    ends(&cancel(nobody, r#"{"QrCodeID": "x"}"#), 2, "QrCodeID is not a member");
    ends(&cancel(nobody, &cancel_request(&"y".repeat(31))), 5, "exactly 32 characters, not 31");
    ends(&set("QrCodeId"), 2, "write PATH=VALUE");
    ends(&set("QrCodeld=x"), 2, "did you mean `QrCodeId`?");
    ends(&set("Agent.ProxyOperator=x"), 2, "the value must be object");
    ends(&set("QrCodeId.0=x"), 2, "QrCodeId has no members");
    let create = ["call", "ChannelCreateMultiFlowSignQRCode", "--set"];
    ends(&call(nobody, &[&create[..], &["MaxFlowNum=many"]].concat()), 2, "must be int64");
    ends(&call(nobody, &[&create[..], &["Restrictions.1.Name=x"]].concat()), 2, "before 1");
    ends(&call(nobody, &[&create[..], &["Restrictions=x"]].concat()), 2, "it is a list");
}

#[test]
fn each_way_to_get_no_answer_has_its_exit_code() {
    let request = cancel_request(seed::QR_CODE);
    ends(&cancel("http://127.0.0.1:1", &request), 5, "nothing was sent");
    let html = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>";
    ends(&cancel(&answering(html), &request), 4, "502");
    let empty = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    ends(&cancel(&answering(empty), &request), 6, "the answer is empty");
    ends(&cancel("not an address", &request), 2, "the endpoint");

    let strange = b"HTTP/1.1 200 OK\r\nContent-Length: 54\r\nConnection: close\r\n\r\n{\"Response\":{\"QrCode\":7,\"SignUrls\":0,\"RequestId\":\"r\"}}";
    let create = json!({"TemplateId": seed::TEMPLATE, "FlowName": "x", "Agent": {"AppId": "a", "ProxyOrganizationOpenId": "o", "ProxyOperator": {"OpenId": "p"}}});
    let create = create.to_string();
    let create = ["call", "ChannelCreateMultiFlowSignQRCode", "--json", &create];
    ends(
        &call(&answering(strange), &create),
        6,
        "QrCode must be object; SignUrls must be object (request r)",
    );
}

#[test]
fn a_credential_that_is_missing_or_wrong_ends_with_3() {
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request];
    let without =
        |name| command("http://127.0.0.1:1", &arguments).env_remove(name).output().unwrap();
    ends(&without("TENCENTCLOUD_SECRET_ID"), 3, "TENCENTCLOUD_SECRET_ID is not set");
    let sandbox = Sandbox::start();
    let wrong = command(&sandbox.endpoint, &arguments)
        .env("TENCENTCLOUD_SECRET_KEY", "WrongKeyThatIsNobodys")
        .output()
        .unwrap();
    ends(&wrong, 3, "AuthFailure.SignatureFailure");
    assert!(!String::from_utf8_lossy(&wrong.stderr).contains("WrongKeyThatIsNobodys"));
}

#[test]
fn an_error_is_one_json_object_when_asked_for() {
    let sandbox = Sandbox::start();
    let request = cancel_request(&"y".repeat(32));
    let arguments =
        ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request, "--output", "json"];
    let refused = call(&sandbox.endpoint, &arguments);
    let error: Value = serde_json::from_slice(&refused.stderr).unwrap();
    assert_eq!(error["code"], "InvalidParameter.DataNotFound");
    assert_eq!((&error["kind"], &error["outcome"]), (&json!("service"), &json!("refused")));
    assert_eq!(error["request_id"].as_str().unwrap().len(), 36);
    assert_eq!(error["http_status"], 200);
}

#[test]
fn a_signature_is_printed_stage_by_stage() {
    let sign = |signed_headers, timestamp| {
        call(
            "",
            &[
                "sign",
                "--action",
                "DescribeInstances",
                "--host",
                "cvm.tencentcloudapi.com",
                "--timestamp",
                timestamp,
                "--service",
                "cvm",
                "--signed-headers",
                signed_headers,
                "--body",
                "{}",
            ],
        )
    };
    let done = sign("content-type;host", "1551113065");
    ends(&done, 0, "");
    let stages: Value = serde_json::from_slice(&done.stdout).unwrap();
    let string = stages["string_to_sign"].as_str().unwrap();
    assert!(string.starts_with("TC3-HMAC-SHA256\n1551113065\n2019-02-25/cvm/tc3_request\n"));
    let signature = stages["signature"].as_str().unwrap();
    assert!(stages["authorization"].as_str().unwrap().ends_with(signature));
    ends(&sign("content-type;hots", "1551113065"), 2, "did you mean `host`?");
    ends(&sign("host", "-1"), 2, "is the clock set?");
}

#[test]
fn every_action_is_listed_described_and_has_a_skeleton() {
    let listed = call("", &["actions", "--output", "json"]);
    ends(&listed, 0, "");
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let actions = listed["actions"].as_array().unwrap();
    assert_eq!(actions.len(), essbasic::CATALOGUE.len());
    for action in actions {
        let name = action["name"].as_str().unwrap();
        let page = call("", &["describe", name]);
        ends(&page, 0, "");
        let page = String::from_utf8(page.stdout).unwrap();
        assert!(page.starts_with(name), "{page}");
        let wide = page.lines().find(|line| line.chars().count() > 80 && !line.contains("://"));
        assert_eq!(wide, None, "{name}");
        let skeleton = call("", &["skeleton", name]);
        ends(&skeleton, 0, "");
        serde_json::from_slice::<Value>(&skeleton.stdout).unwrap();
    }
}

#[test]
fn an_action_is_found_by_what_it_is_about() {
    let found = |words: &[&str]| {
        let output = call("", &[&["actions", "--output", "json"], words].concat());
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        let names = found["actions"].as_array().unwrap().iter();
        names.map(|action| action["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(&["取消一码多签签署码"]), ["ChannelCancelMultiFlowSignQRCode"]);
    assert_eq!(found(&["OperationDenied.QrInvalid"]), ["ChannelCancelMultiFlowSignQRCode"]);
    let nothing = call("", &["actions", "unheard-of"]);
    ends(&nothing, 2, "no action is about `unheard-of`");
    ends(&call("", &["describe", "ChannelCancelFlows"]), 2, "did you mean `ChannelCancelFlow`?");
}

#[test]
fn the_schema_ends_where_a_struct_contains_itself() {
    let output = call("", &["schema"]);
    ends(&output, 0, "");
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(schema["actions"].as_array().unwrap().len(), essbasic::CATALOGUE.len());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains(r#"{"fields":null,"type":"Permission"}"#));
}

#[test]
fn examples_that_are_not_the_same_afterwards_are_named() {
    let path = std::env::temp_dir().join(format!("essbasic-examples-{}.json", std::process::id()));
    let file = path.display().to_string();
    let cancel = |input: Value, output: Value| json!([{"title": "t", "input": input.to_string(), "output": output.to_string()}]);
    let request = json!({"Agent": {"AppId": "a"}, "QrCodeId": "q"});
    let answer = json!({"Response": {"RequestId": "r"}});
    let good = json!({"ChannelCancelMultiFlowSignQRCode": cancel(request.clone(), answer)});
    std::fs::write(&path, good.to_string()).unwrap();
    let replayed = call("", &["replay", &file]);
    ends(&replayed, 0, "");
    let told: Value = serde_json::from_slice(&replayed.stdout).unwrap();
    assert_eq!(told, json!({"requests": 1, "responses": 1, "errors": 0, "failures": []}));

    let stranger = json!({"Response": {"RequestId": "r", "Surprise": 1}});
    let bad = json!({
        "ChannelCancelMultiFlowSignQRCode": cancel(request, stranger),
        "ChannelUnheardOf": cancel(json!({}), json!({})),
    });
    std::fs::write(&path, bad.to_string()).unwrap();
    let replayed = call("", &["replay", &file]);
    ends(&replayed, 1, "2 differences");
    let told: Value = serde_json::from_slice(&replayed.stdout).unwrap();
    assert_eq!(told["failures"][0]["what"], "Surprise: not the same afterwards");
    std::fs::write(&path, "[]").unwrap();
    ends(&call("", &["replay", &file]), 2, "not shaped like examples");
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn bug_17_secrets_in_the_history_of_commands() {
    let home = std::env::temp_dir().join(format!("essbasic-home-{}", std::process::id()));
    std::fs::create_dir_all(&home).unwrap();
    let sandbox = Sandbox::start();
    let request = cancel_request(seed::QR_CODE);
    let sign = [
        "sign",
        "--action",
        "ChannelCancelMultiFlowSignQRCode",
        "--host",
        "essbasic.tencentcloudapi.com",
        "--timestamp",
        "1795493910",
        "--body",
        &request,
    ];
    let call = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request];
    for arguments in [&call[..], &sign[..]] {
        let output = command(&sandbox.endpoint, arguments).env("HOME", &home).output().unwrap();
        assert!(output.status.success());
        // The sandbox's key is a part of its id, which is no secret and may be shown.
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).replace(seed::SECRET_ID, "");
        assert!(!said.contains(seed::SECRET_KEY), "{said}");
    }
    let left: Vec<_> = std::fs::read_dir(&home).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
    std::fs::remove_dir_all(&home).unwrap();
}
