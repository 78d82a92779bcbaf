//! Tokens and callback keys: what they may be, and how they are changed.

use std::error::Error;

use essbasic::callback::{CallbackError, CallbackErrorKind, CallbackKeys, Payload};

use super::{KEY, OTHER_KEY, TOKEN, keys, signed};

#[test]
fn a_key_of_another_length_is_refused() {
    for key in ["", "short", &KEY[1..], &format!("{KEY}0"), "汉字汉字汉字汉字汉字汉字汉字汉字"]
    {
        let error = CallbackKeys::new(TOKEN, key).unwrap_err();
        assert_eq!(error.kind(), CallbackErrorKind::Key, "{key}");
        assert!(key.len() < 5 || !format!("{error} {error:?}").contains(key));
    }
}

#[test]
fn a_token_that_anybody_could_have_is_refused() {
    for token in ["", " ", " token", "token\n"] {
        let error = CallbackKeys::plain(token).unwrap_err();
        assert_eq!(error.kind(), CallbackErrorKind::Token, "{token:?}");
    }
}

#[test]
fn no_secret_is_shown() {
    let keys = keys().older_key(OTHER_KEY).unwrap().older_token("elder-token").unwrap();
    let shown = format!("{keys:?} {:?}", keys.encrypt(&signed()));
    for secret in [TOKEN, KEY, OTHER_KEY, "elder-token", "sha256="] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn while_a_key_is_changed_both_open() {
    let (old, message) = (CallbackKeys::new(TOKEN, OTHER_KEY).unwrap(), signed());
    let both = keys().older_key(OTHER_KEY).unwrap();
    for sealed in [old.encrypt(&message), keys().encrypt(&message)] {
        let received = both.receive(Some(&sealed.signature), &sealed.body).unwrap();
        assert_eq!(received, Payload::Message(message.clone()));
    }
    assert_eq!(both.encrypt(&message).body, keys().encrypt(&message).body, "the newest seals");
}

#[test]
fn while_a_token_is_changed_both_sign() {
    let old = CallbackKeys::new("elder-token", KEY).unwrap();
    let both = keys().older_token("elder-token").unwrap();
    for sealed in [old.encrypt(&signed()), keys().encrypt(&signed())] {
        assert!(both.receive(Some(&sealed.signature), &sealed.body).is_ok());
    }
    let sealed = old.encrypt(&signed());
    let error = keys().receive(Some(&sealed.signature), &sealed.body).unwrap_err();
    assert_eq!(error.kind(), CallbackErrorKind::SignatureMismatch);
}

#[test]
fn a_body_in_the_clear_is_taken_only_where_that_was_allowed() {
    let plain = CallbackKeys::plain(TOKEN).unwrap();
    let sealed = plain.encrypt(&signed());
    let read = |keys: &CallbackKeys| keys.receive(Some(&sealed.signature), &sealed.body);
    assert!(read(&plain).is_ok());
    assert!(read(&keys().allow_plain()).is_ok());
    assert_eq!(read(&keys()).unwrap_err().kind(), CallbackErrorKind::NotEncrypted);

    let sealed = keys().encrypt(&signed());
    let error = plain.receive(Some(&sealed.signature), &sealed.body).unwrap_err();
    assert_eq!(error.kind(), CallbackErrorKind::NoKey);
}

#[test]
fn an_error_is_one_that_anybody_can_pass_on() {
    fn passed_on() -> Result<(), Box<dyn Error + Send + Sync + 'static>> {
        CallbackKeys::plain("")?;
        Ok(())
    }
    let error = passed_on().unwrap_err();
    assert!(error.downcast_ref::<CallbackError>().is_some());
    let memory = CallbackError::dedup_store("the database is away");
    assert_eq!(memory.kind(), CallbackErrorKind::DedupStore);
    assert_eq!(memory.source().unwrap().to_string(), "the database is away");
    assert!(
        !memory.to_string().contains("database"),
        "Display and source do not repeat each other"
    );
}
