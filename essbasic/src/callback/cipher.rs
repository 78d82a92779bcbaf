//! The cipher of callbacks: AES-256-CBC under the callback key, whose first half is also the
//! initialization vector, with PKCS#7 padding, in Base64.

use aes::Aes256;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::{CallbackError, CallbackErrorKind};

const BLOCK: usize = 16;

/// A callback key: the 32 bytes of the console's text, wiped when dropped.
#[derive(Clone)]
pub(super) struct CallbackKey(Zeroizing<[u8; 32]>);

impl CallbackKey {
    pub(super) fn new(key: &SecretString) -> Result<Self, CallbackError> {
        match key.expose_secret().as_bytes().try_into() {
            Ok(bytes) => Ok(Self(Zeroizing::new(bytes))),
            Err(_) => Err(CallbackError::new(CallbackErrorKind::Key)),
        }
    }

    /// Decrypts what [`decode`] has made whole blocks of.
    pub(super) fn decrypt(&self, encrypted: &[u8]) -> Result<String, CallbackError> {
        let opened = cbc::Decryptor::<Aes256>::new((&*self.0).into(), &self.vector().into())
            .decrypt_padded_vec::<Pkcs7>(encrypted)
            .map_err(|_| CallbackError::new(CallbackErrorKind::Padding))?;
        String::from_utf8(opened).map_err(|_| CallbackError::new(CallbackErrorKind::NotText))
    }

    /// Encrypts a text, as the service does.
    pub(super) fn encrypt(&self, text: &[u8]) -> String {
        let sealed = cbc::Encryptor::<Aes256>::new((&*self.0).into(), &self.vector().into())
            .encrypt_padded_vec::<Pkcs7>(text);
        STANDARD.encode(sealed)
    }

    fn vector(&self) -> [u8; BLOCK] {
        let mut vector = [0; BLOCK];
        vector.copy_from_slice(&self.0[..BLOCK]);
        vector
    }
}

/// The whole blocks that stand in a callback as Base64.
pub(super) fn decode(encrypted: &str) -> Result<Vec<u8>, CallbackError> {
    let blocks =
        STANDARD.decode(encrypted).map_err(|_| CallbackError::new(CallbackErrorKind::NotBase64))?;
    if blocks.is_empty() || blocks.len() % BLOCK != 0 {
        return Err(CallbackError::new(CallbackErrorKind::Truncated));
    }
    Ok(blocks)
}
