//! Heap allocations of a typed call, compared with a plain reqwest POST of the same bytes.
//!
//! Prints one JSON line with means over many calls on one connection.

use std::alloc::System;

use essbasic_benches::{
    BareCall, BoxError, Row, ServerProcess, Target, TypedCall, client, rounded, serve,
};
use serde_json::json;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTING: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Number of measured calls.
const CALLS: u32 = 1000;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    if std::env::args().any(|argument| argument == "--serve") {
        return Ok(serve().await?);
    }
    let server = ServerProcess::start()?;
    let typed = TypedCall::new(client(&server.endpoint)?);
    let bare = BareCall::new(&server.endpoint)?;
    let (typed, typed_bytes) = allocations_per_call(async || typed.send().await).await?;
    let (bare, bare_bytes) = allocations_per_call(async || bare.post().await).await?;
    let row = Row {
        metric: "heap allocations of a call".to_owned(),
        ours: format!("{typed:.0}"),
        baseline: format!("reqwest, the same bytes: {bare:.0}"),
        result: typed - bare,
        target: Some(Target::Difference(12.0)),
    };
    let line = json!({
        "typed_allocations": rounded(typed),
        "bare_allocations": rounded(bare),
        "more": rounded(typed - bare),
        "typed_bytes": rounded(typed_bytes),
        "bare_bytes": rounded(bare_bytes),
        "row": row,
    });
    println!("{line}");
    Ok(())
}

/// Returns allocations and allocated bytes per call.
async fn allocations_per_call(
    call: impl AsyncFn() -> Result<(), BoxError>,
) -> Result<(f64, f64), BoxError> {
    // Warm-up: opens the connection and fills caches.
    for _ in 0..CALLS {
        call().await?;
    }
    let region = Region::new(COUNTING);
    for _ in 0..CALLS {
        call().await?;
    }
    let change = region.change();
    let per_call =
        |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / f64::from(CALLS);
    Ok((per_call(change.allocations + change.reallocations), per_call(change.bytes_allocated)))
}
