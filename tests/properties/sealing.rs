//! What is sealed is opened as it was, for callbacks and encrypted calls, whatever it holds; with a
//! bit of it changed, it is not opened at all.

use essbasic::JsonObject;
use essbasic::callback::{CallbackErrorKind, CallbackKeys, Event, Message, Payload};
use essbasic::encryption::{Cipher, EncryptionErrorKind, EncryptionKeys, Iv, Mac};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

use super::holds;

/// A message of a kind that nobody has modelled, so that all of it is kept as it came.
fn any_message() -> impl Strategy<Value = Message> {
    let data = btree_map(any::<String>(), any::<String>().prop_map(Value::from), 0..5);
    ("[A-Za-z0-9-]{1,20}", data).prop_map(|(id, data)| {
        Message::new(id, Event::decode("SomethingNew", &JsonObject(data.into_iter().collect())))
    })
}

fn callback_keys() -> CallbackKeys {
    CallbackKeys::new("obviously-fake-token", "FAKEKEYFAKEKEYFAKEKEYFAKEKEY0032").unwrap()
}

#[test]
fn every_callback_is_opened_as_it_was_sealed() {
    holds(200, any_message(), |message| {
        let sealed = callback_keys().encrypt(&message);
        let received = callback_keys().receive(Some(&sealed.signature), &sealed.body);
        prop_assert_eq!(received.unwrap(), Payload::Message(message));
        Ok(())
    });
}

#[test]
fn no_callback_with_a_flipped_bit_is_opened() {
    holds(200, (any_message(), any::<Index>()), |(message, at)| {
        let mut sealed = callback_keys().encrypt(&message);
        let bit = at.index(sealed.body.len() * 8);
        sealed.body[bit / 8] ^= 1 << (bit % 8);
        let error = callback_keys().receive(Some(&sealed.signature), &sealed.body).unwrap_err();
        prop_assert_eq!(error.kind(), CallbackErrorKind::SignatureMismatch);
        Ok(())
    });
}

/// Keys of every cipher and every way of signing.
fn any_keys() -> impl Strategy<Value = EncryptionKeys> {
    let ciphers = select(vec![(Cipher::AesCbc, 16), (Cipher::AesCbc, 32), (Cipher::Sm4Cbc, 16)]);
    let macs = select(vec![Mac::HmacSha256, Mac::HmacSm3]);
    (ciphers, macs).prop_map(|((cipher, length), mac)| {
        let keys = EncryptionKeys::new(cipher, "k".repeat(length), "a-key-of-nobody");
        keys.unwrap().mac(mac)
    })
}

#[test]
fn every_encrypted_call_is_opened_as_it_was_sealed() {
    let inside = (any_keys(), any::<[u8; 16]>(), vec(any::<u8>(), 0..100));
    holds(200, inside, |(keys, iv, plain)| {
        let answer = keys.encrypt_response(&plain, Iv::from(iv)).unwrap();
        prop_assert_eq!(&keys.decrypt_response(&answer).unwrap(), &plain);
        let request = keys.encrypt_request("DescribeThing", "app", &plain, Iv::from(iv)).unwrap();
        prop_assert_eq!(keys.decrypt_request(&request).unwrap(), plain);
        Ok(())
    });
}

#[test]
fn no_encrypted_call_with_a_flipped_bit_is_opened() {
    let inside = (any_keys(), any::<[u8; 16]>(), vec(any::<u8>(), 0..100), any::<Index>());
    holds(200, inside, |(keys, iv, plain, at)| {
        let mut answer = keys.encrypt_response(&plain, Iv::from(iv)).unwrap();
        let mut text = std::mem::take(&mut answer.encrypted_data).into_bytes();
        let bit = at.index(text.len() * 7);
        text[bit / 7] ^= 1 << (bit % 7);
        answer.encrypted_data = String::from_utf8(text).unwrap();
        let kind = keys.decrypt_response(&answer).unwrap_err().kind();
        let refused =
            matches!(kind, EncryptionErrorKind::SignatureMismatch | EncryptionErrorKind::NotBase64);
        prop_assert!(refused, "{kind:?}");
        Ok(())
    });
}
