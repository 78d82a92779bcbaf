//! Tests of the framework through its public API.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]
#![allow(clippy::format_push_string, reason = "short texts, read more easily")]

mod actions;
mod audit;
mod blocking;
mod client;
mod clock;
mod connection_faults;
mod credential_cache;
mod credentials;
mod encoding;
mod endpoints;
mod error_codes;
mod extremes;
mod interceptors;
mod limits;
mod metrics;
mod models;
mod options;
mod pagination;
mod peers;
mod process;
mod rate_limit;
mod raw;
mod redaction;
mod request;
mod response;
mod retry;
mod runtimes;
mod signing;
mod support;
mod telemetry;
mod tls;
mod tower;
mod trace_parent;
mod waiter;
