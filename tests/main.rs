//! Tests that cross crates, through public APIs.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]
#![allow(clippy::format_push_string, reason = "short texts, read more easily")]

mod action_examples;
mod downstream;
mod load;
mod logs;
mod paginated_actions;
mod pagination;
mod properties;
mod rate_limit;
#[path = "../essbasic-sandbox/tests/it/signed.rs"]
mod signed;
