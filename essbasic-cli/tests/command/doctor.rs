//! `essbasic doctor`.

use essbasic_test_support::nginx::Nginx;
use serde_json::Value;

use super::support::{Sandbox, answering, call, cancel_request, command, ends};

fn report(output: &std::process::Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn report_has_credentials_destination_and_clock() {
    let sandbox = Sandbox::start();
    let healthy = call(&sandbox.endpoint, &["doctor"]);
    ends(&healthy, 0, "");
    let healthy = report(&healthy);
    assert_eq!(healthy["service"], "reachable, accepts the credentials");
    assert!(healthy["clock_behind_service_s"].as_i64().unwrap().abs() <= 2);
    assert!(healthy["credential"].as_str().unwrap().contains("TENCENTCLOUD_SECRET_ID"));
    assert!(healthy["destination"].as_str().unwrap().starts_with(&sandbox.endpoint));
}

#[test]
fn problem_has_the_exit_code_of_a_call() {
    let sandbox = Sandbox::start();
    let wrong = command(&sandbox.endpoint, &["doctor"])
        .env("TENCENTCLOUD_SECRET_KEY", "WrongKeyThatIsNobodys")
        .output()
        .unwrap();
    ends(&wrong, 3, "AuthFailure.SignatureFailure");
    assert!(report(&wrong)["service"].as_str().unwrap().contains("rejects the credentials"));
    let half = command(&sandbox.endpoint, &["doctor"])
        .env_remove("TENCENTCLOUD_SECRET_KEY")
        .output()
        .unwrap();
    ends(&half, 3, "but TENCENTCLOUD_SECRET_KEY is not");
    ends(&call("http://127.0.0.1:1", &["doctor"]), 5, "not sent");
    ends(&call("http://127.0.0.1:1", &["doctor", "--offline"]), 0, "");
}

#[test]
fn text_is_a_checklist_in_the_language_of_the_reader() {
    let sandbox = Sandbox::start();
    let text = |language: &str, key: Option<&str>| {
        let mut doctor = command(&sandbox.endpoint, &["doctor", "--output", "text"]);
        doctor.env("ESSBASIC_LANG", language);
        if let Some(key) = key {
            doctor.env("TENCENTCLOUD_SECRET_KEY", key);
        }
        String::from_utf8(doctor.output().unwrap().stdout).unwrap()
    };
    let healthy = text("en", None);
    let marks: Vec<_> = healthy.lines().filter(|it| it.starts_with("ok ")).collect();
    assert_eq!(marks.len(), 5, "{healthy}");
    assert!(healthy.lines().all(|line| line.len() <= 80), "{healthy}");
    assert!(!healthy.contains('_') || healthy.contains("TENCENTCLOUD_"), "{healthy}");
    assert!(text("zh-CN", None).contains("正常   时钟           比服务慢"));
    let wrong = text("en", Some("WrongKeyThatIsNobodys"));
    assert!(
        wrong.contains("\nFAULT  service        reachable, rejects the credentials"),
        "{wrong}"
    );
}

#[test]
fn network_options_apply_as_in_a_call() {
    let proxy = answering("200 OK", r#"{"Response":{"RequestId":"by-the-proxy"}}"#);
    let doctor = ["doctor", "--proxy", &proxy];
    let healthy = call("http://127.0.0.1:1", &doctor);
    ends(&healthy, 0, "");
    assert_eq!(report(&healthy)["service"], "reachable, accepts the credentials");
    ends(&call("http://127.0.0.1:1", &["doctor", "--ca-file", "/dev/null"]), 2, "not PEM");
}

#[test]
#[ignore = "needs nginx"]
fn doctor_and_calls_agree_through_nginx() {
    let sandbox = Sandbox::start();
    let nginx = Nginx::start(&sandbox.endpoint);
    let file = std::env::temp_dir().join(format!("essbasic-doctor-{}.pem", std::process::id()));
    std::fs::write(&file, &nginx.authority).unwrap();
    let authority = file.to_str().unwrap();
    let healthy = call(&nginx.endpoint(), &["doctor", "--ca-file", authority]);
    ends(&healthy, 0, "");
    assert_eq!(report(&healthy)["service"], "reachable, accepts the credentials");
    let request = cancel_request("yDwFakeQrCode0000000000000000001");
    let cancel = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request];
    let cancelled = call(&nginx.endpoint(), &[&cancel[..], &["--ca-file", authority]].concat());
    // The sandbox verified the signature and has no such code.
    ends(&cancelled, 1, "InvalidParameter.DataNotFound");
    std::fs::remove_file(file).unwrap();
}

#[test]
fn a_clock_that_is_reported_as_a_fault_is_not_success() {
    let body =
        r#"{"Response":{"Error":{"Code":"MissingParameter","Message":"m"},"RequestId":"r"}}"#;
    let endpoint = answering("200 OK\r\nDate: Mon, 30 Nov 2020 10:00:00 GMT", body);
    let wrong = call(&endpoint, &["doctor"]);
    ends(&wrong, 1, "too far off");
    assert!(report(&wrong)["clock"].is_string());
}

#[test]
fn a_service_that_fails_every_call_is_a_problem() {
    for code in ["InternalError.DbRead", "UnauthorizedOperation", "RequestLimitExceeded"] {
        let body = format!(r#"{{"Response":{{"Error":{{"Code":"{code}"}},"RequestId":"r"}}}}"#);
        let failing = call(&answering("200 OK", body), &["doctor"]);
        assert_ne!(failing.status.code(), Some(0), "{code}");
        let service = report(&failing)["service"].as_str().unwrap().to_owned();
        assert_eq!(service, format!("reachable, but calls fail: {code}"));
    }
}
