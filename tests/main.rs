//! Tests that cross crates, through public APIs.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod callback;
mod catalogue;
mod checks;
mod compile_fail;
mod downstream;
mod encrypted;
mod envelope;
mod error_codes;
mod explorer;
mod gateway;
mod http_client;
mod inspector;
mod logs;
mod macros;
mod pagination;
mod properties;
mod rate_limit;
mod same_call;
mod sandbox;
mod server;
mod shared;
mod signature_checker;
mod state_pages;
mod stories;
mod storm;
mod transfer;
mod waiters;
