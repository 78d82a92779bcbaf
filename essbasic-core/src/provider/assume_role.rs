//! Role of this or another account, assumed at STS.

use std::time::{Duration, SystemTime};

use super::sts::{self, DURATION};
use crate::client::Client;
use crate::credential::{CredentialFuture, CredentialProvider};

/// A provider that assumes a role of this or another account at STS.
#[derive(Clone, Debug)]
pub struct AssumeRoleProvider {
    client: Client,
    role_arn: String,
    session_name: String,
    external_id: Option<String>,
    duration: Duration,
}

impl AssumeRoleProvider {
    /// Creates a provider that assumes a role with the credential of another provider.
    ///
    /// # Errors
    ///
    /// The errors of [`ClientBuilder::build`](crate::ClientBuilder::build).
    #[cfg(feature = "reqwest")]
    pub fn with_provider(
        provider: impl CredentialProvider + 'static,
        role_arn: impl Into<String>,
    ) -> Result<Self, crate::Error> {
        let client = sts::client(Client::builder().credential(provider), None)?;
        Ok(Self::with_client(client, role_arn))
    }

    /// Creates a provider that assumes a role with an existing client.
    pub fn with_client(client: Client, role_arn: impl Into<String>) -> Self {
        Self {
            client,
            role_arn: role_arn.into(),
            session_name: sts::session_name(),
            external_id: None,
            duration: DURATION,
        }
    }

    /// Sets the session name, which audit logs show. Default: `essbasic-rust-<process ID>`.
    #[must_use]
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.session_name = name.into();
        self
    }

    /// Sets the external ID that the role's owner requires of other accounts.
    #[must_use]
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// Sets the lifetime of each credential. Default: 2 hours. Maximum: 12 hours.
    #[must_use]
    pub fn duration(mut self, duration: Duration) -> Self {
        self.duration = duration;
        self
    }
}

impl CredentialProvider for AssumeRoleProvider {
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            let mut action = sts::AssumeRole::new(&self.role_arn, &self.session_name)
                .duration_seconds(self.duration.as_secs());
            action.external_id.clone_from(&self.external_id);
            let requested = SystemTime::now();
            let reply = action.send(&self.client).await;
            sts::credential(&self.role_arn, requested, self.duration, reply)
        })
    }

    fn account(&self) -> Option<&str> {
        Some(&self.role_arn)
    }
}
