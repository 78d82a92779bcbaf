//! Any callback and encrypted call is decrypted to what was encrypted, and rejected after a change of
//! any bit.

use essbasic::JsonObject;
use essbasic::callback::{CallbackErrorKind, CallbackKeys, Event, Message, Payload};
use essbasic::encryption::{Cipher, EncryptionErrorKind, EncryptionKeys, Iv, Mac};
use essbasic_test_support::holds;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

/// Messages of an undeclared event, so that all fields are kept.
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
fn callback_is_decrypted_to_what_was_encrypted() {
    holds(200, any_message(), |message| {
        let signed = callback_keys().encrypt(&message);
        let received = callback_keys().receive(Some(&signed.signature), &signed.body);
        prop_assert_eq!(received.unwrap(), Payload::Message(message));
        Ok(())
    });
}

#[test]
fn callback_with_a_flipped_bit_is_rejected() {
    holds(200, (any_message(), any::<Index>()), |(message, at)| {
        let mut signed = callback_keys().encrypt(&message);
        let bit = at.index(signed.body.len() * 8);
        signed.body[bit / 8] ^= 1 << (bit % 8);
        let error = callback_keys().receive(Some(&signed.signature), &signed.body).unwrap_err();
        prop_assert_eq!(error.kind(), CallbackErrorKind::SignatureMismatch);
        Ok(())
    });
}

/// Keys of every cipher and MAC.
fn any_keys() -> impl Strategy<Value = EncryptionKeys> {
    let ciphers = select(vec![(Cipher::AesCbc, 16), (Cipher::AesCbc, 32), (Cipher::Sm4Cbc, 16)]);
    let macs = select(vec![Mac::HmacSha256, Mac::HmacSm3]);
    (ciphers, macs).prop_map(|((cipher, length), mac)| {
        let keys = EncryptionKeys::new(cipher, "k".repeat(length), "another-mac-key");
        keys.unwrap().mac(mac)
    })
}

#[test]
fn encrypted_call_is_decrypted_to_what_was_encrypted() {
    let input = (any_keys(), any::<[u8; 16]>(), vec(any::<u8>(), 0..100));
    holds(200, input, |(keys, iv, plaintext)| {
        let response = keys.encrypt_response(&plaintext, Iv::from(iv)).unwrap();
        prop_assert_eq!(&keys.decrypt_response(&response).unwrap(), &plaintext);
        let request =
            keys.encrypt_request("DescribeThing", "app", &plaintext, Iv::from(iv)).unwrap();
        prop_assert_eq!(keys.decrypt_request(&request).unwrap(), plaintext);
        Ok(())
    });
}

#[test]
fn encrypted_call_with_a_flipped_bit_is_rejected() {
    let input = (any_keys(), any::<[u8; 16]>(), vec(any::<u8>(), 0..100), any::<Index>());
    holds(200, input, |(keys, iv, plaintext, at)| {
        let mut response = keys.encrypt_response(&plaintext, Iv::from(iv)).unwrap();
        let mut text = std::mem::take(&mut response.encrypted_data).into_bytes();
        let bit = at.index(text.len() * 7);
        text[bit / 7] ^= 1 << (bit % 7);
        response.encrypted_data = String::from_utf8(text).unwrap();
        let kind = keys.decrypt_response(&response).unwrap_err().kind();
        let rejected =
            matches!(kind, EncryptionErrorKind::SignatureMismatch | EncryptionErrorKind::NotBase64);
        prop_assert!(rejected, "{kind:?}");
        Ok(())
    });
}
