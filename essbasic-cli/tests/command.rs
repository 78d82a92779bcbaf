//! The command `essbasic`: output, files and exit codes.

#![allow(clippy::unwrap_used, reason = "tests panic")]

#[allow(dead_code, reason = "essbasic-fleet's tests use more of it")]
#[path = "../../essbasic-fleet/tests/it/postgres/server.rs"]
mod postgres_server;
#[allow(dead_code, reason = "essbasic-fleet's tests use more of it")]
#[path = "../../essbasic-fleet/tests/it/redis_server.rs"]
mod redis_server;

mod command {
    mod batch;
    mod call;
    mod callback;
    mod catalogue;
    mod chinese;
    mod completions;
    mod config;
    mod configure;
    mod connection;
    mod doctor;
    mod dry_run;
    mod errors;
    mod explorer;
    mod help_examples;
    mod hostile_text;
    mod logs;
    #[cfg(feature = "mcp")]
    mod mcp;
    mod output;
    mod paginate;
    mod private_files;
    mod replay;
    mod secret_warning;
    mod secrets;
    mod servers;
    mod shared;
    mod sign;
    mod support;
    mod text_files;
}
