//! Chain of providers.

use std::fmt;
use std::sync::Arc;

use crate::credential::{CredentialFuture, CredentialProvider, ProviderError};
use crate::message::{Argument, message};

/// A provider that asks others in order and returns the first credential.
///
/// After a provider without a credential, the next is asked. One that fails ends the chain, so that a
/// broken source is not hidden by another account's credential.
#[derive(Clone, Default)]
pub struct ProviderChain(Vec<Arc<dyn CredentialProvider>>);

impl ProviderChain {
    /// Creates an empty chain.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a provider.
    #[must_use]
    pub fn or_else(mut self, provider: impl CredentialProvider + 'static) -> Self {
        self.0.push(Arc::new(provider));
        self
    }
}

impl CredentialProvider for ProviderChain {
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            let mut checked = Vec::new();
            for provider in &self.0 {
                match provider.fetch().await {
                    Err(absent) if absent.is_absent() => checked.push(absent.message().clone()),
                    found => return found,
                }
            }
            let checked = Argument::List(checked);
            let message = message!("no credentials; checked: {sources}", sources = checked);
            Err(ProviderError::new(true, message))
        })
    }
}

impl fmt::Debug for ProviderChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.0).finish()
    }
}
