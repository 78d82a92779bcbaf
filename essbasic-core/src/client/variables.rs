//! A client from the environment's variables, the same as the vendor's tools read.

use std::env;

use super::{Client, ClientBuilder};
use crate::credential::Credential;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind};

impl Client {
    /// A client as the environment's variables describe it.
    ///
    /// | variable | what it gives |
    /// |---|---|
    /// | `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` | the credential |
    /// | `TENCENTCLOUD_TOKEN` or `TENCENTCLOUD_SESSION_TOKEN` | the token of a temporary one |
    /// | `TENCENTCLOUD_REGION` | the region, which essbasic does not need |
    /// | `ESSBASIC_ENVIRONMENT` | `production` (the default) or `test` |
    /// | `ESSBASIC_ENDPOINT` | one address for everything: `http://127.0.0.1:8899` |
    ///
    /// # Errors
    ///
    /// As [`ClientBuilder::build`], and [`ErrorKind::Configuration`] when a variable holds
    /// something else.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }
}

impl ClientBuilder {
    /// A builder as the environment's variables describe it, to be set up further; the
    /// variables are those of [`Client::from_env`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`] when only one half of the credential is set,
    /// [`ErrorKind::Configuration`] when a variable holds something else than it should.
    pub fn from_env() -> Result<Self, Error> {
        let mut builder = Self::default();
        match (variable("TENCENTCLOUD_SECRET_ID")?, variable("TENCENTCLOUD_SECRET_KEY")?) {
            (Some(id), Some(key)) => {
                let token = match variable("TENCENTCLOUD_TOKEN")? {
                    None => variable("TENCENTCLOUD_SESSION_TOKEN")?,
                    token => token,
                };
                let credential = Credential::new(id, key);
                builder = builder.credential(match token {
                    Some(token) => credential.token(token),
                    None => credential,
                });
            }
            (None, None) => {}
            (Some(_), None) => return Err(half("TENCENTCLOUD_SECRET_KEY")),
            (None, Some(_)) => return Err(half("TENCENTCLOUD_SECRET_ID")),
        }
        builder = match variable("ESSBASIC_ENVIRONMENT")?.as_deref() {
            None | Some("production") => builder,
            Some("test") => builder.environment(Environment::Test),
            Some(_) => {
                let message = "ESSBASIC_ENVIRONMENT is `production` or `test`; other hosts are given in ESSBASIC_ENDPOINT";
                return Err(Error::new(ErrorKind::Configuration, message));
            }
        };
        if let Some(url) = variable("ESSBASIC_ENDPOINT")? {
            builder = builder.endpoint(url);
        }
        if let Some(region) = variable("TENCENTCLOUD_REGION")? {
            builder = builder.region(region);
        }
        Ok(builder)
    }
}

/// A variable's text; nothing when it is not set or empty.
fn variable(name: &str) -> Result<Option<String>, Error> {
    match env::var(name) {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => {
            Err(Error::new(ErrorKind::Configuration, format!("{name} is not text")))
        }
    }
}

fn half(missing: &str) -> Error {
    Error::new(ErrorKind::Credential, format!("{missing} is not set, though its other half is"))
}
