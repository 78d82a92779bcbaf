//! Tokens and callback keys: validation and rotation.

use std::error::Error;

use essbasic::callback::{CallbackError, CallbackErrorKind, CallbackKeys, Payload};

use super::{KEY, OTHER_KEY, TOKEN, contract_message, keys};

#[test]
fn a_key_of_the_wrong_length_is_rejected() {
    for key in ["", "short", &KEY[1..], &format!("{KEY}0"), "汉字汉字汉字汉字汉字汉字汉字汉字"]
    {
        let error = CallbackKeys::new(TOKEN, key).unwrap_err();
        assert_eq!(error.kind(), CallbackErrorKind::Key, "{key}");
        assert!(key.len() < 5 || !format!("{error} {error:?}").contains(key));
    }
}

#[test]
fn an_empty_or_padded_token_is_rejected() {
    for token in ["", " ", " token", "token\n"] {
        let error = CallbackKeys::plain(token).unwrap_err();
        assert_eq!(error.kind(), CallbackErrorKind::Token, "{token:?}");
    }
}

#[test]
fn debug_does_not_show_secrets() {
    let keys = keys().older_key(OTHER_KEY).unwrap().older_token("older-token").unwrap();
    let shown = format!("{keys:?} {:?}", keys.encrypt(&contract_message()));
    for secret in [TOKEN, KEY, OTHER_KEY, "older-token", "sha256="] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn both_keys_decrypt_during_a_rotation() {
    let (old, message) = (CallbackKeys::new(TOKEN, OTHER_KEY).unwrap(), contract_message());
    let both = keys().older_key(OTHER_KEY).unwrap();
    for callback in [old.encrypt(&message), keys().encrypt(&message)] {
        let received = both.receive(Some(&callback.signature), &callback.body).unwrap();
        assert_eq!(received, Payload::Message(message.clone()));
    }
    assert_eq!(
        both.encrypt(&message).body,
        keys().encrypt(&message).body,
        "the newest key encrypts"
    );
}

#[test]
fn both_tokens_verify_during_a_rotation() {
    let old = CallbackKeys::new("older-token", KEY).unwrap();
    let both = keys().older_token("older-token").unwrap();
    for callback in [old.encrypt(&contract_message()), keys().encrypt(&contract_message())] {
        assert!(both.receive(Some(&callback.signature), &callback.body).is_ok());
    }
    let callback = old.encrypt(&contract_message());
    let error = keys().receive(Some(&callback.signature), &callback.body).unwrap_err();
    assert_eq!(error.kind(), CallbackErrorKind::SignatureMismatch);
}

#[test]
fn an_unencrypted_body_is_accepted_only_if_allowed() {
    let plain = CallbackKeys::plain(TOKEN).unwrap();
    let callback = plain.encrypt(&contract_message());
    let receive = |keys: &CallbackKeys| keys.receive(Some(&callback.signature), &callback.body);
    assert!(receive(&plain).is_ok());
    assert!(receive(&keys().allow_plain()).is_ok());
    assert_eq!(receive(&keys()).unwrap_err().kind(), CallbackErrorKind::NotEncrypted);

    let callback = keys().encrypt(&contract_message());
    let error = plain.receive(Some(&callback.signature), &callback.body).unwrap_err();
    assert_eq!(error.kind(), CallbackErrorKind::NoKey);
}

#[test]
fn errors_convert_to_boxed_errors_and_keep_their_source() {
    fn boxed() -> Result<(), Box<dyn Error + Send + Sync + 'static>> {
        CallbackKeys::plain("")?;
        Ok(())
    }
    let error = boxed().unwrap_err();
    assert!(error.downcast_ref::<CallbackError>().is_some());
    let error = CallbackError::dedup_store("no connection");
    assert_eq!(error.kind(), CallbackErrorKind::DedupStore);
    assert_eq!(error.source().unwrap().to_string(), "no connection");
    assert!(
        !error.to_string().contains("connection"),
        "Display and source do not repeat each other"
    );
}
