//! Text from outside never acts on a terminal.

use std::fs;
use std::path::Path;
use std::process::Output;

use essbasic_sandbox::seed;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::support::{answering, command};

/// Sets the title of a terminal in three ways, hides text, and changes the direction of the rest.
const HOSTILE: &str = "x\u{1b}]0;pwned\u{7}\u{1b}[8m\u{9b}31m\u{9d}0;pwned\u{9c}\u{202e}\u{2066}\u{200f}\u{2028}\u{feff}\u{e0041}\r\u{8}\u{7f}";

const CANCEL: &str = "ChannelCancelMultiFlowSignQRCode";

fn is_harmless(c: char) -> bool {
    let is_mark = matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0041}');
    c == '\n' || c == '\t' || !c.is_control() && !is_mark
}

/// Checks a command in every format.
fn stays_harmless(endpoint: &str, folder: &Path, arguments: &[&str]) {
    let run = |more: &[&str]| -> Output {
        let mut command = command(endpoint, &[more, arguments].concat());
        command.env("ESSBASIC_CONFIG", folder.join("config.toml")).current_dir(folder);
        command.output().unwrap()
    };
    for format in ["json", "table", "text"] {
        let output = run(&["--output", format]);
        let printed = [&output.stdout[..], &output.stderr].concat();
        let printed = String::from_utf8(printed).unwrap();
        assert!(printed.contains("pwned"), "{arguments:?} does not show it: {printed}");
        assert!(printed.chars().all(is_harmless), "{format} {arguments:?}: {printed:?}");
    }
}

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("config.toml"), "").unwrap();
    folder
}

#[test]
fn responses_and_rejections_are_escaped_in_every_format() {
    let agent = format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR);
    let id = format!("QrCodeId={}", "q".repeat(32));
    let call = ["call", CANCEL, "--set", &id, "--agent", &agent];
    let pages = ["pages", "DescribeTemplates", "--agent", &agent];
    let wait = ["wait", "DescribeChannelOrganizations", "--set", "Limit=20", "--agent", &agent];
    let folder = folder();
    let error = json!({"Code": format!("AuthFailure.{HOSTILE}"), "Message": HOSTILE});
    let rejected = json!({"Response": {"Error": error, "RequestId": HOSTILE}});
    let rejecting = answering("200 OK", rejected.to_string());
    for arguments in [&call[..], &pages, &wait, &["doctor"]] {
        stays_harmless(&rejecting, folder.path(), arguments);
    }
    let template = json!({"TemplateId": HOSTILE, HOSTILE: [HOSTILE, {HOSTILE: HOSTILE}]});
    let fields = json!({
        "Templates": [template], "TotalCount": 1, HOSTILE: HOSTILE, "Inner": {HOSTILE: {HOSTILE: 1}},
        "RequestId": HOSTILE,
    });
    let responding = answering("200 OK", json!({ "Response": fields }).to_string());
    for arguments in [&call[..], &pages] {
        stays_harmless(&responding, folder.path(), arguments);
    }
    let undecodable = json!({"Response": {"QrCode": HOSTILE, "RequestId": "r"}});
    let undecodable = answering("200 OK", undecodable.to_string());
    let create = ["call", "ChannelCreateMultiFlowSignQRCode", "--unchecked"];
    stays_harmless(&undecodable, folder.path(), &create);
}

#[test]
fn files_names_and_arguments_are_escaped_in_every_format() {
    let folder = folder();
    let (closed, path) = ("http://127.0.0.1:1", folder.path());
    let shown = |arguments: &[&str]| stays_harmless(closed, path, arguments);
    let request = json!({HOSTILE: HOSTILE, "QrCodeId": HOSTILE}).to_string();
    fs::write(path.join("request.json"), &request).unwrap();
    let examples = json!({HOSTILE: [{"title": HOSTILE, "input": "{}"}]});
    fs::write(path.join("examples.json"), examples.to_string()).unwrap();
    fs::write(path.join("rows.csv"), format!("{}\na\n", HOSTILE.replace('\r', ""))).unwrap();
    let name = HOSTILE.replace('/', "");
    let at = format!("@{name}");
    let named = |text: &str| [text, &name].concat();
    let commands: [&[&str]; 12] = [
        &["call", CANCEL, "--json", "@request.json"],
        &["call", CANCEL, "--json", "@request.json", "--dry-run", "--unchecked"],
        &[
            "call",
            "DescribeThings",
            "--version",
            "2021-05-26",
            "--json",
            "@request.json",
            "--dry-run",
        ],
        &["call", CANCEL, "--json", &at],
        &["call", CANCEL, "--set", &named("A.")],
        &["call", &name],
        &["call", CANCEL, &named("--")],
        &["describe", &name],
        &["replay", "examples.json"],
        &["replay", &name],
        &["doctor", "--ca-file", &name],
        &["configure", "--profile", &name, "--show"],
    ];
    for arguments in commands {
        shown(arguments);
    }
    // A batch has no format of its own.
    let template = json!({"FlowName": format!("{{{{{}}}}}", "pwned")}).to_string();
    for input in
        [["--csv", "rows.csv", "--template", &template], ["--csv", &name, "--template", "{}"]]
    {
        let batch = [&["batch", CANCEL, "--output", "pwned"], &input[..]].concat();
        shown(&batch);
    }
    fs::write(
        path.join("config.toml"),
        format!("[default]\n\"{}\" = \"x\"\n", "pwned\\u009b\\u202e"),
    )
    .unwrap();
    shown(&["call", CANCEL, "--dry-run"]);
}

#[test]
fn result_files_are_escaped_and_have_the_same_values() {
    let folder = folder();
    let fields = json!({"Extra": HOSTILE, "RequestId": HOSTILE});
    let endpoint = answering("200 OK", json!({ "Response": fields }).to_string());
    fs::write(folder.path().join("in.jsonl"), json!({"QrCodeId": "q"}).to_string()).unwrap();
    let batch = ["batch", CANCEL, "--input", "in.jsonl", "--output", "out.jsonl", "--unchecked"];
    let ended = command(&endpoint, &batch).current_dir(folder.path()).output().unwrap();
    super::support::ends(&ended, 0, "");
    let text = fs::read_to_string(folder.path().join("out.jsonl")).unwrap();
    assert!(text.chars().all(is_harmless), "{text:?}");
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["response"], fields);
}
