//! Reads rounds from standard input and prints their cost.

use essbasic_benches::{BoxError, measure_cost, run_concurrently};
use essbasic_peer::{Call, CancelResponse, builder};
use tencentcloud_sdk::Endpoint;
use tokio::runtime::Builder;

fn main() -> Result<(), BoxError> {
    let mut arguments = std::env::args().skip(1);
    let endpoint = Endpoint::loopback_http(&arguments.next().ok_or("missing argument: endpoint")?)?;
    let request = serde_json::from_str(&arguments.next().ok_or("missing argument: request")?)?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let client = {
        let _guard = runtime.enter();
        builder()?.endpoint("essbasic", endpoint).build()?
    };
    let call = Call::new(client, request)?;
    for line in std::io::stdin().lines() {
        let line = line?;
        let (in_flight, calls) = line.split_once(' ').ok_or("expected two numbers")?;
        let (in_flight, calls) = (in_flight.parse()?, calls.parse()?);
        let cost = measure_cost(calls, || {
            runtime.block_on(run_concurrently(in_flight, calls, || {
                let call = call.clone();
                async move { call.send::<CancelResponse>().await.map(drop) }
            }))
        })?;
        println!("{} {}", cost.cpu, cost.wall);
    }
    Ok(())
}
