//! `essbasic call --dry-run`.

use essbasic::schema::{SampleMode, sample};
use essbasic_sandbox::seed;
use serde_json::{Map, Value, json};

use super::support::{
    Sandbox, call, cancel_request, command, ends, in_shell, path_with_the_command,
};

const CLOSED: &str = "http://127.0.0.1:1";
const CREATE: &str = "ChannelCreateMultiFlowSignQRCode";

fn report(arguments: &[&str]) -> Value {
    let output = call(CLOSED, arguments);
    ends(&output, 0, "");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn report_has_the_request_and_its_code_samples() {
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request, "--dry-run"];
    let report = report(&arguments);
    assert_eq!(report["headers"]["x-tc-action"], "ChannelCancelMultiFlowSignQRCode");
    assert_eq!(report["body"]["QrCodeId"], seed::QR_CODE);
    assert_eq!(report["effect"], "idempotent");
    let curl = report["curl"].as_str().unwrap();
    assert!(curl.contains("-H 'X-TC-Version: 2021-05-26'"), "{curl}");
    let rust = report["rust"].as_str().unwrap();
    let agent = "ChannelCancelMultiFlowSignQRCode::new(\n    Agent::operator(";
    assert!(rust.contains(agent), "{rust}");
    let command = report["command"].as_str().unwrap();
    assert!(
        command.starts_with("essbasic call ChannelCancelMultiFlowSignQRCode \\\n"),
        "{command}"
    );
    assert!(report["explain"].is_null());
}

#[test]
fn secrets_are_redacted_in_every_form_of_the_request() {
    let agent = format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR);
    let arguments = [
        "call",
        CREATE,
        "--agent",
        &agent,
        "--set",
        &format!("TemplateId={}", seed::TEMPLATE),
        "--set",
        "FlowName=x",
        "--set",
        "Restrictions.0.Mobile=13000000001",
        "--dry-run",
        "--explain",
        "--output",
        "text",
    ];
    let output = command(CLOSED, &arguments)
        .env("TENCENTCLOUD_SECRET_KEY", "KeyOfNobody")
        .env("TENCENTCLOUD_TOKEN", "TokenOfNobody")
        .output();
    let output = output.unwrap();
    ends(&output, 0, "");
    let page = String::from_utf8(output.stdout).unwrap();
    for secret in ["13000000001", "KeyOfNobody", "TokenOfNobody"] {
        assert!(!page.contains(secret), "{page}");
    }
    assert!(page.contains("x-tc-token: ***") && page.contains("--save-request FILE"), "{page}");
    assert!(!page.contains("curl -sS"), "{page}");
}

#[test]
fn program_is_printed_instead_of_sending() {
    let request = r#"{"Restrictions":[{"Mobile":"13000000001"}]}"#;
    let program = |options: &[&str]| {
        let arguments = ["call", CREATE, "--json", request, "--unchecked", "--code"];
        let output = call(CLOSED, &[&arguments[..], options].concat());
        ends(&output, 0, "");
        String::from_utf8(output.stdout).unwrap()
    };
    let python = program(&["python"]);
    assert!(python.starts_with("# pip install ") && python.contains("\"***\""), "{python}");
    assert!(python.contains("endpoint=\"127.0.0.1:1\""), "{python}");
    let go = program(&["go", "--with-secrets"]);
    assert!(go.contains("common.StringPtr(\"13000000001\")") && !go.contains("***"), "{go}");
    assert!(!go.contains("\n\n\n") && go.ends_with("}\n"), "{go}");
}

#[test]
fn program_of_an_invalid_request_is_not_printed() {
    let output = call(CLOSED, &["call", CREATE, "--json", "{}", "--code", "java"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    let output = call(CLOSED, &["call", CREATE, "--json", "{}", "--code", "cobol"]);
    ends(&output, 2, "[possible values: rust, command, curl, python, go, java, node, php]");
}

#[test]
fn saved_request_is_what_the_printed_commands_send() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("it's saved.json");
    let path = path.to_str().unwrap();
    let set = ["--set", "Restrictions.0.Mobile=13000000001", "--unchecked"];
    let arguments = [&["call", CREATE], &set[..], &["--dry-run", "--save-request", path]].concat();
    let report = report(&arguments);
    let saved = r#"{"Restrictions":[{"Mobile":"13000000001"}]}"#;
    assert_eq!(std::fs::read_to_string(path).unwrap(), saved);
    assert_eq!(report["request_file"], path);
    let quoted = format!("'@{}'", path.replace('\'', r"'\''"));
    for (name, option) in [("curl", "--data-binary"), ("command", "--json")] {
        let line = report[name].as_str().unwrap();
        assert!(line.ends_with(&format!("{option} {quoted}")), "{line}");
    }
    ends(&call(CLOSED, &["call", CREATE, "--save-request", path]), 2, "--dry-run");
}

#[test]
fn samples_of_a_rejected_request_skip_validation() {
    let rejected = report(&["call", CREATE, "--set", "FlowName=x", "--dry-run", "--unchecked"]);
    let misspelled = ["call", CREATE, "--set", "Restrictions.0.IdCardType=ID_CRAD"];
    let misspelled = [&misspelled[..], &["--dry-run", "--unchecked", "--output", "json"]].concat();
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("request.json");
    let misspelled =
        report(&[&misspelled[..], &["--save-request", path.to_str().unwrap()]].concat());
    for report in [rejected, misspelled] {
        let command = report["command"].as_str().unwrap();
        assert!(command.contains("--unchecked"), "{command}");
    }
    let short = ["call", "ChannelCancelMultiFlowSignQRCode", "--agent", "a/o/p", "--dry-run"];
    let short = report(&[&short[..], &["--set", "QrCodeId=short", "--unchecked"]].concat());
    assert!(short["rust"].as_str().unwrap().contains("action.send(&client).unchecked()"));
    let valid = cancel_request(seed::QR_CODE);
    let valid = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &valid, "--dry-run"];
    let valid = report(&[&valid[..], &["--unchecked"]].concat()).to_string();
    assert!(!valid.contains("unchecked"), "{valid}");
}

#[test]
fn explain_lists_the_signing_steps_up_to_the_authorization_header() {
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request, "--dry-run"];
    let report = report(&[&arguments[..], &["--explain"]].concat());
    let steps = report["explain"].as_array().unwrap();
    assert!(steps[1]["value"].as_str().unwrap().starts_with("POST\n/\n\ncontent-type:"));
    assert!(steps[2]["value"].as_str().unwrap().starts_with("TC3-HMAC-SHA256\n"));
    assert_eq!(steps[5]["value"], "***", "keys are not shown");
    assert_eq!(steps.last().unwrap()["value"], report["headers"]["authorization"]);
    ends(&call(CLOSED, &["call", CREATE, "--explain"]), 2, "--dry-run");
}

#[test]
fn invalid_request_fails_as_in_a_call() {
    let arguments = ["call", CREATE, "--dry-run"];
    ends(&call(CLOSED, &arguments), 2, "Agent is required");
}

#[test]
fn no_credentials_are_needed() {
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request, "--dry-run"];
    let output = command(CLOSED, &arguments)
        .env_remove("TENCENTCLOUD_SECRET_ID")
        .env_remove("TENCENTCLOUD_SECRET_KEY")
        .output()
        .unwrap();
    ends(&output, 0, "");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report["signed_by"].as_str().unwrap().starts_with("placeholder credentials"));
}

#[test]
fn action_outside_the_catalogue_has_all_forms() {
    let named = ["call", "DescribeZones", "--version", "2017-03-12", "--service", "cvm"];
    let set = ["--set", "Filters.0.Values.0=ap", "--set", "Limit=3", "--dry-run"];
    let report = report(&[&named[..], &set].concat());
    assert_eq!(report["body"], serde_json::json!({"Filters": [{"Values": ["ap"]}], "Limit": 3}));
    assert!(report["headers"]["authorization"].as_str().unwrap().contains("/cvm/tc3_request"));
    assert!(report["rust"].as_str().unwrap().contains("RawAction::new(\"DescribeZones\""));
    let unknown = call(CLOSED, &["call", "DescribeZones"]);
    ends(&unknown, 2, "there is no action `DescribeZones`");
    let nameless = ["call", "Describe Zones", "--version", "2017-03-12"];
    ends(&call(CLOSED, &nameless), 2, "letters and digits");
}

#[test]
fn every_action_has_a_typed_rust_sample() {
    for entry in essbasic::CATALOGUE {
        let action = entry.descriptor();
        let full = sample((action.request)(), SampleMode::Full);
        let request = Value::Object(full).to_string();
        let report = report(&["call", action.name, "--json", &request, "--dry-run"]);
        let rust = report["rust"].as_str().unwrap();
        assert!(rust.contains(&format!("let action = {}::new(", action.name)), "{rust}");
        assert!(!rust.contains(".type("), "a word of the language: {rust}");
    }
}

#[test]
fn rust_sample_imports_the_types_it_uses() {
    let agent = format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR);
    let template = format!("TemplateId={}", seed::TEMPLATE);
    let set = ["--set", &template, "--set", "FlowName=x", "--set", "FlowDisplayType=1"];
    let card = ["--set", "Restrictions.0.IdCardType=ID_CARD", "--dry-run"];
    let report = report(&[&["call", CREATE, "--agent", &agent], &set[..], &card].concat());
    let rust = report["rust"].as_str().unwrap();
    let parts = [
        "use essbasic::models::{FlowDisplayType, IdCardType};\n\
         use essbasic::signing::{ApproverRestriction, ChannelCreateMultiFlowSignQRCode};\n\
         use essbasic::{Agent, ClientBuilder};\n",
        "ClientBuilder::from_env()?.endpoint(\"http://127.0.0.1:1\").build()?;",
        "\n.flow_display_type(FlowDisplayType::Document)\n",
        "\n.restrictions([ApproverRestriction::new().id_card_type(IdCardType::IdCard)])",
        "\nlet reply = action.send(&client).await?;",
    ];
    for part in parts {
        assert!(rust.contains(part), "`{part}` is not in: {rust}");
    }
}

/// Requests to try: samples of all actions and, if present, the vendor's examples.
fn requests() -> Vec<(String, String)> {
    let samples = essbasic::CATALOGUE.iter().flat_map(|entry| {
        let action = entry.descriptor();
        [SampleMode::Required, SampleMode::Full].map(|mode| {
            let request = Value::Object(sample((action.request)(), mode));
            (action.name.to_owned(), request.to_string())
        })
    });
    let long = json!({"Agent": {"AppId": "100% \\n 'a' \u{202e}"}, "QrCodeId": "x".repeat(60_000)});
    let long = ("ChannelCancelMultiFlowSignQRCode".to_owned(), long.to_string());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/spec/examples.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("NOT RUN: the vendor's examples: there is no {path}");
        return samples.chain([long]).collect();
    };
    let examples: Map<String, Value> = serde_json::from_str(&text).unwrap();
    let inputs = examples.iter().flat_map(|(name, examples)| {
        let inputs = examples.as_array().unwrap().iter().map(|it| it["input"].as_str().unwrap());
        inputs.map(|input| (name.clone(), input.to_owned()))
    });
    samples.chain([long]).chain(inputs).collect()
}

#[test]
#[ignore = "needs curl"]
fn printed_commands_of_every_request_are_accepted_by_the_sandbox() {
    let sandbox = Sandbox::start();
    let folder = tempfile::TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (request, saved, script) = (path("request.json"), path("it's saved"), path("script"));
    let mut inline = 0;
    for (action, body) in requests() {
        std::fs::write(&request, &body).unwrap();
        let file = format!("@{request}");
        let dry_run = ["call", &action, "--json", &file, "--dry-run", "--unchecked"];
        for save in [&[][..], &["--save-request", &saved]] {
            let output = call(&sandbox.endpoint, &[&dry_run[..], save].concat());
            ends(&output, 0, "");
            let report: Value = serde_json::from_slice(&output.stdout).unwrap();
            // Not printed, since it has secrets.
            if report["curl"].is_null() && save.is_empty() {
                continue;
            }
            inline += usize::from(save.is_empty());
            for name in ["curl", "command"] {
                std::fs::write(&script, report[name].as_str().unwrap()).unwrap();
                let shell = command(&sandbox.endpoint, &[&script]);
                let mut shell = in_shell(&shell, "exec sh \"$1\"");
                let output = shell.env("PATH", path_with_the_command()).output().unwrap();
                let (stdout, stderr) = (
                    String::from_utf8_lossy(&output.stdout),
                    String::from_utf8_lossy(&output.stderr),
                );
                let has_response = stdout.contains("\"RequestId\"") || stderr.contains("(request ");
                let is_signed =
                    !stdout.contains("\"AuthFailure") && !stderr.contains("AuthFailure");
                assert!(has_response && is_signed, "{action} {name}: {stdout} {stderr} {report}");
            }
        }
    }
    assert!(inline > 50, "{inline} requests were printed in full");
}
