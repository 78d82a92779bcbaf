//! The ciphers of encrypted calls: AES and SM4 in CBC mode, with PKCS#7 padding.

use aes::{Aes128, Aes192, Aes256};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::consts::U16;
use cbc::cipher::{
    BlockCipherDecrypt, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, BlockSizeUser,
    KeyInit, KeyIvInit,
};
use sm4::Sm4;

use super::{EncryptionError, EncryptionErrorKind, Iv};

/// What requests and answers are encrypted with, as agreed upon with the vendor.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Cipher {
    /// AES in CBC mode; the key has 16, 24 or 32 bytes.
    AesCbc,
    /// SM4 in CBC mode; the key has 16 bytes.
    Sm4Cbc,
}

impl Cipher {
    /// Whether a key may have so many bytes.
    pub(super) fn takes(self, length: usize) -> bool {
        match self {
            Self::AesCbc => matches!(length, 16 | 24 | 32),
            Self::Sm4Cbc => length == 16,
        }
    }

    pub(super) fn encrypt(
        self,
        key: &[u8],
        iv: &Iv,
        plain: &[u8],
    ) -> Result<Vec<u8>, EncryptionError> {
        match (self, key.len()) {
            (Self::AesCbc, 16) => encrypt::<Aes128>(key, iv, plain),
            (Self::AesCbc, 24) => encrypt::<Aes192>(key, iv, plain),
            (Self::AesCbc, _) => encrypt::<Aes256>(key, iv, plain),
            (Self::Sm4Cbc, _) => encrypt::<Sm4>(key, iv, plain),
        }
    }

    /// Decrypts what a signature has vouched for.
    pub(super) fn decrypt(
        self,
        key: &[u8],
        iv: &Iv,
        encrypted: &[u8],
    ) -> Result<Vec<u8>, EncryptionError> {
        match (self, key.len()) {
            (Self::AesCbc, 16) => decrypt::<Aes128>(key, iv, encrypted),
            (Self::AesCbc, 24) => decrypt::<Aes192>(key, iv, encrypted),
            (Self::AesCbc, _) => decrypt::<Aes256>(key, iv, encrypted),
            (Self::Sm4Cbc, _) => decrypt::<Sm4>(key, iv, encrypted),
        }
    }
}

/// A cipher of blocks of 16 bytes.
trait Block: BlockSizeUser<BlockSize = U16> + KeyInit {}

impl<C: BlockSizeUser<BlockSize = U16> + KeyInit> Block for C {}

fn encrypt<C: Block + BlockCipherEncrypt>(
    key: &[u8],
    iv: &Iv,
    plain: &[u8],
) -> Result<Vec<u8>, EncryptionError> {
    let cipher = cbc::Encryptor::<C>::new_from_slices(key, iv.bytes())
        .map_err(|_| EncryptionError::new(EncryptionErrorKind::Key))?;
    Ok(cipher.encrypt_padded_vec::<Pkcs7>(plain))
}

fn decrypt<C: Block + BlockCipherDecrypt>(
    key: &[u8],
    iv: &Iv,
    encrypted: &[u8],
) -> Result<Vec<u8>, EncryptionError> {
    let cipher = cbc::Decryptor::<C>::new_from_slices(key, iv.bytes())
        .map_err(|_| EncryptionError::new(EncryptionErrorKind::Key))?;
    cipher
        .decrypt_padded_vec::<Pkcs7>(encrypted)
        .map_err(|_| EncryptionError::new(EncryptionErrorKind::Padding))
}
