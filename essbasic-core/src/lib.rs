//! Framework of essbasic for Rust: annotated structs become signed, validated, retryable calls.
//!
//! Applications depend on the catalogue, `essbasic`, which re-exports what they need. This crate knows
//! no particular action and no particular service.
//!
//! | module or type | contents |
//! |---|---|
//! | [`Action`], [`Descriptor`], [`schema`] | actions as data, read by clients, tools and servers |
//! | [`validate`] | validation of requests before they are sent |
//! | [`request`], [`sign`] | encoding and TC3-HMAC-SHA256 signing |
//! | [`response`] | decoding of the response envelope |
//! | [`Error`], [`ErrorCode`], [`Outcome`] | errors, and whether the service acted |
//! | [`message`] | messages that tools can translate |
//! | [`Client`], [`Call`] | execution of a call: validate → acquire a permit → (sign → send → decode) → retry |
//! | [`Effect`], [`RetryPolicy`], [`RateLimiter`] | retry safety, retry policy, rate limiting |
//! | [`Interceptor`] | hooks around attempts and calls |
//! | [`audit`] | an audit log of calls |
//! | [`provider`] | credential providers |
//! | [`ItemStream`], [`Waiter`] | pagination, and waiting for a final state |
//! | [`LinkDownload`] | downloads |
//! | [`Encryptor`] | end-to-end encryption |
//! | [`RawAction`] | undeclared actions |
//! | [`transport`] | the network |
//! | [`limits`] | limits of what is held in memory |
//!
//! Everything above [`Client`] is pure: it reads no clock, no environment variable and no socket. Calls
//! emit `tracing` spans named after OpenTelemetry's conventions: `call` for the whole, `POST` for each
//! attempt.

#![cfg_attr(docsrs, feature(doc_cfg))]

// The macros write paths that start here, also for our own structs.
extern crate self as essbasic_core;

mod action;
mod client;
mod clock;
mod credential;
mod encryptor;
mod environment;
mod error;
mod interceptor;
mod json;
mod proxy;
mod rate_limit;
mod raw;
mod reply;
mod retry;
mod telemetry;
mod trace_parent;

pub mod audit;
pub mod limits;
pub mod message;
#[cfg(feature = "metrics")]
pub mod metrics;
pub mod provider;
pub mod request;
pub mod response;
pub mod schema;
pub mod sign;
pub mod transport;
pub mod validate;

pub use action::{Action, Descriptor, EmptyResponse, OffsetUnit, Pagination, WaitConfig};
pub use client::Client;
pub use client::builder::ClientBuilder;
pub use client::call::Call;
pub use client::download::{DownloadSummary, LinkDownload};
pub use client::pagination::ItemStream;
pub use client::waiter::{Waiter, WakeHandle};
pub use credential::Credential;
pub use encryptor::{Encryptor, EncryptorError};
pub use environment::{Endpoint, Environment, Host, Region};
pub use error::{Error, ErrorCode, ErrorKind, Outcome};
pub use interceptor::{
    AttemptRecord, CallInfo, CallRecord, CredentialRefresh, Interceptor, InterceptorError,
};
pub use json::JsonObject;
pub use proxy::Proxy;
pub use rate_limit::{AcquireFuture, PermitRequest, RateLimiter, SlidingWindow, Unlimited};
pub use raw::RawAction;
pub use reply::Reply;
pub use retry::{Effect, RetryPolicy};
pub use trace_parent::TraceParent;

/// Turns a struct into an action that is sent with `.send(&client)`.
///
/// ```
/// use essbasic_core::{Action, tc_action};
///
/// /// Cancels a thing.
/// #[tc_action(name = "CancelThing", version = "2021-05-26", effect = idempotent("OperationDenied.Gone"))]
/// pub struct CancelThing {
///     /// ID of the thing, 32 characters.
///     #[tc(len = 32)]
///     pub thing_id: String,
/// }
///
/// assert_eq!(CancelThing::descriptor().effect.already_done_codes(), ["OperationDenied.Gone"]);
/// ```
///
/// `essbasic::tc_action` documents all arguments, and those of a field's `#[tc(…)]`.
pub use essbasic_macros::tc_action;

/// Turns a struct into a part of requests and responses; see [`tc_action`](attr.tc_action.html).
///
/// ```
/// use essbasic_core::{schema::Model, tc_model};
///
/// /// A thing.
/// #[tc_model]
/// pub struct Thing {
///     /// Name of the thing.
///     pub name: Option<String>,
/// }
///
/// assert_eq!(Thing::schema().fields[0].name, "Name");
/// ```
pub use essbasic_macros::tc_model;

/// Turns an enum into an open set of documented values; see [`tc_action`](attr.tc_action.html).
///
/// ```
/// use essbasic_core::tc_enum;
///
/// /// Status of a contract.
/// #[tc_enum]
/// pub enum FlowStatus {
///     /// No party has signed.
///     Init = "INIT",
///     /// All parties have signed.
///     All = "ALL",
/// }
///
/// assert_eq!(FlowStatus::from("ALL"), FlowStatus::All);
/// assert_eq!(FlowStatus::from("NEWER").as_str(), "NEWER");
/// ```
pub use essbasic_macros::tc_enum;

/// Compiles the examples in the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct ReadmeDoctests;

/// Names used by the macros. Not part of the API.
#[doc(hidden)]
pub mod __private {
    pub use crate::client::cursor::PageParam;
    pub use crate::schema::{
        Constraint, EnumValue, FieldKind, FieldSchema, FieldType, Fields, FieldsMut, Model, Rule,
        StructSchema, ValueMut, ValueRef, deserialize, serialize,
    };
    pub use crate::{
        Action, Call, Client, Descriptor, Effect, EmptyResponse, Host, ItemStream, OffsetUnit,
        Pagination, WaitConfig, Waiter,
    };
    pub use serde;

    use crate::schema;
    use std::fmt::{Formatter, Result as Written};

    /// Formats a struct that has a schema.
    ///
    /// # Errors
    ///
    /// The errors of the formatter.
    pub fn debug(
        schema: &'static StructSchema,
        value: &dyn Fields,
        f: &mut Formatter<'_>,
    ) -> Written {
        schema::debug(schema, value, f)
    }

    /// Returns the items of an optional list.
    pub fn all<T>(list: impl Into<Option<Vec<T>>>) -> Vec<T> {
        list.into().unwrap_or_default()
    }
}
