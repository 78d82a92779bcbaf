//! `essbasic actions`, `describe`, `skeleton`, `schema` and `man`.

use essbasic_sandbox::seed;
use serde_json::Value;

use super::support::{call, command, ends};

#[test]
fn every_action_is_listed_and_has_a_description_and_a_skeleton() {
    let listed = call("", &["actions", "--output", "json"]);
    ends(&listed, 0, "");
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let actions = listed["actions"].as_array().unwrap();
    assert_eq!(actions.len(), essbasic::CATALOGUE.len());
    for action in actions {
        let name = action["name"].as_str().unwrap();
        let page = call("", &["describe", name]);
        ends(&page, 0, "");
        let page = String::from_utf8(page.stdout).unwrap();
        assert!(page.starts_with(name), "{page}");
        let too_wide = page.lines().find(|line| line.chars().count() > 80 && !line.contains("://"));
        assert_eq!(too_wide, None, "{name}");
        let skeleton = call("", &["skeleton", name]);
        ends(&skeleton, 0, "");
        serde_json::from_slice::<Value>(&skeleton.stdout).unwrap();
    }
}

#[test]
fn the_example_of_every_action_has_the_agent_of_the_profile_or_of_a_new_sandbox() {
    let example = |home: &tempfile::TempDir, arguments: &[&str]| {
        let output = command("", &[&["skeleton"], arguments].concat())
            .env("HOME", home.path())
            .output()
            .unwrap();
        ends(&output, 0, "");
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let home = tempfile::TempDir::new().unwrap();
    for entry in essbasic::CATALOGUE {
        let action = entry.descriptor();
        let request = example(&home, &[action.name, "--example"]);
        let violations = essbasic::validate::json((action.request)(), request.as_object().unwrap());
        assert!(violations.is_empty(), "{}: {violations:?}", action.name);
    }
    let request = example(&home, &["CreateSignUrls", "--example=2"]);
    assert_eq!(request["GenerateType"], "PERSON");
    assert_eq!(request["Agent"], serde_json::to_value(seed::agent()).unwrap());
    let folder = home.path().join(".config/essbasic");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "[default]\napplication = \"ours\"\n").unwrap();
    let request = example(&home, &["CreateSignUrls", "--example"]);
    assert_eq!(request["Agent"], serde_json::json!({"AppId": "ours"}));
    let unknown = call("", &["skeleton", "CreateSignUrls", "--example=3"]);
    ends(&unknown, 2, "number of examples of CreateSignUrls: 2");
}

#[test]
fn a_description_shows_an_example_and_marks_simulated_responses() {
    let page = String::from_utf8(call("", &["describe", "CreateSignUrls"]).stdout).unwrap();
    for part in ["skeleton CreateSignUrls --example=2", "Example request", seed::FLOW_WAITING] {
        assert!(page.contains(part), "`{part}` is not in: {page}");
    }
    assert!(!page.contains("Simulated"));
    let simulated = call("", &["describe", "ChannelCreateEmbedWebUrl"]);
    assert!(String::from_utf8(simulated.stdout).unwrap().contains("  Simulated: "));
    let json = call("", &["describe", "CreateSignUrls", "--output", "json"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["examples"][1]["request"]["GenerateType"], "PERSON");
    assert_eq!(json["is_simulated"], false);
}

#[test]
fn actions_finds_by_title_and_error_code() {
    let found = |words: &[&str]| {
        let output = call("", &[&["actions", "--output", "json"], words].concat());
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        let names = found["actions"].as_array().unwrap().iter();
        names.map(|action| action["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(&["取消一码多签签署码"])[0], "ChannelCancelMultiFlowSignQRCode");
    assert_eq!(found(&["作废", "二维码"])[0], "ChannelCancelMultiFlowSignQRCode");
    assert_eq!(found(&["OperationDenied.QrInvalid"]), ["ChannelCancelMultiFlowSignQRCode"]);
    let nothing = call("", &["actions", "xyzzy"]);
    ends(&nothing, 2, "no results for `xyzzy`");
    ends(&call("", &["actions", "cancle", "qr"]), 0, "nearest matches for `cancle qr`:");
    for (typed, expected) in [
        ("ChannelCancelFlows", "ChannelCancelFlow"),
        ("CancelMultiFlowSignQRCode", "ChannelCancelMultiFlowSignQRCode"),
        ("createflowbyfiles", "ChannelCreateFlowByFiles"),
    ] {
        ends(&call("", &["describe", typed]), 2, &format!("did you mean `{expected}`?"));
    }
}

#[test]
fn schema_of_a_recursive_struct_is_finite() {
    let output = call("", &["schema"]);
    ends(&output, 0, "");
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(schema["actions"].as_array().unwrap().len(), essbasic::CATALOGUE.len());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains(r#"{"fields":null,"type":"Permission"}"#));
}

#[test]
fn every_command_has_a_man_page_with_examples_and_options() {
    let folder = tempfile::TempDir::new().unwrap();
    let pages = folder.path().join("share/man1");
    ends(&call("", &["man", "--dir", pages.to_str().unwrap()]), 0, "");
    let page = |name: &str| std::fs::read_to_string(pages.join(name)).unwrap();
    let listed = String::from_utf8(call("", &["--help"]).stdout).unwrap();
    let listed = listed.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = listed.take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("   "));
    for name in names.filter_map(|line| line.split_whitespace().next()) {
        if name != "help" {
            let page = page(&format!("essbasic-{name}.1"));
            assert!(page.contains(&format!(".SH EXAMPLES\n.nf\nessbasic {name}")), "{page}");
        }
    }
    assert!(page("essbasic-batch.1").contains("\\-\\-on\\-error"));
    assert_eq!(
        std::fs::read_dir(&pages)
            .unwrap()
            .filter(|it| { it.as_ref().unwrap().file_name().to_string_lossy().contains("__") })
            .count(),
        0
    );
    let main = call("", &["man"]);
    ends(&main, 0, "");
    assert_eq!(String::from_utf8(main.stdout).unwrap(), page("essbasic.1"));
    ends(&call("", &["man", "--dir", "/dev/null/x"]), 2, "--dir: cannot write /dev/null/x");
}

#[test]
fn description_has_effect_fields_and_error_help() {
    let page = call("", &["describe", "ChannelCancelMultiFlowSignQRCode"]);
    let page = String::from_utf8(page.stdout).unwrap();
    for part in [
        "  idempotent: ",
        "├─ Agent  Agent, required, with ProxyOrganizationOpenId",
        "└─ QrCodeId  string, required, exactly 32 characters",
        "  OperationDenied.QrInvalid\n      ",
    ] {
        assert!(page.contains(part), "`{part}` is not in: {page}");
    }
    assert!(!page.contains('\u{1b}') && !page.contains("| error code |"));
}
