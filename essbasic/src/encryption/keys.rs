//! The keys of encrypted calls, and what they are used with.

use std::fmt;

use secrecy::zeroize::Zeroizing;

use super::{Cipher, EncryptionError, EncryptionErrorKind, Mac};

/// What was agreed upon with the vendor: a cipher, a signature, and a key for each.
///
/// ```
/// use essbasic::encryption::{Cipher, EncryptionErrorKind, EncryptionKeys, Mac};
///
/// let keys = EncryptionKeys::new(Cipher::Sm4Cbc, "0123456789abcdef", "another-key-of-ours")?
///     .mac(Mac::HmacSm3);
/// assert_eq!(
///     format!("{keys:?}"),
///     "EncryptionKeys { cipher: Sm4Cbc, mac: HmacSm3, application: None, .. }",
/// );
///
/// let error = EncryptionKeys::new(Cipher::AesCbc, "too short", "another-key").unwrap_err();
/// assert_eq!(error.kind(), EncryptionErrorKind::Key);
/// # Ok::<(), essbasic::encryption::EncryptionError>(())
/// ```
#[derive(Clone)]
pub struct EncryptionKeys {
    pub(super) cipher: Cipher,
    pub(super) mac: Mac,
    pub(super) key: Zeroizing<Vec<u8>>,
    pub(super) mac_key: Zeroizing<Vec<u8>>,
    pub(super) application: Option<String>,
}

impl EncryptionKeys {
    /// A cipher with its key, and the key of the signature, which is HMAC-SHA256 unless
    /// [said otherwise](Self::mac).
    ///
    /// A key is taken byte by byte as it is given: decode it first where it came as Base64.
    ///
    /// # Errors
    ///
    /// [`EncryptionErrorKind::Key`], [`EncryptionErrorKind::MacKey`] and
    /// [`EncryptionErrorKind::SameKey`].
    pub fn new(
        cipher: Cipher,
        key: impl Into<Vec<u8>>,
        mac_key: impl Into<Vec<u8>>,
    ) -> Result<Self, EncryptionError> {
        let (key, mac_key) = (Zeroizing::new(key.into()), Zeroizing::new(mac_key.into()));
        if !cipher.takes(key.len()) {
            return Err(EncryptionError::new(EncryptionErrorKind::Key));
        }
        if mac_key.is_empty() {
            return Err(EncryptionError::new(EncryptionErrorKind::MacKey));
        }
        if key == mac_key {
            return Err(EncryptionError::new(EncryptionErrorKind::SameKey));
        }
        Ok(Self { cipher, mac: Mac::default(), key, mac_key, application: None })
    }

    /// Another signature.
    #[must_use]
    pub fn mac(mut self, mac: Mac) -> Self {
        self.mac = mac;
        self
    }

    /// The application, for actions whose agent does not name one.
    #[must_use]
    pub fn application(mut self, id: impl Into<String>) -> Self {
        self.application = Some(id.into());
        self
    }
}

impl fmt::Debug for EncryptionKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncryptionKeys")
            .field("cipher", &self.cipher)
            .field("mac", &self.mac)
            .field("application", &self.application)
            .finish_non_exhaustive()
    }
}
