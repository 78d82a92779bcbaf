//! Samples in every format: dependencies, endpoints, secrets, requests that no type fits.
//!
//! `tests/python/code_samples.py` and `code_sample_values.py` run the programs.

use essbasic_devtools::Language;
use essbasic_devtools::code_samples::{Sample, SampleAction, SampleEndpoint, SampleFormat, redact};
use serde_json::{Map, Value, json};

const CREATE: &str = "ChannelCreateMultiFlowSignQRCode";

fn render(
    format: SampleFormat,
    action: &str,
    endpoint: &SampleEndpoint,
    request: &Value,
) -> String {
    let action = SampleAction::Catalogue(essbasic::find_action(action).unwrap());
    let members = request.as_object().unwrap();
    format.render(&Sample { action: &action, endpoint, members, unchecked: true })
}

fn every(request: &Value) -> impl Iterator<Item = (SampleFormat, String)> {
    let rendered = |format| render(format, CREATE, &SampleEndpoint::Production, request);
    SampleFormat::ALL.into_iter().map(move |format| (format, rendered(format)))
}

#[test]
fn each_format_is_found_by_its_name() {
    for format in SampleFormat::ALL {
        assert_eq!(SampleFormat::find(format.as_str()), Some(format));
        assert!(!format.file_name().is_empty() && !format.title(Language::Chinese).is_empty());
    }
    assert_eq!(SampleFormat::find("cobol"), None);
}

#[test]
fn first_comment_names_the_package_and_its_version() {
    let packages = [
        (SampleFormat::Rust, "// essbasic = \"0.1.0\"\n"),
        (SampleFormat::Curl, "# Needs curl and openssl.\n"),
        (SampleFormat::Python, "# pip install tencentcloud-sdk-python-essbasic==3."),
        (SampleFormat::Go, "tencentcloud-sdk-go/tencentcloud/essbasic@v1."),
        (SampleFormat::Java, "// Maven: com.tencentcloudapi:tencentcloud-sdk-java-essbasic:3."),
        (SampleFormat::Node, "// npm install tencentcloud-sdk-nodejs@4."),
        (SampleFormat::Php, "// composer require tencentcloud/essbasic:^3.0\n"),
    ];
    for (format, package) in packages {
        let text = render(format, CREATE, &SampleEndpoint::Production, &json!({}));
        let start: Vec<_> = text.lines().take(3).collect();
        assert!(format!("{}\n", start.join("\n")).contains(package), "{text}");
    }
}

#[test]
fn each_environment_has_its_host_and_uploads_the_file_host() {
    let sandbox = SampleEndpoint::Custom("http://127.0.0.1:8899".to_owned());
    let upload = json!({"BusinessType": "DOCUMENT"});
    let (production, testing) = (&SampleEndpoint::Production, &SampleEndpoint::Test);
    for format in SampleFormat::ALL {
        // This library knows the hosts.
        if matches!(format, SampleFormat::Rust | SampleFormat::Command) {
            continue;
        }
        let has = |action: &str, endpoint: &SampleEndpoint, parts: &[&str]| {
            let text = render(format, action, endpoint, &upload);
            assert!(parts.iter().all(|part| text.contains(part)), "{parts:?} {text}");
        };
        has(CREATE, production, &["essbasic.tencentcloudapi.com"]);
        has("UploadFiles", production, &["file.ess.tencent.cn"]);
        has(CREATE, testing, &["essbasic.test.ess.tencent.cn"]);
        has("UploadFiles", testing, &["file.test.ess.tencent.cn"]);
        has(CREATE, &sandbox, &["127.0.0.1:8899"]);
        let lower = render(format, CREATE, &sandbox, &upload).to_lowercase();
        assert!(!lower.contains("https"), "{lower}");
    }
}

#[test]
fn credentials_are_read_from_the_environment() {
    for (format, text) in every(&json!({})) {
        if format != SampleFormat::Command {
            assert!(text.contains("TENCENTCLOUD_SECRET_KEY"), "{text}");
        }
    }
}

#[test]
fn number_that_java_cannot_hold_is_sent_by_the_name_of_the_action() {
    for (number, is_typed) in [
        ("146.15625", true),
        ("0.1", true),
        ("-7", true),
        ("123456789.123", false),
        ("16777217", false),
        ("1e300", false),
        ("1e-300", false),
    ] {
        let number: Value = serde_json::from_str(number).unwrap();
        let request = json!({"FileIds": ["f"], "Components": [{"ComponentPosX": number}]});
        let action = "ChannelCreateFlowByFiles";
        let java = render(SampleFormat::Java, action, &SampleEndpoint::Production, &request);
        assert_eq!(java.contains(".setComponentPosX("), is_typed, "{java}");
        assert!(is_typed || java.contains(&format!("\\\"ComponentPosX\\\":{number}")), "{java}");
    }
}

#[test]
fn empty_secrets_are_not_redacted() {
    let request = json!({"FlowName": "f", "Restrictions": [{"Mobile": ""}]});
    let request = request.as_object().unwrap();
    let schema = (essbasic::find_action(CREATE).unwrap().descriptor().request)();
    assert_eq!(redact::request_fields(Some(schema), request), *request);
    assert!(!redact::has_secrets(Some(schema), request));
}

#[test]
fn redacted_secrets_are_marked() {
    let request = json!({"FlowName": "f", "Restrictions": [{"Mobile": "13000000001"}]});
    let schema = (essbasic::find_action(CREATE).unwrap().descriptor().request)();
    let redacted =
        Value::Object(redact::request_fields(Some(schema), request.as_object().unwrap()));
    for (format, text) in every(&redacted) {
        assert!(text.contains("***") && !text.contains("13000000001"), "{text}");
        let is_marked =
            text.contains("*** replaces secrets: insert them before running the program");
        assert!(is_marked || format == SampleFormat::Command, "{text}");
    }
    for (_, text) in every(&request) {
        assert!(text.contains("13000000001") && !text.contains("***"), "{text}");
    }
}

#[test]
fn request_that_no_type_fits_is_sent_by_the_name_of_the_action() {
    let calls = [
        (SampleFormat::Python, "client.call_json(\"ChannelCreate"),
        (SampleFormat::Go, "NewCommonRequest(\"essbasic\", \"2021-05-26\", \"ChannelCreate"),
        (SampleFormat::Java, "client.call(\"ChannelCreate"),
        (SampleFormat::Node, "client.request(\"ChannelCreate"),
        (SampleFormat::Php, "$client->callJson(\"ChannelCreate"),
    ];
    for request in [
        json!({"Unknown": 1}),
        json!({"Agent": {"AppId": 7}}),
        json!({"MaxFlowNum": u64::MAX}),
        json!({"Restrictions": {"Mobile": "1"}}),
        json!({"Restrictions": [null]}),
    ] {
        for (format, call) in calls {
            let text = render(format, CREATE, &SampleEndpoint::Production, &request);
            assert!(text.contains(call), "{text}");
        }
    }
    // A field without a value is not sent.
    for (format, call) in calls {
        let text =
            render(format, CREATE, &SampleEndpoint::Production, &json!({"MaxFlowNum": null}));
        assert!(!text.contains(call), "{text}");
    }
}

#[test]
fn action_outside_of_the_catalogue_is_called_with_its_version_and_service() {
    let action = SampleAction::Raw { name: "DescribeZones", version: "2017-03-12", service: "cvm" };
    let members = Map::new();
    let endpoint = &SampleEndpoint::Production;
    let sample = Sample { action: &action, endpoint, members: &members, unchecked: false };
    for format in SampleFormat::ALL {
        let text = format.render(&sample);
        let parts = ["DescribeZones", "2017-03-12", "cvm"];
        assert!(parts.iter().all(|part| text.contains(part)), "{text}");
    }
}

#[test]
fn programs_have_no_characters_that_change_how_they_read() {
    let text = "\u{202e}\u{2066}\u{0}\u{7f}\u{85}\u{feff}\u{e0041}";
    let known = json!({"Agent": {"AppId": text}, "FlowName": text});
    for request in [known, json!({"Unknown": text})] {
        for (_, program) in every(&request) {
            let is_hidden = |c: char| c != '\n' && c != '\t' && c.is_control() || text.contains(c);
            assert!(!program.contains(is_hidden), "{program:?}");
        }
    }
}

#[test]
fn host_of_a_program_is_the_one_that_clients_send() {
    for (url, host) in [
        ("http://127.0.0.1:80", "127.0.0.1"),
        ("https://LOCALHOST:443/", "localhost"),
        ("http://Localhost.:8899", "localhost:8899"),
        ("http://[0:0::1]:80", "[::1]"),
    ] {
        let place = SampleEndpoint::Custom(url.to_owned());
        let script = render(SampleFormat::Curl, CREATE, &place, &json!({}));
        let line = script.lines().find(|line| line.starts_with("host=")).unwrap();
        assert_eq!(line.trim_start_matches("host=").trim_matches('\''), host, "{url}");
    }
}

/// Runs the end of a script, which decides about its exit code, on a response.
#[cfg(unix)]
fn exit_code(response: &str) -> Option<i32> {
    let script = render(SampleFormat::Curl, CREATE, &SampleEndpoint::Test, &json!({}));
    let (_, end) = script.split_once("printf '%s\\n' \"$response\"").unwrap();
    let mut shell = std::process::Command::new("sh");
    let shell = shell.args(["-c", &format!("response=$1\n{end}"), "sh", response]);
    shell.status().unwrap().code()
}

#[cfg(unix)]
#[test]
fn script_fails_for_every_response_but_success() {
    assert_eq!(exit_code(r#"{"Response":{"A":"{\"Error\":{","RequestId":"r"}}"#), Some(0));
    for failed in [
        r#"{"Response":{"Error":{"Code":"X","Message":"m"},"RequestId":"r"}}"#,
        r#"{"Response":{"RequestId":"r","Error":{"Code":"X","Message":"m"}}}"#,
        r#"{"Response": {"RequestId": "r", "Error": {"Code": "X", "Message": "m"}}}"#,
        "<html>bad gateway</html>",
        "",
    ] {
        assert_eq!(exit_code(failed), Some(1), "{failed}");
    }
}

#[test]
fn java_program_has_no_constant_that_is_too_long() {
    let action = SampleAction::Raw { name: "Foo", version: "2021-05-26", service: "essbasic" };
    let request = json!({ "Data": "签".repeat(60_000) });
    let endpoint = &SampleEndpoint::Test;
    let members = request.as_object().unwrap();
    let sample = Sample { action: &action, endpoint, members, unchecked: true };
    let program = SampleFormat::Java.render(&sample);
    let longest = program.split("\", \"").map(str::len).max().unwrap();
    assert!(program.contains("String.join(\"\", \"") && longest < 65_535, "{longest}");
}
