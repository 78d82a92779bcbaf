//! Clients built from settings.

use std::io;
use std::path::Path;

use essbasic::{Client, ClientBuilder, Environment, Error, ErrorKind, RetryPolicy};
use essbasic_sandbox::seed;

use crate::cli::EnvironmentName;
use crate::credential::CredentialSource;
use crate::error::CliError;
use crate::input;
use crate::message::message;
use crate::settings::{Destination, Settings};

/// Builds a client.
pub(crate) fn build(settings: &Settings) -> Result<Client, CliError> {
    Ok(builder(settings)?.build()?)
}

/// Returns a builder with credentials and network settings.
pub(crate) fn builder(settings: &Settings) -> Result<ClientBuilder, CliError> {
    let source = CredentialSource::find(&settings.profile)?;
    with_network(source.apply(without_credential(settings)), settings)
}

/// Returns a builder without credentials and network settings.
pub(crate) fn without_credential(settings: &Settings) -> ClientBuilder {
    let mut builder = match &settings.destination.value {
        Destination::Environment(EnvironmentName::Production) => Client::builder(),
        Destination::Environment(EnvironmentName::Test) => {
            Client::builder().environment(Environment::Test)
        }
        Destination::Endpoint(url) => Client::builder().endpoint(url),
    };
    if settings.plain_http {
        builder = builder.allow_plain_http();
    }
    if let Some(timeout) = settings.timeout {
        builder = builder.timeout(timeout);
    }
    if let Some(region) = &settings.region {
        builder = builder.region(&region.value);
    }
    if let Some(language) = &settings.language {
        builder = builder.language(&language.value);
    }
    if let Some(retries) = settings.retries {
        builder = builder.retry(RetryPolicy::new().max_attempts(retries.saturating_add(1)));
    }
    builder
}

/// Adds the proxy and the trusted certificates.
pub(crate) fn with_network(
    mut builder: ClientBuilder,
    settings: &Settings,
) -> Result<ClientBuilder, CliError> {
    if let Some(proxy) = &settings.proxy {
        builder = builder.proxy(proxy.clone());
    }
    if let Some(path) = &settings.ca_file {
        let pem = path.apply(|path| read_certificates(path))?;
        builder = builder.root_certificate(pem);
    }
    Ok(builder)
}

/// Reads certificates and checks them.
pub(crate) fn read_certificates(path: &Path) -> Result<Vec<u8>, CliError> {
    let pem = input::read_text_file(path)?.into_bytes();
    Client::builder().root_certificate(pem.clone()).build_transport()?;
    Ok(pem)
}

/// Converts the error of a call.
///
/// If a local endpoint was called without credentials, the hint names the default pair of the sandbox.
pub(crate) fn explain(error: Error, settings: &Settings) -> CliError {
    let is_missing =
        error.kind() == ErrorKind::Credential && settings.destination.value.is_loopback();
    let error = CliError::from(error);
    if !is_missing {
        return error;
    }
    error.with_hint(message!(
        "cli-sandbox-credentials",
        id = seed::SECRET_ID,
        key = seed::SECRET_KEY
    ))
}

/// Runs a future to completion on this thread.
pub(crate) fn block_on<F: Future>(future: F) -> io::Result<F::Output> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(runtime.block_on(future))
}
