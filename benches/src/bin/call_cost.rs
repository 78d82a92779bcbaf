//! Processor and wall time of a typed call, compared with a plain reqwest POST of the same bytes.
//!
//! Prints one JSON line per number of concurrent calls. With `--peers`, also compares other SDKs
//! that make the same call to the same server; they are installed from their registries.
//!
//! `--repeat NAME TIMES` makes that many calls, 32 at a time, and prints nothing, for counting
//! instructions: `bare`, `call`, `call_interceptor` or `call_metrics`.

use essbasic_benches::{
    BareCall, BoxError, Cost, Observers, Row, ServerProcess, Target, TypedCall, client, interleave,
    measure_cost, peers, rounded, run_concurrently, serve,
};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

/// Numbers of concurrent calls.
const IN_FLIGHT: [usize; 2] = [1, 32];
/// Rounds.
const ROUNDS: usize = 41;
/// Calls per round.
const CALLS: u32 = 1600;
/// Fewer rounds and calls with the slower peers.
const PEER_ROUNDS: usize = 9;
const PEER_CALLS: u32 = 400;

fn main() -> Result<(), BoxError> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    if std::env::args().any(|argument| argument == "--serve") {
        return Ok(runtime.block_on(serve())?);
    }
    let server = ServerProcess::start()?;
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    if let [option, name, times] = arguments.as_slice()
        && option == "--repeat"
    {
        return repeat(&runtime, &server.endpoint, name, times.parse()?);
    }
    let typed = TypedCall::new(client(&server.endpoint)?);
    let bare = BareCall::new(&server.endpoint)?;
    for in_flight in IN_FLIGHT {
        println!("{}", compare_with_bare(&runtime, in_flight, &typed, &bare)?);
    }
    if std::env::args().any(|argument| argument == "--peers") {
        return compare_with_peers(&runtime, &server.endpoint, &typed);
    }
    Ok(())
}

fn repeat(runtime: &Runtime, endpoint: &str, name: &str, times: u32) -> Result<(), BoxError> {
    if name == "bare" {
        let bare = BareCall::new(endpoint)?;
        return runtime.block_on(run_concurrently(IN_FLIGHT[1], times, || post(&bare)));
    }
    let known = Observers::ALL.into_iter().find(|(known, _)| *known == name);
    let (_, observers) = known.ok_or_else(|| format!("unknown call `{name}`"))?;
    let typed = TypedCall::new(observers.client(endpoint)?);
    send(runtime, IN_FLIGHT[1], times, &typed).map(drop)
}

fn compare_with_bare(
    runtime: &Runtime,
    in_flight: usize,
    typed: &TypedCall,
    bare: &BareCall,
) -> Result<Value, BoxError> {
    let ours = || send(runtime, in_flight, CALLS, typed);
    let baseline = || {
        measure_cost(CALLS, || runtime.block_on(run_concurrently(in_flight, CALLS, || post(bare))))
    };
    let comparison = interleave(ROUNDS, ours, baseline)?;
    let row = Row {
        metric: format!("one call, processor time, {in_flight} in flight"),
        ours: format!("{:.1} µs", comparison.ours.cpu),
        baseline: format!("reqwest, the same bytes: {:.1} µs", comparison.baseline.cpu),
        result: comparison.ratio.cpu,
        target: (in_flight > 1).then_some(Target::Ratio(1.15)),
    };
    Ok(json!({
        "in_flight": in_flight,
        "typed_cpu_us": rounded(comparison.ours.cpu),
        "bare_cpu_us": rounded(comparison.baseline.cpu),
        "ratio": rounded(comparison.ratio.cpu),
        "wall_ratio": rounded(comparison.ratio.wall),
        "row": row,
    }))
}

/// Compares with every peer that can be installed; fails at the end if any is missing.
fn compare_with_peers(
    runtime: &Runtime,
    endpoint: &str,
    typed: &TypedCall,
) -> Result<(), BoxError> {
    let mut missing = Vec::new();
    for spec in peers::PEERS {
        let mut peer = match spec.start(endpoint) {
            Ok(peer) => peer,
            Err(error) => {
                eprintln!("{}: {error}", spec.name);
                missing.push(spec.name);
                continue;
            }
        };
        for in_flight in IN_FLIGHT {
            let comparison = interleave(
                PEER_ROUNDS,
                || send(runtime, in_flight, PEER_CALLS, typed),
                || peer.round(in_flight, PEER_CALLS),
            )?;
            let row = Row {
                metric: format!("the same, {in_flight} in flight"),
                ours: format!("{:.1} µs", comparison.ours.cpu),
                baseline: format!("{}: {:.1} µs", spec.title, comparison.baseline.cpu),
                result: comparison.ratio.cpu,
                target: Some(Target::Ratio(0.5)).filter(|_| spec.is_official),
            };
            let line = json!({
                "peer": spec.name,
                "in_flight": in_flight,
                "cpu_us": rounded(comparison.baseline.cpu),
                "typed_cpu_us": rounded(comparison.ours.cpu),
                "ratio": rounded(comparison.ratio.cpu),
                "row": row,
            });
            println!("{line}");
        }
    }
    match missing.as_slice() {
        [] => Ok(()),
        missing => Err(format!("not measured: {}", missing.join(", ")).into()),
    }
}

fn send(
    runtime: &Runtime,
    in_flight: usize,
    calls: u32,
    typed: &TypedCall,
) -> Result<Cost, BoxError> {
    measure_cost(calls, || {
        runtime.block_on(run_concurrently(in_flight, calls, || {
            let typed = typed.clone();
            async move { typed.send().await }
        }))
    })
}

fn post(bare: &BareCall) -> impl Future<Output = Result<(), BoxError>> + Send + 'static {
    let bare = bare.clone();
    async move { bare.post().await }
}
