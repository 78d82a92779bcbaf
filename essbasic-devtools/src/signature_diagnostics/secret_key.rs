//! A key to check with: kept as long as that takes, and shown nowhere.

use std::fmt;

use chrono::NaiveDate;
use essbasic::Credential;
use essbasic::sign::Scope;
use hmac::{Hmac, KeyInit};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

use super::inputs::{Derivation, SigningInputs};

/// A secret key to check a signature with. It is wiped when dropped.
#[derive(Clone)]
pub struct SecretKey(Held);

#[derive(Clone)]
enum Held {
    Text(SecretString),
    /// One that gives no more than keys of a day.
    Credential(Credential),
}

impl SecretKey {
    /// The secret key itself.
    pub fn new(secret_key: impl Into<String>) -> Self {
        Self(Held::Text(SecretString::from(secret_key.into())))
    }

    /// Whatever key a credential has; mistakes in how keys are derived are not found with it.
    pub fn from_credential(credential: Credential) -> Self {
        Self(Held::Credential(credential))
    }

    /// The key that a recipe signs with.
    pub(super) fn of(&self, recipe: &SigningInputs) -> Option<Hmac<Sha256>> {
        match &self.0 {
            Held::Text(secret) => Some(recipe.key(secret.expose_secret())),
            Held::Credential(credential) if recipe.derivation == Derivation::Whole => {
                let date: NaiveDate = recipe.key_date.parse().ok()?;
                let midnight = date.and_hms_opt(0, 0, 0)?.and_utc().timestamp();
                let scope = Scope::new(midnight, &recipe.key_service).ok()?;
                Hmac::new_from_slice(credential.signing_key(&scope).expose()).ok()
            }
            Held::Credential(_) => None,
        }
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(***)")
    }
}
