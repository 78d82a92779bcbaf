//! Golden vectors of encrypted calls, and round trips of every key length.

use essbasic::encryption::{Cipher, CreateRequestWithEncryptionResponse, EncryptionKeys, Iv, Mac};
use serde_json::Value;

use crate::support::{fixture, shared, text};

fn iv(vector: &Value) -> Iv {
    let bytes: [u8; 16] = text(vector, "iv").as_bytes().try_into().unwrap();
    Iv::from(bytes)
}

/// Encrypts the plaintext of a vector, compares it with the vector, and decrypts it again.
fn check(keys: &EncryptionKeys, vector: &Value, signature: &str) {
    let plaintext = text(vector, "plaintext").as_bytes();
    let request = keys.encrypt_request("A", "app", plaintext, iv(vector)).unwrap();
    assert_eq!(request.encrypted_data, text(vector, "encrypted_data"));
    assert_eq!(request.encryption_signature.as_deref(), Some(signature));
    assert_eq!(keys.decrypt_request(&request).unwrap(), plaintext);

    let response = keys.encrypt_response(plaintext, iv(vector)).unwrap();
    assert_eq!(response.encrypted_data, text(vector, "encrypted_data"));
    assert_eq!(keys.decrypt_response(&response).unwrap(), plaintext);
}

#[test]
fn requests_encrypted_by_openssl_are_reproduced_and_decrypted() {
    for vector in fixture("encrypted_requests.json")["vectors"].as_array().unwrap() {
        let cipher = match text(vector, "cipher") {
            "sm4-cbc" => Cipher::Sm4Cbc,
            _ => Cipher::AesCbc,
        };
        let mac = if text(vector, "mac") == "sm3" { Mac::HmacSm3 } else { Mac::HmacSha256 };
        let keys = EncryptionKeys::new(cipher, text(vector, "key"), text(vector, "mac_key"));
        check(&keys.unwrap().mac(mac), vector, text(vector, "encryption_signature"));
    }
}

#[test]
#[ignore = "needs ../shared"]
fn the_vendors_examples_are_reproduced_and_decrypted() {
    let vectors = shared("vectors/encrypted-request.json");
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
        check(&keys, vector, text(vector, "encryption_signature"));
        if let Some(signature) = vector["with_hmac_sm3"].as_str() {
            check(&keys.mac(Mac::HmacSm3), vector, signature);
        }
    }
}

#[test]
fn responses_encrypted_by_openssl_with_longer_keys_are_decrypted() {
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
        let response = CreateRequestWithEncryptionResponse::new("MDAwMTExMjIyMzMzNDQ0NQ==", data)
            .encryption_signature(signature);
        let decrypted = keys.decrypt_response(&response).unwrap();
        assert_eq!(decrypted, br#"{"Response":{"RequestId":"r"}}"#);
    }
}

#[test]
fn texts_of_every_length_round_trip_with_every_key_length() {
    let ciphers = [(Cipher::AesCbc, 16), (Cipher::AesCbc, 24), (Cipher::AesCbc, 32)];
    for (cipher, length) in ciphers.into_iter().chain([(Cipher::Sm4Cbc, 16)]) {
        for mac in [Mac::HmacSha256, Mac::HmacSm3] {
            let keys = EncryptionKeys::new(cipher, vec![7; length], "mac").unwrap().mac(mac);
            for length in 0..50 {
                let plaintext = vec![b'x'; length];
                let request =
                    keys.encrypt_request("A", "app", &plaintext, Iv::random().unwrap()).unwrap();
                assert_eq!(keys.decrypt_request(&request).unwrap(), plaintext);
            }
        }
    }
}
