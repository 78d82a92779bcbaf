//! Encrypted answers and requests: as they arrive, and with a signature that is right.

#![no_main]

use std::sync::LazyLock;

use essbasic::encryption::{
    Cipher, CreateRequestWithEncryption, CreateRequestWithEncryptionResponse, EncryptionKeys, Iv,
    Mac,
};
use libfuzzer_sys::fuzz_target;

static KEYS: LazyLock<[EncryptionKeys; 2]> = LazyLock::new(|| {
    let keys = |cipher, mac| {
        let keys = EncryptionKeys::new(cipher, "0123456789abcdef", "a-key-of-nobody");
        keys.expect("a key of the right length").mac(mac)
    };
    [keys(Cipher::AesCbc, Mac::HmacSha256), keys(Cipher::Sm4Cbc, Mac::HmacSm3)]
});

fuzz_target!(|input: (&str, &str, Option<&str>, &[u8])| {
    let (iv, data, signature, plain) = input;
    for keys in &*KEYS {
        let mut answer = CreateRequestWithEncryptionResponse::new(iv, data);
        answer.encryption_signature = signature.map(str::to_owned);
        let _ = keys.decrypt_response(&answer);
        let mut request = CreateRequestWithEncryption::new("A", "app", iv, data);
        request.encryption_signature = signature.map(str::to_owned);
        let _ = keys.decrypt_request(&request);
        // What is sealed is opened again, whatever it is.
        let sealed =
            keys.encrypt_response(plain, Iv::random().expect("random bytes")).expect("checked keys");
        assert_eq!(keys.decrypt_response(&sealed).expect("what was just sealed"), plain);
    }
});
