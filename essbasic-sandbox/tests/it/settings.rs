//! Settings of a running sandbox: callbacks, clock, faults, snapshots and reset, in both of its APIs.

use std::time::Duration;

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::templates::DescribeTemplates;
use essbasic::{Client, RetryPolicy, Unlimited, codes};
use essbasic_sandbox::{
    Callback, CallbackSettingError, Command, DeliveryStatus, Fault, FaultCode, FaultKind, Sandbox,
    SnapshotError, seed,
};
use serde_json::{Value, json};

use crate::callbacks::{receiver, until_delivered};
use crate::support::{DAY, person, request};

/// Sends a request to the control API.
async fn control(sandbox: &Sandbox, method: &str, path: &str, body: Value) -> (u16, Value) {
    let url = format!("{}/sandbox/{path}", sandbox.endpoint());
    let body = match body {
        Value::Null => String::new(),
        body => body.to_string(),
    };
    let response = request(method, &url, "application/json", &body).await;
    (response.status, serde_json::from_slice(&response.body).unwrap_or_default())
}

/// Creates a client that sends a call once.
fn client(sandbox: &Sandbox) -> Client {
    let client = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    client.rate_limiter(Unlimited).retry(RetryPolicy::none()).build().unwrap()
}

fn cancel() -> ChannelCancelMultiFlowSignQRCode {
    ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE)
}

#[tokio::test]
async fn callbacks_are_added_changed_and_removed_while_the_sandbox_runs() {
    let (url, requests) = receiver(0).await;
    let (other, other_requests) = receiver(0).await;
    let sandbox = Sandbox::start().await.unwrap();
    let (status, added) = control(&sandbox, "POST", "callbacks", json!({"Url": url})).await;
    assert_eq!(status, 200, "{added}");
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    until_delivered(&sandbox).await;
    let before = requests.lock().unwrap().len();
    assert!(before > 0);

    let id = added["Id"].as_u64().unwrap();
    let signed = json!({"Url": other, "Token": "a-token"});
    let path = format!("callbacks/{id}");
    assert_eq!(control(&sandbox, "PUT", &path, signed).await.0, 200);
    let expected = json!([{"Id": id, "Url": other, "Signed": true, "Encrypted": false}]);
    assert_eq!(control(&sandbox, "GET", "callbacks", Value::Null).await.1, expected);
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    until_delivered(&sandbox).await;
    assert_eq!(requests.lock().unwrap().len(), before);
    let (headers, _) = other_requests.lock().unwrap()[0].clone();
    assert!(headers.contains_key("content-signature"));

    assert_eq!(control(&sandbox, "DELETE", &path, Value::Null).await.0, 200);
    assert_eq!(control(&sandbox, "DELETE", &path, Value::Null).await.0, 404);
    assert!(sandbox.callbacks().is_empty());
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    assert!(sandbox.events().last().unwrap().deliveries.is_empty());
}

#[tokio::test]
async fn events_that_wait_are_posted_to_the_corrected_url() {
    let sandbox = Sandbox::builder().callback(Callback::new("http://127.0.0.1:1/")).start().await;
    let sandbox = sandbox.unwrap();
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    let (url, requests) = receiver(0).await;
    let id = sandbox.callback_settings()[0].id;
    sandbox.replace_callback(id, Callback::new(url)).await.unwrap();
    until_delivered(&sandbox).await;
    assert_eq!(requests.lock().unwrap().len(), sandbox.events().len());
}

#[tokio::test]
async fn events_that_wait_for_a_removed_callback_are_dropped() {
    let sandbox = Sandbox::builder().callback(Callback::new("http://127.0.0.1:1/")).start().await;
    let sandbox = sandbox.unwrap();
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    sandbox.remove_callback(sandbox.callback_settings()[0].id).unwrap();
    let deliveries = sandbox.events().into_iter().flat_map(|it| it.deliveries);
    assert!(deliveries.map(|it| it.status).all(|it| it == DeliveryStatus::Dropped));
}

#[tokio::test]
async fn callbacks_of_a_running_sandbox_are_validated_as_at_its_start() {
    let sandbox = Sandbox::start().await.unwrap();
    let url = |number: usize| format!("http://127.0.0.1:1/{number}");
    for (callback, error) in [
        (Callback::new("ftp://127.0.0.1/"), CallbackSettingError::Url),
        (Callback::new(url(0)).key("k".repeat(32)), CallbackSettingError::MissingToken),
        (Callback::new(url(0)).token("t").key("short"), CallbackSettingError::Malformed),
        (Callback::new(url(0)).token("t".repeat(2001)), CallbackSettingError::TooLong),
    ] {
        assert_eq!(sandbox.add_callback(callback).await, Err(error));
    }
    let id = sandbox.add_callback(Callback::new(url(0))).await.unwrap();
    let again = sandbox.add_callback(Callback::new(url(0))).await;
    assert_eq!(again, Err(CallbackSettingError::Repeated));
    let unchanged = sandbox.replace_callback(id, Callback::new(url(0)).token("t")).await;
    assert_eq!(unchanged, Ok(()));
    let invalid = control(&sandbox, "POST", "callbacks", json!({"Url": "callback"})).await;
    assert_eq!(invalid.0, 422, "{}", invalid.1);
    for number in 1..10 {
        sandbox.add_callback(Callback::new(url(number))).await.unwrap();
    }
    let one_more = json!({"Url": url(10)});
    assert_eq!(control(&sandbox, "POST", "callbacks", one_more).await.0, 409);
    let shown = format!("{:?}", sandbox.callback_settings());
    assert!(!shown.contains("127.0.0.1"), "{shown}");
}

#[tokio::test]
async fn the_clock_is_set_stopped_and_goes_back_to_real_time() {
    let sandbox = Sandbox::start().await.unwrap();
    assert!(sandbox.clock().is_real);
    let (status, set) =
        control(&sandbox, "POST", "clock", json!({"Now": 1_900_000_000, "Stopped": true})).await;
    assert_eq!((status, &set["Now"]), (200, &json!(1_900_000_000)));
    assert!(sandbox.clock().is_stopped && !sandbox.clock().is_real);
    sandbox.advance(DAY);
    assert_eq!(sandbox.clock().now, 1_900_086_400);

    let past = Command::SetClock { time: 1_000_000_000, is_stopped: false };
    sandbox.execute(&past).await.unwrap();
    let clock = sandbox.clock();
    assert!(!clock.is_stopped && clock.ahead < 0, "{clock:?}");
    assert!((1_000_000_000..1_000_000_100).contains(&clock.now), "{clock:?}");

    assert_eq!(control(&sandbox, "DELETE", "clock", Value::Null).await.0, 200);
    let (_, now) = control(&sandbox, "GET", "clock", Value::Null).await;
    assert_eq!((&now["Ahead"], &now["Stopped"]), (&json!(0), &json!(false)));
    assert!(sandbox.clock().is_real);
    for invalid in [
        json!({"Now": -1}),
        json!({"Now": 253_402_300_800_i64}),
        json!({"Now": 1, "Seconds": 1}),
        json!({"Seconds": 1, "Stopped": true}),
        json!({}),
    ] {
        assert_eq!(control(&sandbox, "POST", "clock", invalid.clone()).await.0, 422, "{invalid}");
    }
}

#[tokio::test]
async fn a_fault_rejects_calls_with_a_chosen_code_and_executes_nothing() {
    let sandbox = Sandbox::start().await.unwrap();
    let code = codes::OPERATION_DENIED_NO_QUOTA;
    let fault =
        json!({"Kind": {"Reject": code.as_str()}, "Action": "ChannelCancelMultiFlowSignQRCode"});
    let (status, injected) = control(&sandbox, "POST", "faults", fault).await;
    assert_eq!(status, 200, "{injected}");
    let client = client(&sandbox);
    assert_eq!(cancel().send(&client).await.unwrap_err().code(), Some(&code));
    DescribeTemplates::new(seed::agent()).send(&client).await.unwrap();
    let (_, faults) = control(&sandbox, "GET", "faults", Value::Null).await;
    assert_eq!(faults[0]["Kind"], json!({"Reject": code.as_str()}));
    let path = format!("faults/{}", injected["Id"]);
    assert_eq!(control(&sandbox, "DELETE", &path, Value::Null).await.0, 200);
    assert_eq!(control(&sandbox, "DELETE", &path, Value::Null).await.0, 404);
    cancel().send(&client).await.unwrap();

    assert_eq!(FaultCode::find("NoSuch.Code"), None);
    let unknown = json!({"Kind": {"Reject": "NoSuch.Code"}});
    assert_eq!(control(&sandbox, "POST", "faults", unknown).await.0, 422);
}

#[tokio::test]
async fn a_fault_ends_after_its_duration() {
    let sandbox = Sandbox::start().await.unwrap();
    let fault = Fault::new(FaultKind::Status(503));
    sandbox.inject_fault(fault.clone().for_duration(Duration::ZERO)).unwrap();
    assert!(sandbox.faults().is_empty());
    DescribeTemplates::new(seed::agent()).send(&client(&sandbox)).await.unwrap();
    sandbox.inject_fault(fault.clone().for_duration(Duration::from_secs(60))).unwrap();
    let remaining = sandbox.faults()[0].remaining().unwrap();
    assert!(remaining > Duration::from_secs(50) && remaining <= Duration::from_secs(60));
    let endless = fault.for_duration(Duration::from_secs(u64::MAX));
    sandbox.inject_fault(endless).unwrap();
    assert_eq!(sandbox.faults().len(), 2);
}

#[tokio::test]
async fn snapshots_have_names_and_are_gone_back_to() {
    let sandbox = Sandbox::start().await.unwrap();
    let (status, saved) =
        control(&sandbox, "POST", "snapshots", json!({"Name": "before the cancellation"})).await;
    assert_eq!(status, 200, "{saved}");
    let client = client(&sandbox);
    cancel().send(&client).await.unwrap();
    sandbox.scan(seed::QR_CODE, &person()).unwrap_err();
    let path = format!("snapshots/{}", saved["Id"]);
    let restore = format!("{path}/restore");
    assert_eq!(control(&sandbox, "POST", &restore, json!({})).await.0, 200);
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    let (_, list) = control(&sandbox, "GET", "snapshots", Value::Null).await;
    assert_eq!(list[0]["Name"], "before the cancellation");
    assert_eq!(control(&sandbox, "DELETE", &path, Value::Null).await.0, 200);
    assert_eq!(control(&sandbox, "POST", &restore, json!({})).await.0, 404);
    assert!(sandbox.snapshots().is_empty());
}

#[tokio::test]
async fn snapshots_are_limited_in_number_and_name() {
    let sandbox = Sandbox::start().await.unwrap();
    for name in ["", &"x".repeat(65)] {
        assert_eq!(sandbox.save_snapshot(name).await, Err(SnapshotError::Name));
    }
    for _ in 0..10 {
        sandbox.save_snapshot(&"测".repeat(64)).await.unwrap();
    }
    assert_eq!(sandbox.save_snapshot("one more").await, Err(SnapshotError::TooMany));
    let one_more = control(&sandbox, "POST", "snapshots", json!({"Name": "one more"})).await;
    assert_eq!(one_more.0, 409, "{}", one_more.1);
}

#[tokio::test]
async fn a_reset_goes_back_to_the_initial_data_and_clock() {
    let sandbox = Sandbox::start().await.unwrap();
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    let event = sandbox.events()[0].id.clone();
    sandbox.advance(DAY * 400);
    let reset = control(&sandbox, "POST", "reset", json!({})).await;
    assert_eq!(reset.0, 200, "{}", reset.1);
    assert!(sandbox.row("flows", &flow).await.unwrap().is_none());
    assert!(sandbox.clock().is_real && sandbox.events().is_empty());
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    let next = &sandbox.events()[0].id;
    assert!(*next > event, "an event has the ID of one before the reset: {next}");
}

#[tokio::test]
async fn a_reset_is_stored_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let start = || Sandbox::builder().data_dir(folder.path()).start();
    let sandbox = start().await.unwrap();
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    sandbox.reset().await.unwrap();
    drop(sandbox);
    let sandbox = start().await.unwrap();
    assert!(sandbox.row("flows", &flow).await.unwrap().is_none());
}

#[tokio::test]
async fn changes_of_settings_need_a_request_that_no_page_sends_across_sites() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.save_snapshot("a").await.unwrap();
    for path in ["reset", "snapshots/1/restore", "snapshots", "callbacks", "clock", "faults"] {
        let url = format!("{}/sandbox/{path}", sandbox.endpoint());
        assert_eq!(request("POST", &url, "text/plain", "{}").await.status, 415, "{path}");
    }
}
