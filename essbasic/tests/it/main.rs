//! Tests of the catalogue through its public API.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod callback;
mod catalogue;
mod damage;
mod encryption;
mod round_trips;
mod send;
mod support;
mod testing;
mod transfer;
mod validate;
mod waiters;
mod workflows;
