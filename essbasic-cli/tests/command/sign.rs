//! `essbasic sign`.

use serde_json::Value;

use super::support::{call, command, ends};

#[test]
fn every_stage_of_the_signature_is_printed() {
    let sign = |signed_headers, timestamp| {
        call(
            "",
            &[
                "sign",
                "--action",
                "DescribeInstances",
                "--host",
                "cvm.tencentcloudapi.com",
                "--timestamp",
                timestamp,
                "--service",
                "cvm",
                "--signed-headers",
                signed_headers,
                "--body",
                "{}",
            ],
        )
    };
    let done = sign("content-type;host", "1551113065");
    ends(&done, 0, "");
    let stages: Value = serde_json::from_slice(&done.stdout).unwrap();
    let string = stages["string_to_sign"].as_str().unwrap();
    assert!(string.starts_with("TC3-HMAC-SHA256\n1551113065\n2019-02-25/cvm/tc3_request\n"));
    let signature = stages["signature"].as_str().unwrap();
    assert!(stages["authorization"].as_str().unwrap().ends_with(signature));
    ends(&sign("content-type;hots", "1551113065"), 2, "did you mean `host`?");
    ends(&sign("host", "-1"), 2, "not a Unix timestamp");
}

#[test]
fn what_no_request_can_have_is_a_usage_error_that_names_its_option() {
    let valid = [
        ("--action", "DescribeTemplates"),
        ("--host", "127.0.0.1:8899"),
        ("--timestamp", "1767225600"),
        ("--service", "essbasic"),
        ("--content-type", "application/json"),
        ("--body", "{}"),
    ];
    let sign = |option: &str, value: &str| {
        let pairs = valid.map(|(name, text)| [name, if name == option { value } else { text }]);
        call("", &[&["sign"], &pairs.concat()[..]].concat())
    };
    ends(&sign("", ""), 0, "");
    for (option, value, message) in [
        ("--action", "Describe Templates", "letters and digits"),
        ("--action", "", "letters and digits"),
        ("--service", "Essbasic", "lower-case letters"),
        ("--service", "ess/basic", "lower-case letters"),
        ("--host", "https://essbasic.tencentcloudapi.com", "write HOST or HOST:PORT"),
        ("--host", "a@b", "write HOST or HOST:PORT"),
        ("--host", "a\nb", "write HOST or HOST:PORT"),
        ("--content-type", "text/plain\nx-tc-action:y", "not a valid header value"),
        ("--timestamp", "253402300800", "not a Unix timestamp"),
    ] {
        let done = sign(option, value);
        ends(&done, 2, message);
        ends(&done, 2, &format!("{option}: "));
        assert_eq!(done.stdout, b"", "{option} {value}");
    }
    let quoted = valid.map(|(name, text)| [name, text]).concat();
    let quoted = command("", &[&["sign"], &quoted[..]].concat())
        .env("TENCENTCLOUD_SECRET_KEY", "\"KeyOfNobody\"")
        .output()
        .unwrap();
    ends(&quoted, 3, "the secret key contains quotation marks");
}
