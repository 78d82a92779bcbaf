//! Rate limits, callbacks and batches that several replicas of an application share, over Redis or
//! PostgreSQL.
//!
//! | feature | adds | server |
//! |---|---|---|
//! | `redis` | `SharedRateLimiter`: all replicas together keep the service's limits | Redis 6.0 or newer, Valkey |
//! | `postgres` | `Inbox`: callbacks are stored before they are acknowledged, and each is handled once; `PostgresDedupStore`; `PostgresJournal`: batches on many machines | PostgreSQL 12 or newer |
//! | `batch` | `Batch`: one action, sent once for each of many lines, over any `Journal` | |
//!
//! No feature is enabled by default.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "batch")]
mod batch;
#[cfg(any(feature = "batch", feature = "redis"))]
mod error;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "redis")]
mod rate_limit;
#[cfg(any(feature = "postgres", feature = "redis"))]
mod tls;

#[cfg(feature = "batch")]
pub use batch::{
    Batch, BatchAction, BatchProgress, BatchRun, Journal, JournalFuture, Line, LineResult,
    LineStatus, NextLines, ResultFormat, StopReason,
};
#[cfg(any(feature = "batch", feature = "redis"))]
pub use error::{FleetError, FleetErrorKind};
#[cfg(feature = "postgres")]
pub use postgres::{
    Database, DatabaseBuilder, DeadMessage, HandleOutcome, Handler, Inbox, InboxCounts, Migration,
    NewLine, PostgresDedupStore, PostgresJournal, PostgresJournalBuilder, StoreOutcome,
};
#[cfg(feature = "redis")]
pub use rate_limit::{Fallback, SharedRateLimiter, SharedRateLimiterBuilder};
#[cfg(feature = "postgres")]
pub use tokio_postgres;

/// Compiles the examples in the README.
#[cfg(all(doctest, feature = "postgres", feature = "redis"))]
#[doc = include_str!("../README.md")]
pub struct ReadmeDoctests;
