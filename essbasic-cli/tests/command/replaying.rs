//! `essbasic replay`.

use serde_json::{Value, json};

use super::support::{call, ends};

#[test]
fn examples_that_are_not_the_same_afterwards_are_named() {
    let path = std::env::temp_dir().join(format!("essbasic-examples-{}.json", std::process::id()));
    let file = path.display().to_string();
    let cancel = |input: Value, output: Value| json!([{"title": "t", "input": input.to_string(), "output": output.to_string()}]);
    let request = json!({"Agent": {"AppId": "a"}, "QrCodeId": "q"});
    let answer = json!({"Response": {"RequestId": "r"}});
    let good = json!({"ChannelCancelMultiFlowSignQRCode": cancel(request.clone(), answer)});
    std::fs::write(&path, good.to_string()).unwrap();
    let replayed = call("", &["replay", &file]);
    ends(&replayed, 0, "");
    let told: Value = serde_json::from_slice(&replayed.stdout).unwrap();
    assert_eq!(told, json!({"requests": 1, "responses": 1, "errors": 0, "failures": []}));

    let stranger = json!({"Response": {"RequestId": "r", "Surprise": 1}});
    let bad = json!({
        "ChannelCancelMultiFlowSignQRCode": cancel(request, stranger),
        "ChannelUnheardOf": cancel(json!({}), json!({})),
    });
    std::fs::write(&path, bad.to_string()).unwrap();
    let replayed = call("", &["replay", &file]);
    ends(&replayed, 1, "2 differences");
    let told: Value = serde_json::from_slice(&replayed.stdout).unwrap();
    assert_eq!(told["failures"][0]["what"], "Surprise: not the same afterwards");
    std::fs::write(&path, "[]").unwrap();
    ends(&call("", &["replay", &file]), 2, "not shaped like examples");
    std::fs::remove_file(&path).unwrap();
}
