//! Quoting of command lines, checked with a real shell.

use std::io::Write;
use std::process::{Command, Stdio};

use essbasic_devtools::code_samples::{SampleAction, SampleBody, SampleEndpoint, command};
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
    let entry = essbasic::find_action("ChannelCreateFlowByFiles").unwrap();
    let endpoint = SampleEndpoint::Custom("http://127.0.0.1:8899".to_owned());
    let action = SampleAction::Catalogue(entry);
    command::render(&action, &endpoint, &members, false, SampleBody::Inline)
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
fn request_too_long_for_an_argument_is_piped_in_unchanged() {
    let text = "100% \\n it's 合同\n".repeat(5_000);
    let (printf, rest) =
        line(&text).split_once(" | ").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert!(rest.ends_with("--json -"), "{rest}");
    let mut shell = Command::new("sh");
    let mut process = shell.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut script = process.stdin.take().unwrap();
    let writer = std::thread::spawn(move || script.write_all(printf.as_bytes()).unwrap());
    let output = process.wait_with_output().unwrap();
    writer.join().unwrap();
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(read, json!({"FlowName": text}));
}
