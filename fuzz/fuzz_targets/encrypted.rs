//! Encrypted requests and responses: arbitrary ones, and a round trip of arbitrary plaintext.

#![no_main]

use std::sync::LazyLock;

use essbasic::encryption::{
    Cipher, CreateRequestWithEncryption, CreateRequestWithEncryptionResponse, EncryptionKeys, Iv,
    Mac,
};
use libfuzzer_sys::fuzz_target;

static KEYS: LazyLock<[EncryptionKeys; 2]> = LazyLock::new(|| {
    let keys = |cipher, mac| {
        let keys = EncryptionKeys::new(cipher, "0123456789abcdef", "test-signing-key");
        keys.expect("key has a valid length").mac(mac)
    };
    [keys(Cipher::AesCbc, Mac::HmacSha256), keys(Cipher::Sm4Cbc, Mac::HmacSm3)]
});

fuzz_target!(|input: (&str, &str, Option<&str>, &[u8])| {
    let (iv, data, signature, plaintext) = input;
    for keys in &*KEYS {
        let mut response = CreateRequestWithEncryptionResponse::new(iv, data);
        response.encryption_signature = signature.map(str::to_owned);
        let _ = keys.decrypt_response(&response);
        let mut request = CreateRequestWithEncryption::new("A", "app", iv, data);
        request.encryption_signature = signature.map(str::to_owned);
        let _ = keys.decrypt_request(&request);

        let iv = Iv::random().expect("random bytes are available");
        let encrypted = keys.encrypt_response(plaintext, iv).expect("plaintext can be encrypted");
        let decrypted = keys.decrypt_response(&encrypted).expect("own ciphertext can be decrypted");
        assert_eq!(decrypted, plaintext);
    }
});
