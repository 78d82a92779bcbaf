//! `essbasic call --dry-run`.

use essbasic_sandbox::seed;
use serde_json::Value;

use super::support::{call, cancel_request, command, ends};

const NOBODY: &str = "http://127.0.0.1:1";
const CREATE: &str = "ChannelCreateMultiFlowSignQRCode";

fn told(arguments: &[&str]) -> Value {
    let output = call(NOBODY, arguments);
    ends(&output, 0, "");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_would_be_sent_is_told_and_nothing_is() {
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request, "--dry-run"];
    let told = told(&arguments);
    assert_eq!(told["headers"]["x-tc-action"], "ChannelCancelMultiFlowSignQRCode");
    assert_eq!(told["body"]["QrCodeId"], seed::QR_CODE);
    assert_eq!(told["effect"], "idempotent");
    let curl = told["curl"].as_str().unwrap();
    assert!(curl.contains("-H 'X-TC-Version: 2021-05-26'"), "{curl}");
    let rust = told["rust"].as_str().unwrap();
    let agent = "ChannelCancelMultiFlowSignQRCode::new(\n    Agent::operator(";
    assert!(rust.contains(agent), "{rust}");
    let command = told["command"].as_str().unwrap();
    assert!(
        command.starts_with("essbasic call ChannelCancelMultiFlowSignQRCode \\\n"),
        "{command}"
    );
    assert!(told["explain"].is_null());
}

#[test]
fn secrets_are_hidden_in_every_form_of_the_request() {
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
    let output = command(NOBODY, &arguments)
        .env("TENCENTCLOUD_SECRET_KEY", "KeyOfNobody")
        .env("TENCENTCLOUD_TOKEN", "TokenOfNobody")
        .output();
    let output = output.unwrap();
    ends(&output, 0, "");
    let page = String::from_utf8(output.stdout).unwrap();
    for secret in ["13000000001", "KeyOfNobody", "TokenOfNobody"] {
        assert!(!page.contains(secret), "{page}");
    }
    assert!(page.contains("x-tc-token: ***") && page.contains("--data-binary @request.json"));
}

#[test]
fn the_steps_of_the_signature_lead_to_the_header_that_is_sent() {
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request, "--dry-run"];
    let told = told(&[&arguments[..], &["--explain"]].concat());
    let steps = told["explain"].as_array().unwrap();
    assert!(steps[1]["value"].as_str().unwrap().starts_with("POST\n/\n\ncontent-type:"));
    assert!(steps[2]["value"].as_str().unwrap().starts_with("TC3-HMAC-SHA256\n"));
    assert_eq!(steps[5]["value"], "***", "keys are not shown");
    assert_eq!(steps.last().unwrap()["value"], told["headers"]["authorization"]);
    ends(&call(NOBODY, &["call", CREATE, "--explain"]), 2, "--dry-run");
}

#[test]
fn a_request_that_would_not_be_sent_is_refused_the_same_way() {
    let arguments = ["call", CREATE, "--dry-run"];
    ends(&call(NOBODY, &arguments), 2, "Agent is required");
}

#[test]
fn it_needs_no_credential() {
    let request = cancel_request(seed::QR_CODE);
    let arguments = ["call", "ChannelCancelMultiFlowSignQRCode", "--json", &request, "--dry-run"];
    let output = command(NOBODY, &arguments)
        .env_remove("TENCENTCLOUD_SECRET_ID")
        .env_remove("TENCENTCLOUD_SECRET_KEY")
        .output()
        .unwrap();
    ends(&output, 0, "");
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(told["signed_by"].as_str().unwrap().starts_with("nobody"));
}

#[test]
fn an_action_that_the_catalogue_does_not_know_has_all_of_it() {
    let named = ["call", "DescribeZones", "--version", "2017-03-12", "--service", "cvm"];
    let set = ["--set", "Filters.0.Values.0=ap", "--set", "Limit=3", "--dry-run"];
    let told = told(&[&named[..], &set].concat());
    assert_eq!(told["body"], serde_json::json!({"Filters": [{"Values": ["ap"]}], "Limit": 3}));
    assert!(told["headers"]["authorization"].as_str().unwrap().contains("/cvm/tc3_request"));
    assert!(told["rust"].as_str().unwrap().contains("RawAction::new(\"DescribeZones\""));
    let unknown = call(NOBODY, &["call", "DescribeZones"]);
    ends(&unknown, 2, "there is no action `DescribeZones`");
    let nameless = ["call", "Describe Zones", "--version", "2017-03-12"];
    ends(&call(NOBODY, &nameless), 5, "letters and digits");
}

#[test]
fn every_action_is_written_as_a_typed_program() {
    for entry in essbasic::CATALOGUE {
        let action = entry.descriptor();
        let full = essbasic::schema::sample((action.request)(), essbasic::schema::SampleMode::Full);
        let request = Value::Object(full).to_string();
        let told = told(&["call", action.name, "--json", &request, "--dry-run"]);
        let rust = told["rust"].as_str().unwrap();
        assert!(rust.contains(&format!("let action = {}::new(", action.name)), "{rust}");
        assert!(!rust.contains(".type("), "a word of the language: {rust}");
    }
}

#[test]
fn a_program_names_what_it_uses() {
    let agent = format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR);
    let template = format!("TemplateId={}", seed::TEMPLATE);
    let set = ["--set", &template, "--set", "FlowName=x", "--set", "FlowDisplayType=1"];
    let card = ["--set", "Restrictions.0.IdCardType=ID_CARD", "--dry-run"];
    let told = told(&[&["call", CREATE, "--agent", &agent], &set[..], &card].concat());
    let rust = told["rust"].as_str().unwrap();
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
