//! Tests with a PostgreSQL server. `ESSBASIC_TESTS_POSTGRES` names the folder of its programs.

mod batches;
mod clocks;
mod connecting;
mod cost;
mod dedup;
mod inbox;
mod machines;
mod outages;
mod replicas;
mod server;
mod service;
