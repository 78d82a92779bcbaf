//! A client as the settings describe it.

use std::fs;

use essbasic::{Client, ClientBuilder, Environment, Proxy, RetryPolicy};

use crate::arguments::EnvironmentName;
use crate::credential::Found;
use crate::failure::Failure;
use crate::settings::{Place, Settings};

/// A client that is ready to send.
pub(crate) fn build(settings: &Settings) -> Result<Client, Failure> {
    Ok(network(builder(settings)?, settings)?.build()?)
}

/// A client to be, with its credential.
pub(crate) fn builder(settings: &Settings) -> Result<ClientBuilder, Failure> {
    Ok(Found::look(&settings.profile)?.give(addressed(settings)))
}

/// A client to be, as far as it does not depend on who calls and on the way there.
pub(crate) fn addressed(settings: &Settings) -> ClientBuilder {
    let mut builder = match &settings.place {
        Place::Environment(EnvironmentName::Production) => Client::builder(),
        Place::Environment(EnvironmentName::Test) => {
            Client::builder().environment(Environment::Test)
        }
        Place::Endpoint(url) => Client::builder().endpoint(url),
    };
    if settings.plain_http {
        builder = builder.allow_plain_http();
    }
    if let Some(timeout) = settings.timeout {
        builder = builder.timeout(timeout);
    }
    if let Some(region) = &settings.region {
        builder = builder.region(region);
    }
    if let Some(language) = &settings.language {
        builder = builder.language(language);
    }
    if let Some(retries) = settings.retries {
        builder = builder.retry(RetryPolicy::new().max_attempts(retries.saturating_add(1)));
    }
    builder
}

/// What stands between: a proxy, and whose certificates are trusted.
pub(crate) fn network(
    mut builder: ClientBuilder,
    settings: &Settings,
) -> Result<ClientBuilder, Failure> {
    match settings.proxy.as_deref() {
        None => {}
        Some("none") => builder = builder.proxy(Proxy::none()),
        Some(url) => builder = builder.proxy(Proxy::url(url)?),
    }
    if let Some(path) = &settings.ca_file {
        let pem = fs::read(path).map_err(|error| {
            Failure::usage(format!("--ca-file: cannot read {}: {error}", path.display()))
        })?;
        builder = builder.root_certificate(pem);
    }
    Ok(builder)
}
