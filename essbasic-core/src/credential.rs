//! Who calls: a secret id, its key, and a session token where the key is a temporary one.

use std::fmt;
use std::time::SystemTime;

use secrecy::{ExposeSecret, SecretString};

use crate::error::{Error, ErrorKind};
use crate::sign::{DerivedKeys, Scope, SigningKey};

mod current;
mod signer;

pub(crate) use current::CredentialCache;
pub(crate) use signer::CachedCredential;

/// A secret id and its key. Cheap to clone; the key is never shown, and wiped when dropped.
#[derive(Clone)]
pub struct Credential {
    secret_id: String,
    secret_key: SecretString,
    token: Option<SecretString>,
    expires: Option<SystemTime>,
}

impl Credential {
    /// A pair of id and key, as the console hands them out.
    pub fn new(secret_id: impl Into<String>, secret_key: impl Into<String>) -> Self {
        let secret_key = SecretString::from(secret_key.into());
        Self { secret_id: secret_id.into(), secret_key, token: None, expires: None }
    }

    /// The token that belongs to a temporary pair.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(SecretString::from(token.into()));
        self
    }

    /// When a temporary pair ceases to be good; a client gets another before that, from the
    /// [provider](crate::provider) of this one.
    #[must_use]
    pub fn expires(mut self, at: SystemTime) -> Self {
        self.expires = Some(at);
        self
    }

    /// When it ceases to be good, if it does.
    pub fn expiry(&self) -> Option<SystemTime> {
        self.expires
    }

    /// The secret id, which is no secret.
    pub fn secret_id(&self) -> &str {
        &self.secret_id
    }

    /// The key that signs for a scope's day and service.
    pub fn signing_key(&self, scope: &Scope<'_>) -> SigningKey {
        SigningKey::derive(self.secret_key.expose_secret(), scope)
    }

    /// That key, and those between it and the secret key.
    pub fn key_steps(&self, scope: &Scope<'_>) -> DerivedKeys {
        DerivedKeys::derive(self.secret_key.expose_secret(), scope)
    }

    pub(crate) fn session_token(&self) -> Option<&str> {
        self.token.as_ref().map(ExposeSecret::expose_secret)
    }

    /// Refuses what was copied wrongly, before the service does so less clearly.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let token = self.session_token().map(|token| ("token", token));
        let key = self.secret_key.expose_secret();
        let parts = [("secret id", self.secret_id()), ("secret key", key)];
        for (what, text) in parts.into_iter().chain(token) {
            let why = match text {
                "" => "is empty",
                text if text.trim() != text => {
                    "has white space around it: was it copied with some?"
                }
                text if text.bytes().any(|b| !b.is_ascii_graphic()) => {
                    "has characters that no credential has: white space, a line break or letters beyond ASCII"
                }
                _ => continue,
            };
            return Err(Error::new(ErrorKind::Credential, format!("the {what} {why}")));
        }
        Ok(())
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("secret_id", &self.secret_id)
            .field("secret_key", &format_args!("***"))
            .field("token", &self.token.as_ref().map(|_| format_args!("***")))
            .field("expires", &self.expires)
            .finish()
    }
}
