//! Rejection of tampered content before decryption.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use essbasic::encryption::EncryptionErrorKind as Kind;
use essbasic::encryption::{Cipher, CreateRequestWithEncryptionResponse, EncryptionKeys, Iv, Mac};

use super::{KEY, MAC_KEY, keys};

fn response() -> CreateRequestWithEncryptionResponse {
    keys().encrypt_response(br#"{"Response":{}}"#, Iv::random().unwrap()).unwrap()
}

fn kind(response: &CreateRequestWithEncryptionResponse) -> Kind {
    keys().decrypt_response(response).unwrap_err().kind()
}

#[test]
fn a_flipped_bit_in_any_field_is_rejected() {
    let right = response();
    for field in 0..3 {
        let edit = |response: &mut CreateRequestWithEncryptionResponse, flip: Option<usize>| {
            let text = match field {
                0 => &mut response.iv,
                1 => &mut response.encrypted_data,
                _ => response.encryption_signature.as_mut().unwrap(),
            };
            let mut bytes = BASE64_STANDARD.decode(&*text).unwrap();
            if let Some(bit) = flip {
                bytes[bit / 8] ^= 1 << (bit % 8);
            }
            *text = BASE64_STANDARD.encode(&bytes);
            bytes.len() * 8
        };
        let bits = edit(&mut right.clone(), None);
        assert!(bits >= 128);
        for bit in 0..bits {
            let mut flipped = right.clone();
            edit(&mut flipped, Some(bit));
            assert_eq!(kind(&flipped), Kind::SignatureMismatch, "field {field}, bit {bit}");
        }
    }
    assert!(keys().decrypt_response(&right).is_ok());
}

#[test]
fn a_changed_character_of_the_text_is_rejected() {
    let right = keys().encrypt_request("A", "app", b"{}", Iv::random().unwrap()).unwrap();
    for index in 0..right.encrypted_data.len() {
        for bit in 0..7 {
            let mut text = right.encrypted_data.clone().into_bytes();
            text[index] ^= 1 << bit;
            let mut changed = right.clone();
            changed.encrypted_data = String::from_utf8(text).unwrap();
            let kind = keys().decrypt_request(&changed).unwrap_err().kind();
            assert!(
                matches!(kind, Kind::SignatureMismatch | Kind::NotBase64),
                "{index}.{bit}: {kind:?}"
            );
        }
    }
}

#[test]
fn a_missing_or_truncated_signature_is_rejected() {
    let mut unsigned = response();
    unsigned.encryption_signature = None;
    assert_eq!(kind(&unsigned), Kind::Unsigned);
    for length in [0, 1, 16, 31] {
        let mut cut = response();
        let whole = BASE64_STANDARD.decode(cut.encryption_signature.unwrap()).unwrap();
        cut.encryption_signature = Some(BASE64_STANDARD.encode(&whole[..length]));
        assert_eq!(kind(&cut), Kind::SignatureMismatch, "{length} bytes");
    }
}

#[test]
fn initialization_vectors_of_the_wrong_length_are_rejected() {
    for length in [0, 15, 17] {
        let mut odd = response();
        odd.iv = BASE64_STANDARD.encode(vec![0; length]);
        assert_eq!(kind(&odd), Kind::NotBase64);
    }
}

#[test]
fn the_signature_is_verified_before_the_padding() {
    let encrypt = |key: &str, mac_key: &str| {
        let keys = EncryptionKeys::new(Cipher::Sm4Cbc, key, mac_key).unwrap().mac(Mac::HmacSm3);
        keys.encrypt_response(b"{}", Iv::from([1; 16])).unwrap()
    };
    assert_eq!(kind(&encrypt("ANOTHER-KEY-FAKE", "ANOTHER-MAC-KEY")), Kind::SignatureMismatch);
    assert_eq!(kind(&encrypt("ANOTHER-KEY-FAKE", MAC_KEY)), Kind::Padding);
    let sha = EncryptionKeys::new(Cipher::Sm4Cbc, KEY, MAC_KEY).unwrap();
    assert_eq!(
        kind(&sha.encrypt_response(b"{}", Iv::random().unwrap()).unwrap()),
        Kind::SignatureMismatch
    );
}

#[test]
fn invalid_keys_are_rejected() {
    let kind = |cipher, key: &str, mac_key: &str| {
        EncryptionKeys::new(cipher, key, mac_key).unwrap_err().kind()
    };
    for length in [0, 15, 17, 23, 25, 31, 33] {
        assert_eq!(kind(Cipher::AesCbc, &"k".repeat(length), MAC_KEY), Kind::Key);
    }
    assert_eq!(kind(Cipher::Sm4Cbc, &"k".repeat(32), MAC_KEY), Kind::Key);
    assert_eq!(kind(Cipher::AesCbc, KEY, ""), Kind::MacKey);
    assert_eq!(kind(Cipher::AesCbc, KEY, KEY), Kind::SameKey);
}
