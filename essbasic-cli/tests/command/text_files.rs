//! Text files in the encodings that editors, spreadsheets and PowerShell write.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use essbasic_sandbox::seed;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::support::{Sandbox, call, cancel_request, command, ends};

const CANCEL: &str = "ChannelCancelMultiFlowSignQRCode";

/// A text in UTF-8, with and without a byte order mark, and in UTF-16 of both byte orders.
pub(super) fn encodings(text: &str) -> [Vec<u8>; 4] {
    let utf16 = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(to_bytes).collect()
    };
    let marked = format!("\u{feff}{text}").into_bytes();
    [text.as_bytes().to_vec(), marked, utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)]
}

#[test]
fn request_is_read_in_every_encoding() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("request.json");
    let text = format!("{}\r\n", cancel_request("合同😀"));
    for bytes in encodings(&text) {
        fs::write(&path, &bytes).unwrap();
        let file = format!("@{}", path.display());
        let dry_run = ["call", CANCEL, "--dry-run", "--unchecked", "--json"];
        let report = call("http://127.0.0.1:1", &[&dry_run[..], &[&file]].concat());
        ends(&report, 0, "");
        let report: Value = serde_json::from_slice(&report.stdout).unwrap();
        assert_eq!(report["body"]["QrCodeId"], "合同😀");

        let mut command = command("http://127.0.0.1:1", &[&dry_run[..], &["-"]].concat());
        let mut piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        piped.stdin.take().unwrap().write_all(&bytes).unwrap();
        let piped: Value =
            serde_json::from_slice(&piped.wait_with_output().unwrap().stdout).unwrap();
        assert_eq!(piped["body"]["QrCodeId"], "合同😀");
    }
    let gbk = [b"{\"QrCodeId\": \"", &[0xba, 0xcd][..], b"\"}"].concat();
    for (bytes, problem) in [
        (gbk, "request.json: not valid UTF-8 (perhaps GBK): save it as UTF-8"),
        (text.encode_utf16().flat_map(u16::to_le_bytes).collect(), "UTF-16 without a byte order"),
    ] {
        fs::write(&path, bytes).unwrap();
        let file = format!("@{}", path.display());
        ends(&call("http://127.0.0.1:1", &["call", CANCEL, "--json", &file]), 2, problem);
    }
    let twice = r#"{"QrCodeId": "a", "Agent": {"AppId": "b", "AppId": "c"}}"#;
    let twice = call("http://127.0.0.1:1", &["call", CANCEL, "--json", twice]);
    ends(&twice, 2, "--json: the field `AppId` occurs twice");
    for set in [
        "Agent={\"AppId\": \"b\", \"AppId\": \"c\"}",
        "Agent.ProxyOperator={\"OpenId\": \"b\", \"OpenId\": \"c\"}",
    ] {
        let twice = call("http://127.0.0.1:1", &["call", CANCEL, "--set", set]);
        ends(&twice, 2, "Id` occurs twice");
    }
    let raw = ["call", "DescribeZones", "--version", "2017-03-12", "--service", "cvm"];
    let twice = call("http://127.0.0.1:1", &[&raw[..], &["--set", "A={\"B\":1,\"B\":2}"]].concat());
    ends(&twice, 2, "--set A: the field `B` occurs twice");
    for json in ["{\"FlowId\":\"a\",\"FlowId\":\"b\"}", "[{\"FlowId\":\"a\",\"FlowId\":\"b\"}]"] {
        let trigger = ["callback", "trigger", "FlowStatusChange", "--print", "--json", json];
        ends(&call("", &trigger), 2, "--json: the field `FlowId` occurs twice");
    }
}

#[test]
fn configuration_and_keys_are_read_and_changed_in_every_encoding() {
    let sandbox = Sandbox::start();
    let config = "# mine 合同\r\n[default]\r\napplication = \"app\"\r\n";
    let keys = format!(
        "[default]\r\nSECRET_ID = {}\r\nSecret_Key = {}\r\n",
        seed::SECRET_ID,
        seed::SECRET_KEY
    );
    for (config, keys) in encodings(config).into_iter().zip(encodings(&keys)) {
        let home = TempDir::new().unwrap();
        let path = |name: &str| home.path().join(name);
        fs::write(path("config.toml"), config).unwrap();
        fs::write(path("credentials"), keys).unwrap();
        let run = |arguments: &[&str]| {
            let mut command = command(&sandbox.endpoint, arguments);
            command.env("ESSBASIC_CONFIG", path("config.toml"));
            command.env("TENCENTCLOUD_CREDENTIALS_FILE", path("credentials"));
            command.env_remove("TENCENTCLOUD_SECRET_ID").env_remove("TENCENTCLOUD_SECRET_KEY");
            command.output().unwrap()
        };
        // The key that is stored already is found, so that nothing is appended.
        fs::write(path("key"), format!("\u{feff}{}\r\n", seed::SECRET_KEY)).unwrap();
        let key = path("key").display().to_string();
        let pair = ["configure", "--secret-id", seed::SECRET_ID, "--secret-key-file", &key];
        ends(&run(&[&pair[..], &["--language", "en-US"]].concat()), 0, "");
        let written = fs::read_to_string(path("config.toml")).unwrap();
        assert!(written.starts_with("# mine 合同") && written.contains("\"app\""), "{written:?}");
        let other = ["configure", "--secret-id", "AKIDother", "--secret-key-file", &key];
        ends(&run(&other), 2, "already contains another key");
        ends(&run(&[&other[..], &["--replace-key"]].concat()), 0, "");
        let stored = fs::read_to_string(path("credentials")).unwrap();
        let expected =
            format!("[default]\nsecret_id = AKIDother\nsecret_key = {}\n", seed::SECRET_KEY);
        assert_eq!(stored.replace('\r', ""), expected);
    }
}

#[test]
fn profile_of_keys_that_occurs_twice_is_not_changed() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("credentials");
    let text = "[default]\nsecret_id = AKIDa\n[other]\n[default]\nsecret_key = KeyOfNobody\n";
    fs::write(&path, text).unwrap();
    fs::write(home.path().join("key"), "AnotherKeyOfNobody").unwrap();
    let pair = ["configure", "--secret-id", "AKIDb", "--secret-key-file", "key", "--replace-key"];
    let mut command = command("", &pair);
    command.env("TENCENTCLOUD_CREDENTIALS_FILE", &path).env("HOME", home.path());
    ends(&command.current_dir(home.path()).output().unwrap(), 2, "more than once");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn examples_and_certificates_are_read_in_every_encoding() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("file").display().to_string();
    let response = json!({"Response": {"RequestId": "r"}}).to_string();
    let examples = json!({CANCEL: [{"title": "合同", "output": response}]}).to_string();
    for bytes in encodings(&examples) {
        fs::write(&path, bytes).unwrap();
        ends(&call("", &["replay", &path]), 0, "");
        // Not PEM, but read.
        let doctor = ["doctor", "--offline", "--ca-file", &path];
        ends(&call("http://127.0.0.1:1", &[&doctor[..1], &doctor[2..]].concat()), 2, "not PEM");
    }
}
