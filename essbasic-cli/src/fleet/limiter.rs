//! A rate limiter over Redis.

use essbasic_fleet::SharedRateLimiter;

use super::errors::explain;
use crate::client;
use crate::credential::CredentialSource;
use crate::error::CliError;
use crate::message::message;
use crate::settings::Settings;

/// Connects to a server: `redis://HOST?account=NAME`.
pub(super) async fn connect(url: &str, settings: &Settings) -> Result<SharedRateLimiter, CliError> {
    let (url, account) = split_account(url);
    let account = match (account, CredentialSource::find(&settings.profile)?) {
        (Some(account), _) => account,
        (None, CredentialSource::Static { credential, .. }) => credential.secret_id().to_owned(),
        (None, _) => {
            return Err(CliError::usage(message!("cli-account-required"))
                .with_hint(message!("cli-account-required-hint")));
        }
    };
    let environment = client::builder(settings)?.build()?.environment().clone();
    let mut limiter = SharedRateLimiter::builder(url, account).environment(environment);
    if let Some(path) = &settings.ca_file {
        limiter = limiter.root_certificate(path.apply(|path| client::read_certificates(path))?);
    }
    limiter.connect().await.map_err(|error| explain(&error))
}

/// Takes the account out of an address.
fn split_account(url: &str) -> (String, Option<String>) {
    let Some((address, query)) = url.split_once('?') else { return (url.to_owned(), None) };
    let (account, rest): (Vec<_>, Vec<_>) =
        query.split('&').partition(|pair| pair.starts_with("account="));
    let account = account.first().and_then(|pair| pair.strip_prefix("account="));
    let account = account.filter(|account| !account.is_empty()).map(str::to_owned);
    let address = match rest[..] {
        [] => address.to_owned(),
        _ => format!("{address}?{}", rest.join("&")),
    };
    (address, account)
}
