//! The call that is measured: typed, and as a bare POST of the same bytes.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::{
    AcquireFuture, Agent, Client, ClientBuilder, Credential, PermitRequest, RateLimiter,
    RetryPolicy, SlidingWindow,
};

/// Whatever goes wrong ends the measurement.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The quota is kept, and so high that nobody waits.
#[derive(Debug, Default)]
pub struct Raised(SlidingWindow);

impl RateLimiter for Raised {
    fn acquire<'a>(&'a self, mut demand: PermitRequest<'a>) -> AcquireFuture<'a> {
        demand.per_second = 1_000_000;
        self.0.acquire(demand)
    }
}

/// A client to be, that does everything that a client does.
pub fn builder() -> ClientBuilder {
    Client::builder()
        .credential(Credential::new("AKIDbenchbenchbenchbench", "BenchSecretKeyBenchSecretKey"))
        .rate_limiter(Raised::default())
        .retry(RetryPolicy::new())
}

/// A client for a server.
///
/// # Errors
///
/// As [`ClientBuilder::build`].
pub fn client(endpoint: &str) -> Result<Client, essbasic::Error> {
    builder().endpoint(endpoint).build()
}

/// The body of the call that is measured.
pub fn body(action: &impl serde::Serialize) -> Bytes {
    serde_json::to_vec(action).unwrap_or_default().into()
}

/// The action that is called.
pub fn action() -> ChannelCancelMultiFlowSignQRCode {
    let agent = Agent::operator("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi", "org_dianziqian", "n9527");
    ChannelCancelMultiFlowSignQRCode::new(agent, "yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR")
}

/// A typed call: written, checked, within the quota, signed, sent, opened.
#[derive(Clone, Debug)]
pub struct Typed {
    client: Client,
    action: Arc<ChannelCancelMultiFlowSignQRCode>,
}

impl Typed {
    /// The call, by a client.
    pub fn new(client: Client) -> Self {
        Self { client, action: Arc::new(action()) }
    }

    /// Sends it.
    ///
    /// # Errors
    ///
    /// The client's.
    pub async fn send(&self) -> Result<(), Failure> {
        self.action.send(&self.client).await?;
        Ok(())
    }
}

/// The same bytes and headers, sent by reqwest alone.
#[derive(Clone, Debug)]
pub struct Bare {
    client: reqwest::Client,
    request: Arc<reqwest::Request>,
}

impl Bare {
    /// A client of its own, and the request as it will be sent each time.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up, or the endpoint is no address.
    pub fn new(endpoint: &str) -> Result<Self, Failure> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(rustls::RootCertStore::empty())
            .with_no_client_auth();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .no_proxy()
            .user_agent("essbasic-rust/0.1.0")
            .build()?;
        let authorization = format!(
            "TC3-HMAC-SHA256 Credential=AKIDbenchbenchbenchbench/2026-11-25/essbasic/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature={}",
            "0".repeat(64)
        );
        let request = client
            .post(endpoint)
            .header("host", endpoint.trim_start_matches("http://"))
            .header("content-type", "application/json; charset=utf-8")
            .header("authorization", authorization)
            .header("x-tc-action", "ChannelCancelMultiFlowSignQRCode")
            .header("x-tc-version", "2021-05-26")
            .header("x-tc-timestamp", "1795493910")
            .body(body(&action()))
            .timeout(Duration::from_secs(60))
            .build()?;
        Ok(Self { client, request: Arc::new(request) })
    }

    /// Sends it, and reads the answer.
    ///
    /// # Errors
    ///
    /// Those of the connection.
    pub async fn post(&self) -> Result<(), Failure> {
        let request = self.request.try_clone().ok_or("a body of bytes can be cloned")?;
        self.client.execute(request).await?.bytes().await?;
        Ok(())
    }
}
