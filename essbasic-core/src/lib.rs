//! The framework of essbasic for Rust: an annotated struct becomes a signed request, its answer
//! becomes a value or an error.
//!
//! | where | what |
//! |---|---|
//! | [`action`](Action) | what an action is, and all that is known of it before it is made |
//! | [`schema`] | what actions are made of, as data for checks, tools and servers |
//! | [`check`] | what is wrong with a request, said before it is sent |
//! | [`request`] | an action written as a request, and signed |
//! | [`sign`] | TC3-HMAC-SHA256, stage by stage |
//! | [`envelope`] | from an answer's bytes to an output or a refusal |
//! | [`Error`], [`ErrorCode`], [`Outcome`] | why there is no answer, and whether the service acted |
//! | [`Client`], [`Call`] | the way of a call: check → wait for quota → (sign → send → open) ↺ retry |
//! | [`Effect`], [`RetryPolicy`], [`RateLimiter`] | what may be repeated, how patiently, how often |
//! | [`provider`] | where credentials come from |
//! | [`ItemStream`], [`Waiter`] | what comes page by page, and what is asked until it has ended |
//! | [`LinkDownload`] | what a link of the service's points at |
//! | [`Encryptor`] | an action that is carried inside another, encrypted |
//! | [`RawAction`] | an action that nobody has annotated |
//! | [`transport`] | the only door to the network |
//!
//! The first seven are pure: they read no clock, no variable and no socket. What is seen of a call
//! from outside are `tracing` spans and events, named as OpenTelemetry names those of HTTP
//! clients: `call` for the whole, and `POST` for each attempt.
//!
//! Applications depend on the catalogue, `essbasic`, which re-exports what they need.

// The macros write paths that start here, also for our own structs.
extern crate self as essbasic_core;

mod action;
#[cfg(feature = "blocking")]
mod blocking;
mod call;
mod client;
mod clock;
mod credential;
mod download;
mod encryptor;
mod environment;
mod error;
mod json;
mod pagination;
mod proxy;
mod rate_limit;
mod raw;
mod redact;
mod reply;
mod retry;
mod telemetry;
mod waiter;

pub mod provider;
pub mod request;
pub mod response;
pub mod schema;
pub mod sign;
pub mod transport;
pub mod validate;

pub use action::{Action, Descriptor, EmptyResponse};
pub use call::Call;
pub use client::{Client, ClientBuilder};
pub use credential::Credential;
pub use download::{DownloadSummary, LinkDownload};
pub use encryptor::{Encryptor, EncryptorError};
pub use environment::{Endpoint, Environment, Host, Region};
pub use error::{Error, ErrorCode, ErrorKind, Outcome};
pub use json::JsonObject;
pub use pagination::{ItemStream, OffsetUnit, Pagination};
pub use proxy::Proxy;
pub use rate_limit::{AcquireFuture, PermitRequest, RateLimiter, SlidingWindow, Unlimited};
pub use raw::RawAction;
pub use reply::Reply;
pub use retry::{Effect, RetryPolicy};
pub use waiter::{WaitConfig, Waiter, WakeHandle};

/// Makes a plain struct an action that is sent with `.send(&client)`.
///
/// ```
/// use essbasic_core::{Action, tc_action};
///
/// /// Cancels a thing.
/// #[tc_action(name = "CancelThing", version = "2021-05-26", effect = idempotent("OperationDenied.Gone"))]
/// pub struct CancelThing {
///     /// Which one, 32 characters.
///     #[tc(len = 32)]
///     pub thing_id: String,
/// }
///
/// assert_eq!(CancelThing::descriptor().effect.already_done_codes(), ["OperationDenied.Gone"]);
/// ```
///
/// All arguments, and the words that a member's `#[tc(…)]` takes, are listed where applications
/// meet it: at `essbasic::tc_action`.
pub use essbasic_macros::tc_action;

/// Makes a plain struct a part of an action's request or answer; see [`macro@tc_action`].
///
/// ```
/// use essbasic_core::{schema::Model, tc_model};
///
/// /// A thing.
/// #[tc_model]
/// pub struct Thing {
///     /// What it is called.
///     pub name: Option<String>,
/// }
///
/// assert_eq!(Thing::schema().fields[0].name, "Name");
/// ```
pub use essbasic_macros::tc_model;

/// Makes an enum a documented set of values that stays open; see [`macro@tc_action`].
///
/// ```
/// use essbasic_core::tc_enum;
///
/// /// How far a contract is.
/// #[tc_enum]
/// pub enum FlowStatus {
///     /// Nobody has signed.
///     Init = "INIT",
///     /// Everybody has.
///     All = "ALL",
/// }
///
/// assert_eq!(FlowStatus::from("ALL"), FlowStatus::All);
/// assert_eq!(FlowStatus::from("NEWER").as_str(), "NEWER");
/// ```
pub use essbasic_macros::tc_enum;

/// What the macros name. Not a part of the API.
#[doc(hidden)]
pub mod __private {
    pub use crate::pagination::PageParam;
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

    /// `Debug` of a struct that has a schema.
    ///
    /// # Errors
    ///
    /// Those of the formatter.
    pub fn debug(
        schema: &'static StructSchema,
        value: &dyn Fields,
        f: &mut Formatter<'_>,
    ) -> Written {
        schema::debug(schema, value, f)
    }

    /// The items of a list, given or not.
    pub fn all<T>(list: impl Into<Option<Vec<T>>>) -> Vec<T> {
        list.into().unwrap_or_default()
    }
}
