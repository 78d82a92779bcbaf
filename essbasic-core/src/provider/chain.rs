//! One provider after the other, until one has a credential.

use std::fmt;
use std::sync::Arc;

use super::{CredentialFuture, CredentialProvider, ProviderError};

/// Asks one provider after the other: the first that has a credential gives it, and the first
/// that fails fails, so that a broken source is not covered up by another account's.
#[derive(Clone, Default)]
pub struct ProviderChain(Vec<Arc<dyn CredentialProvider>>);

impl ProviderChain {
    /// No provider yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// And then another.
    #[must_use]
    pub fn or_else(mut self, provider: impl CredentialProvider + 'static) -> Self {
        self.0.push(Arc::new(provider));
        self
    }
}

impl CredentialProvider for ProviderChain {
    fn account(&self) -> &'static str {
        "chain"
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            let mut asked = Vec::new();
            for provider in &self.0 {
                match provider.fetch().await {
                    Err(absent) if absent.is_absent() => asked.push(absent.to_string()),
                    found => return found,
                }
            }
            let message = format!("no credential to be found: {}", asked.join("; "));
            Err(ProviderError::absent(message))
        })
    }
}

impl fmt::Debug for ProviderChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.0).finish()
    }
}
