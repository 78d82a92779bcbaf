//! Runs every example of the commands' help.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use essbasic_sandbox::seed;
use serde_json::json;
use tempfile::TempDir;

use super::support::{Sandbox, call, path_with_the_command};

/// Returns the names of all commands, and an empty one for the main help.
fn commands() -> Vec<String> {
    let help = String::from_utf8(call("", &["--help"]).stdout).unwrap();
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    let first = listed.filter(|line| !line.starts_with("   "));
    let names = first.map(|line| line.split_whitespace().next().unwrap().to_owned());
    names.filter(|name| name != "help").chain([String::new()]).collect()
}

/// Returns the examples of a command's help, with continued lines joined.
fn examples(command: &str) -> Vec<String> {
    let arguments: &[&str] = if command.is_empty() { &["--help"] } else { &[command, "--help"] };
    let help = String::from_utf8(call("", arguments).stdout).unwrap();
    let mut lines = help.lines();
    assert_eq!(lines.next(), Some("Examples:"), "the help of `{command}` starts with examples");
    let text: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
    for line in &text {
        assert!(line.chars().count() <= 80, "too wide: {line}");
    }
    let text = text.join("\n").replace("\\\n", " ");
    text.lines().map(|line| line.trim().to_owned()).collect()
}

/// Creates the files that the examples use.
fn create_files(home: &Path) {
    let write = |name: &str, text: &str| fs::write(home.join(name), text).unwrap();
    let code = json!({"QrCodeId": seed::QR_CODE}).to_string();
    write("request.json", &code);
    write("codes.jsonl", &code);
    write("code.json", &json!({"TemplateId": seed::TEMPLATE, "FlowName": "{{name}}"}).to_string());
    write("people.csv", "name\none\ntwo\n");
    write("lease.pdf", "%PDF-1.4\n%%EOF\n");
    write("flow.json", &json!({"FlowId": "y".repeat(32), "CancelMessage": "x"}).to_string());
    write("flows.json", &json!({"FlowIds": ["y".repeat(32)]}).to_string());
    write("examples.json", "{}");
    fs::create_dir_all(home.join(".config/essbasic")).unwrap();
    fs::create_dir_all(home.join(".config/fish/completions")).unwrap();
    let (organization, operator) = (seed::ORGANIZATION, seed::OPERATOR);
    let profile = format!(
        "application = \"{}\"\norganization = \"{organization}\"\noperator = \"{operator}\"\n",
        seed::APPLICATION
    );
    write(".config/essbasic/config.toml", &format!("[default]\n{profile}[test]\n{profile}"));
}

#[test]
fn every_command_has_two_examples_that_work() {
    for command in commands() {
        let examples = examples(&command);
        assert!(examples.len() >= 2, "{command}");
        for example in examples {
            let home = TempDir::new().unwrap();
            create_files(home.path());
            let sandbox = Sandbox::start();
            run(&example, &sandbox.endpoint, home.path());
        }
    }
}

fn run(example: &str, endpoint: &str, home: &Path) {
    assert!(example.starts_with("essbasic "), "{example}");
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &format!("exec {example}")])
        .current_dir(home)
        .env_clear()
        .env("PATH", path_with_the_command())
        .env("HOME", home)
        .env("TENCENTCLOUD_SECRET_ID", seed::SECRET_ID)
        .env("TENCENTCLOUD_SECRET_KEY", seed::SECRET_KEY)
        .env("ESSBASIC_ENDPOINT", endpoint)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if ["essbasic sandbox", "essbasic explorer"].iter().any(|it| example.starts_with(it)) {
        return run_server(shell, example);
    }
    let output = shell.output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    // Two examples cannot succeed here: one needs a terminal, the other a real contract.
    let expected = match example {
        "essbasic configure" => (2, "standard input is not a terminal"),
        it if it.contains("@flows.json --max-wait") => (1, "InvalidParameter"),
        _ => (0, ""),
    };
    assert_eq!(output.status.code(), Some(expected.0), "{example}: {stderr}");
    assert!(stderr.contains(expected.1), "{example}: {stderr}");
}

/// Runs a server until it listens.
fn run_server(mut shell: Command, example: &str) {
    let mut process = shell.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    process.kill().unwrap();
    let output = process.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    // The port may be in use.
    let is_expected = line.starts_with("listening on ") || stderr.contains("cannot start on");
    assert!(is_expected, "{example}: {line}{stderr}");
}
