//! Encrypted calls that fail: in the outer action, in the inner one, or in decryption.

use std::error::Error as _;

use essbasic::encryption::{Cipher, EncryptionError, EncryptionErrorKind, EncryptionKeys, Iv, Mac};
use essbasic::{Agent, Error, ErrorKind, Outcome};
use essbasic_test_support::server::{Reaction, Server, json, ok, rejection};

use super::{APPLICATION, CreateThing, DescribeThing, KEY, MAC_KEY, describe, encrypted, keys};
use crate::support::client;

/// Sends a call that fails, and returns its error and the number of attempts.
async fn failed(reaction: Reaction) -> (Error, usize) {
    let server = Server::start([reaction]).await;
    let error = describe().send(&client(&server)).encrypted(&keys()).await.unwrap_err();
    (error, server.requests().len())
}

fn reason(error: &Error) -> EncryptionErrorKind {
    error.source().unwrap().downcast_ref::<EncryptionError>().unwrap().kind()
}

#[tokio::test]
async fn rejection_of_the_outer_action_keeps_its_code_and_request_id() {
    let (error, sent) = failed(rejection("AuthFailure.UnauthorizedOperation", "no")).await;
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Service, Outcome::Refused));
    assert_eq!(error.code().unwrap().as_str(), "AuthFailure.UnauthorizedOperation");
    assert_eq!((error.request_id(), error.action()), (Some("req-1"), Some("DescribeThing")));
    assert_eq!(sent, 1);
}

#[tokio::test]
async fn rejection_of_the_inner_action_keeps_its_code_and_request_id() {
    for response in [
        r#"{"Response":{"Error":{"Code":"ResourceNotFound.Thing","Message":"Invented Person has none"},"RequestId":"inner-1"}}"#,
        r#"{"Error":{"Code":"ResourceNotFound.Thing","Message":"Invented Person has none"},"RequestId":"inner-1"}"#,
    ] {
        let (error, _) = failed(encrypted(response)).await;
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Service, Outcome::Refused));
        assert_eq!(error.code().unwrap().as_str(), "ResourceNotFound.Thing");
        assert_eq!((error.request_id(), error.http_status()), (Some("inner-1"), Some(200)));
        assert_eq!(error.message(), "Invented Person has none");
        assert!(!format!("{error} {error:?}").contains("Invented"), "{error}");
    }
}

#[tokio::test]
async fn rejection_of_the_inner_action_in_the_older_format_is_no_success() {
    for (end, request_id) in [("", "req-1"), (r#","requestId":"inner-1""#, "inner-1")] {
        let older = format!(r#"{{"code":4400,"message":"limit","codeDesc":"QuotaExceeded"{end}}}"#);
        let (error, _) = failed(encrypted(&older)).await;
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Service, Outcome::Refused));
        assert_eq!(error.code().unwrap().as_str(), "QuotaExceeded");
        assert_eq!(error.request_id(), Some(request_id));
    }
}

#[tokio::test]
async fn rejection_of_the_outer_action_is_retried_as_the_inner_one_allows() {
    for (reaction, attempts) in [
        (rejection("RequestLimitExceeded", ""), 4),
        (rejection("InternalError", ""), 4),
        (json(502, "<h1>Bad Gateway</h1>"), 4),
    ] {
        assert_eq!(failed(reaction).await.1, attempts);
    }
    let server = Server::start([rejection("InternalError", "")]).await;
    let create = CreateThing::new(Agent::new(APPLICATION));
    create.send(&client(&server)).encrypted(&keys()).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn gateway_page_is_distinguished_from_an_encrypted_response() {
    let (error, _) = failed(json(502, "<h1>Bad Gateway</h1>")).await;
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Gateway, Outcome::Unknown));
}

#[tokio::test]
async fn response_that_cannot_be_decrypted_leaves_the_outcome_unknown() {
    let response = r#"{"Response":{"Name":"a thing","RequestId":"inner-1"}}"#;
    let encrypt = |keys: EncryptionKeys| {
        keys.encrypt_response(response.as_bytes(), Iv::random().unwrap()).unwrap()
    };
    let other_mac_key = EncryptionKeys::new(Cipher::AesCbc, KEY, "ANOTHER-MAC-KEY").unwrap();
    let other_key = EncryptionKeys::new(Cipher::Sm4Cbc, "ANOTHER-KEY-FAKE", MAC_KEY).unwrap();
    let padded = other_key.mac(Mac::HmacSm3).encrypt_response(b"{}", Iv::from([1; 16])).unwrap();
    let mut unsigned = encrypt(keys());
    unsigned.encryption_signature = None;
    let fields = |response| serde_json::to_string(&response).unwrap();
    for (fields, expected) in [
        (fields(encrypt(other_mac_key)), EncryptionErrorKind::SignatureMismatch),
        (fields(padded), EncryptionErrorKind::Padding),
        (fields(unsigned), EncryptionErrorKind::Unsigned),
        (r#"{"Name":"a thing"}"#.to_owned(), EncryptionErrorKind::Shape),
    ] {
        let (error, sent) = failed(ok(&fields)).await;
        assert_eq!(reason(&error), expected);
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
        assert_eq!((error.request_id(), error.http_status()), (Some("req-1"), Some(200)));
        assert_eq!(sent, 1);
    }
}

#[tokio::test]
async fn decrypted_response_must_fit_the_inner_action() {
    let (error, _) = failed(encrypted(r#"{"Response":{"Name":7,"RequestId":"inner-1"}}"#)).await;
    assert_eq!((error.kind(), error.request_id()), (ErrorKind::Decode, Some("inner-1")));
    assert!(error.message().contains("Name"), "{error}");
    let (error, _) = failed(encrypted("13000000000 is not a response")).await;
    assert_eq!((error.kind(), error.request_id()), (ErrorKind::Decode, Some("req-1")));
    assert!(!format!("{error:?}").contains("13000000000"), "{error:?}");
    let (error, _) = failed(encrypted(r#"{"Response":{"Name":7}}"#)).await;
    assert_eq!((error.kind(), error.request_id()), (ErrorKind::Decode, Some("req-1")));
}

#[tokio::test]
async fn inner_action_is_validated_before_encryption() {
    let server = Server::start([Reaction::Close]).await;
    let client = client(&server);
    let long = DescribeThing::new(Agent::new(APPLICATION), "x".repeat(21));
    let error = long.send(&client).encrypted(&keys()).await.unwrap_err();
    assert_eq!(error.violations()[0].path, "Owner");

    let without_application = DescribeThing::new(Agent::new(""), "x");
    let error = without_application.send(&client).encrypted(&keys()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Invalid, Outcome::NotSent));
    assert_eq!(reason(&error), EncryptionErrorKind::Application);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn debug_of_an_encrypted_call_shows_no_key_and_no_field() {
    let server = Server::start([Reaction::Close]).await;
    let (client, keys) = (client(&server), keys());
    let call = describe().send(&client).encrypted(&keys);
    let shown = format!("{keys:?} {keys:#?} {call:?} {call:#?}");
    // The last is the beginning of the key as a list of bytes.
    for secret in [KEY, MAC_KEY, "Invented", "70, 65, 75, 69"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
