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
    ends(&cancel(&answering("502 Bad Gateway", "<html>"), &request), 4, "502");
    ends(&cancel(&answering("200 OK", ""), &request), 6, "the response is empty");
    ends(&cancel("not an address", &request), 2, "the endpoint");
}

#[test]
fn response_that_cannot_be_decoded_is_shown_with_its_outcome() {
    let code = json!({"QrCodeId": 7, "QrCodeUrl": "made", "ExpiredTime": 1, "WeixinQrCodeUrl": ""});
    let fields = json!({"QrCode": code, "SignUrls": 0, "RequestId": "r"});
    let endpoint = answering("200 OK", json!({ "Response": fields }).to_string());
    let agent = format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR);
    let create = ["call", "ChannelCreateMultiFlowSignQRCode", "--agent", &agent];
    let create =
        [&create[..], &["--set", "TemplateId=t", "--set", "FlowName=x", "--unchecked"]].concat();
    let text = call(&endpoint, &create);
    ends(&text, 6, "QrCode.QrCodeId must be string; SignUrls must be object (request r)");
    ends(&text, 6, "\"QrCodeUrl\":\"made\"");
    let error = call(&endpoint, &[&create[..], &["--output", "json"]].concat());
    let error: Value = serde_json::from_slice(&error.stderr).unwrap();
    assert_eq!((&error["outcome"], &error["response"]), (&json!("unknown"), &fields));
    assert_eq!((&error["kind"], &error["request_id"]), (&json!("decode"), &json!("r")));
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
