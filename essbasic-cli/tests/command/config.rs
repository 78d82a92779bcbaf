//! Configuration file, and the precedence of options, profiles and variables.

use std::fs;

use essbasic_sandbox::seed;
use serde_json::Value;
use tempfile::TempDir;

use super::support::{Sandbox, command, ends};

const CANCEL: &str = "ChannelCancelMultiFlowSignQRCode";

fn agent(operator: &str) -> String {
    let (application, organization) = (seed::APPLICATION, seed::ORGANIZATION);
    format!(
        "application = \"{application}\"\norganization = \"{organization}\"\noperator = \"{operator}\"\n"
    )
}

/// Runs a command with a configuration file.
fn configured(text: &str, endpoint: &str, arguments: &[&str]) -> std::process::Output {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("config.toml");
    fs::write(&path, text).unwrap();
    command(endpoint, arguments).env("ESSBASIC_CONFIG", &path).output().unwrap()
}

fn body(output: &std::process::Output) -> Value {
    ends(output, 0, "");
    serde_json::from_slice::<Value>(&output.stdout).unwrap()["body"].clone()
}

#[test]
fn agent_of_the_profile_completes_a_request() {
    let sandbox = Sandbox::start();
    let text = format!("[default]\n{}", agent(seed::OPERATOR));
    let id = format!("QrCodeId={}", seed::QR_CODE);
    ends(&configured(&text, &sandbox.endpoint, &["call", CANCEL, "--set", &id]), 0, "");
}

#[test]
fn request_of_another_organization_does_not_get_the_profiles_operator() {
    let text = format!("[default]\n{}", agent("n9527"));
    let id = format!("QrCodeId={}", seed::QR_CODE);
    let other = "Agent.ProxyOrganizationOpenId=org_other";
    let arguments = ["call", CANCEL, "--set", &id, "--set", other, "--dry-run", "--unchecked"];
    let sent = body(&configured(&text, "http://127.0.0.1:1", &arguments));
    let agent =
        serde_json::json!({"AppId": seed::APPLICATION, "ProxyOrganizationOpenId": "org_other"});
    assert_eq!(sent["Agent"], agent, "the operator belongs to another organization");

    let same = format!("Agent.AppId={}", seed::APPLICATION);
    let arguments = ["call", CANCEL, "--set", &id, "--set", &same, "--dry-run"];
    let sent = body(&configured(&text, "http://127.0.0.1:1", &arguments));
    assert_eq!(sent["Agent"]["ProxyOperator"]["OpenId"], "n9527");

    let arguments = ["call", CANCEL, "--set", &id, "--agent", "app/org/op", "--dry-run"];
    let sent = body(&configured(&text, "http://127.0.0.1:1", &arguments));
    assert_eq!(sent["Agent"]["AppId"], "app");
}

#[test]
fn precedence_is_option_then_named_profile_then_variable_then_default_profile() {
    let text = "[default]\nendpoint = \"http://127.0.0.1:2\"\n[mine]\nendpoint = \"http://127.0.0.1:3\"\nlanguage = \"en-US\"\n";
    let report = |arguments: &[&str]| {
        let all = [&["call", CANCEL, "--dry-run", "--unchecked"], arguments].concat();
        let output = configured(text, "http://127.0.0.1:1", &all);
        ends(&output, 0, "");
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    assert_eq!(report(&[])["url"], "http://127.0.0.1:1/");
    assert_eq!(report(&["--profile", "mine"])["url"], "http://127.0.0.1:3/");
    assert_eq!(report(&["--profile", "mine"])["headers"]["x-tc-language"], "en-US");
    let here =
        ["--profile", "mine", "--endpoint", "http://127.0.0.1:4", "--region", "ap-guangzhou"];
    assert_eq!(report(&here)["url"], "http://127.0.0.1:4/");
    assert_eq!(report(&here)["headers"]["x-tc-region"], "ap-guangzhou");
    let in_test = report(&["--environment", "test"]);
    assert_eq!(in_test["url"], "https://essbasic.test.ess.tencent.cn/");
}

#[test]
fn every_mistake_in_the_file_is_reported_with_its_location() {
    let fails = |text: &str, arguments: &[&str], message: &str| {
        let arguments = [&["call", CANCEL, "--dry-run"], arguments].concat();
        ends(&configured(text, "http://127.0.0.1:1", &arguments), 2, message);
    };
    fails("[default]\nx = \n", &[], "line 2: not valid TOML");
    fails("[default]\noperater = \"x\"\n", &[], "did you mean `operator`?");
    fails("[default]\noperator = 7\n", &[], "`operator` must be a string in quotes");
    fails(
        "[default]\nenvironment = \"prod\"\n",
        &["--profile", "default"],
        "`production` or `test`",
    );
    fails("[sandbox]\n", &["--profile", "sanbox"], "did you mean `sandbox`?");
    let secret = "[default]\nsecret_key = \"NobodysKeyInTheWrongPlace\"\n";
    let output = configured(secret, "http://127.0.0.1:1", &["call", CANCEL, "--dry-run"]);
    ends(&output, 2, "`secret_key` is not allowed in this file");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("NobodysKey"));
    let missing = command("http://127.0.0.1:1", &["call", CANCEL])
        .env("ESSBASIC_CONFIG", "/nonexistent/config.toml")
        .output()
        .unwrap();
    ends(&missing, 2, "cannot read /nonexistent/config.toml");
}

#[test]
fn error_of_a_value_begins_with_the_key_the_option_or_the_variable_that_sets_it() {
    let of_profile = |line: &str, message: &str| {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, format!("[mine]\n{line}\n")).unwrap();
        let arguments = ["call", CANCEL, "--json", "{}", "--unchecked", "--profile", "mine"];
        let mut call = command("http://127.0.0.1:1", &arguments);
        let ended = call.env("ESSBASIC_CONFIG", &path).output().unwrap();
        let key = line.split(' ').next().unwrap();
        let code = if key == "credentials" { 3 } else { 2 };
        ends(&ended, code, &format!("{}, [mine], `{key}`: {message}", path.display()));
    };
    of_profile("ca_file = '/nonexistent.pem'", "cannot read /nonexistent.pem");
    of_profile("ca_file = '/dev/null'", "a root certificate is not PEM");
    of_profile("proxy = 'ftp://127.0.0.1:1'", "the proxy");
    of_profile("endpoint = 'not a URL'", "the endpoint");
    of_profile("environment = 'prod'", "the environment must be `production` or `test`");
    of_profile("language = 'fr'", "the language must be `zh-CN` or `en-US`");
    of_profile("region = 'A B'", "`A B` is not a region");
    of_profile("credentials = 'none'", "no credential file at");

    let with = |option: &[&str], variable: Option<(&str, &str)>| {
        let arguments = [&["call", CANCEL, "--json", "{}", "--unchecked"], option].concat();
        command("http://127.0.0.1:1", &arguments).envs(variable).output().unwrap()
    };
    for (option, value) in [
        ("--ca-file", "/nonexistent.pem"),
        ("--ca-file", "/dev/null"),
        ("--proxy", "ftp://127.0.0.1:1"),
        ("--endpoint", "not a URL"),
        ("--language", "fr"),
        ("--region", "A B"),
        ("--agent", "a//c"),
    ] {
        ends(&with(&[option, value], None), 2, &format!("{option}: "));
    }
    for (variable, value, code) in [
        ("ESSBASIC_ENDPOINT", "not a URL", 2),
        ("TENCENTCLOUD_REGION", "A B", 2),
        ("TENCENTCLOUD_PROFILE", "none", 3),
    ] {
        ends(&with(&[], Some((variable, value))), code, &format!("{variable}: "));
    }
    let environment = command("", &["call", CANCEL, "--dry-run"])
        .env_remove("ESSBASIC_ENDPOINT")
        .env("ESSBASIC_ENVIRONMENT", "prod")
        .output()
        .unwrap();
    ends(&environment, 2, "ESSBASIC_ENVIRONMENT: the environment must be");
}

#[test]
fn error_of_a_callback_token_or_key_begins_with_what_sets_it() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let (short, large) = (file("short", "0123"), file("large", &"0".repeat(5000)));
    let config = file("config.toml", &format!("[default]\ncallback_key_file = '{short}'\n"));
    let open = |option: &[&str], variables: &[(&str, &str)]| {
        let mut open = command("", &[&["callback", "open", "/dev/null"], option].concat());
        open.envs(variables.iter().copied()).output().unwrap()
    };
    let length = "the key has 4 bytes";
    ends(&open(&["--key", "0123"], &[]), 2, &format!("--key: {length}"));
    ends(&open(&["--key-file", &short], &[]), 2, &format!("--key-file: {length}"));
    let variable = [("ESSBASIC_CALLBACK_KEY", "0123")];
    ends(&open(&[], &variable), 2, &format!("ESSBASIC_CALLBACK_KEY: {length}"));
    let profile = [("ESSBASIC_CONFIG", config.as_str())];
    ends(&open(&[], &profile), 2, &format!("{config}, [default], `callback_key_file`: {length}"));
    ends(&open(&["--token", " t"], &[]), 2, "--token: the token");
    ends(&open(&["--token-file", &large], &[]), 2, "it has more than 4096 bytes");
    let listen = ["callback", "listen", "--token", "t", "--forward-to", "http://127.0.0.1:1"];
    let resign = ["--forward-token", "u", "--forward-key", "0123"];
    ends(&command("", &[&listen[..], &resign].concat()).output().unwrap(), 2, "--forward-key: ");
}

/// Returns a profile with a program that prints the credential of the sandbox.
#[cfg(unix)]
fn process_profile(name: &str) -> String {
    let (id, key) = (seed::SECRET_ID, seed::SECRET_KEY);
    let json = format!(r#"{{"Version":1,"SecretId":"{id}","SecretKey":"{key}"}}"#);
    format!(
        "[{name}]\n{}credential_process = '''sh -c \"echo '{}'\"'''\n",
        agent(seed::OPERATOR),
        json.replace('"', "\\\"")
    )
}

#[cfg(unix)]
#[test]
fn credential_process_of_the_profile_signs_the_call() {
    let sandbox = Sandbox::start();
    let text = process_profile("mine");
    let id = format!("QrCodeId={}", seed::QR_CODE);
    // The variables hold another credential.
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("config.toml");
    fs::write(&path, text).unwrap();
    let call = ["call", CANCEL, "--set", &id, "--profile", "mine"];
    let output = command(&sandbox.endpoint, &call)
        .env("ESSBASIC_CONFIG", &path)
        .env("TENCENTCLOUD_SECRET_ID", "AKIDanother")
        .output()
        .unwrap();
    ends(&output, 0, "");
}

#[cfg(unix)]
#[test]
fn credential_process_is_shown_without_its_arguments_and_excludes_credentials() {
    let text = process_profile("mine");
    let shown =
        configured(&text, "http://127.0.0.1:1", &["configure", "--profile", "mine", "--show"]);
    ends(&shown, 0, "");
    let report: Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!(report["settings"]["credential_process"], "sh");
    assert_eq!(report["credential"], "the output of the credential process `sh`");
    assert!(!String::from_utf8_lossy(&shown.stdout).contains(seed::SECRET_KEY));

    // Words are separated, quoted and rejected as when the program runs.
    for (value, program) in [
        ("sh\\t-c\\tKeyOfNobody", "sh"),
        ("sh\\n-c\\nKeyOfNobody", "sh"),
        ("'/opt/my keys/sh' KeyOfNobody", "/opt/my keys/sh"),
        ("'sh KeyOfNobody", ""),
    ] {
        let text = format!("[mine]\ncredential_process = \"{value}\"\n");
        let show = ["configure", "--profile", "mine", "--show"];
        let shown = configured(&text, "http://127.0.0.1:1", &show);
        ends(&shown, 0, "");
        let shown = String::from_utf8(shown.stdout).unwrap();
        assert!(!shown.contains("KeyOfNobody"), "{shown}");
        let report: Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(report["settings"]["credential_process"], program);
    }

    let both = format!("{text}credentials = \"other\"\n");
    let rejected = configured(
        &both,
        "http://127.0.0.1:1",
        &["call", CANCEL, "--profile", "mine", "--unchecked"],
    );
    ends(&rejected, 2, "`credential_process`: the profile has `credentials` too");
}
