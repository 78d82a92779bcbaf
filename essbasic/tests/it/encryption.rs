//! Encrypted calls: keys, golden vectors and tampering.

use essbasic::encryption::{Cipher, EncryptionKeys, Mac};

mod tampering;
mod vectors;

const KEY: &str = "FAKE-KEY-FAKE-16";
const MAC_KEY: &str = "FAKE-MAC-KEY-OF-ANY-LENGTH";

fn keys() -> EncryptionKeys {
    EncryptionKeys::new(Cipher::Sm4Cbc, KEY, MAC_KEY).unwrap().mac(Mac::HmacSm3)
}
