//! Credentials in environment variables.

use std::env;

use crate::credential::{Credential, CredentialFuture, CredentialProvider, ProviderError};
use crate::message::message;

const ID: &str = "TENCENTCLOUD_SECRET_ID";
const KEY: &str = "TENCENTCLOUD_SECRET_KEY";
const TOKENS: [&str; 2] = ["TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SESSION_TOKEN"];

/// A provider that reads the variables of the vendor's tools: `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY`,
/// and `TENCENTCLOUD_TOKEN` or `TENCENTCLOUD_SESSION_TOKEN` if the credential is temporary.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvProvider;

impl EnvProvider {
    /// Reads the variables.
    ///
    /// # Errors
    ///
    /// [Absent](ProviderError::is_absent) when neither ID nor key is set; failed when only one is, or
    /// when they were copied incorrectly.
    pub fn read(self) -> Result<Credential, ProviderError> {
        let (id, key) = match (variable(ID)?, variable(KEY)?) {
            (Some(id), Some(key)) => (id, key),
            (None, None) => {
                let message = message!("{id} and {key} are not set", id = ID, key = KEY);
                return Err(ProviderError::new(true, message));
            }
            (Some(_), None) => return Err(incomplete(ID, KEY)),
            (None, Some(_)) => return Err(incomplete(KEY, ID)),
        };
        let mut credential = Credential::new(id, key);
        for token in TOKENS {
            if let Some(token) = variable(token)? {
                credential = credential.token(token);
                break;
            }
        }
        credential.check_from(message!("the variables TENCENTCLOUD_…"))?;
        Ok(credential)
    }
}

impl CredentialProvider for EnvProvider {
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(std::future::ready(self.read()))
    }
}

/// Reads a variable; `None` when it is unset or empty.
pub(crate) fn variable(name: &str) -> Result<Option<String>, ProviderError> {
    match env::var(name) {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => {
            let message = message!("{name} is not valid Unicode", name = name);
            Err(ProviderError::new(false, message))
        }
    }
}

fn incomplete(set: &str, missing: &str) -> ProviderError {
    let message = message!("{set} is set, but {missing} is not", set = set, missing = missing);
    ProviderError::new(false, message)
}
