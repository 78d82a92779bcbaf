//! The key that signs for one day and one service.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use secrecy::zeroize::Zeroizing;
use sha2::Sha256;

use super::{Hex, Scope, StringToSign};

/// The key that signs for one day and one service, derived from the secret key.
///
/// ```text
/// SigningKey = HMAC(HMAC(HMAC("TC3" SecretKey, Date), Service), "tc3_request")
/// ```
#[derive(Clone)]
pub struct SigningKey(Zeroizing<[u8; 32]>);

impl SigningKey {
    /// Derives the key of a scope's day and service.
    pub fn derive(secret_key: &str, scope: &Scope<'_>) -> Self {
        let secret = Zeroizing::new([b"TC3", secret_key.as_bytes()].concat());
        let date = hmac(&secret, &scope.date);
        let service = hmac(&*date, &scope.service);
        Self(hmac(&*service, &"tc3_request"))
    }

    /// The signature of a string.
    pub(super) fn sign(&self, string: &StringToSign<'_>) -> Hex {
        Hex::new(&hmac(&*self.0, string))
    }

    /// The bytes of the key, for comparison with another implementation's.
    ///
    /// Whoever holds them can sign for the scope's day and service.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(***)")
    }
}

/// A keyed hash that is written to.
struct Keyed(Hmac<Sha256>);

impl fmt::Write for Keyed {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

fn hmac(key: &[u8], text: &dyn fmt::Display) -> Zeroizing<[u8; 32]> {
    let mut keyed = Keyed(Hmac::new_from_slice(key).expect("HMAC takes keys of every length"));
    // Writing into a hash cannot fail.
    let _ = fmt::write(&mut keyed, format_args!("{text}"));
    Zeroizing::new(keyed.0.finalize().into_bytes().into())
}
