//! A clock that is off is put right by what the service says.

use std::time::{Duration, SystemTime};

use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::{Client, ErrorKind, RetryPolicy, tc_action};
use essbasic_sandbox::{Sandbox, seed};

use crate::server::{Server, answer};

/// Notifies somebody.
#[tc_action(name = "RemindThing", version = "2021-05-26", effect = charge)]
struct RemindThing {}

fn create() -> ChannelCreateMultiFlowSignQRCode {
    ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同")
}

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn a_clock_that_is_off_is_put_right_and_stays_so() {
    let sandbox = Sandbox::start().await.unwrap();
    let clocks: [fn() -> SystemTime; 4] = [
        || SystemTime::now() - HOUR,
        || SystemTime::now() + 5 * HOUR,
        || SystemTime::UNIX_EPOCH,
        || SystemTime::UNIX_EPOCH - HOUR,
    ];
    for clock in clocks {
        let connections = crate::server::Counting::before(&sandbox.endpoint()).await;
        let builder = Client::builder().credential(sandbox.credential()).clock(clock);
        let client = builder.endpoint(connections.endpoint()).build().unwrap();
        // Even what must never be repeated: a refused signature did nothing.
        create().send(&client).await.unwrap();
        let once = RetryPolicy::none();
        create().send(&client).retry(once).await.expect("the first answer is remembered");
    }
}

#[tokio::test]
async fn without_retries_the_next_call_profits() {
    let sandbox = Sandbox::start().await.unwrap();
    let builder = Client::builder().credential(sandbox.credential()).retry(RetryPolicy::none());
    let builder = builder.endpoint(sandbox.endpoint()).clock(|| SystemTime::now() - HOUR);
    let client = builder.build().unwrap();
    let error = create().send(&client).await.unwrap_err();
    assert_eq!(error.code().unwrap(), "AuthFailure.SignatureExpire");
    assert!(error.hint().unwrap().contains("clock"));
    create().send(&client).await.unwrap();
}

#[tokio::test]
async fn it_is_tried_once_and_only_when_there_is_something_to_learn() {
    let expired = |date: &str| {
        let body = br#"{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":""},"RequestId":"r"}}"#;
        answer(200, &format!("Content-Type: application/json{date}"), body)
    };
    let long_ago = expired("\r\nDate: Wed, 01 Jan 2020 00:00:00 GMT");
    for (what, refusal, sent) in [
        ("no date", expired(""), 1),
        ("no date that is one", expired("\r\nDate: tomorrow"), 1),
        ("another time", long_ago, 2),
    ] {
        let server = Server::answering([refusal]).await;
        let error = RemindThing::new().send(&server.client()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Service, "{what}");
        assert_eq!(server.requests().len(), sent, "{what}");
    }
}

#[tokio::test]
async fn calls_at_once_with_a_wrong_clock_all_succeed() {
    let sandbox = Sandbox::start().await.unwrap();
    let builder = Client::builder().credential(sandbox.credential()).endpoint(sandbox.endpoint());
    let client = builder.clock(|| SystemTime::now() - HOUR).build().unwrap();
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { create().send(&client).await.map(drop) })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
}
