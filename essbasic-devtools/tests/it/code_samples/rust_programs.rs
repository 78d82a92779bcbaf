//! Programs: that of every action compiles, and one runs against a sandbox.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use essbasic::schema::{SampleMode, sample};
use essbasic_devtools::code_samples::{SampleAction, SampleEndpoint, redact, rust};
use essbasic_sandbox::{Sandbox, seed};
use serde_json::{Map, Value, json};

fn program(name: &str, place: &SampleEndpoint, members: &Map<String, Value>) -> String {
    let entry = essbasic::find_action(name).unwrap();
    let program = rust::program(&SampleAction::Catalogue(entry), place, members, true);
    assert!(program.manifest.contains("essbasic = \"0.1.0\""), "{}", program.manifest);
    program.main
}

/// Every way in which a request is written that needs care.
fn special() -> Vec<(&'static str, Value)> {
    let agent =
        json!({"AppId": "a", "ProxyOrganizationOpenId": "b", "ProxyOperator": {"OpenId": "c"}});
    vec![
        (
            "ChannelCreateFlowByFiles",
            json!({"Agent": agent, "FlowName": "\"#\n\u{202e}'\\{}\u{301}", "FileIds": [], "FlowApprovers": []}),
        ),
        (
            "ChannelCreateMultiFlowSignQRCode",
            json!({"Agent": {"AppId": "a", "ProxyOperator": {"OpenId": "c", "Channel": "x"}}, "TemplateId": "t", "FlowName": "f", "FlowDisplayType": 7, "MaxFlowNum": i64::MIN}),
        ),
        (
            "ChannelCreateMultiFlowSignQRCode",
            json!({"Agent": agent, "TemplateId": "t", "FlowName": "f", "MaxFlowNum": u64::MAX}),
        ),
        ("ChannelCreateMultiFlowSignQRCode", json!({"Agent": agent, "Unknown": "\"##\"###"})),
        (
            "ChannelCreateFlowByFiles",
            json!({"Agent": agent, "FlowName": "f", "FlowApprovers": [{"ApproverType": "PERSON", "ApproverSignTypes": [1, 77], "SignComponents": [{"ComponentType": "NEW_KIND"}]}, {"ApproverType": "NEW"}]}),
        ),
    ]
}

/// The programs as modules of a library, and one by itself.
fn write_programs(folder: &Path, endpoint: &str) {
    let place = SampleEndpoint::Custom(endpoint.to_owned());
    let mut all = String::new();
    let mut module = |name: &str, text: &str| {
        fs::write(folder.join(format!("{name}.rs")), text).unwrap();
        writeln!(all, "pub mod {name};").unwrap();
    };
    for (at, entry) in essbasic::CATALOGUE.iter().enumerate() {
        let action = entry.descriptor();
        let schema = (action.request)();
        for extent in [SampleMode::Required, SampleMode::Full] {
            let members = sample(schema, extent);
            let kind = format!("{extent:?}").to_lowercase();
            let text = program(action.name, &place, &members);
            assert!(text.contains(&format!("let action = {}::new(", action.name)), "{text}");
            module(&format!("a{at}_{kind}"), &text);
            let hidden = redact::request_fields(Some(schema), &members);
            if hidden != members {
                module(
                    &format!("a{at}_{kind}_hidden"),
                    &program(action.name, &SampleEndpoint::Test, &hidden),
                );
            }
        }
    }
    for (at, (name, members)) in special().iter().enumerate() {
        let members = members.as_object().unwrap();
        module(&format!("special{at}"), &program(name, &SampleEndpoint::Production, members));
    }
    let agent = json!({"AppId": seed::APPLICATION, "ProxyOrganizationOpenId": seed::ORGANIZATION, "ProxyOperator": {"OpenId": seed::OPERATOR}});
    let members = json!({"Agent": agent, "QrCodeId": seed::QR_CODE});
    let runs = program("ChannelCancelMultiFlowSignQRCode", &place, members.as_object().unwrap());
    fs::write(folder.join("runs.rs"), runs).unwrap();
    fs::write(folder.join("all.rs"), all).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "compiles a program of every action, which takes minutes"]
async fn programs_of_all_actions_compile_and_one_runs() {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs");
    fs::create_dir_all(&folder).unwrap();
    write_programs(&folder, &sandbox.endpoint());
    let compiled = tokio::task::spawn_blocking(move || {
        compile(&folder);
        let mut program = Command::new(folder.join("runs"));
        program.env("TENCENTCLOUD_SECRET_ID", seed::SECRET_ID);
        program.env("TENCENTCLOUD_SECRET_KEY", seed::SECRET_KEY);
        program.output().unwrap()
    });
    let output = compiled.await.unwrap();
    let answer = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && answer.contains("request_id"), "{output:?}");
}

/// Compiles the programs with the libraries that the workspace's tests are linked with: all as far
/// as their types go, and the one that runs to its end.
fn compile(folder: &Path) {
    let libraries = Libraries::of_the_workspace();
    libraries.rustc(folder, &["--crate-type", "lib", "--emit", "metadata", "all.rs"]);
    libraries.rustc(folder, &["-o", "runs", "runs.rs"]);
}

/// Build artifacts of the tests.
struct Libraries(Vec<Value>);

impl Libraries {
    fn of_the_workspace() -> Self {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["test", "--offline", "--no-run", "--message-format=json", "--workspace"]);
        // What cargo tells a test of its package would make it build everything anew, and so would
        // building it otherwise than the tests were built.
        let own = ["CARGO_HOME", "CARGO_INCREMENTAL", "CARGO_PROFILE_", "CARGO_TARGET_DIR"];
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_") && !own.iter().any(|own| text.starts_with(own)) {
                cargo.env_remove(&name);
            }
        }
        let steps = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        let steps = String::from_utf8(steps.stdout).unwrap();
        Self(steps.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
    }

    fn file(&self, name: &str) -> &Path {
        let is_it = |it: &&Value| it["target"]["name"] == name && it["target"]["kind"][0] == "lib";
        let files = self.0.iter().filter(is_it).flat_map(|it| it["filenames"].as_array().unwrap());
        let mut files = files.filter_map(Value::as_str).map(Path::new);
        let file = files.find(|it| it.extension().is_some_and(|kind| kind == "rlib"));
        file.unwrap_or_else(|| panic!("there is no library {name}"))
    }

    fn rustc(&self, folder: &Path, arguments: &[&str]) {
        // Dependencies are built into one folder.
        let dependencies = self.file("tokio").parent().unwrap();
        let mut rustc = Command::new("rustc");
        rustc.args(["--edition", "2024", "-A", "warnings"]).args(arguments);
        rustc.arg("-L").arg(format!("dependency={}", dependencies.display()));
        for name in ["essbasic", "serde_json", "tokio"] {
            rustc.arg("--extern").arg(format!("{name}={}", self.file(name).display()));
        }
        let output = rustc.current_dir(folder).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_value_of_another_type_becomes_an_untyped_call() {
    let place = SampleEndpoint::Production;
    let members = json!({"Agent": {"AppId": 7}});
    let text = program("ChannelCreateMultiFlowSignQRCode", &place, members.as_object().unwrap());
    assert!(
        text.contains("RawAction::new(\"ChannelCreateMultiFlowSignQRCode\", \"2021-05-26\")"),
        "{text}"
    );
}
