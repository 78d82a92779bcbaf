//! Warnings about secrets on the command line.

use essbasic_sandbox::seed;

use super::support::{Sandbox, command, ends};

const WARNING: &str = "keeps what is typed";

/// Returns the standard error of `essbasic sign`.
fn sign(more: &[&str], json: bool) -> String {
    let sign = ["sign", "--action", "A", "--host", "h", "--timestamp", "1", "--body", "{}"];
    let output: &[&str] = if json { &["--output", "json"] } else { &[] };
    let output = command("", &[&sign, more, output].concat()).output().unwrap();
    ends(&output, 0, "");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn typed_secret_key_causes_a_warning_that_does_not_show_it() {
    let stderr = sign(&["--secret-key", "SomeKeyThatIsNobodys"], false);
    assert!(stderr.contains(WARNING) && stderr.contains("TENCENTCLOUD_SECRET_KEY"), "{stderr}");
    assert!(!stderr.contains("SomeKey"), "{stderr}");
    let stderr = sign(&["--secret-key", "SomeKeyThatIsNobodys"], true);
    let warning: serde_json::Value = serde_json::from_str(&stderr).unwrap();
    assert!(warning["warning"].as_str().unwrap().contains(WARNING));
}

#[test]
fn key_from_a_variable_or_of_the_sandbox_causes_no_warning() {
    assert_eq!(sign(&[], false), "");
    assert_eq!(sign(&["--secret-key", seed::SECRET_KEY], false), "");
    assert_eq!(sign(&["--secret-key", seed::SECRET_KEY], true), "");
}

#[test]
fn every_secret_option_causes_a_warning() {
    let warned = |arguments: &[&str], option: &str| {
        let output = command("http://127.0.0.1:1", arguments).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains(&format!("{option}: the shell's history")), "{stderr}");
        assert!(!stderr.contains("Nobodys"), "{stderr}");
    };
    let running = Sandbox::start();
    let address = running.endpoint.strip_prefix("http://").unwrap();
    // The address is in use, so that the command ends.
    let sandbox = ["sandbox", "--listen", address];
    let pair = ["--secret-id", "AKIDnobody", "--secret-key", "KeyThatIsNobodys"];
    warned(&[&sandbox[..], &pair].concat(), "--secret-key");
    let callback = [&sandbox[..], &["--callback", "http://127.0.0.1:1"]].concat();
    let token = ["--callback-token", "TokenThatIsNobodys"];
    warned(&[&callback[..], &token].concat(), "--callback-token");
    let key = ["--callback-key", "NobodysKeyOf32CharactersInLength"];
    warned(&[&callback[..], &key].concat(), "--callback-key");
    #[cfg(feature = "mcp")]
    warned(
        &["mcp", "--sandbox", "--listen", address, "--access-token", "TokenThatIsNobodys"],
        "--access-token",
    );
    warned(&["doctor", "--offline", "--proxy", "http://me:Nobodys@127.0.0.1:1"], "--proxy");
}
