//! Tests of the sandbox through its public API: a client, a socket, a browser's requests.

#![allow(clippy::unwrap_used, reason = "a failed step fails the test")]

mod actions;
mod as_documented;
mod auto_sign;
mod bills;
mod body_limits;
mod callbacks;
mod constraints;
mod control_api;
mod disk;
mod documents;
mod dynamic_signers;
mod employees;
mod encrypted_calls;
mod error_codes;
mod faults;
mod flow_changes;
mod flows_by_files;
mod flows_by_templates;
mod gateway;
mod groups;
mod memory;
mod onboarding;
mod pages;
mod prepared_flows;
mod qr_codes;
mod records;
mod sandbox;
mod seals;
mod seeds;
mod settings;
mod signed;
mod snapshots;
mod support;
mod vendor_examples;
