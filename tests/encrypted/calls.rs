//! Calls that are carried: what is sent, what comes back, and what is repeated.

use std::collections::BTreeSet;

use essbasic::{ErrorKind, Outcome, RawAction};
use serde_json::{Map, json};

use super::{APPLICATION, CancelThing, CreateThing, carrier, describe, inside, keys, sealed};
use crate::server::{Answer, Arrived, SECRET_ID, SECRET_KEY, Server, refusal};

const NAMED: &str = r#"{"Response":{"Name":"a thing","RequestId":"inner-1"}}"#;

/// Opens what arrived as the service does, and answers what it asks for.
fn serve(arrived: &Arrived) -> Answer {
    assert_eq!(carrier(arrived).request_action, "DescribeThing");
    let asked: serde_json::Value = serde_json::from_str(&inside(arrived)).unwrap();
    sealed(&format!(r#"{{"Response":{{"Name":{},"RequestId":"inner-1"}}}}"#, asked["Owner"]))
}

#[tokio::test]
async fn an_action_goes_out_encrypted_and_its_answer_comes_back_opened() {
    let server = Server::answering([Answer::By(serve)]).await;
    let reply = describe().send(&server.client()).encrypted(&keys()).await.unwrap();
    assert_eq!(reply.name, "Invented Person");
    assert_eq!(reply.request_id, "inner-1");

    let [arrived] = &server.requests()[..] else { panic!() };
    assert!(arrived.is_signed_by(&essbasic::Credential::new(SECRET_ID, SECRET_KEY)));
    assert_eq!(arrived.header("x-tc-action"), Some("CreateRequestWithEncryption"));
    assert_eq!(arrived.header("x-tc-version"), Some("2021-05-26"));
    assert_eq!(carrier(arrived).application_id, APPLICATION);
    assert_eq!(inside(arrived), serde_json::to_string(&describe()).unwrap());
    assert!(!String::from_utf8_lossy(&arrived.body).contains("Invented"));
}

#[tokio::test]
async fn every_attempt_has_a_vector_of_its_own() {
    let answers = [Answer::Reset, Answer::Reset, Answer::By(serve)];
    let server = Server::answering(answers).await;
    describe().send(&server.client()).encrypted(&keys()).await.unwrap();

    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    let vectors: BTreeSet<_> = requests.iter().map(|it| carrier(it).iv).collect();
    let texts: BTreeSet<_> = requests.iter().map(|it| carrier(it).encrypted_data).collect();
    let bodies: BTreeSet<_> = requests.iter().map(inside).collect();
    assert_eq!((vectors.len(), texts.len(), bodies.len()), (3, 3, 1));
}

#[tokio::test]
async fn what_may_be_repeated_is_for_the_action_inside_to_say() {
    let server = Server::answering([Answer::Reset]).await;
    let create = CreateThing::new(essbasic::Agent::new(APPLICATION));
    let error = create.send(&server.client()).encrypted(&keys()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interrupted, Outcome::Unknown));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_repetition_is_settled_by_a_sealed_refusal_and_by_no_other() {
    let cancel = CancelThing::new(essbasic::Agent::new(APPLICATION));
    let gone = r#"{"Response":{"Error":{"Code":"OperationDenied.Gone","Message":"gone"},"RequestId":"inner-1"}}"#;

    let server = Server::answering([Answer::Reset, sealed(gone)]).await;
    let reply = cancel.send(&server.client()).encrypted(&keys()).await.unwrap();
    assert_eq!(reply.request_id, "inner-1");

    let server = Server::answering([Answer::Reset, refusal("OperationDenied.Gone", "")]).await;
    let error = cancel.send(&server.client()).encrypted(&keys()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Service, Outcome::Unknown));
}

#[tokio::test]
async fn an_answer_without_an_envelope_inside_is_read_too() {
    for (bare, request_id) in [
        (r#"{"Name":"a thing","RequestId":"inner-1"}"#, "inner-1"),
        (r#" { "Name": "a thing" } "#, "req-1"),
        (NAMED, "inner-1"),
    ] {
        let server = Server::answering([sealed(bare)]).await;
        let reply = describe().send(&server.client()).encrypted(&keys()).await.unwrap();
        assert_eq!((reply.name.as_str(), reply.request_id.as_str()), ("a thing", request_id));
    }
    let server = Server::answering([sealed("{}")]).await;
    let create = CreateThing::new(essbasic::Agent::new(APPLICATION));
    let reply = create.send(&server.client()).encrypted(&keys()).await.unwrap();
    assert_eq!(reply.request_id, "req-1");
}

#[tokio::test]
async fn an_action_known_by_name_alone_is_carried_for_the_keys_own_application() {
    let server = Server::answering([sealed(NAMED)]).await;
    let action = RawAction::new("DescribeNewThing", "2021-05-26");
    let members = Map::from_iter([("Id".to_owned(), json!("1"))]);
    let keys = keys().application("of-the-keys");
    let client = server.client();
    let reply = client.call_raw(&action, &members).encrypted(&keys).await.unwrap();
    assert_eq!(reply.output.0["Name"], "a thing");

    let arrived = &server.requests()[0];
    assert_eq!(carrier(arrived).request_action, "DescribeNewThing");
    assert_eq!(carrier(arrived).application_id, "of-the-keys");
    assert_eq!(inside(arrived), r#"{"Id":"1"}"#);
}

/// Hands something out, as it does to everybody.
#[essbasic::tc_action(name = "GiveThing", version = "2021-05-26", unsigned)]
struct GiveThing {}

#[tokio::test]
async fn what_carries_an_action_that_is_not_signed_is_signed_all_the_same() {
    let server = Server::answering([sealed("{}")]).await;
    let keys = keys().application(APPLICATION);
    GiveThing::new().send(&server.client()).encrypted(&keys).await.unwrap();
    let arrived = &server.requests()[0];
    assert!(arrived.is_signed_by(&essbasic::Credential::new(SECRET_ID, SECRET_KEY)));
}

#[tokio::test]
async fn the_application_of_the_agent_counts_for_more_than_that_of_the_keys() {
    let server = Server::answering([sealed(NAMED)]).await;
    let keys = keys().application("of-the-keys");
    describe().send(&server.client()).encrypted(&keys).await.unwrap();
    assert_eq!(carrier(&server.requests()[0]).application_id, APPLICATION);
}
