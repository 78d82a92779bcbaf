//! How many requests a second the sandbox answers, and whether its memory stays flat: 50,000
//! requests by 64 clients at once, to a sandbox in another process.
//!
//! Prints one JSON line. Linux alone tells the memory of another process.

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
use essbasic_benches::Failure;
use essbasic_sandbox::{Sandbox, seed};
use serde_json::json;

const CLIENTS: usize = 64;
const REQUESTS: usize = 50_000;
/// Of which so many warm it up.
const WARM: usize = 5_000;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    if std::env::args().any(|argument| argument == "--serve") {
        let sandbox = Sandbox::builder().without_rate_limit().start().await?;
        println!("{}", sandbox.endpoint());
        return Ok(sandbox.run().await?);
    }
    let mut process =
        Command::new(std::env::current_exe()?).arg("--serve").stdout(Stdio::piped()).spawn()?;
    let measured = measure(&mut process).await;
    process.kill()?;
    process.wait()?;
    println!("{}", measured?);
    Ok(())
}

async fn measure(process: &mut Child) -> Result<serde_json::Value, Failure> {
    let mut line = String::new();
    BufReader::new(process.stdout.take().ok_or("a pipe")?).read_line(&mut line)?;
    let (endpoint, pid) = (line.trim().to_owned(), process.id());
    let errors = run(&endpoint, WARM).await?;
    let (warm, began) = (resident(pid), Instant::now());
    let errors = errors + run(&endpoint, REQUESTS).await?;
    let took = began.elapsed().as_secs_f64();
    let requests = u32::try_from(REQUESTS)?;
    Ok(json!({
        "clients": CLIENTS,
        "requests": REQUESTS,
        "errors": errors,
        "per_second": (f64::from(requests) / took).round(),
        "resident_kib_warm": warm,
        "resident_kib_end": resident(pid),
    }))
}

/// Sends so many requests; how many ended otherwise than they should.
async fn run(endpoint: &str, requests: usize) -> Result<usize, Failure> {
    let sent = Arc::new(AtomicUsize::new(0));
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..CLIENTS {
        let credential = essbasic::Credential::new(seed::SECRET_ID, seed::SECRET_KEY);
        let client = Client::builder().credential(credential).endpoint(endpoint);
        let (client, sent) = (client.rate_limiter(Unlimited).build()?, Arc::clone(&sent));
        clients.spawn(async move {
            let mut errors = 0;
            loop {
                let at = sent.fetch_add(1, Ordering::Relaxed);
                if at >= requests {
                    return errors;
                }
                errors += usize::from(!call(&client, at).await);
            }
        });
    }
    let mut errors = 0;
    while let Some(ended) = clients.join_next().await {
        errors += ended?;
    }
    Ok(errors)
}

/// One request of several kinds, and whether it ended as it should.
async fn call(client: &Client, at: usize) -> bool {
    let agent = seed::agent();
    match at % 5 {
        0 => DescribeTemplates::new(agent).send(client).await.is_ok(),
        1 => ChannelDescribeEmployees::new(agent, 20).send(client).await.is_ok(),
        2 => DescribeChannelOrganizations::new(agent, 20).send(client).await.is_ok(),
        3 => ChannelDescribeOrganizationSeals::new(agent).send(client).await.is_ok(),
        _ => {
            let nobody = ChannelCancelMultiFlowSignQRCode::new(agent, "y".repeat(32));
            let refused = nobody.send(client).await;
            refused.is_err_and(|error| error.outcome() == Outcome::Refused)
        }
    }
}

/// What a process holds in memory, in KiB.
fn resident(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}
