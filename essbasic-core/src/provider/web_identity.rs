//! Credential provider for TKE pods: exchanges a web identity for a role's credentials at STS.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::env::variable;
use super::read_at_most;
use super::sts::{self, DURATION};
use crate::client::Client;
use crate::credential::{Credential, CredentialFuture, CredentialProvider, ProviderError};
use crate::message::message;

/// Size up to which a token file is read.
const MAX_TOKEN_BYTES: u64 = 64 << 10;

/// A provider that exchanges the web identity of a TKE pod for a role's credentials at STS.
///
/// TKE sets `TKE_PROVIDER_ID`, `TKE_ROLE_ARN`, `TKE_WEB_IDENTITY_TOKEN_FILE` and `TKE_REGION`, and
/// renews the token in the file; all are read for each fetch. A byte order mark is skipped.
#[derive(Clone, Debug, Default)]
pub struct WebIdentityProvider {
    client: Option<Client>,
    identity: Option<WebIdentity>,
}

/// A web identity and the role that it may assume.
#[derive(Clone, Debug)]
struct WebIdentity {
    provider_id: String,
    role_arn: String,
    token_file: PathBuf,
    region: Option<String>,
}

impl WebIdentityProvider {
    /// Creates a provider for the pod that the process runs in.
    #[cfg(feature = "reqwest")]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a provider that uses an existing client. The client's credential is ignored.
    pub fn with_client(client: Client) -> Self {
        Self { client: Some(client), identity: None }
    }

    /// Sets the identity instead of reading it from the environment: the identity provider's ID,
    /// the role's ARN, and the path of the token.
    #[must_use]
    pub fn identity(
        mut self,
        provider_id: impl Into<String>,
        role_arn: impl Into<String>,
        token_file: impl Into<PathBuf>,
    ) -> Self {
        self.identity = Some(WebIdentity {
            provider_id: provider_id.into(),
            role_arn: role_arn.into(),
            token_file: token_file.into(),
            region: None,
        });
        self
    }

    async fn exchange(&self) -> Result<Credential, ProviderError> {
        let identity = match &self.identity {
            Some(identity) => identity.clone(),
            None => WebIdentity::from_env()?,
        };
        let token = read_token(&identity.token_file).map_err(|error| {
            let path = identity.token_file.display().to_string();
            let message = message!("could not read the web identity token {path}", path = path);
            ProviderError::new(false, message).with_source(error)
        })?;
        let client = match &self.client {
            Some(client) => client.clone(),
            None => {
                let builder = Client::builder().credential(Anonymous);
                sts::client(builder, identity.region).map_err(|error| {
                    let message = message!("could not set up a client for STS");
                    ProviderError::new(false, message).with_source(error)
                })?
            }
        };
        let action = sts::AssumeRoleWithWebIdentity::new(
            identity.provider_id,
            token,
            &identity.role_arn,
            sts::session_name(),
        );
        let requested_at = SystemTime::now();
        let reply = action.duration_seconds(DURATION.as_secs()).send(&client).await;
        sts::credential(&identity.role_arn, requested_at, DURATION, reply)
    }
}

fn read_token(path: &Path) -> io::Result<String> {
    let token = read_at_most(File::open(path)?, MAX_TOKEN_BYTES)?;
    let token = str::from_utf8(&token)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    // Some editors write a byte order mark, and most a line break.
    let token = token.trim_start_matches('\u{feff}').trim();
    if token.is_empty() {
        return Err(io::Error::new(io::ErrorKind::InvalidData, message!("the file is empty")));
    }
    Ok(token.to_owned())
}

impl WebIdentity {
    fn from_env() -> Result<Self, ProviderError> {
        let provider_id = variable("TKE_PROVIDER_ID")?;
        let role_arn = variable("TKE_ROLE_ARN")?;
        let token_file = variable("TKE_WEB_IDENTITY_TOKEN_FILE")?;
        match (provider_id, role_arn, token_file) {
            (Some(provider_id), Some(role_arn), Some(token_file)) => Ok(Self {
                provider_id,
                role_arn,
                token_file: token_file.into(),
                region: variable("TKE_REGION")?,
            }),
            (None, None, None) => {
                let message = message!(
                    "TKE_PROVIDER_ID, TKE_ROLE_ARN and TKE_WEB_IDENTITY_TOKEN_FILE are not set"
                );
                Err(ProviderError::new(true, message))
            }
            _ => {
                let message = message!(
                    "only some of TKE_PROVIDER_ID, TKE_ROLE_ARN and TKE_WEB_IDENTITY_TOKEN_FILE are set"
                );
                Err(ProviderError::new(false, message))
            }
        }
    }
}

impl CredentialProvider for WebIdentityProvider {
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(self.exchange())
    }

    fn account(&self) -> Option<&str> {
        self.identity.as_ref().map(|identity| identity.role_arn.as_str())
    }
}

/// Provider of a client that calls unsigned actions only.
#[derive(Debug)]
struct Anonymous;

impl CredentialProvider for Anonymous {
    fn fetch(&self) -> CredentialFuture<'_> {
        let error = ProviderError::new(false, message!("this client makes unsigned calls only"));
        Box::pin(std::future::ready(Err(error)))
    }
}
