//! The signature of an encrypted text: that whoever has the keys wrote it, and nobody changed it.

use hmac::{Hmac, KeyInit, Mac as _};
use sha2::Sha256;
use sm3::Sm3;

use super::Iv;

/// What an encrypted text is signed with, as agreed upon with the vendor.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Mac {
    /// HMAC with SHA-256, which the manual's examples use with both ciphers.
    #[default]
    HmacSha256,
    /// HMAC with SM3, which the manual's text has go with SM4.
    HmacSm3,
}

impl Mac {
    /// The signature: of the vector's bytes, followed at once by those of the encrypted text.
    pub(super) fn sign(self, key: &[u8], iv: &Iv, encrypted: &[u8]) -> Vec<u8> {
        let parts = [iv.bytes(), encrypted];
        let signature = match self {
            Self::HmacSha256 => {
                keyed::<Hmac<Sha256>>(key, parts).map(|mac| mac.finalize().into_bytes().to_vec())
            }
            Self::HmacSm3 => {
                keyed::<Hmac<Sm3>>(key, parts).map(|mac| mac.finalize().into_bytes().to_vec())
            }
        };
        // HMAC takes keys of every length.
        signature.unwrap_or_default()
    }

    /// Whether it is the signature; to find out takes as long for a wrong one as for the right.
    pub(super) fn verify(self, key: &[u8], iv: &Iv, encrypted: &[u8], signature: &[u8]) -> bool {
        let parts = [iv.bytes(), encrypted];
        match self {
            Self::HmacSha256 => keyed::<Hmac<Sha256>>(key, parts)
                .is_some_and(|mac| mac.verify_slice(signature).is_ok()),
            Self::HmacSm3 => keyed::<Hmac<Sm3>>(key, parts)
                .is_some_and(|mac| mac.verify_slice(signature).is_ok()),
        }
    }
}

fn keyed<M: hmac::Mac + KeyInit>(key: &[u8], parts: [&[u8]; 2]) -> Option<M> {
    let mut mac = <M as KeyInit>::new_from_slice(key).ok()?;
    for part in parts {
        mac.update(part);
    }
    Some(mac)
}
