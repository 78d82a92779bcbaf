//! Cost of a whole call without a network: encoded, validated, rate limited, signed and decoded.
//!
//! Prints one JSON line for a small call and one for 64 KiB in each direction. With `--peers`,
//! compares both with the crate `tencentcloud-sdk` in one process, in a package built on demand.

use essbasic_benches::{
    BoxError, InMemoryTransport, PaddedCancel, SMALL_RESPONSE, TypedCall, builder, measure_cost,
    median, peers, rounded,
};
use serde_json::json;
use tokio::runtime::Builder;

/// Rounds.
const ROUNDS: usize = 41;
/// Calls per round.
const CALLS: u32 = 1000;

fn main() -> Result<(), BoxError> {
    if std::env::args().any(|argument| argument == "--peers") {
        let status = peers::rust("in_memory")?.status()?;
        return if status.success() { Ok(()) } else { Err("the peer failed".into()) };
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let typed =
        TypedCall::new(builder().transport(InMemoryTransport(SMALL_RESPONSE.into())).build()?);
    let client = builder().transport(InMemoryTransport(PaddedCancel::response())).build()?;
    let padded = PaddedCancel::full();
    let small = cpu_per_call(|| runtime.block_on(typed.send()))?;
    println!("{}", json!({"size": "small", "typed_us": rounded(small)}));
    let large = cpu_per_call(|| {
        runtime.block_on(padded.send(&client).into_future())?;
        Ok(())
    })?;
    println!("{}", json!({"size": "64 KiB in each direction", "typed_us": rounded(large)}));
    Ok(())
}

/// Returns the median processor time per call in microseconds.
fn cpu_per_call(call: impl Fn() -> Result<(), BoxError>) -> Result<f64, BoxError> {
    let round = || Ok(measure_cost(CALLS, || (0..CALLS).try_for_each(|_| call()))?.cpu);
    Ok(median((0..ROUNDS).map(|_| round()).collect::<Result<_, BoxError>>()?))
}
