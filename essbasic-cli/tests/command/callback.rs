//! `essbasic callback`: captures, events, probes, and the relay.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Output;

use essbasic::callback::{CallbackKeys, Event, Payload};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::support::{self, ends};

mod listen;
mod probe;
mod receiver;
mod trigger;

const TOKEN: &str = "obviously-fake-token";
const KEY: &str = "FAKEKEYFAKEKEYFAKEKEYFAKEKEY0032";

/// Returns the command with token and key in variables.
fn command(arguments: &[&str]) -> std::process::Command {
    let mut command = support::command("", arguments);
    command.env("ESSBASIC_CALLBACK_TOKEN", TOKEN).env("ESSBASIC_CALLBACK_KEY", KEY);
    command
}

fn run(arguments: &[&str]) -> Output {
    command(&[&["callback"], arguments].concat()).output().unwrap()
}

fn stdout(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn keys() -> CallbackKeys {
    CallbackKeys::new(TOKEN, KEY).unwrap()
}

/// A folder with a captured callback, as raw HTTP and as a body.
struct Capture {
    folder: TempDir,
    signature: String,
}

impl Capture {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let message = json!({"MsgId": "message-1", "MsgType": "FlowStatusChange", "MsgData": {
            "FlowId": "flow-1", "FlowCallbackStatus": 4, "Newer": true,
            "ProxyOrganizationOpenId": "org_example",
        }});
        let signed = keys().encrypt_text(&message.to_string());
        let body = String::from_utf8(signed.body).unwrap();
        let http = format!(
            "POST /callback HTTP/1.1\r\nHost: localhost\r\nContent-Signature: {}\r\n\r\n{body}",
            signed.signature
        );
        std::fs::write(folder.path().join("request.txt"), http).unwrap();
        std::fs::write(folder.path().join("body.json"), body).unwrap();
        Self { folder, signature: signed.signature }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn write(&self, name: &str, text: &str) -> String {
        std::fs::write(self.folder.path().join(name), text).unwrap();
        self.path(name)
    }
}

#[test]
fn a_captured_callback_is_verified_and_opened() {
    let capture = Capture::new();
    let verified = run(&["verify", &capture.path("request.txt"), "--output", "json"]);
    ends(&verified, 0, "");
    assert_eq!(stdout(&verified)["genuine"], true);
    let opened = run(&["open", &capture.path("body.json"), "--signature", &capture.signature]);
    ends(&opened, 0, "");
    let opened = stdout(&opened);
    assert_eq!(opened["event"], "FlowStatusChange");
    assert_eq!(opened["data"]["FlowId"], "flow-1");
    assert_eq!(opened["undeclared"], json!(["Newer"]));
    assert_eq!(opened["summary"], "A contract changed status: signed by all signers (4)");
}

#[test]
fn a_callback_is_read_from_standard_input() {
    let capture = Capture::new();
    let body = std::fs::File::open(capture.path("request.txt")).unwrap();
    let opened = command(&["callback", "open", "-"]).stdin(body).output().unwrap();
    ends(&opened, 0, "");
    assert_eq!(stdout(&opened)["organization"], "org_example");
}

#[test]
fn a_callback_that_is_not_genuine_ends_with_1_and_its_cause() {
    let capture = Capture::new();
    let verify = |arguments: &[&str]| {
        let output = run(&[&["verify", "--output", "json"], arguments].concat());
        assert_eq!(output.status.code(), Some(1));
        let errors = String::from_utf8(output.stderr.clone()).unwrap();
        for secret in [TOKEN, KEY, "another-token"] {
            assert!(!errors.contains(secret), "{errors}");
        }
        stdout(&output)["cause"]["name"].as_str().unwrap().to_owned()
    };
    let (request, body) = (capture.path("request.txt"), capture.path("body.json"));
    assert_eq!(verify(&[&body]), "unsigned");
    assert_eq!(verify(&[&body, "--signature", "sha256=00"]), "signature_cut");
    let other = capture.write("token", "another-token\n");
    assert_eq!(verify(&[&request, "--token-file", &other]), "other_token");
    let other = capture.write("key", &"x".repeat(32));
    assert_eq!(verify(&[&request, "--key-file", &other]), "other_key");
    let text = std::fs::read_to_string(&body).unwrap().replace(":\"", ": \"");
    let anew = capture.write("anew.json", &text);
    assert_eq!(verify(&[&anew, "--signature", &capture.signature]), "reserialized");
}

#[test]
fn bad_keys_and_captures_are_usage_errors() {
    let capture = Capture::new();
    let request = capture.path("request.txt");
    let fails = |arguments: &[&str], message: &str| ends(&run(arguments), 2, message);
    let short = capture.write("short", "too short");
    fails(&["open", &request, "--key-file", &short], "the key has 9 bytes");
    let quoted = capture.write("quoted", &format!("\"{KEY}\"\n"));
    fails(&["open", &request, "--key-file", &quoted], "--key-file: the key is in quotation marks");
    let quoted = capture.write("quoted", "'token'");
    fails(&["open", &request, "--token-file", &quoted], "the token is in quotation marks");
    fails(&["open", "/dev/zero"], "it has more than 134217728 bytes");
    let same = capture.write("same", KEY);
    fails(&["open", &request, "--token-file", &same], "token and key are the same text");
    let spaces = capture.write("spaces", " token");
    fails(&["verify", &request, "--token-file", &spaces], "spaces around it");
    fails(&["verify", &request, "--key-file", "/nonexistent"], "--key-file: cannot read");
    let other = capture.write("other.txt", "not a callback");
    fails(&["open", &other], "neither a callback's body nor raw HTTP");
    fails(&["open", "/nonexistent"], "cannot read");
    let none = support::call("", &["callback", "verify", &request]);
    ends(&none, 2, "needs the token");
    let none = support::call("", &["callback", "open", &request]);
    ends(&none, 2, "the key is needed");
}

#[test]
fn captures_tokens_and_keys_are_read_in_every_encoding() {
    let capture = Capture::new();
    let request = std::fs::read_to_string(capture.path("request.txt")).unwrap();
    let encode = |name: &str, text: &str, mark: &[u8], unit: fn(u16) -> [u8; 2]| {
        let units = text.encode_utf16().flat_map(unit);
        let bytes: Vec<u8> = mark.iter().copied().chain(units).collect();
        std::fs::write(capture.folder.path().join(name), bytes).unwrap();
        capture.path(name)
    };
    let marked = capture.write("marked", &format!("\u{feff}{request}"));
    let little = encode("little", &request, &[0xff, 0xfe], u16::to_le_bytes);
    let big = encode("big", &request, &[0xfe, 0xff], u16::to_be_bytes);
    let token = encode("token", &format!("{TOKEN}\r\n"), &[0xff, 0xfe], u16::to_le_bytes);
    let key = capture.write("key", &format!("\u{feff}{KEY}\n"));
    for request in [marked, little, big] {
        let secrets = ["--token-file", &token, "--key-file", &key];
        ends(&run(&[&["verify", &request], &secrets[..]].concat()), 0, "");
    }
}

#[test]
fn a_profile_names_the_files_of_token_and_key() {
    let capture = Capture::new();
    let (token, key) = (capture.write("token", TOKEN), capture.write("key", &format!("{KEY}\n")));
    let profile = format!("[test]\ncallback_token_file = '{token}'\ncallback_key_file = '{key}'\n");
    let config = capture.write("config.toml", &profile);
    let request = capture.path("request.txt");
    let verified = support::command("", &["callback", "verify", &request, "--profile", "test"])
        .env("ESSBASIC_CONFIG", config)
        .env("ESSBASIC_CALLBACK_TOKEN", "a-named-profile-comes-first")
        .output()
        .unwrap();
    ends(&verified, 0, "");
}

#[test]
fn a_typed_secret_is_warned_about() {
    let capture = Capture::new();
    let arguments = ["callback", "verify", &capture.path("request.txt"), "--token", TOKEN];
    let verified = support::call("", &arguments);
    ends(&verified, 0, "ESSBASIC_CALLBACK_TOKEN");
}
