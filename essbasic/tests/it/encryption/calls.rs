//! Encrypted calls: request, response, and retries.

use std::collections::BTreeSet;

use essbasic::{Agent, ErrorKind, Outcome, RawAction, tc_action};
use essbasic_test_support::server::{Reaction, Server, rejection};
use serde_json::{Map, Value, json};

use super::{APPLICATION, CancelThing, CreateThing, decrypted, describe, encrypted, keys, outer};
use crate::support::{client, is_signed};

const NAMED: &str = r#"{"Response":{"Name":"a thing","RequestId":"inner-1"}}"#;

/// Decrypts a request, and responds with the owner as the name.
fn respond(request: &http::Request<Vec<u8>>) -> Reaction {
    assert_eq!(outer(request).request_action, "DescribeThing");
    let inner: Value = serde_json::from_str(&decrypted(request)).unwrap();
    encrypted(&format!(r#"{{"Response":{{"Name":{},"RequestId":"inner-1"}}}}"#, inner["Owner"]))
}

#[tokio::test]
async fn request_is_encrypted_and_response_decrypted() {
    let server = Server::start([Reaction::With(respond)]).await;
    let reply = describe().send(&client(&server)).encrypted(&keys()).await.unwrap();
    assert_eq!(reply.name, "Invented Person");
    assert_eq!(reply.request_id, "inner-1");

    let [request] = &server.requests()[..] else { panic!() };
    assert!(is_signed(request));
    assert_eq!(request.headers()["x-tc-action"], "CreateRequestWithEncryption");
    assert_eq!(request.headers()["x-tc-version"], "2021-05-26");
    assert_eq!(outer(request).application_id, APPLICATION);
    assert_eq!(decrypted(request), serde_json::to_string(&describe()).unwrap());
    assert!(!String::from_utf8_lossy(request.body()).contains("Invented"));
}

#[tokio::test]
async fn each_attempt_has_a_new_initialization_vector() {
    let script = [Reaction::Close, Reaction::Close, Reaction::With(respond)];
    let server = Server::start(script).await;
    describe().send(&client(&server)).encrypted(&keys()).await.unwrap();

    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    let vectors: BTreeSet<_> = requests.iter().map(|it| outer(it).iv).collect();
    let texts: BTreeSet<_> = requests.iter().map(|it| outer(it).encrypted_data).collect();
    let bodies: BTreeSet<_> = requests.iter().map(decrypted).collect();
    assert_eq!((vectors.len(), texts.len(), bodies.len()), (3, 3, 1));
}

#[tokio::test]
async fn effect_of_the_inner_action_decides_retries() {
    let server = Server::start([Reaction::Close]).await;
    let create = CreateThing::new(Agent::new(APPLICATION));
    let error = create.send(&client(&server)).encrypted(&keys()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interrupted, Outcome::Unknown));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn retry_succeeds_after_an_encrypted_already_done_code_only() {
    let cancel = CancelThing::new(Agent::new(APPLICATION));
    let gone = r#"{"Response":{"Error":{"Code":"OperationDenied.Gone","Message":"gone"},"RequestId":"inner-1"}}"#;

    let server = Server::start([Reaction::Close, encrypted(gone)]).await;
    let reply = cancel.send(&client(&server)).encrypted(&keys()).await.unwrap();
    assert_eq!(reply.request_id, "inner-1");

    let server = Server::start([Reaction::Close, rejection("OperationDenied.Gone", "")]).await;
    let error = cancel.send(&client(&server)).encrypted(&keys()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Service, Outcome::Unknown));
}

#[tokio::test]
async fn decrypted_response_without_an_envelope_is_decoded() {
    for (response, request_id) in [
        (r#"{"Name":"a thing","RequestId":"inner-1"}"#, "inner-1"),
        (r#" { "Name": "a thing" } "#, "req-1"),
        (r#"{"Response":{"Name":"a thing"}}"#, "req-1"),
        (r#"{"Response":{"Name":"a thing","RequestId":null}}"#, "req-1"),
        (NAMED, "inner-1"),
    ] {
        let server = Server::start([encrypted(response)]).await;
        let reply = describe().send(&client(&server)).encrypted(&keys()).await.unwrap();
        assert_eq!((reply.name.as_str(), reply.request_id.as_str()), ("a thing", request_id));
    }
    let server = Server::start([encrypted("{}")]).await;
    let create = CreateThing::new(Agent::new(APPLICATION));
    let reply = create.send(&client(&server)).encrypted(&keys()).await.unwrap();
    assert_eq!(reply.request_id, "req-1");
}

#[tokio::test]
async fn undeclared_action_is_sent_for_the_application_of_the_keys() {
    let server = Server::start([encrypted(NAMED)]).await;
    let action = RawAction::new("DescribeNewThing", "2021-05-26");
    let fields = Map::from_iter([("Id".to_owned(), json!("1"))]);
    let keys = keys().application("of-the-keys");
    let client = client(&server);
    let reply = client.call_raw(&action, &fields).encrypted(&keys).await.unwrap();
    assert_eq!(reply.output.0["Name"], "a thing");

    let request = &server.requests()[0];
    assert_eq!(outer(request).request_action, "DescribeNewThing");
    assert_eq!(outer(request).application_id, "of-the-keys");
    assert_eq!(decrypted(request), r#"{"Id":"1"}"#);
}

/// Returns a token to anyone.
#[tc_action(name = "CreateToken", version = "2021-05-26", unsigned)]
struct CreateToken {}

#[tokio::test]
async fn outer_action_is_signed_even_if_the_inner_one_is_not() {
    let server = Server::start([encrypted("{}")]).await;
    let keys = keys().application(APPLICATION);
    CreateToken::new().send(&client(&server)).encrypted(&keys).await.unwrap();
    assert!(is_signed(&server.requests()[0]));
}

#[tokio::test]
async fn application_of_the_agent_overrides_that_of_the_keys() {
    let server = Server::start([encrypted(NAMED)]).await;
    let keys = keys().application("of-the-keys");
    describe().send(&client(&server)).encrypted(&keys).await.unwrap();
    assert_eq!(outer(&server.requests()[0]).application_id, APPLICATION);
}
