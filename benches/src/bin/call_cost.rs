//! Processor and wall time of a typed call beside a bare reqwest POST of the same bytes.
//!
//! Prints one JSON line for each number of calls in flight.

use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::{Agent, Client};
use essbasic_benches::{OtherProcess, body, client, median, serve};
use serde_json::json;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Rounds of each, in turns.
const ROUNDS: usize = 41;
/// Calls in a round.
const CALLS: usize = 1600;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    if std::env::args().any(|argument| argument == "--serve") {
        return Ok(serve().await?);
    }
    let server = OtherProcess::start()?;
    let (typed, bare) = (client(&server.endpoint)?, Bare::new(&server.endpoint)?);
    for in_flight in [1, 32] {
        // Connections are made and code is warm before anything is counted.
        round(in_flight, || cancel(&typed)).await?;
        round(in_flight, || bare.post()).await?;
        let (mut typed_cpu, mut bare_cpu, mut cpu, mut wall) = (vec![], vec![], vec![], vec![]);
        for at in 0..ROUNDS {
            let (of_typed, of_bare);
            if at % 2 == 0 {
                of_typed = round(in_flight, || cancel(&typed)).await?;
                of_bare = round(in_flight, || bare.post()).await?;
            } else {
                of_bare = round(in_flight, || bare.post()).await?;
                of_typed = round(in_flight, || cancel(&typed)).await?;
            }
            typed_cpu.push(of_typed.0);
            bare_cpu.push(of_bare.0);
            cpu.push(of_typed.0 / of_bare.0);
            wall.push(of_typed.1 / of_bare.1);
        }
        let line = json!({
            "in_flight": in_flight,
            "typed_cpu_us": rounded(median(typed_cpu)),
            "bare_cpu_us": rounded(median(bare_cpu)),
            "ratio": rounded(median(cpu)),
            "wall_ratio": rounded(median(wall)),
        });
        println!("{line}");
    }
    Ok(())
}

/// Processor and wall time for each call of a round, in microseconds.
async fn round<F>(in_flight: usize, call: impl Fn() -> F) -> Result<(f64, f64), Failure>
where
    F: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let (cpu, wall) = (ProcessTime::now(), Instant::now());
    let mut running = tokio::task::JoinSet::new();
    let mut started = 0;
    while started < CALLS || !running.is_empty() {
        while started < CALLS && running.len() < in_flight {
            running.spawn(call());
            started += 1;
        }
        if let Some(ended) = running.join_next().await {
            ended??;
        }
    }
    Ok((each(cpu.elapsed()), each(wall.elapsed())))
}

fn each(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6 / f64::from(u32::try_from(CALLS).unwrap_or(u32::MAX))
}

fn action() -> ChannelCancelMultiFlowSignQRCode {
    let agent = Agent::operator("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi", "org_dianziqian", "n9527");
    ChannelCancelMultiFlowSignQRCode::new(agent, "yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR")
}

/// A typed call: written, checked, within the quota, signed, sent, opened.
fn cancel(client: &Client) -> impl Future<Output = Result<(), Failure>> + Send + 'static {
    let client = client.clone();
    async move {
        action().send(&client).await?;
        Ok(())
    }
}

/// The same bytes and headers, sent by reqwest alone.
struct Bare {
    client: reqwest::Client,
    request: reqwest::Request,
}

impl Bare {
    fn new(endpoint: &str) -> Result<Self, Failure> {
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
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
        Ok(Self { client, request })
    }

    fn post(&self) -> impl Future<Output = Result<(), Failure>> + Send + 'static {
        let client = self.client.clone();
        let request = self.request.try_clone();
        async move {
            let request = request.ok_or("a body of bytes can be cloned")?;
            client.execute(request).await?.bytes().await?;
            Ok(())
        }
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
