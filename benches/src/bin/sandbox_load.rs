//! Throughput and memory of the sandbox: 50,000 requests from 64 concurrent clients to a sandbox in
//! another process. And the time to start one in a test, with its first call.
//!
//! Prints two JSON lines. Requires Linux for the memory.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use essbasic::employees::ChannelDescribeEmployees;
use essbasic::organizations::DescribeChannelOrganizations;
use essbasic::seals::ChannelDescribeOrganizationSeals;
use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::templates::DescribeTemplates;
use essbasic::{Client, Outcome, Unlimited};
use essbasic_benches::{BoxError, median, rounded};
use essbasic_sandbox::{Sandbox, seed};
use serde_json::json;

const CLIENTS: usize = 64;
const REQUESTS: usize = 50_000;
/// Sandboxes that are started, one after the other.
const STARTS: usize = 101;
/// Additional requests for warm-up.
const WARM_UP: usize = 5_000;

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    if std::env::args().any(|argument| argument == "--serve") {
        let sandbox = Sandbox::builder().without_rate_limit().start().await?;
        println!("{}", sandbox.endpoint());
        return Ok(sandbox.run_until(std::future::pending()).await?);
    }
    let mut process =
        Command::new(std::env::current_exe()?).arg("--serve").stdout(Stdio::piped()).spawn()?;
    let measured = measure(&mut process).await;
    process.kill()?;
    process.wait()?;
    println!("{}", measured?);
    println!("{}", json!({"start_ms": rounded(start().await?)}));
    Ok(())
}

/// Returns the median time in milliseconds from starting a sandbox to the end of its first call.
async fn start() -> Result<f64, BoxError> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let started = Instant::now();
        let sandbox = Sandbox::start().await?;
        let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
        cancel.send(&sandbox.client()).await?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(median(times))
}

async fn measure(process: &mut Child) -> Result<serde_json::Value, BoxError> {
    let mut line = String::new();
    BufReader::new(process.stdout.take().ok_or("no standard output")?).read_line(&mut line)?;
    let (endpoint, pid) = (line.trim().to_owned(), process.id());
    let errors = run(&endpoint, WARM_UP).await?;
    let (memory_before, start) = (resident_kib(pid), Instant::now());
    let errors = errors + run(&endpoint, REQUESTS).await?;
    let seconds = start.elapsed().as_secs_f64();
    let requests = u32::try_from(REQUESTS)?;
    Ok(json!({
        "clients": CLIENTS,
        "requests": REQUESTS,
        "errors": errors,
        "per_second": (f64::from(requests) / seconds).round(),
        "resident_kib_warm": memory_before,
        "resident_kib_end": resident_kib(pid),
    }))
}

/// Sends that many requests and returns the number of unexpected results.
async fn run(endpoint: &str, requests: usize) -> Result<usize, BoxError> {
    let sent = Arc::new(AtomicUsize::new(0));
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..CLIENTS {
        let credential = essbasic::Credential::new(seed::SECRET_ID, seed::SECRET_KEY);
        let client = Client::builder().credential(credential).endpoint(endpoint);
        let (client, sent) = (client.rate_limiter(Unlimited).build()?, Arc::clone(&sent));
        clients.spawn(async move {
            let mut errors = 0;
            loop {
                let index = sent.fetch_add(1, Ordering::Relaxed);
                if index >= requests {
                    return errors;
                }
                errors += usize::from(!call(&client, index).await);
            }
        });
    }
    let mut errors = 0;
    while let Some(result) = clients.join_next().await {
        errors += result?;
    }
    Ok(errors)
}

/// Sends one of several kinds of requests. Returns `true` for the expected result.
async fn call(client: &Client, index: usize) -> bool {
    let agent = seed::agent();
    match index % 5 {
        0 => DescribeTemplates::new(agent).send(client).await.is_ok(),
        1 => ChannelDescribeEmployees::new(agent, 20).send(client).await.is_ok(),
        2 => DescribeChannelOrganizations::new(agent, 20).send(client).await.is_ok(),
        3 => ChannelDescribeOrganizationSeals::new(agent).send(client).await.is_ok(),
        _ => {
            let unknown_code = ChannelCancelMultiFlowSignQRCode::new(agent, "y".repeat(32));
            let result = unknown_code.send(client).await;
            result.is_err_and(|error| error.outcome() == Outcome::Refused)
        }
    }
}

/// Returns the resident memory of a process in KiB.
fn resident_kib(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}
