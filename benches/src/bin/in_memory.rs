//! What a whole call costs without a network: written, checked, within the quota, signed, opened.
//!
//! Prints one JSON line for a small call and one for 64 KiB each way.

use std::time::{Duration, Instant};

use bytes::Bytes;
use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::transport::{Body, Sending, Transport};
use essbasic::{Agent, Client};
use essbasic_benches::{Raised, median};
use serde_json::json;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Rounds of each.
const ROUNDS: usize = 41;
/// Calls in a round.
const CALLS: u32 = 2000;

/// A transport that answers at once.
#[derive(Clone, Debug)]
struct Memory(Bytes);

impl Transport for Memory {
    fn send(&self, _request: http::Request<Body>, _timeout: Duration) -> Sending<'_> {
        let answer = http::Response::new(self.0.clone());
        Box::pin(async { Ok(answer) })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let rounds = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(ROUNDS);
    let answer = Bytes::from_static(
        b"{\"Response\":{\"RequestId\":\"8b8c2b9e-1c5f-4e0a-9a53-0d1f0a2b3c4d\"}}",
    );
    let client = Client::builder()
        .credential(essbasic::Credential::new(
            "AKIDbenchbenchbenchbench",
            "BenchSecretKeyBenchSecretKey",
        ))
        .rate_limit(Raised::default())
        .transport(Memory(answer))
        .build()?;
    let agent = Agent::operator("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi", "org_dianziqian", "n9527");
    let action = ChannelCancelMultiFlowSignQRCode::new(agent, "yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR");
    let mut typed = Vec::new();
    for _ in 0..rounds {
        let began = Instant::now();
        for _ in 0..CALLS {
            action.send(&client).await?;
        }
        typed.push(began.elapsed().as_secs_f64() * 1e6 / f64::from(CALLS));
    }
    println!("{}", json!({"typed_us": median(typed)}));
    Ok(())
}
