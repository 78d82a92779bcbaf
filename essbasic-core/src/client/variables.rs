//! A client from the environment: its variables, and whoever gives credentials there.

use super::{Client, ClientBuilder};
use crate::environment::Environment;
use crate::error::{Error, ErrorKind};
use crate::provider::{self, EnvProvider, FileProvider, ProviderChain};

impl Client {
    /// A client as its environment describes it.
    ///
    /// | variable | what it gives |
    /// |---|---|
    /// | `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` | the credential |
    /// | `TENCENTCLOUD_TOKEN` or `TENCENTCLOUD_SESSION_TOKEN` | the token of a temporary one |
    /// | `TENCENTCLOUD_CREDENTIALS_FILE`, `TENCENTCLOUD_PROFILE` | where the credential file is, and which profile of it counts |
    /// | `TENCENTCLOUD_ROLE_ARN`, `TENCENTCLOUD_ROLE_SESSION_NAME` | a role that the credential takes on |
    /// | `TENCENTCLOUD_REGION` | the region, which essbasic does not need |
    /// | `ESSBASIC_ENVIRONMENT` | `production` (the default) or `test` |
    /// | `ESSBASIC_ENDPOINT` | one address for everything: `http://127.0.0.1:8899` |
    /// | `ESSBASIC_PLAIN_HTTP` | `allow` lets that be plain HTTP to another machine |
    ///
    /// The credential is the first of: the variables, the credential file, the identity of a pod
    /// in TKE, the role of a virtual machine. A profile that is asked for by name goes before the
    /// variables' pair. The last two are asked when the first call is sent; see
    /// [`provider`].
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
    /// A builder as its environment describes it, to be set up further; what is read is said at
    /// [`Client::from_env`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credential`] when only one half of the credential is set or its file cannot
    /// be used, [`ErrorKind::Configuration`] when a variable holds something else than it should.
    pub fn from_env() -> Result<Self, Error> {
        let mut builder = Self::default().credential_from_env()?;
        builder = match variable("ESSBASIC_ENVIRONMENT")?.as_deref() {
            None | Some("production") => builder,
            Some("test") => builder.environment(Environment::Test),
            Some(_) => {
                let message = "ESSBASIC_ENVIRONMENT is `production` or `test`; other hosts are given in ESSBASIC_ENDPOINT";
                return Err(Error::new(ErrorKind::Configuration, message));
            }
        };
        builder = match variable("ESSBASIC_PLAIN_HTTP")?.as_deref() {
            None => builder,
            Some("allow") => builder.allow_plain_http(),
            Some(_) => {
                let message = "ESSBASIC_PLAIN_HTTP is `allow` or nothing";
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

    /// Whoever gives credentials here. What lies ready is read now, so that a mistake in it is
    /// told now.
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
            Err(failed) => Err(failed.into()),
        }
    }

    /// The identity of a pod or the role of a machine.
    #[cfg(feature = "reqwest")]
    fn ambient_credentials(self) -> Result<Self, Error> {
        use crate::provider::{CvmRoleProvider, WebIdentityProvider};

        let ready =
            ProviderChain::new().or_else(EnvProvider).or_else(FileProvider::default_location()?);
        let chain = ready.or_else(WebIdentityProvider::new()).or_else(CvmRoleProvider::new()?);
        Ok(self.credential(chain))
    }

    #[cfg(not(feature = "reqwest"))]
    fn ambient_credentials(self) -> Result<Self, Error> {
        Ok(self.credential(ProviderChain::new().then(EnvProvider).then(FileProvider::usual()?)))
    }

    /// A credential, or the role that it takes on.
    fn with_assumed_role(self, credential: crate::Credential) -> Result<Self, Error> {
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
            let message = format!(
                "TENCENTCLOUD_ROLE_ARN asks for {role_arn}, and there is no transport to ask STS by: turn the feature `reqwest` on"
            );
            Err(Error::new(ErrorKind::Configuration, message))
        }
    }
}

/// A variable's text; nothing when it is not set or empty.
fn variable(name: &str) -> Result<Option<String>, Error> {
    provider::variable(name)
        .map_err(|mistake| Error::new(ErrorKind::Configuration, mistake.to_string()))
}
