//! Golden vectors, and every key against itself.

use essbasic::encryption::{Cipher, CreateRequestWithEncryptionResponse, EncryptionKeys, Iv, Mac};
use serde_json::Value;

use crate::shared;

fn text<'v>(vector: &'v Value, name: &str) -> &'v str {
    vector[name].as_str().unwrap()
}

fn iv(vector: &Value) -> Iv {
    let bytes: [u8; 16] = text(vector, "iv").as_bytes().try_into().unwrap();
    Iv::from(bytes)
}

#[test]
fn the_manuals_examples_are_reproduced_byte_for_byte_and_opened_again() {
    let Some(vectors) = shared::json("vectors/encrypted-request.json") else { return };
    let vectors = vectors["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 2);
    for vector in vectors {
        let cipher = match text(vector, "cipher") {
            "AES-CBC" => Cipher::AesCbc,
            "SM4-CBC" => Cipher::Sm4Cbc,
            other => panic!("{other}"),
        };
        let keys = EncryptionKeys::new(cipher, text(vector, "key"), text(vector, "mac_key"));
        let keys = keys.unwrap();
        let plain = text(vector, "plaintext");

        let request = keys.encrypt_request("A", "app", plain.as_bytes(), iv(vector)).unwrap();
        let signature = text(vector, "encryption_signature");
        assert_eq!(request.encrypted_data, text(vector, "encrypted_data"));
        assert_eq!(request.encryption_signature.as_deref(), Some(signature));
        assert_eq!(keys.decrypt_request(&request).unwrap(), plain.as_bytes());

        let answer = keys.encrypt_response(plain.as_bytes(), iv(vector)).unwrap();
        assert_eq!(answer.encrypted_data, text(vector, "encrypted_data"));
        assert_eq!(keys.decrypt_response(&answer).unwrap(), plain.as_bytes());

        let Some(with_sm3) = vector["with_hmac_sm3"].as_str() else { continue };
        let keys = keys.mac(Mac::HmacSm3);
        let request = keys.encrypt_request("A", "app", plain.as_bytes(), iv(vector)).unwrap();
        assert_eq!(request.encryption_signature.as_deref(), Some(with_sm3));
        assert_eq!(keys.decrypt_request(&request).unwrap(), plain.as_bytes());
    }
}

#[test]
fn what_openssl_has_encrypted_with_longer_keys_is_opened() {
    for (key, data, signature) in [
        (
            "FAKEKEY-FAKEKEY-FAKEKEY-",
            "XXBVxyX2GOocprNEFRDgk8zMZaDY7tGGqg+w1xIdf2I=",
            "6jy3TypAmrNo6ADWOw0pgFT+WBDAGhleEh8nThz+SqE=",
        ),
        (
            "FAKEKEY-FAKEKEY-FAKEKEY-FAKEKEY-",
            "lQgifqPhYGCbjBn7k7sLYlehk2362zrEKHeAUSGpjH0=",
            "0mAaM9ISVE4wMzAo9oLLBKiKdBy5Ho5fECb7j23+JvI=",
        ),
    ] {
        let keys = EncryptionKeys::new(Cipher::AesCbc, key, "FAKE-MAC-KEY").unwrap();
        let answer = CreateRequestWithEncryptionResponse::new("MDAwMTExMjIyMzMzNDQ0NQ==", data)
            .encryption_signature(signature);
        let opened = keys.decrypt_response(&answer).unwrap();
        assert_eq!(opened, br#"{"Response":{"RequestId":"r"}}"#);
    }
}

#[test]
fn texts_of_every_length_come_back_with_every_key() {
    let ciphers = [(Cipher::AesCbc, 16), (Cipher::AesCbc, 24), (Cipher::AesCbc, 32)];
    for (cipher, length) in ciphers.into_iter().chain([(Cipher::Sm4Cbc, 16)]) {
        for mac in [Mac::HmacSha256, Mac::HmacSm3] {
            let keys = EncryptionKeys::new(cipher, vec![7; length], "mac").unwrap().mac(mac);
            for length in 0..50 {
                let plain = vec![b'x'; length];
                let sealed =
                    keys.encrypt_request("A", "app", &plain, Iv::random().unwrap()).unwrap();
                assert_eq!(keys.decrypt_request(&sealed).unwrap(), plain);
            }
        }
    }
}
