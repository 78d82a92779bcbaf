//! Tests with real servers, which the tests start. Those are ignored, because a reader's machine may
//! not have them: `cargo test -p essbasic-fleet -- --ignored`.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod batches;
mod client;
mod connecting;
mod outages;
mod permits;
mod postgres;
mod process;
mod proxy;
mod redis_server;
mod replicas;
mod worker;
