//! `essbasic replay`.

use serde_json::{Value, json};

use super::support::{call, ends};

#[test]
fn examples_that_differ_after_the_round_trip_are_listed() {
    let path = std::env::temp_dir().join(format!("essbasic-examples-{}.json", std::process::id()));
    let file = path.display().to_string();
    let cancel = |input: Value, output: Value| json!([{"title": "t", "input": input.to_string(), "output": output.to_string()}]);
    let request = json!({"Agent": {"AppId": "a"}, "QrCodeId": "q"});
    let response = json!({"Response": {"RequestId": "r"}});
    let good = json!({"ChannelCancelMultiFlowSignQRCode": cancel(request.clone(), response)});
    std::fs::write(&path, good.to_string()).unwrap();
    let replayed = call("", &["replay", &file]);
    ends(&replayed, 0, "");
    let report: Value = serde_json::from_slice(&replayed.stdout).unwrap();
    assert_eq!(report, json!({"requests": 1, "responses": 1, "errors": 0, "failures": []}));

    let unexpected = json!({"Response": {"RequestId": "r", "Surprise": 1}});
    let bad = json!({
        "ChannelCancelMultiFlowSignQRCode": cancel(request, unexpected),
        "ChannelUnknown": cancel(json!({}), json!({})),
    });
    std::fs::write(&path, bad.to_string()).unwrap();
    let replayed = call("", &["replay", &file]);
    ends(&replayed, 1, "2 differences");
    let report: Value = serde_json::from_slice(&replayed.stdout).unwrap();
    assert_eq!(report["failures"][0]["what"], "Surprise: differs after the round trip");
    std::fs::write(&path, "[]").unwrap();
    ends(&call("", &["replay", &file]), 2, "not a file of examples");
    std::fs::remove_file(&path).unwrap();
}
