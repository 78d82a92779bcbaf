//! What a whole call costs without a network: written, checked, within the quota, signed, opened.
//!
//! Prints one JSON line for a small call and one with 64 KiB each way. With `--peers`, both beside
//! the crate `tencentcloud-sdk` in the same process, from a package that is built when asked for.

use essbasic_benches::{
    Failure, Memory, Padded, SMALL_ANSWER, Typed, builder, median, peers, rounded, spent,
};
use serde_json::json;
use tokio::runtime::Builder;

/// Rounds of each.
const ROUNDS: usize = 41;
/// Calls in a round.
const CALLS: u32 = 1000;

fn main() -> Result<(), Failure> {
    if std::env::args().any(|argument| argument == "--peers") {
        let ended = peers::rust("in_memory")?.status()?;
        return if ended.success() { Ok(()) } else { Err("the peer has failed".into()) };
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let typed = Typed::new(builder().transport(Memory(SMALL_ANSWER.into())).build()?);
    let client = builder().transport(Memory(Padded::answer())).build()?;
    let padded = Padded::full();
    let small = each(|| runtime.block_on(typed.send()))?;
    println!("{}", json!({"size": "small", "typed_us": rounded(small)}));
    let large = each(|| {
        runtime.block_on(padded.send(&client).into_future())?;
        Ok(())
    })?;
    println!("{}", json!({"size": "64 KiB each way", "typed_us": rounded(large)}));
    Ok(())
}

/// The median processor time of a call, in microseconds.
fn each(call: impl Fn() -> Result<(), Failure>) -> Result<f64, Failure> {
    let round = || Ok(spent(CALLS, || (0..CALLS).try_for_each(|_| call()))?.cpu);
    Ok(median((0..ROUNDS).map(|_| round()).collect::<Result<_, Failure>>()?))
}
