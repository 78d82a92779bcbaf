//! Tests of the MCP server over its public API, with a client of their own.

#![allow(clippy::unwrap_used, reason = "a panic in a test shows its place")]

mod bad_input;
mod bounds;
mod confirmation;
mod every_action;
mod fuzzing;
mod http;
mod inline_lifecycle;
mod resources;
mod scope;
mod support;
mod tool_list;
mod tools;
mod transfers;
