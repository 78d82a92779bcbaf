//! Signing keys.

use std::fmt;
use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use secrecy::zeroize::Zeroizing;
use sha2::Sha256;

use super::canonical::{Scope, StringToSign};
use super::digest::HexDigest;

/// Key that signs for one day and one service, derived from the secret key.
///
/// ```text
/// SigningKey = HMAC(HMAC(HMAC("TC3" SecretKey, Date), Service), "tc3_request")
/// ```
///
/// Clones share the same key.
#[derive(Clone)]
pub struct SigningKey(Arc<KeyMaterial>);

struct KeyMaterial {
    bytes: Zeroizing<[u8; 32]>,
    /// The HMAC state after the key, wiped when dropped.
    mac: Hmac<Sha256>,
}

impl SigningKey {
    /// Derives the key of a scope's day and service.
    pub fn derive(secret_key: &str, scope: &Scope<'_>) -> Self {
        DerivedKeys::derive(secret_key, scope).key
    }

    /// Signs any text, for diagnostics of texts that a [`StringToSign`] cannot represent.
    pub fn sign_bytes(&self, text: &[u8]) -> HexDigest {
        HexDigest::new(&hmac(self.0.mac.clone(), text))
    }

    /// Returns the bytes of the key, for comparison with another implementation.
    ///
    /// They sign for the scope's day and service: keep them secret.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0.bytes
    }
}

impl StringToSign<'_> {
    /// Computes the signature.
    pub fn sign(&self, key: &SigningKey) -> HexDigest {
        key.sign_bytes(&self.to_bytes())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(***)")
    }
}

/// The signing key with the intermediate keys, for tools that explain signatures.
///
/// All of them are secret: see [`SigningKey::expose`].
#[non_exhaustive]
pub struct DerivedKeys {
    /// `HMAC("TC3" SecretKey, Date)`, valid for every service of the day.
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
        let date = hmac(mac(&secret), date.as_bytes());
        let service = hmac(mac(&*date), service.as_bytes());
        let bytes = hmac(mac(&*service), b"tc3_request");
        let key = SigningKey(Arc::new(KeyMaterial { mac: mac(&*bytes), bytes }));
        Self { date, service, key }
    }
}

impl fmt::Debug for DerivedKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DerivedKeys(***)")
    }
}

fn mac(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC accepts keys of any length")
}

fn hmac(mut mac: Hmac<Sha256>, text: &[u8]) -> Zeroizing<[u8; 32]> {
    mac.update(text);
    Zeroizing::new(mac.finalize().into_bytes().into())
}
