//! Tests of an application, with public names only; and what they say when they fail.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

use essbasic::{Agent, Client};
use essbasic_downstream::revoke;

mod audit;
mod cassette;
mod handbook;
mod interceptor;
mod metrics;
mod mock;
mod sandbox;
mod tower;

const CODE: &str = "yDfakefakefakefakefakefakefake01";
const OTHER_CODE: &str = "yDfakefakefakefakefakefakefake02";

fn agent() -> Agent {
    Agent::operator("yDfakeapp", "org_fake", "n9527")
}

/// Runs a test that must fail, and returns the message that it fails with.
async fn failure_of<T: Send + 'static>(test: impl Future<Output = T> + Send + 'static) -> String {
    let Err(error) = tokio::spawn(test).await else { panic!("the test did not fail") };
    *error.into_panic().downcast::<String>().unwrap()
}

/// Runs a test that revokes a code and must fail.
async fn failure_of_revoking(client: Client, code: &'static str) -> String {
    failure_of(async move { revoke(&client, &agent(), code).await }).await
}
