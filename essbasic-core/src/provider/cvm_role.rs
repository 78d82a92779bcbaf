//! Role of a CVM instance.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{Request, Response, StatusCode, Uri};
use serde::Deserialize;
use tokio::time::timeout;

use super::sts;
use crate::clock;
use crate::credential::{Credential, CredentialFuture, CredentialProvider, ProviderError};
use crate::error::Error;
use crate::message::{Message, message};
use crate::transport::{Body, Transport, require_runtime};

/// Metadata service, reachable from CVM instances only.
const METADATA: &str = "http://metadata.tencentyun.com";
const PATH: &str = "/latest/meta-data/cam/security-credentials/";

/// Timeout of the first request, which fails outside the cloud.
const PROBE_TIMEOUT: Duration = Duration::from_millis(900);

/// Timeout of the request for the credential.
const FETCH_TIMEOUT: Duration = Duration::from_secs(5);

/// A provider that reads the credential of an instance's role from the CVM metadata service.
///
/// Outside the cloud it reports within one second that it has none.
#[derive(Debug)]
pub struct CvmRoleProvider {
    base: String,
    transport: Box<dyn Transport>,
}

/// The metadata service's response.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Role {
    tmp_secret_id: String,
    tmp_secret_key: String,
    token: String,
    expired_time: u64,
    code: String,
}

impl CvmRoleProvider {
    /// Creates a provider for the instance that the process runs on.
    ///
    /// # Errors
    ///
    /// The errors of [`ClientBuilder::build`](crate::ClientBuilder::build) with the default transport.
    #[cfg(feature = "reqwest")]
    pub fn new() -> Result<Self, Error> {
        Ok(Self::with_transport(crate::transport::ReqwestTransport::plain_http()?))
    }

    /// Creates a provider that uses an existing transport, which must not use a proxy.
    pub fn with_transport(transport: impl Transport + 'static) -> Self {
        Self { base: METADATA.to_owned(), transport: Box::new(transport) }
    }

    /// Sets the address of the metadata service, for tests: `http://127.0.0.1:8898`.
    #[must_use]
    pub fn endpoint(mut self, base: impl Into<String>) -> Self {
        self.base = base.into();
        self
    }

    /// Returns the name of the instance's role.
    async fn name(&self) -> Result<String, ProviderError> {
        let address = self.base.as_str();
        let Ok(response) = self.get("", PROBE_TIMEOUT).await else {
            let message = message!("no CVM role: {address} does not respond", address = address);
            return Err(ProviderError::new(true, message));
        };
        match response.status() {
            StatusCode::NOT_FOUND => {
                let message = message!("no CVM role: {address} has no role", address = address);
                Err(ProviderError::new(true, message))
            }
            StatusCode::OK => {
                let name = String::from_utf8_lossy(response.body()).trim().to_owned();
                let valid = |b: u8| b.is_ascii_alphanumeric() || b"-_.@+=,".contains(&b);
                if name.is_empty() || !name.bytes().all(valid) {
                    let message =
                        message!("{address} returned an invalid role name", address = address);
                    return Err(failed(message));
                }
                Ok(name)
            }
            status => Err(unexpected_status(address, status)),
        }
    }

    /// Fetches the credential of a role.
    async fn role(&self, name: &str) -> Result<Credential, ProviderError> {
        let response = self.get(name, FETCH_TIMEOUT).await?;
        if response.status() != StatusCode::OK {
            return Err(unexpected_status(&self.base, response.status()));
        }
        let invalid = || {
            failed(message!(
                "could not decode the credential of role {role} from {address}",
                role = name,
                address = self.base.as_str()
            ))
        };
        let role: Role = serde_json::from_slice(response.body()).map_err(|_| invalid())?;
        if role.code != "Success" {
            return Err(failed(message!(
                "{address} has no credential for role {role} yet",
                address = self.base.as_str(),
                role = name
            )));
        }
        // Measured by the service's clock, if the response has a date: the local clock may be wrong.
        let now = clock::date(response.headers()).unwrap_or_else(clock::system_now);
        let lifetime = i64::try_from(role.expired_time).map_or(0, |end| end.saturating_sub(now));
        let lifetime = Duration::from_secs(u64::try_from(lifetime).unwrap_or_default());
        let credential = Credential::new(role.tmp_secret_id, role.tmp_secret_key);
        Ok(credential.token(role.token).expires(sts::expiry(SystemTime::now(), lifetime)))
    }

    async fn get(&self, name: &str, limit: Duration) -> Result<Response<Bytes>, ProviderError> {
        let silent =
            || failed(message!("{address} does not respond", address = self.base.as_str()));
        require_runtime().map_err(|source| silent().with_source(source))?;
        let uri = format!("{}{PATH}{name}", self.base)
            .parse::<Uri>()
            .map_err(|source| silent().with_source(source))?;
        let mut request = Request::new(Body::from(Bytes::new()));
        *request.uri_mut() = uri;
        match timeout(limit, self.transport.send(request, limit)).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(silent().with_source(Error::from(error))),
            Err(_) => Err(silent()),
        }
    }
}

fn unexpected_status(base: &str, status: StatusCode) -> ProviderError {
    let status = status.as_u16();
    failed(message!("{address} returned HTTP status {status}", address = base, status = status))
}

fn failed(message: Message) -> ProviderError {
    ProviderError::new(false, message)
}

impl CredentialProvider for CvmRoleProvider {
    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            let name = self.name().await?;
            self.role(&name).await
        })
    }
}
