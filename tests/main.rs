//! Tests that cross crates, through public APIs.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod checks;
mod compile_fail;
mod downstream;
mod encrypted;
mod envelope;
mod error_codes;
mod gateway;
mod logs;
mod macros;
mod pagination;
mod properties;
mod rate_limit;
mod sandbox;
mod server;
mod stories;
mod storm;
mod transfer;
mod waiters;
