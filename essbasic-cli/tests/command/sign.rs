//! `essbasic sign`.

use serde_json::Value;

use super::support::{call, ends};

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
