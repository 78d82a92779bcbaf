//! Servers that machines share: a rate limit over Redis, batches in PostgreSQL.

use std::sync::Arc;

use essbasic::{AcquireFuture, Client, PermitRequest, RateLimiter, SlidingWindow};

use crate::cli::LimiterArgs;
use crate::client;
use crate::error::CliError;
use crate::settings::Settings;

mod errors;
#[cfg(feature = "redis")]
mod limiter;

#[cfg(feature = "postgres")]
pub(crate) use errors::explain;
pub(crate) use errors::text;

/// A rate limiter of this process, or one that machines share.
#[derive(Clone, Debug)]
pub(crate) struct Limiter(Arc<dyn RateLimiter>);

impl Limiter {
    /// Connects to the server that the options name. Call it in the runtime that sends the calls.
    pub(crate) async fn connect(
        arguments: &LimiterArgs,
        settings: &Settings,
    ) -> Result<Self, CliError> {
        let Some(url) = &arguments.rate_limiter else {
            return Ok(Self(Arc::new(SlidingWindow::default())));
        };
        #[cfg(feature = "redis")]
        return limiter::connect(url, settings).await.map(|limiter| Self(Arc::new(limiter)));
        #[cfg(not(feature = "redis"))]
        {
            let _ = (url, settings);
            Err(unsupported("--rate-limiter"))
        }
    }
}

impl RateLimiter for Limiter {
    fn acquire<'a>(&'a self, permit: PermitRequest<'a>) -> AcquireFuture<'a> {
        self.0.acquire(permit)
    }
}

/// Builds a client that uses the limit of the options. Call it in the runtime that sends the calls.
pub(crate) async fn client(
    arguments: &LimiterArgs,
    settings: &Settings,
) -> Result<Client, CliError> {
    let limiter = Limiter::connect(arguments, settings).await?;
    Ok(client::builder(settings)?.rate_limiter(limiter).build()?)
}

/// Returns the error of an option that this build does not support.
#[cfg(not(all(feature = "postgres", feature = "redis")))]
pub(crate) fn unsupported(option: &str) -> CliError {
    use crate::message::message;

    CliError::usage(message!("cli-feature-missing", option = option))
        .with_hint(message!("cli-feature-missing-hint"))
}
