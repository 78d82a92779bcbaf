//! Processor and wall time of a typed call beside a bare reqwest POST of the same bytes.
//!
//! Prints one JSON line for each number of calls in flight.

use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use essbasic_benches::{Bare, Failure, OtherProcess, Typed, client, median, rounded, serve};
use serde_json::json;

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
    let typed = Typed::new(client(&server.endpoint)?);
    let bare = Bare::new(&server.endpoint)?;
    for in_flight in [1, 32] {
        // Connections are made and code is warm before anything is counted.
        round(in_flight, || send(&typed)).await?;
        round(in_flight, || post(&bare)).await?;
        let (mut typed_cpu, mut bare_cpu, mut cpu, mut wall) = (vec![], vec![], vec![], vec![]);
        for at in 0..ROUNDS {
            let (of_typed, of_bare);
            if at % 2 == 0 {
                of_typed = round(in_flight, || send(&typed)).await?;
                of_bare = round(in_flight, || post(&bare)).await?;
            } else {
                of_bare = round(in_flight, || post(&bare)).await?;
                of_typed = round(in_flight, || send(&typed)).await?;
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

fn send(typed: &Typed) -> impl Future<Output = Result<(), Failure>> + Send + 'static {
    let typed = typed.clone();
    async move { typed.send().await }
}

fn post(bare: &Bare) -> impl Future<Output = Result<(), Failure>> + Send + 'static {
    let bare = bare.clone();
    async move { bare.post().await }
}
