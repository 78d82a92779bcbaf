//! Rounds on standard input, times on standard output.

use essbasic_benches::{Failure, fly, spent};
use essbasic_peer::{Call, Cancelled, builder};
use tencentcloud_sdk::Endpoint;
use tokio::runtime::Builder;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let endpoint = Endpoint::loopback_http(&arguments.next().ok_or("an endpoint")?)?;
    let members = serde_json::from_str(&arguments.next().ok_or("members")?)?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let client = {
        let _inside = runtime.enter();
        builder()?.endpoint("essbasic", endpoint).build()?
    };
    let call = Call::new(client, members)?;
    for line in std::io::stdin().lines() {
        let line = line?;
        let (in_flight, calls) = line.split_once(' ').ok_or("two numbers")?;
        let (in_flight, calls) = (in_flight.parse()?, calls.parse()?);
        let took = spent(calls, || {
            runtime.block_on(fly(in_flight, calls, || {
                let call = call.clone();
                async move { call.send::<Cancelled>().await.map(drop) }
            }))
        })?;
        println!("{} {}", took.cpu, took.wall);
    }
    Ok(())
}
