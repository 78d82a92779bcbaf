//! Tests of the whole, by public names only.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod checks;
mod client;
mod clock;
mod code;
mod credentials;
mod downstream;
mod encrypted;
mod envelope;
mod faults;
mod gateway;
mod listing;
mod logs;
mod macros;
mod official_bugs;
mod options;
mod properties;
mod quota;
mod request;
mod retry;
mod sandbox;
mod security;
mod server;
mod shared;
mod sign;
mod stories;
mod storm;
mod tls;
mod transfer;
mod wait;
