//! Quoting of command lines, checked with a real shell.

use std::process::Command;

use essbasic_devtools::code_samples::{SampleAction, SampleEndpoint, command};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Splits a command line into words with a real shell.
fn shell_words(line: &str) -> Vec<String> {
    let script = line.replacen("essbasic", "printf '%s\\001'", 1);
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(output.status.success(), "{line}: {output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.split('\u{1}').map(str::to_owned).collect()
}

fn line(text: &str) -> String {
    let members = Map::from_iter([("FlowName".to_owned(), Value::from(text))]);
    let entry = essbasic::find("ChannelCreateFlowByFiles").unwrap();
    let endpoint = SampleEndpoint::Custom("http://127.0.0.1:8899".to_owned());
    command::render(&SampleAction::Catalogue(entry), &endpoint, &members)
}

fn survives(text: &str) {
    let words = shell_words(&line(text));
    assert_eq!(
        words[..5],
        ["call", "ChannelCreateFlowByFiles", "--endpoint", "http://127.0.0.1:8899", "--json"]
    );
    let read: Value = serde_json::from_str(&words[5]).unwrap();
    assert_eq!(read, json!({"FlowName": text}));
}

#[test]
fn shell_syntax_is_quoted() {
    for text in [
        "it's",
        "a\nb",
        "$HOME `id` $(id)",
        "\\",
        "\"",
        "'",
        "''",
        "!!",
        "合同 #1",
        "*",
        "~",
        "\t",
        "-n",
        "%s\\n",
    ] {
        survives(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_survives_a_shell(text in "[^\u{1}]{0,40}") {
        survives(&text);
    }
}

#[test]
fn a_request_too_long_for_a_shell_is_read_from_a_file() {
    let line = line(&"x".repeat(70_000));
    assert!(line.ends_with("--json @request.json"), "{line}");
}
