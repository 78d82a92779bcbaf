//! Tests of the whole, by public names only.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod catalogue;
mod checks;
mod client;
mod code;
mod compile_fail;
mod downstream;
mod envelope;
mod gateway;
mod macros;
mod official_bugs;
mod quota;
mod request;
mod retry;
mod sandbox;
mod server;
mod shared;
mod sign;
