//! The role of the virtual machine that the program runs on.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{Request, Response, StatusCode, Uri};
use serde::Deserialize;
use tokio::time::timeout;

use super::{CredentialFuture, CredentialProvider, ProviderError};
use crate::clock;
use crate::credential::Credential;
use crate::error::Error;
use crate::transport::{Body, Transport};

/// Where every virtual machine of the cloud finds what is said of it, and no other machine does.
const METADATA: &str = "http://metadata.tencentyun.com";
const PATH: &str = "/latest/meta-data/cam/security-credentials/";

/// How long it takes to find out that this is not one.
const PROBE: Duration = Duration::from_millis(900);

/// How long a virtual machine waits for its credential.
const ANSWER: Duration = Duration::from_secs(5);

/// The role of the virtual machine that the program runs on, from the machine's metadata.
///
/// Elsewhere than in the cloud it says so within a second.
#[derive(Debug)]
pub struct CvmRoleProvider {
    base: String,
    transport: Box<dyn Transport>,
}

/// What the metadata say of a role.
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
    /// The role of this machine.
    ///
    /// # Errors
    ///
    /// As [`ClientBuilder::build`](crate::ClientBuilder::build) without a transport of one's own.
    #[cfg(feature = "reqwest")]
    pub fn new() -> Result<Self, Error> {
        Ok(Self::with_transport(crate::transport::Reqwest::within_the_machine()?))
    }

    /// The role of this machine, asked for by a transport of one's own, which must not use a
    /// proxy.
    pub fn with_transport(transport: impl Transport + 'static) -> Self {
        Self { base: METADATA.to_owned(), transport: Box::new(transport) }
    }

    /// Another address for the metadata, as tests have it: `http://127.0.0.1:8898`.
    #[must_use]
    pub fn endpoint(mut self, base: impl Into<String>) -> Self {
        self.base = base.into();
        self
    }

    /// Which role this machine has.
    async fn name(&self) -> Result<String, ProviderError> {
        let absent = |why: &str| {
            let message = format!("this is no virtual machine with a role: {} {why}", self.base);
            ProviderError::absent(message)
        };
        let Ok(answer) = self.get("", PROBE).await else { return Err(absent("does not answer")) };
        match answer.status() {
            StatusCode::NOT_FOUND => Err(absent("knows of none")),
            StatusCode::OK => {
                let name = String::from_utf8_lossy(answer.body()).trim().to_owned();
                let fits = |b: u8| b.is_ascii_alphanumeric() || b"-_.@+=,".contains(&b);
                if name.is_empty() || !name.bytes().all(fits) {
                    return Err(ProviderError::failed(format!("{} names no role", self.base)));
                }
                Ok(name)
            }
            status => Err(refused(&self.base, status)),
        }
    }

    /// The credential of a role.
    async fn role(&self, name: &str) -> Result<Credential, ProviderError> {
        let answer = self.get(name, ANSWER).await?;
        if answer.status() != StatusCode::OK {
            return Err(refused(&self.base, answer.status()));
        }
        let unreadable = || {
            let message = format!("{} says nothing of the role {name} that can be read", self.base);
            ProviderError::failed(message)
        };
        let role: Role = serde_json::from_slice(answer.body()).map_err(|_| unreadable())?;
        if role.code != "Success" {
            let message = format!("{} has no credential for the role {name} yet", self.base);
            return Err(ProviderError::failed(message));
        }
        // By the clock that wrote the expiry, where the answer tells it: ours may be off.
        let written = clock::date(answer.headers()).unwrap_or_else(clock::system_now);
        let left = i64::try_from(role.expired_time).map_or(0, |end| end.saturating_sub(written));
        let left = Duration::from_secs(u64::try_from(left).unwrap_or_default());
        let credential = Credential::new(role.tmp_secret_id, role.tmp_secret_key);
        Ok(credential.token(role.token).expires(SystemTime::now() + left))
    }

    async fn get(&self, name: &str, within: Duration) -> Result<Response<Bytes>, ProviderError> {
        let failed = || ProviderError::failed(format!("{} does not answer", self.base));
        let uri = format!("{}{PATH}{name}", self.base)
            .parse::<Uri>()
            .map_err(|source| failed().with_source(source))?;
        let mut request = Request::new(Body::from(Bytes::new()));
        *request.uri_mut() = uri;
        match timeout(within, self.transport.send(request, within)).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(failure)) => Err(failed().with_source(Error::from(failure))),
            Err(_) => Err(failed()),
        }
    }
}

fn refused(base: &str, status: StatusCode) -> ProviderError {
    ProviderError::failed(format!("{base} answers HTTP status {}", status.as_u16()))
}

impl CredentialProvider for CvmRoleProvider {
    fn account(&self) -> &'static str {
        "cvm-role"
    }

    fn fetch(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            let name = self.name().await?;
            self.role(&name).await
        })
    }
}
