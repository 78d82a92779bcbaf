//! A local essbasic: it checks as the real service does, and remembers.
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
//! # What it does
//!
//! - **It checks**: signature, clock, action and version, quota, body, members and limits of every
//!   action, in the platform's order; and refuses with a code that the action documents.
//! - **It remembers**: organizations, employees, files, contracts, groups, codes, seals, bills and
//!   whatever else most of the actions are about. One action is one transaction: what is refused
//!   leaves nothing changed. [`SandboxBuilder::data_dir`] keeps it all in a folder, and then nothing
//!   is answered that is not there yet. What is not kept is answered with a sample, and a header
//!   says so: [`Sandbox::actions`] tells which.
//! - **Other people** act on the small pages that its links and codes lead to, through
//!   [`Sandbox::sign`] and its neighbours, or through the control API.
//! - **It tells**: every event is posted to a [`Callback`], encrypted and signed, until it was
//!   taken; [`Sandbox::events`] shows them without one.
//! - **It shows what reached it**: [`Sandbox::calls`] has the last thousand calls, what became of
//!   them, and whether their signatures verify. Pages made of its [`SandboxHandle`] show them as they come,
//!   and all that it keeps.
//! - **Time and faults are in the tester's hand**: [`Sandbox::advance`], [`Fault`].
//!
//! # The control API
//!
//! JSON, for tests in any language; under `/sandbox/`, unless [`SandboxBuilder::control`] or an
//! address beyond this machine takes it away. What another page makes a browser send there is refused.
//!
//! | request | what it does |
//! |---|---|
//! | `GET actions`, `GET events` | lists the actions, and the events so far |
//! | `GET clock`, `POST clock {"Seconds"}` | tells the time; moves it forward |
//! | `POST scan {"QrCodeId", "Name", "Mobile"}` | a person scans a code: `{"FlowId"}` |
//! | `POST sign {"FlowId", "Name", "Mobile"}` | a person signs |
//! | `POST refuse {"FlowId", "Name", "Mobile", "Message"}` | a person refuses |
//! | `POST agree {"Link", "Person"}` | somebody does what a link asks of them |
//! | `POST seals {"SealId", "Good"}` | the service's people look at a seal |
//! | `POST contracts {"Left"}` | sets how many contracts can still be started |
//! | `POST faults {"Action", "PerMille", "Kind"}`, `DELETE faults` | adds a fault; ends all |
//!
//! A fault's kind is `"Reset"`, `"Cut"`, `"Throttle"`, `{"Delay": milliseconds}` or
//! `{"Status": code}`.
//!
//! # Where it is not the real one
//!
//! - Nobody's identity is checked: who knows a link, or a signer's name and mobile number, signs.
//! - What the service's people or another system take hours for takes seconds, or as long as the
//!   tester likes: documents and cancellations 2 seconds, seals a minute, reports a day.
//! - Where the manual leaves the order of checks or a code open, both are a guess; a code is always
//!   one that the action documents.
//! - What callbacks tell of contracts has the members that the manual names; other events tell
//!   what they are about, and little more.
//! - Drafts, reviews before the start, types of contracts and sending messages are not there.
//!
//! # How it is made
//!
//! A request passes the `gateway`, which knows every action by its schema. What is left is carried
//! out by the `actions` on the `state`, a table for everything that is kept, which the `store`
//! holds in memory and on disk. The `server` brings requests in and shows the pages; what came of
//! each call is in the `records`.

mod actions;
mod callbacks;
mod clock;
mod faults;
mod gateway;
mod pdf;
mod records;
mod refusal;
mod sandbox;
mod server;
mod state;
mod store;

pub mod csrf;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
pub mod seed;

pub use actions::{ActionSupport, Support};
pub use callbacks::{Callback, Event};
pub use faults::{Fault, FaultKind};
pub use gateway::{EncryptedCall, SignatureStatus};
pub use records::{CallLogCursor, CallOutcome, RecordedBody, RecordedCall};
pub use sandbox::{
    Command, CommandError, CommandOutput, Row, RowLocations, Rows, Sandbox, SandboxBuilder,
    SandboxHandle, Signer, TableInfo,
};
pub use state::{Person, ScanError, SignError};
