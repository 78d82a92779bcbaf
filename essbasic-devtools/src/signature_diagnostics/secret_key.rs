//! The SecretKey that a diagnosis is made with.

use std::fmt;

use chrono::NaiveDate;
use essbasic::Credential;
use essbasic::sign::{Scope, SigningKey};
use secrecy::{ExposeSecret, SecretString};

use super::inputs::{KeyInputs, KeySpace};

/// A SecretKey to check signatures with. Wiped when dropped; `Debug` does not show it.
#[derive(Clone)]
pub struct SecretKey(Source);

#[derive(Clone)]
enum Source {
    Text(SecretString),
    /// Reveals nothing but keys of one day.
    Credential(Credential),
}

impl SecretKey {
    /// Uses the text of a SecretKey.
    pub fn new(secret_key: impl Into<String>) -> Self {
        Self(Source::Text(SecretString::from(secret_key.into())))
    }

    /// Uses the SecretKey of a credential. White space around it cannot be diagnosed.
    pub fn from_credential(credential: Credential) -> Self {
        Self(Source::Credential(credential))
    }

    /// Derives the signing key, if the date is one and this key can be varied as asked.
    pub(super) fn signing_key(&self, inputs: &KeyInputs) -> Option<SigningKey> {
        let date: NaiveDate = inputs.date.parse().ok()?;
        if date.to_string() != inputs.date {
            return None;
        }
        let midnight = date.and_hms_opt(0, 0, 0)?.and_utc().timestamp();
        let scope = Scope::new(midnight, &inputs.service).ok()?;
        match (&self.0, inputs.space) {
            (Source::Text(secret), space) => {
                let secret = secret.expose_secret();
                Some(match space {
                    KeySpace::AsGiven => SigningKey::derive(secret, &scope),
                    KeySpace::Trimmed => SigningKey::derive(secret.trim(), &scope),
                    KeySpace::LineBreak => {
                        let secret = SecretString::from(format!("{secret}\n"));
                        SigningKey::derive(secret.expose_secret(), &scope)
                    }
                })
            }
            (Source::Credential(credential), KeySpace::AsGiven) => {
                Some(credential.signing_key(&scope))
            }
            (Source::Credential(_), _) => None,
        }
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(***)")
    }
}
