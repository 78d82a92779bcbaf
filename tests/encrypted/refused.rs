//! What goes wrong, each in its place.

use std::error::Error as _;

use essbasic::encryption::{Cipher, EncryptionError, EncryptionErrorKind, EncryptionKeys, Iv};
use essbasic::{Error, ErrorKind, Outcome};

use super::{APPLICATION, CreateThing, DescribeThing, KEY, MAC_KEY, describe, keys, sealed};
use crate::server::{Answer, Server, json, ok, refusal};

async fn refused(answer: Answer) -> (Error, usize) {
    let server = Server::answering([answer]).await;
    let error = describe().send(&server.client()).encrypted(&keys()).await.unwrap_err();
    (error, server.requests().len())
}

fn reason(error: &Error) -> EncryptionErrorKind {
    error.source().unwrap().downcast_ref::<EncryptionError>().unwrap().kind()
}

#[tokio::test]
async fn a_refusal_of_the_carrier_keeps_its_code_and_request_id() {
    let (error, sent) = refused(refusal("AuthFailure.UnauthorizedOperation", "no")).await;
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Service, Outcome::Refused));
    assert_eq!(error.code().unwrap().as_str(), "AuthFailure.UnauthorizedOperation");
    assert_eq!((error.request_id(), error.action()), (Some("req-1"), Some("DescribeThing")));
    assert_eq!(sent, 1);
}

#[tokio::test]
async fn a_refusal_of_the_action_inside_is_the_actions_own() {
    for answer in [
        r#"{"Response":{"Error":{"Code":"ResourceNotFound.Thing","Message":"Invented Person has none"},"RequestId":"inner-1"}}"#,
        r#"{"Error":{"Code":"ResourceNotFound.Thing","Message":"Invented Person has none"},"RequestId":"inner-1"}"#,
    ] {
        let (error, _) = refused(sealed(answer)).await;
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Service, Outcome::Refused));
        assert_eq!(error.code().unwrap().as_str(), "ResourceNotFound.Thing");
        assert_eq!((error.request_id(), error.http_status()), (Some("inner-1"), Some(200)));
        assert_eq!(error.message(), "Invented Person has none");
        assert!(!format!("{error} {error:?}").contains("Invented"), "secrets stay out: {error}");
    }
}

#[tokio::test]
async fn what_the_carrier_may_repeat_is_repeated_as_the_action_inside_allows() {
    let (_, sent) = refused(refusal("RequestLimitExceeded", "")).await;
    assert_eq!(sent, 4);
    let (_, sent) = refused(refusal("InternalError", "")).await;
    assert_eq!(sent, 4);
    let server = Server::answering([refusal("InternalError", "")]).await;
    let create = CreateThing::new(essbasic::Agent::new(APPLICATION));
    create.send(&server.client()).encrypted(&keys()).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_answer_that_others_signed_leaves_the_outcome_unknown() {
    let others = EncryptionKeys::new(Cipher::AesCbc, KEY, "ANOTHER-MAC-KEY").unwrap();
    let inside = br#"{"Response":{"Name":"a thing","RequestId":"inner-1"}}"#;
    let forged = others.encrypt_response(inside, Iv::random().unwrap()).unwrap();
    let (error, sent) = refused(ok(&serde_json::to_string(&forged).unwrap())).await;
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
    assert_eq!((error.request_id(), error.http_status()), (Some("req-1"), Some(200)));
    assert_eq!(reason(&error), EncryptionErrorKind::SignatureMismatch);
    assert_eq!(sent, 1);
}

#[tokio::test]
async fn an_answer_that_was_padded_with_another_key_leaves_the_outcome_unknown() {
    let others = EncryptionKeys::new(Cipher::Sm4Cbc, "ANOTHER-KEY-FAKE", MAC_KEY).unwrap();
    let others = others.mac(essbasic::encryption::Mac::HmacSm3);
    let answer = others.encrypt_response(b"{}", Iv::from([1; 16])).unwrap();
    let (error, _) = refused(ok(&serde_json::to_string(&answer).unwrap())).await;
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
    assert_eq!(reason(&error), EncryptionErrorKind::Padding);
}

#[tokio::test]
async fn an_answer_in_the_clear_or_without_a_signature_is_not_taken() {
    let (error, _) = refused(ok(r#"{"Name":"a thing"}"#)).await;
    assert_eq!((error.kind(), reason(&error)), (ErrorKind::Decode, EncryptionErrorKind::Shape));

    let mut answer =
        keys().encrypt_response(br#"{"Name":"a thing"}"#, Iv::random().unwrap()).unwrap();
    answer.encryption_signature = None;
    let (error, _) = refused(ok(&serde_json::to_string(&answer).unwrap())).await;
    assert_eq!((error.kind(), reason(&error)), (ErrorKind::Decode, EncryptionErrorKind::Unsigned));
}

#[tokio::test]
async fn an_answer_of_something_between_is_told_apart() {
    let (error, sent) = refused(json(502, "<h1>Bad Gateway</h1>")).await;
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Gateway, Outcome::Unknown));
    assert_eq!(sent, 4);
}

#[tokio::test]
async fn what_is_inside_must_be_the_actions_own() {
    let (error, _) = refused(sealed(r#"{"Response":{"Name":7,"RequestId":"inner-1"}}"#)).await;
    assert_eq!((error.kind(), error.request_id()), (ErrorKind::Decode, Some("inner-1")));
    assert!(error.message().contains("Name"), "{error}");
    let (error, _) = refused(sealed("13000000000 is no answer")).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(!format!("{error:?}").contains("13000000000"), "{error:?}");
}

#[tokio::test]
async fn what_is_wrong_with_the_action_inside_is_found_before_it_is_sealed() {
    let server = Server::answering([Answer::Reset]).await;
    let client = server.client();
    let long = DescribeThing::new(essbasic::Agent::new(APPLICATION), "x".repeat(21));
    let error = long.send(&client).encrypted(&keys()).await.unwrap_err();
    assert_eq!(error.violations()[0].path, "Owner");

    let nowhere = DescribeThing::new(essbasic::Agent::new(""), "x");
    let error = nowhere.send(&client).encrypted(&keys()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Invalid, Outcome::NotSent));
    assert_eq!(reason(&error), EncryptionErrorKind::Application);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn no_key_and_nothing_of_the_request_is_shown() {
    let server = Server::answering([Answer::Reset]).await;
    let (client, keys) = (server.client(), keys());
    let call = describe().send(&client).encrypted(&keys);
    let shown = format!("{keys:?} {keys:#?} {call:?} {call:#?}");
    for secret in [KEY, MAC_KEY, "Invented"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    // Neither as the numbers of a list of bytes.
    assert!(!shown.contains("70, 65, 75, 69"), "{shown}");
}
