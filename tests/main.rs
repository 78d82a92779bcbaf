//! Tests across crates, through public APIs.

#![allow(clippy::unwrap_used, reason = "a failed step fails the test")]

mod checks;
mod client;
mod clock;
mod code;
mod compile_fail;
mod credentials;
mod downstream;
mod encrypted;
mod envelope;
mod faults;
mod listing;
mod load;
mod logs;
mod macros;
mod official_bugs;
mod options;
mod pagination;
mod properties;
mod rate_limit;
mod request;
mod retry;
mod security;
mod server;
mod shared;
mod sign;
mod support;
mod tls;
mod transfer;
mod wait;
