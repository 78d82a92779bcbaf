//! The identity of a pod in TKE, exchanged for a role at STS.

use std::path::PathBuf;
use std::time::SystemTime;

use super::sts::{self, DURATION};
use super::{CredentialFuture, CredentialProvider, ProviderError, variable};
use crate::client::Client;
use crate::credential::Credential;

/// The identity of a pod in TKE, exchanged for a role at STS.
///
/// TKE describes it in `TKE_PROVIDER_ID`, `TKE_ROLE_ARN`, `TKE_WEB_IDENTITY_TOKEN_FILE` and
/// `TKE_REGION`, and renews the token in the file; all are read again each time.
#[derive(Clone, Debug, Default)]
pub struct WebIdentityProvider {
    client: Option<Client>,
    identity: Option<Identity>,
}

/// What TKE says.
#[derive(Clone, Debug)]
struct Identity {
    provider_id: String,
    role_arn: String,
    token_file: PathBuf,
    region: Option<String>,
}

impl WebIdentityProvider {
    /// The identity of this pod.
    #[cfg(feature = "reqwest")]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, asked for through a client of one's own, whose credential is not used.
    pub fn with_client(client: Client) -> Self {
        Self { client: Some(client), identity: None }
    }

    /// Another identity than the one that TKE describes: who vouches for it, the role, and the
    /// file with the token.
    #[must_use]
    pub fn identity(
        mut self,
        provider_id: impl Into<String>,
        role_arn: impl Into<String>,
        token_file: impl Into<PathBuf>,
    ) -> Self {
        self.identity = Some(Identity {
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
            None => Identity::read()?,
        };
        let token = std::fs::read_to_string(&identity.token_file).map_err(|error| {
            let path = identity.token_file.display();
            let message = format!("the web identity token in {path} cannot be read");
            ProviderError::failed(message).with_source(error)
        })?;
        let client = match &self.client {
            Some(client) => client.clone(),
            None => {
                let builder = Client::builder().credential(Anonymous);
                sts::client(builder, identity.region).map_err(|error| {
                    ProviderError::failed("STS cannot be asked").with_source(error)
                })?
            }
        };
        let action = sts::AssumeRoleWithWebIdentity::new(
            identity.provider_id,
            token.trim(),
            &identity.role_arn,
            sts::session_name(),
        );
        let asked = SystemTime::now();
        let reply = action.duration_seconds(DURATION.as_secs()).send(&client).await;
        sts::credential(&identity.role_arn, asked, DURATION, reply)
    }
}

impl Identity {
    fn read() -> Result<Self, ProviderError> {
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
            (None, None, None) => Err(ProviderError::absent(
                "this is no pod with an identity: TKE_PROVIDER_ID, TKE_ROLE_ARN and TKE_WEB_IDENTITY_TOKEN_FILE are not set",
            )),
            _ => Err(ProviderError::failed(
                "TKE_PROVIDER_ID, TKE_ROLE_ARN and TKE_WEB_IDENTITY_TOKEN_FILE belong together, and one of them is not set",
            )),
        }
    }
}

impl CredentialProvider for WebIdentityProvider {
    fn account(&self) -> &'static str {
        "tke-oidc"
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(self.exchange())
    }
}

/// Who calls actions that nobody signs.
#[derive(Debug)]
struct Anonymous;

impl CredentialProvider for Anonymous {
    fn account(&self) -> &'static str {
        "nobody"
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        let error = ProviderError::failed("this client calls only what needs no signature");
        Box::pin(std::future::ready(Err(error)))
    }
}
