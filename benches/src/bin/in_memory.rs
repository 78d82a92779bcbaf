//! What a whole call costs without a network: written, checked, within the quota, signed, opened.
//!
//! Prints one JSON line. Rounds are 41 unless a number is given; two are enough to count
//! instructions with.

use std::time::{Duration, Instant};

use bytes::Bytes;
use essbasic::transport::{Body, Sending, Transport};
use essbasic_benches::{Failure, Typed, builder, median, rounded};
use serde_json::json;

/// Rounds, unless said otherwise.
const ROUNDS: usize = 41;
/// Calls in a round.
const CALLS: u32 = 2000;

const ANSWER: &[u8] = b"{\"Response\":{\"RequestId\":\"8b8c2b9e-1c5f-4e0a-9a53-0d1f0a2b3c4d\"}}";

/// A transport that answers at once.
#[derive(Clone, Debug)]
struct Memory;

impl Transport for Memory {
    fn send(&self, _request: http::Request<Body>, _timeout: Duration) -> Sending<'_> {
        Box::pin(async { Ok(http::Response::new(Bytes::from_static(ANSWER))) })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let rounds = match std::env::args().nth(1) {
        Some(rounds) => rounds.parse()?,
        None => ROUNDS,
    };
    let typed = Typed::new(builder().transport(Memory).build()?);
    let mut each = Vec::new();
    for _ in 0..rounds {
        let began = Instant::now();
        for _ in 0..CALLS {
            typed.send().await?;
        }
        each.push(began.elapsed().as_secs_f64() * 1e6 / f64::from(CALLS));
    }
    println!("{}", json!({"typed_us": rounded(median(each))}));
    Ok(())
}
