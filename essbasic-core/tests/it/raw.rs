//! Undeclared actions, called by name.

use essbasic_core::{Effect, ErrorKind, Outcome, RawAction};
use serde_json::{Map, Value, json};

use crate::support::{Recorder, header, interrupted, ok, rejection};

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        other => panic!("{other} is not an object"),
    }
}

#[tokio::test(start_paused = true)]
async fn any_action_can_be_called_by_name() {
    let service = Recorder::new([ok(r#""TotalCount":9007199254740993"#)]);
    let action = RawAction::new("DescribeZones", "2017-03-12").service("cvm").effect(Effect::Read);
    let request = object(json!({"Limit": 3}));
    let reply = service.client().call_raw(&action, &request).await.unwrap();
    assert_eq!(reply.output.0["TotalCount"], json!(9_007_199_254_740_993_u64));
    let request = &service.requests()[0];
    assert_eq!(header(request, "x-tc-action"), "DescribeZones");
    assert_eq!(header(request, "x-tc-version"), "2017-03-12");
    assert!(header(request, "authorization").contains("/cvm/tc3_request"));
    assert_eq!(request.body(), br#"{"Limit":3}"#.as_slice());
}

#[tokio::test(start_paused = true)]
async fn undeclared_action_counts_as_a_charge_by_default() {
    let action = RawAction::new("RemindThing", "2021-05-26");
    for (action, sent) in [(action.clone(), 1), (action.effect(Effect::Read), 4)] {
        let service = Recorder::new([interrupted()]);
        let error = service.client().call_raw(&action, &Map::new()).await.unwrap_err();
        assert_eq!(error.action(), Some("RemindThing"));
        assert_eq!(service.sent(), sent);
    }
}

#[tokio::test(start_paused = true)]
async fn error_redacts_every_value_of_the_request() {
    let message = "no signer 张三丰 with 13800000000";
    let service = Recorder::new([rejection("FailedOperation", message)]);
    let request = object(json!({"Who": [{"Name": "张三丰", "Mobile": "13800000000"}]}));
    let action = RawAction::new("FindSigner", "2021-05-26");
    let error = service.client().call_raw(&action, &request).await.unwrap_err();
    assert_eq!(error.message(), message);
    let shown = "FindSigner: FailedOperation: no signer *** with *** (request req-1)";
    assert_eq!(error.to_string(), shown);
}

#[tokio::test(start_paused = true)]
async fn invalid_name_version_or_service_is_not_sent() {
    let service = Recorder::new([ok("")]);
    for action in [
        RawAction::new("", "2021-05-26"),
        RawAction::new("A\r\nHost: b", "2021-05-26"),
        RawAction::new("Describe-Zones", "2021-05-26"),
        RawAction::new("描述", "2021-05-26"),
        RawAction::new("Describe", "2021"),
        RawAction::new("Describe", "2021-13-01"),
        RawAction::new("Describe", "abcd-ef-gh"),
        RawAction::new("Describe", " 2021-5-26"),
        RawAction::new("Describe", "2021-05-26").service(""),
        RawAction::new("Describe", "2021-05-26").service("CVM"),
        RawAction::new("Describe", "2021-05-26").service("evil.com/"),
    ] {
        let error = service.client().call_raw(&action, &Map::new()).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Invalid, Outcome::NotSent));
    }
    assert_eq!(service.sent(), 0);
}
