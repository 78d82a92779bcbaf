//! The initialization vector: 16 bytes that are used once.

use super::{EncryptionError, EncryptionErrorKind};

/// An initialization vector, which is used once: sealing takes it, and it cannot be copied.
#[derive(Debug)]
pub struct Iv([u8; 16]);

impl Iv {
    /// One of the system's randomness.
    ///
    /// # Errors
    ///
    /// [`EncryptionErrorKind::Randomness`].
    pub fn random() -> Result<Self, EncryptionError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)
            .map_err(|_| EncryptionError::new(EncryptionErrorKind::Randomness))?;
        Ok(Self(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// One that is known, to read another's text or to compare two implementations; never to send.
impl From<[u8; 16]> for Iv {
    fn from(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}
