//! Algorithms of encrypted calls: AES or SM4 in CBC mode, HMAC with SHA-256 or SM3.

use aes::{Aes128, Aes192, Aes256};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::consts::U16;
use cbc::cipher::{
    BlockCipherDecrypt, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, BlockSizeUser,
    KeyInit, KeyIvInit,
};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use sm3::Sm3;
use sm4::Sm4;

use super::error::{EncryptionError, EncryptionErrorKind};

/// Cipher of requests and responses, as agreed on with the vendor. Padding is PKCS#7.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Cipher {
    /// AES in CBC mode, with a key of 16, 24 or 32 bytes.
    AesCbc,
    /// SM4 in CBC mode, with a key of 16 bytes.
    Sm4Cbc,
}

impl Cipher {
    /// Returns whether a key of `length` bytes is valid.
    pub(super) fn accepts_key_length(self, length: usize) -> bool {
        match self {
            Self::AesCbc => matches!(length, 16 | 24 | 32),
            Self::Sm4Cbc => length == 16,
        }
    }

    pub(super) fn encrypt(
        self,
        key: &[u8],
        iv: &Iv,
        plaintext: &[u8],
    ) -> Result<Vec<u8>, EncryptionError> {
        match (self, key.len()) {
            (Self::AesCbc, 16) => encrypt::<Aes128>(key, iv, plaintext),
            (Self::AesCbc, 24) => encrypt::<Aes192>(key, iv, plaintext),
            (Self::AesCbc, _) => encrypt::<Aes256>(key, iv, plaintext),
            (Self::Sm4Cbc, _) => encrypt::<Sm4>(key, iv, plaintext),
        }
    }

    /// Decrypts a text whose signature is verified.
    pub(super) fn decrypt(
        self,
        key: &[u8],
        iv: &Iv,
        ciphertext: &[u8],
    ) -> Result<Vec<u8>, EncryptionError> {
        match (self, key.len()) {
            (Self::AesCbc, 16) => decrypt::<Aes128>(key, iv, ciphertext),
            (Self::AesCbc, 24) => decrypt::<Aes192>(key, iv, ciphertext),
            (Self::AesCbc, _) => decrypt::<Aes256>(key, iv, ciphertext),
            (Self::Sm4Cbc, _) => decrypt::<Sm4>(key, iv, ciphertext),
        }
    }
}

trait Block: BlockSizeUser<BlockSize = U16> + KeyInit {}

impl<C: BlockSizeUser<BlockSize = U16> + KeyInit> Block for C {}

fn encrypt<C: Block + BlockCipherEncrypt>(
    key: &[u8],
    iv: &Iv,
    plaintext: &[u8],
) -> Result<Vec<u8>, EncryptionError> {
    let cipher = cbc::Encryptor::<C>::new_from_slices(key, iv.bytes())
        .map_err(|_| EncryptionErrorKind::Key)?;
    Ok(cipher.encrypt_padded_vec::<Pkcs7>(plaintext))
}

fn decrypt<C: Block + BlockCipherDecrypt>(
    key: &[u8],
    iv: &Iv,
    ciphertext: &[u8],
) -> Result<Vec<u8>, EncryptionError> {
    let cipher = cbc::Decryptor::<C>::new_from_slices(key, iv.bytes())
        .map_err(|_| EncryptionErrorKind::Key)?;
    cipher.decrypt_padded_vec::<Pkcs7>(ciphertext).map_err(|_| EncryptionErrorKind::Padding.into())
}

/// Signature algorithm of requests and responses, as agreed on with the vendor.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Mac {
    /// HMAC with SHA-256, used with both ciphers in the API reference's examples.
    #[default]
    HmacSha256,
    /// HMAC with SM3, used with SM4 in the API reference's text.
    HmacSm3,
}

impl Mac {
    /// Signs the initialization vector followed by the ciphertext.
    pub(super) fn sign(self, key: &[u8], iv: &Iv, ciphertext: &[u8]) -> Vec<u8> {
        let signature = match self {
            Self::HmacSha256 => hmac::<Hmac<Sha256>>(key, iv, ciphertext)
                .map(|it| it.finalize().into_bytes().to_vec()),
            Self::HmacSm3 => {
                hmac::<Hmac<Sm3>>(key, iv, ciphertext).map(|it| it.finalize().into_bytes().to_vec())
            }
        };
        // HMAC accepts keys of any length.
        signature.unwrap_or_default()
    }

    /// Verifies a signature in constant time.
    pub(super) fn verify(self, key: &[u8], iv: &Iv, ciphertext: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::HmacSha256 => hmac::<Hmac<Sha256>>(key, iv, ciphertext)
                .is_some_and(|mac| mac.verify_slice(signature).is_ok()),
            Self::HmacSm3 => hmac::<Hmac<Sm3>>(key, iv, ciphertext)
                .is_some_and(|mac| mac.verify_slice(signature).is_ok()),
        }
    }
}

fn hmac<M: hmac::Mac + KeyInit>(key: &[u8], iv: &Iv, ciphertext: &[u8]) -> Option<M> {
    let mut mac = <M as KeyInit>::new_from_slice(key).ok()?;
    mac.update(iv.bytes());
    mac.update(ciphertext);
    Some(mac)
}

/// An initialization vector. Used once: encryption consumes it, and it cannot be cloned.
#[derive(Debug)]
pub struct Iv([u8; 16]);

impl Iv {
    /// Creates a random vector from the operating system's random number generator.
    ///
    /// # Errors
    ///
    /// [`EncryptionErrorKind::Randomness`].
    pub fn random() -> Result<Self, EncryptionError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|_| EncryptionErrorKind::Randomness)?;
        Ok(Self(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Converts a known vector, to decrypt a text or to compare implementations. Never use one to send.
impl From<[u8; 16]> for Iv {
    fn from(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}
