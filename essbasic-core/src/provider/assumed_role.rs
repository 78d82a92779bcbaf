//! A role of this account or another's, taken on at STS.

use std::time::{Duration, SystemTime};

use super::sts::{self, DURATION};
use super::{CredentialFuture, CredentialProvider};
use crate::client::Client;

/// A role of this account or another's, taken on at STS by whoever may.
#[derive(Clone, Debug)]
pub struct AssumeRoleProvider {
    client: Client,
    role_arn: String,
    session_name: String,
    external_id: Option<String>,
    duration: Duration,
}

impl AssumeRoleProvider {
    /// A role, taken on by the credential of a provider.
    ///
    /// # Errors
    ///
    /// As [`ClientBuilder::build`](crate::ClientBuilder::build).
    #[cfg(feature = "reqwest")]
    pub fn with_provider(
        provider: impl CredentialProvider + 'static,
        role_arn: impl Into<String>,
    ) -> Result<Self, crate::Error> {
        Ok(Self::with_client(sts::client(Client::builder().credential(provider), None)?, role_arn))
    }

    /// A role, taken on through a client of one's own.
    pub fn with_client(client: Client, role_arn: impl Into<String>) -> Self {
        Self {
            client,
            role_arn: role_arn.into(),
            session_name: sts::session_name(),
            external_id: None,
            duration: DURATION,
        }
    }

    /// A name for this use of the role, which audits show.
    #[must_use]
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.session_name = name.into();
        self
    }

    /// What the role's owner asks of strangers.
    #[must_use]
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// How long each credential lasts: two hours unless said otherwise, 12 at most.
    #[must_use]
    pub fn duration(mut self, duration: Duration) -> Self {
        self.duration = duration;
        self
    }
}

impl CredentialProvider for AssumeRoleProvider {
    fn account(&self) -> &str {
        &self.role_arn
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            let mut action = sts::AssumeRole::new(&self.role_arn, &self.session_name)
                .duration_seconds(self.duration.as_secs());
            action.external_id.clone_from(&self.external_id);
            let asked = SystemTime::now();
            let reply = action.send(&self.client).await;
            sts::credential(&self.role_arn, asked, self.duration, reply)
        })
    }
}
