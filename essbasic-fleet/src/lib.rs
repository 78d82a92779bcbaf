//! For applications of `essbasic` that run in several replicas.
//!
//! | feature | adds | server |
//! |---|---|---|
//! | `redis` | `SharedRateLimiter`: all replicas together keep the service's limits | Redis 6.0 or newer, Valkey |
//!
//! No feature is enabled by default.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "redis")]
mod error;
#[cfg(feature = "redis")]
mod rate_limit;
#[cfg(feature = "redis")]
mod tls;

#[cfg(feature = "redis")]
pub use error::{FleetError, FleetErrorKind};
#[cfg(feature = "redis")]
pub use rate_limit::{Fallback, SharedRateLimiter, SharedRateLimiterBuilder};

/// Compiles the examples in the README.
#[cfg(all(doctest, feature = "redis"))]
#[doc = include_str!("../README.md")]
pub struct ReadmeDoctests;
