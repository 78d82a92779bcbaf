//! The measured call: typed, and as a plain POST of the same bytes.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::transport::{Body, SendFuture, Transport};
use essbasic::{
    AcquireFuture, Agent, Client, ClientBuilder, Credential, PermitRequest, RateLimiter,
    RetryPolicy, SlidingWindow,
};
use tokio::task::JoinSet;

/// Any error; it ends the measurement.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A rate limiter with a limit so high that calls never wait.
#[derive(Debug, Default)]
pub struct HighRateLimiter(SlidingWindow);

impl RateLimiter for HighRateLimiter {
    fn acquire<'a>(&'a self, mut request: PermitRequest<'a>) -> AcquireFuture<'a> {
        request.per_second = 1_000_000;
        self.0.acquire(request)
    }
}

/// A transport that returns the same response body to every request.
#[derive(Clone, Debug)]
pub struct InMemoryTransport(pub Bytes);

impl Transport for InMemoryTransport {
    fn send(&self, _request: http::Request<Body>, _timeout: Duration) -> SendFuture<'_> {
        let body = self.0.clone();
        Box::pin(async { Ok(http::Response::new(body)) })
    }
}

/// Creates a client builder with all features of a client enabled.
pub fn builder() -> ClientBuilder {
    Client::builder()
        .credential(Credential::new("AKIDbenchbenchbenchbench", "BenchSecretKeyBenchSecretKey"))
        .rate_limiter(HighRateLimiter::default())
        .retry(RetryPolicy::new())
}

/// Creates a client for a server.
///
/// # Errors
///
/// Same as [`ClientBuilder::build`].
pub fn client(endpoint: &str) -> Result<Client, essbasic::Error> {
    builder().endpoint(endpoint).build()
}

/// Encodes the body of an action.
pub fn body(action: &impl serde::Serialize) -> Bytes {
    serde_json::to_vec(action).unwrap_or_default().into()
}

/// Creates the measured action.
pub fn action() -> ChannelCancelMultiFlowSignQRCode {
    let agent = Agent::operator("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi", "org_dianziqian", "n9527");
    ChannelCancelMultiFlowSignQRCode::new(agent, "yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR")
}

/// A typed call: encoded, validated, rate limited, signed, sent and decoded.
#[derive(Clone, Debug)]
pub struct TypedCall {
    client: Client,
    action: Arc<ChannelCancelMultiFlowSignQRCode>,
}

impl TypedCall {
    /// Creates the call.
    pub fn new(client: Client) -> Self {
        Self { client, action: Arc::new(action()) }
    }

    /// Sends the call.
    ///
    /// # Errors
    ///
    /// Returns the client's error.
    pub async fn send(&self) -> Result<(), BoxError> {
        self.action.send(&self.client).await?;
        Ok(())
    }
}

/// A POST of the same body and headers with reqwest alone.
#[derive(Clone, Debug)]
pub struct BareCall {
    client: reqwest::Client,
    request: Arc<reqwest::Request>,
}

impl BareCall {
    /// Creates the client and the request.
    ///
    /// # Errors
    ///
    /// Returns an error if TLS is not available or the endpoint is not a URL.
    pub fn new(endpoint: &str) -> Result<Self, BoxError> {
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

    /// Sends the request and reads the response.
    ///
    /// # Errors
    ///
    /// Returns the connection's error.
    pub async fn post(&self) -> Result<(), BoxError> {
        let request = self.request.try_clone().ok_or("the request cannot be cloned")?;
        self.client.execute(request).await?.bytes().await?;
        Ok(())
    }
}

/// Makes `calls` calls, at most `in_flight` at a time.
///
/// # Errors
///
/// Returns the error of the first call that fails.
pub async fn run_concurrently<F>(
    in_flight: usize,
    calls: u32,
    call: impl Fn() -> F,
) -> Result<(), BoxError>
where
    F: Future<Output = Result<(), BoxError>> + Send + 'static,
{
    let mut running = JoinSet::new();
    let mut remaining = calls;
    while remaining > 0 || !running.is_empty() {
        while remaining > 0 && running.len() < in_flight {
            running.spawn(call());
            remaining -= 1;
        }
        if let Some(result) = running.join_next().await {
            result??;
        }
    }
    Ok(())
}
