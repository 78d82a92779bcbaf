//! A local essbasic service for tests and development: stateful, strict, without an account.
//!
//! ```
//! use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
//! use essbasic_sandbox::{Sandbox, seed};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let sandbox = Sandbox::start().await?;
//! let client = sandbox.client();
//!
//! let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
//! cancel.send(&client).await?;
//!
//! let again = cancel.send(&client).await.unwrap_err();
//! assert_eq!(again.code(), Some(&essbasic::codes::OPERATION_DENIED_QR_INVALID));
//! # Ok(())
//! # }
//! ```
//!
//! # Features of the service
//!
//! - **Validation**: signature, clock, action and version, rate limit, body, fields and constraints
//!   of every action are checked in the platform's order. A call is rejected with an error code that
//!   its action documents.
//! - **State**: organizations, employees, files, contracts, groups, QR codes, seals and bills. Every
//!   action is one transaction. Actions without state return a canned response with the header
//!   `X-Sandbox-Canned`; [`Sandbox::actions`] lists the support for each action.
//! - **People** scan, sign and decline through [`Sandbox::sign`] and related methods, the control API,
//!   or the pages behind links and QR codes.
//! - **Callbacks**: events are posted to every [`Callback`], encrypted and signed, until it accepts
//!   them. [`Sandbox::events`] lists them with their deliveries. Faults lose, repeat and reorder them:
//!   [`FaultKind::DropCallback`] and related kinds.
//! - **Call log**: [`Sandbox::calls`] returns the last 1,000 calls with outcome and signature status,
//!   [`SandboxHandle::records_after`] also what people did and which callbacks were posted. Pages built
//!   on a [`SandboxHandle`] show them live.
//! - **Clock and faults**: [`Sandbox::advance`], [`SandboxBuilder::clock_at`], [`Fault`].
//! - **Data**: [`Sandbox::snapshot`] to compare and to restore, [`SandboxHandle::reset`]; custom initial data
//!   from TOML.
//! - **Limits**: connections, bodies, JSON, faults, calls and events in memory are bounded; the file
//!   `limits.rs` lists all of them.
//!
//! # Cargo features
//!
//! None is enabled by default: an embedded sandbox needs few crates besides the library's own and
//! axum.
//!
//! | feature | adds |
//! |---|---|
//! | `pages` | HTML pages behind links and QR codes, for people with a browser, and pictures of QR codes (maud, qrcode) |
//! | `pdf` | documents with field values and signatures (lopdf); without it, every document is the same small blank PDF |
//! | `toml` | `seed::Seed`, own initial data from a file (toml) |
//! | `disk` | `SandboxBuilder::data_dir`, which stores all data in a folder (redb) |
//!
//! # Control API
//!
//! JSON for tests in any language, under `/sandbox/`. By default it is available on the loopback
//! interface only; [`SandboxBuilder::control_api`] changes that. Cross-site requests of browsers are
//! rejected.
//!
//! | request | effect |
//! |---|---|
//! | `GET actions` | lists actions |
//! | `GET events?After&Limit` | lists events with their deliveries, oldest first: at most 1,000, after an `Id` |
//! | `POST resend {"Id", "Url"}` | sends an event again, to one callback or, without `Url`, to all |
//! | `POST trigger {"Kind", "Data"}` | sends an event with this type and `MsgData`, returns its `Id` |
//! | `GET records?After&Limit&Tail&Kind&Action&Outcome&Wait` | lists the call log, oldest first, without secrets: at most 200 records after a `Number`, or the last `Tail`; waits up to `Wait` seconds for the first |
//! | `GET clock`, `DELETE clock` | returns the time, goes back to the system clock |
//! | `POST clock {"Seconds"}`, `POST clock {"Now", "Stopped"}` | moves the clock forward, sets it to a Unix time |
//! | `POST scan {"QrCodeId", "Name", "Mobile"}` | scans a QR code as a person, returns `{"FlowId"}` |
//! | `POST sign {"FlowId", "Name", "Mobile"}` | signs as a person |
//! | `POST decline {"FlowId", "Name", "Mobile", "Message"}` | declines as a person |
//! | `POST complete-link {"Link", "Person"}` | completes the task of a link |
//! | `POST seals {"SealId", "Approved"}` | reviews a seal |
//! | `POST contract-quota {"Remaining"}` | sets the number of contracts that can be started |
//! | `GET faults`, `POST faults {"Action", "PerMille", "Seconds", "Kind"}` | lists faults, injects one and returns its `Id` |
//! | `DELETE faults/Id`, `DELETE faults` | removes a fault, removes all |
//! | `GET callbacks`, `POST callbacks {"Url", "Token", "Key"}` | lists callbacks, adds one and returns its `Id` |
//! | `PUT callbacks/Id {"Url", "Token", "Key"}`, `DELETE callbacks/Id` | replaces a callback, removes it |
//! | `GET snapshots`, `POST snapshots {"Name"}` | lists snapshots, takes one and returns its `Id`: at most 10 |
//! | `POST snapshots/Id/restore {}`, `DELETE snapshots/Id` | goes back to a snapshot, deletes it |
//! | `POST reset {}` | goes back to the initial data and clock |
//!
//! `Kind` of a fault is `"Reset"`, `"Cut"`, `"Throttle"`, `{"Delay": milliseconds}`, `{"Status": code}`,
//! `{"Reject": error code}` with a code that some action documents, or for callbacks `"DropCallback"`, `"DuplicateCallback"`, `"ShuffleCallback"`, whose `Action` is a type of
//! events.
//!
//! # Differences from the service
//!
//! - Calls are signed with TC3-HMAC-SHA256, by POST with JSON or by GET with the fields in the query.
//!   The older HmacSHA1 and HmacSHA256, which the service accepts too, are rejected.
//! - The scope of a signature names `essbasic`, or the first part of the host, as two official clients
//!   do.
//! - Identities are not verified: a link, or the name and mobile number of a signer, is enough to
//!   sign.
//! - Work that takes the service hours takes seconds here, or as long as the clock is moved:
//!   conversions and cancellations 2 seconds, seals a minute, reports a day.
//! - Where the API reference does not specify the order of checks or an error code, both are
//!   assumptions; a code is always one that the action documents or that one of its examples has.
//! - Events about contracts have the fields of the API reference; other events have few.
//! - Drafts, reviews before the start, contract types and message sending are not supported.
//!
#![doc = include_str!("../docs/examples.md")]
//!
//! # Structure
//!
//! The `server` passes API calls to the `gateway`, which validates them by the schema of their action.
//! The `actions` change the `state`, tables of rows; the `store` makes every change a transaction, in
//! memory and on disk. The `records` keep each call with its outcome.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod actions;
mod body_memory;
mod call_memory;
mod callbacks;
mod clock;
mod command;
mod connections;
mod context;
mod errors;
mod faults;
mod gateway;
mod initial_data;
mod limits;
mod pdf;
mod random;
mod records;
mod sandbox;
mod saved_snapshots;
mod server;
mod state;
mod store;
mod table;

pub mod csrf;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
pub mod seed;

pub use actions::{ActionSupport, Support};
pub use body_memory::{BodyError, BodyLimits, BodyMemory, HeldMemory};
pub use callbacks::events::{Event, EventFilter, Events};
pub use callbacks::settings::CallbackSetting;
pub use callbacks::{Callback, CallbackRequest, CallbackSettingError};
pub use clock::ClockState;
pub use command::{Command, CommandError, CommandOutput, SignerRef};
pub use connections::serve;
pub use faults::{Fault, FaultCode, FaultError, FaultKind};
pub use gateway::{EncryptedCall, SignatureStatus};
pub use records::{
    ActKind, ActSource, CallLogCursor, CallOutcome, ForeignSignature, Record, RecordKind,
    RecordedAct, RecordedBody, RecordedCall, RecordedConnection, RecordedDelivery,
};
pub use sandbox::{
    ContractFilter, ContractSummary, Contracts, DocumentLayout, PageSize, PlacedField, Row,
    RowChange, RowLocations, Rows, Sandbox, SandboxBuilder, SandboxHandle, Snapshot, StartError,
    TableInfo,
};
pub use saved_snapshots::{SavedSnapshot, SnapshotError};
pub use state::{
    Delivery, DeliveryAttempt, DeliveryCause, DeliveryError, DeliveryStatus, EventError, Person,
    ScanError, SignError,
};
#[cfg(feature = "disk")]
pub use store::StorageEvent;

/// Compiles and runs the examples in the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct ReadmeDoctests;
