//! Heap allocations of a typed call, beside those of a bare reqwest POST of the same bytes.
//!
//! Prints one JSON line; the figures are means over many calls on one connection.

use std::alloc::System;

use essbasic_benches::{Aim, Bare, Failure, OtherProcess, Row, Typed, client, rounded, serve};
use serde_json::json;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTING: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Calls that are counted.
const CALLS: u32 = 1000;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    if std::env::args().any(|argument| argument == "--serve") {
        return Ok(serve().await?);
    }
    let server = OtherProcess::start()?;
    let typed = Typed::new(client(&server.endpoint)?);
    let bare = Bare::new(&server.endpoint)?;
    let typed = each(async || typed.send().await).await?;
    let bare = each(async || bare.post().await).await?;
    let row = Row {
        figure: "heap allocations of a call".to_owned(),
        ours: format!("{:.0}", typed.0),
        beside: format!("reqwest, the same bytes: {:.0}", bare.0),
        result: typed.0 - bare.0,
        aim: Some(Aim::More(12.0)),
    };
    let line = json!({
        "typed_allocations": rounded(typed.0),
        "bare_allocations": rounded(bare.0),
        "more": rounded(typed.0 - bare.0),
        "typed_bytes": rounded(typed.1),
        "bare_bytes": rounded(bare.1),
        "row": row,
    });
    println!("{line}");
    Ok(())
}

/// Allocations, and bytes allocated, for each call.
async fn each(call: impl AsyncFn() -> Result<(), Failure>) -> Result<(f64, f64), Failure> {
    // The connection is made, and what is kept is there, before anything is counted.
    for _ in 0..CALLS {
        call().await?;
    }
    let region = Region::new(COUNTING);
    for _ in 0..CALLS {
        call().await?;
    }
    let change = region.change();
    let each =
        |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / f64::from(CALLS);
    Ok((each(change.allocations + change.reallocations), each(change.bytes_allocated)))
}
