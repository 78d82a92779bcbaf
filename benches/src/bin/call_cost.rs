//! Processor and wall time of a typed call beside a bare reqwest POST of the same bytes.
//!
//! Prints one JSON line for each number of calls in flight. With `--peers`, also beside other
//! SDKs that make the same call to the same server; they are fetched from their registries.

use essbasic_benches::{
    Aim, Bare, Failure, OtherProcess, Row, Spent, Typed, client, fly, in_turns, peers, rounded,
    serve, spent,
};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

/// How many calls are on their way at once.
const IN_FLIGHT: [usize; 2] = [1, 32];
/// Rounds of each, in turns.
const ROUNDS: usize = 41;
/// Calls in a round.
const CALLS: u32 = 1600;
/// Those with the slower peers.
const ROUNDS_OF_PEERS: usize = 9;
const CALLS_OF_PEERS: u32 = 400;

fn main() -> Result<(), Failure> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    if std::env::args().any(|argument| argument == "--serve") {
        return Ok(runtime.block_on(serve())?);
    }
    let server = OtherProcess::start()?;
    let typed = Typed::new(client(&server.endpoint)?);
    let bare = Bare::new(&server.endpoint)?;
    for in_flight in IN_FLIGHT {
        println!("{}", beside_bare(&runtime, in_flight, &typed, &bare)?);
    }
    if std::env::args().any(|argument| argument == "--peers") {
        return beside_peers(&runtime, &server.endpoint, &typed);
    }
    Ok(())
}

fn beside_bare(
    runtime: &Runtime,
    in_flight: usize,
    typed: &Typed,
    bare: &Bare,
) -> Result<Value, Failure> {
    let ours = || send(runtime, in_flight, CALLS, typed);
    let beside = || spent(CALLS, || runtime.block_on(fly(in_flight, CALLS, || post(bare))));
    let compared = in_turns(ROUNDS, ours, beside)?;
    let row = Row {
        figure: format!("a call, processor time, {in_flight} in flight"),
        ours: format!("{:.1} µs", compared.ours.cpu),
        beside: format!("reqwest, the same bytes: {:.1} µs", compared.beside.cpu),
        result: compared.ratio.cpu,
        aim: (in_flight > 1).then_some(Aim::Times(1.15)),
    };
    Ok(json!({
        "in_flight": in_flight,
        "typed_cpu_us": rounded(compared.ours.cpu),
        "bare_cpu_us": rounded(compared.beside.cpu),
        "ratio": rounded(compared.ratio.cpu),
        "wall_ratio": rounded(compared.ratio.wall),
        "row": row,
    }))
}

/// Each peer that could be had; that one could not is an error at the end.
fn beside_peers(runtime: &Runtime, endpoint: &str, typed: &Typed) -> Result<(), Failure> {
    let mut missing = Vec::new();
    for offer in peers::OFFERS {
        let mut peer = match offer.start(endpoint) {
            Ok(peer) => peer,
            Err(error) => {
                eprintln!("{}: {error}", offer.name);
                missing.push(offer.name);
                continue;
            }
        };
        for in_flight in IN_FLIGHT {
            let compared = in_turns(
                ROUNDS_OF_PEERS,
                || send(runtime, in_flight, CALLS_OF_PEERS, typed),
                || peer.round(in_flight, CALLS_OF_PEERS),
            )?;
            let row = Row {
                figure: format!("the same, {in_flight} in flight"),
                ours: format!("{:.1} µs", compared.ours.cpu),
                beside: format!("{}: {:.1} µs", offer.title, compared.beside.cpu),
                result: compared.ratio.cpu,
                aim: Some(Aim::Times(0.5)).filter(|_| offer.is_official),
            };
            let line = json!({
                "peer": offer.name,
                "in_flight": in_flight,
                "cpu_us": rounded(compared.beside.cpu),
                "typed_cpu_us": rounded(compared.ours.cpu),
                "ratio": rounded(compared.ratio.cpu),
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

fn send(runtime: &Runtime, in_flight: usize, calls: u32, typed: &Typed) -> Result<Spent, Failure> {
    spent(calls, || {
        runtime.block_on(fly(in_flight, calls, || {
            let typed = typed.clone();
            async move { typed.send().await }
        }))
    })
}

fn post(bare: &Bare) -> impl Future<Output = Result<(), Failure>> + Send + 'static {
    let bare = bare.clone();
    async move { bare.post().await }
}
