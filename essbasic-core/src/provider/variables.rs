//! The environment's variables, the same as the vendor's tools read.

use std::env;

use super::{CredentialFuture, CredentialProvider, ProviderError};
use crate::credential::Credential;

const ID: &str = "TENCENTCLOUD_SECRET_ID";
const KEY: &str = "TENCENTCLOUD_SECRET_KEY";
const TOKENS: [&str; 2] = ["TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SESSION_TOKEN"];

/// `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY`, and `TENCENTCLOUD_TOKEN` or
/// `TENCENTCLOUD_SESSION_TOKEN` where the pair is a temporary one.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvProvider;

impl EnvProvider {
    /// Reads them.
    ///
    /// # Errors
    ///
    /// Absent when neither id nor key is set; failed when only one is.
    pub fn read(self) -> Result<Credential, ProviderError> {
        let (id, key) = match (variable(ID)?, variable(KEY)?) {
            (Some(id), Some(key)) => (id, key),
            (None, None) => {
                return Err(ProviderError::absent(format!("{ID} and {KEY} are not set")));
            }
            (Some(_), None) => return Err(half(KEY)),
            (None, Some(_)) => return Err(half(ID)),
        };
        let credential = Credential::new(id, key);
        for token in TOKENS {
            if let Some(token) = variable(token)? {
                return Ok(credential.token(token));
            }
        }
        Ok(credential)
    }
}

impl CredentialProvider for EnvProvider {
    fn account(&self) -> &'static str {
        "environment"
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(std::future::ready(self.read()))
    }
}

/// A variable's text; nothing when it is not set or empty.
pub(crate) fn variable(name: &str) -> Result<Option<String>, ProviderError> {
    match env::var(name) {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => {
            Err(ProviderError::failed(format!("{name} is not text")))
        }
    }
}

fn half(missing: &str) -> ProviderError {
    ProviderError::failed(format!("{missing} is not set, though its other half is"))
}
