//! Clients configured by environment variables.

use super::Client;
use super::builder::ClientBuilder;
use crate::credential::Credential;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind};
use crate::message::message;
use crate::provider::{self, EnvProvider, FileProvider, ProviderChain};

impl Client {
    /// Creates a client from environment variables.
    ///
    /// | variable | meaning |
    /// |---|---|
    /// | `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` | credential |
    /// | `TENCENTCLOUD_TOKEN` or `TENCENTCLOUD_SESSION_TOKEN` | session token of a temporary credential |
    /// | `TENCENTCLOUD_CREDENTIALS_FILE`, `TENCENTCLOUD_PROFILE` | path of the credential file, and its profile |
    /// | `ESSBASIC_CREDENTIALS_SHARED` | `allow`: other users may read the credential file, as where a container mounts it read-only |
    /// | `TENCENTCLOUD_ROLE_ARN`, `TENCENTCLOUD_ROLE_SESSION_NAME` | role to assume with the credential |
    /// | `TENCENTCLOUD_REGION` | region, not needed by essbasic |
    /// | `ESSBASIC_ENVIRONMENT` | `production` (default) or `test` |
    /// | `ESSBASIC_ENDPOINT` | one address for everything: `http://127.0.0.1:8899` |
    /// | `ESSBASIC_PLAIN_HTTP` | `allow`: the endpoint may be plain HTTP to another machine |
    ///
    /// The credential is the first of: the variables, the credential file, the web identity of a
    /// TKE pod, the role of a CVM instance. A profile selected by name precedes the variables. The
    /// last two are asked when the first call is sent; see [`provider`].
    ///
    /// # Errors
    ///
    /// The errors of [`ClientBuilder::from_env`] and [`ClientBuilder::build`].
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }
}

impl ClientBuilder {
    /// Creates a builder from environment variables, listed at [`Client::from_env`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`] when only half of a credential is set or its file cannot be used,
    /// [`ErrorKind::Configuration`] when a variable has an invalid value.
    pub fn from_env() -> Result<Self, Error> {
        let mut builder = Self::default().credential_from_env()?;
        builder = match variable("ESSBASIC_ENVIRONMENT")?.as_deref() {
            None | Some("production") => builder,
            Some("test") => builder.environment(Environment::Test),
            Some(_) => {
                let message = message!(
                    "ESSBASIC_ENVIRONMENT must be `production` or `test`; set other hosts in ESSBASIC_ENDPOINT"
                );
                return Err(Error::new(ErrorKind::Configuration, message));
            }
        };
        builder = match variable("ESSBASIC_PLAIN_HTTP")?.as_deref() {
            None => builder,
            Some("allow") => builder.allow_plain_http(),
            Some(_) => {
                let message =
                    message!("{name} must be `allow` or unset", name = "ESSBASIC_PLAIN_HTTP");
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

    /// Reads variables and credential file, so that mistakes in them are reported here.
    fn credential_from_env(self) -> Result<Self, Error> {
        let profile = variable("TENCENTCLOUD_PROFILE")?;
        let file = FileProvider::default_location()?;
        let found = match profile {
            Some(profile) => file.profile(profile).read(),
            None => match EnvProvider.read() {
                Err(absent) if absent.is_absent() => file.read(),
                found => found,
            },
        };
        match found {
            Ok(credential) => self.with_assumed_role(credential),
            Err(absent) if absent.is_absent() => self.ambient_credentials(),
            Err(error) => Err(error.into()),
        }
    }

    /// Uses the web identity of a pod or the role of an instance.
    #[cfg(feature = "reqwest")]
    fn ambient_credentials(self) -> Result<Self, Error> {
        use crate::provider::{CvmRoleProvider, WebIdentityProvider};

        let chain = ProviderChain::new()
            .or_else(EnvProvider)
            .or_else(FileProvider::default_location()?)
            .or_else(WebIdentityProvider::new())
            .or_else(CvmRoleProvider::new()?);
        Ok(self.credential(chain))
    }

    #[cfg(not(feature = "reqwest"))]
    fn ambient_credentials(self) -> Result<Self, Error> {
        let chain = ProviderChain::new().or_else(EnvProvider);
        Ok(self.credential(chain.or_else(FileProvider::default_location()?)))
    }

    /// Uses a credential, or the role that the variables assume with it.
    fn with_assumed_role(self, credential: Credential) -> Result<Self, Error> {
        let Some(role_arn) = variable("TENCENTCLOUD_ROLE_ARN")? else {
            return Ok(self.credential(credential));
        };
        #[cfg(feature = "reqwest")]
        {
            let mut role = provider::AssumeRoleProvider::with_provider(credential, role_arn)?;
            if let Some(name) = variable("TENCENTCLOUD_ROLE_SESSION_NAME")? {
                role = role.session_name(name);
            }
            Ok(self.credential(role))
        }
        #[cfg(not(feature = "reqwest"))]
        {
            let message = message!(
                "could not assume the role {role} of TENCENTCLOUD_ROLE_ARN: enable the feature `reqwest`",
                role = role_arn
            );
            Err(Error::new(ErrorKind::Configuration, message))
        }
    }
}

/// Reads a variable; `None` when it is unset or empty.
fn variable(name: &str) -> Result<Option<String>, Error> {
    provider::variable(name)
        .map_err(|error| Error::new(ErrorKind::Configuration, error.message().clone()))
}
