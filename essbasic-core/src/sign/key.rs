//! The key that signs for one day and one service.

use std::fmt;
use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use secrecy::zeroize::Zeroizing;
use sha2::Sha256;

use super::{HexDigest, Scope, StringToSign};

/// The key that signs for one day and one service, derived from the secret key.
///
/// ```text
/// SigningKey = HMAC(HMAC(HMAC("TC3" SecretKey, Date), Service), "tc3_request")
/// ```
///
/// A clone is another hold of the same key.
#[derive(Clone)]
pub struct SigningKey(Arc<Derived>);

struct Derived {
    bytes: Zeroizing<[u8; 32]>,
    /// The hash as far as it depends on the key alone; wiped when dropped.
    keyed: Hmac<Sha256>,
}

impl SigningKey {
    /// Derives the key of a scope's day and service.
    pub fn derive(secret_key: &str, scope: &Scope<'_>) -> Self {
        DerivedKeys::derive(secret_key, scope).key
    }

    /// The signature of a string.
    pub(super) fn sign(&self, string: &StringToSign<'_>) -> HexDigest {
        self.sign_bytes(&string.bytes())
    }

    /// Signs any text, for diagnostics of texts that differ from [`StringToSign`].
    pub fn sign_bytes(&self, text: &[u8]) -> HexDigest {
        HexDigest::new(&hmac(self.0.keyed.clone(), text))
    }

    /// The bytes of the key, for comparison with another implementation's.
    ///
    /// Whoever holds them can sign for the scope's day and service.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0.bytes
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(***)")
    }
}

/// The keys that lie between the secret key and the one that signs, for whoever explains them.
///
/// Each is as secret as the next is useful: see [`SigningKey::expose`].
pub struct DerivedKeys {
    /// `HMAC("TC3" SecretKey, Date)`, which signs for every service of a day.
    pub date: Zeroizing<[u8; 32]>,
    /// `HMAC(date, Service)`.
    pub service: Zeroizing<[u8; 32]>,
    /// `HMAC(service, "tc3_request")`.
    pub key: SigningKey,
}

impl DerivedKeys {
    /// Derives the keys of a scope's day and service.
    pub fn derive(secret_key: &str, scope: &Scope<'_>) -> Self {
        let (date, service) = scope.key_parts();
        let secret = Zeroizing::new([b"TC3", secret_key.as_bytes()].concat());
        let date = hmac(keyed(&secret), date.as_bytes());
        let service = hmac(keyed(&*date), service.as_bytes());
        let bytes = hmac(keyed(&*service), b"tc3_request");
        let key = SigningKey(Arc::new(Derived { keyed: keyed(&*bytes), bytes }));
        Self { date, service, key }
    }
}

impl fmt::Debug for DerivedKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeySteps(***)")
    }
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes keys of every length")
}

fn hmac(mut keyed: Hmac<Sha256>, text: &[u8]) -> Zeroizing<[u8; 32]> {
    keyed.update(text);
    Zeroizing::new(keyed.finalize().into_bytes().into())
}
