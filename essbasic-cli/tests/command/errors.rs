//! Errors: messages and exit codes.

use essbasic_sandbox::seed;
use serde_json::{Value, json};

use super::support::{Sandbox, answering, call, cancel, cancel_request, command, ends};

#[test]
fn invalid_arguments_are_reported_before_sending() {
    let closed = "http://127.0.0.1:1";
    let set =
        |argument| call(closed, &["call", "ChannelCancelMultiFlowSignQRCode", "--set", argument]);
    let unknown = call(closed, &["call", "ChannelCancelMultiFlowSignQrCode"]);
    ends(&unknown, 2, "did you mean `ChannelCancelMultiFlowSignQRCode`?");
    ends(&cancel(closed, "{\"QrCodeId\": "), 2, "--json: not JSON");
    ends(&cancel(closed, "[]"), 2, "the request must be a JSON object");
    ends(&cancel(closed, "{}"), 2, "Agent is required; QrCodeId is required");
    ends(&cancel(closed, r#"{"QrCodeID": "x"}"#), 2, "QrCodeID is not a field of");
    ends(&cancel(closed, &cancel_request(&"y".repeat(31))), 5, "exactly 32 characters, not 31");
    ends(&set("QrCodeId"), 2, "write PATH=VALUE");
    ends(&set("QrCodeld=x"), 2, "did you mean `QrCodeId`?");
    ends(&set("Agent.ProxyOperator=x"), 2, "the value must be object");
    ends(&set("QrCodeId.0=x"), 2, "QrCodeId has no fields");
    let create = ["call", "ChannelCreateMultiFlowSignQRCode", "--set"];
    ends(&call(closed, &[&create[..], &["MaxFlowNum=many"]].concat()), 2, "must be int64");
    ends(&call(closed, &[&create[..], &["Restrictions.1.Name=x"]].concat()), 2, "before 1");
    ends(&call(closed, &[&create[..], &["Restrictions=x"]].concat()), 2, "it is a list");
}

#[test]
fn failure_to_get_a_response_has_its_exit_code() {
    let request = cancel_request(seed::QR_CODE);
    ends(&cancel("http://127.0.0.1:1", &request), 5, "not sent");
    let html = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>";
    ends(&cancel(&answering(html), &request), 4, "502");
    let empty = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    ends(&cancel(&answering(empty), &request), 6, "the response is empty");
    ends(&cancel("not an address", &request), 2, "the endpoint");

    let unexpected = b"HTTP/1.1 200 OK\r\nContent-Length: 54\r\nConnection: close\r\n\r\n{\"Response\":{\"QrCode\":7,\"SignUrls\":0,\"RequestId\":\"r\"}}";
    let create = json!({"TemplateId": seed::TEMPLATE, "FlowName": "x", "Agent": {"AppId": "a", "ProxyOrganizationOpenId": "o", "ProxyOperator": {"OpenId": "p"}}});
    let create = create.to_string();
    let create = ["call", "ChannelCreateMultiFlowSignQRCode", "--json", &create];
    ends(
        &call(&answering(unexpected), &create),
        6,
        "QrCode must be object; SignUrls must be object (request r)",
    );
}

#[test]
fn missing_or_wrong_credentials_exit_with_3() {
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request];
    let without =
        |name| command("http://127.0.0.1:1", &arguments).env_remove(name).output().unwrap();
    ends(&without("TENCENTCLOUD_SECRET_ID"), 3, "but TENCENTCLOUD_SECRET_ID is not");
    let sandbox = Sandbox::start();
    let wrong = command(&sandbox.endpoint, &arguments)
        .env("TENCENTCLOUD_SECRET_KEY", "WrongKeyThatIsNobodys")
        .output()
        .unwrap();
    ends(&wrong, 3, "AuthFailure.SignatureFailure");
    assert!(!String::from_utf8_lossy(&wrong.stderr).contains("WrongKeyThatIsNobodys"));
}

#[test]
fn error_is_one_json_object_with_output_json() {
    let sandbox = Sandbox::start();
    let request = cancel_request(&"y".repeat(32));
    let arguments =
        ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request, "--output", "json"];
    let rejected = call(&sandbox.endpoint, &arguments);
    let error: Value = serde_json::from_slice(&rejected.stderr).unwrap();
    assert_eq!(error["code"], "InvalidParameter.DataNotFound");
    assert_eq!((&error["kind"], &error["outcome"]), (&json!("service"), &json!("refused")));
    assert_eq!(error["request_id"].as_str().unwrap().len(), 36);
    assert_eq!(error["http_status"], 200);
}

#[test]
fn invalid_callback_settings_are_reported_with_their_options() {
    let sandbox = ["sandbox", "--listen", "127.0.0.1:0", "--callback", "https://127.0.0.1:1/"];
    ends(&call("", &sandbox), 2, "correct --callback");
}
