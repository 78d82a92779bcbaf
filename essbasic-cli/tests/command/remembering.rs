//! A secret that is typed: a warning, unless it is nobody's.

use essbasic_sandbox::seed;

use super::support::{Sandbox, command, ends};

const WARNING: &str = "a shell remembers what is typed";

/// What standard error says of a signature.
fn sign(more: &[&str], json: bool) -> String {
    let sign = ["sign", "--action", "A", "--host", "h", "--timestamp", "1", "--body", "{}"];
    let output: &[&str] = if json { &["--output", "json"] } else { &[] };
    let output = command("", &[&sign, more, output].concat()).output().unwrap();
    ends(&output, 0, "");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_key_that_is_typed_is_warned_of_and_not_shown() {
    let told = sign(&["--secret-key", "SomeKeyThatIsNobodys"], false);
    assert!(told.contains(WARNING) && told.contains("TENCENTCLOUD_SECRET_KEY"), "{told}");
    assert!(!told.contains("SomeKey"), "{told}");
    let told = sign(&["--secret-key", "SomeKeyThatIsNobodys"], true);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert!(told["warning"].as_str().unwrap().contains(WARNING));
}

#[test]
fn a_key_from_a_variable_or_the_sandboxs_own_is_not_warned_of() {
    assert_eq!(sign(&[], false), "");
    assert_eq!(sign(&["--secret-key", seed::SECRET_KEY], false), "");
    assert_eq!(sign(&["--secret-key", seed::SECRET_KEY], true), "");
}

#[test]
fn every_other_place_where_a_secret_is_typed_warns_too() {
    let warned = |arguments: &[&str], option: &str| {
        let output = command("http://127.0.0.1:1", arguments).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(&format!("{option}: a shell remembers")), "{told}");
        assert!(!told.contains("Nobodys"), "{told}");
    };
    let taken = Sandbox::start();
    let taken = taken.endpoint.strip_prefix("http://").unwrap();
    // The address is taken, so that it ends at once.
    let sandbox = ["sandbox", "--listen", taken];
    let pair = ["--secret-id", "AKIDnobody", "--secret-key", "KeyThatIsNobodys"];
    warned(&[&sandbox[..], &pair].concat(), "--secret-key");
    warned(
        &[&sandbox[..], &["--callback-token", "TokenThatIsNobodys"]].concat(),
        "--callback-token",
    );
    let key = "NobodysKeyOf32CharactersInLength";
    warned(&[&sandbox[..], &["--callback-key", key]].concat(), "--callback-key");
    warned(&["doctor", "--offline", "--proxy", "http://me:Nobodys@127.0.0.1:1"], "--proxy");
}
