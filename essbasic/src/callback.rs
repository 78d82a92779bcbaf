//! Callbacks: verification, decryption, typed events and deduplication.
//!
//! The service posts events as JSON to the address in the console's callback settings. It signs
//! them with the callback token and, if a callback key is set, encrypts them.
//! [`CallbackKeys::receive`] verifies and decrypts the header and body of such a request:
//!
//! ```
//! use essbasic::callback::events::FlowCallbackStatus;
//! use essbasic::callback::{CallbackError, CallbackKeys, Event, Payload};
//!
//! /// Returns the HTTP status to respond with. The service repeats every callback that is not
//! /// acknowledged with 200.
//! fn handle(keys: &CallbackKeys, signature: Option<&str>, body: &[u8]) -> Result<u16, CallbackError> {
//!     let message = match keys.receive(signature, body)? {
//!         Payload::Message(message) => message,
//!         // The console checks that the address responds.
//!         Payload::Probe => return Ok(200),
//!     };
//!     match &message.event {
//!         Event::FlowStatusChange(change)
//!             if change.flow_callback_status == Some(FlowCallbackStatus::All) =>
//!         {
//!             println!("all signers of {:?} have signed", change.flow_id);
//!         }
//!         other => println!("{}: {:?}", other.msg_type(), message.data),
//!     }
//!     Ok(200)
//! }
//!
//! let keys = CallbackKeys::new("your-callback-token", "0123456789ABCDEF0123456789ABCDEF")?;
//! assert_eq!(handle(&keys, None, b"{}")?, 200);
//! assert_eq!(handle(&keys, None, br#"{"encrypt":"AAAA"}"#).unwrap_err().status(), 401);
//! # Ok::<(), CallbackError>(())
//! ```
//!
//! With the feature `axum`, [`Message`] is an extractor: handlers receive verified messages only.
//!
//! # Delivery
//!
//! - Events are delivered at least once and in any order. Deduplicate them with
//!   [`Message::handle_once`] and a [`DedupStore`]. The signature does not cover the time.
//! - [`FlowState`] merges events of a contract, so that none of them sets it back.
//! - [`Router`] calls typed handlers. [`Reconciler`] finds the changes that no callback has reported.
//! - Respond quickly, and with 200 only after the event is stored: acknowledged events are not sent
//!   again.
//! - An unexpected field never makes an event unreadable: it is omitted from the typed [`Event`] and
//!   kept in [`Message::data`].

mod dedup;
mod error;
mod flow_state;
mod keys;
mod lenient;
mod message;
mod organization_state;
mod receive;
#[cfg(feature = "flows")]
mod reconciler;
mod router;

pub mod events;

#[cfg(feature = "axum")]
mod extract;

pub use dedup::{Claim, DedupFuture, DedupStore, Delivery, MemoryDedupStore};
pub use error::{CallbackError, CallbackErrorKind};
pub use events::Event;
#[cfg(feature = "axum")]
pub use extract::MessageRejection;
pub use flow_state::{ApproverStage, FlowStage, FlowState, MAX_APPROVERS, Merge};
pub use keys::{CONTENT_SIGNATURE, CallbackKeys};
pub use message::{Message, MsgVersion};
pub use organization_state::{OrganizationStage, OrganizationState};
pub use receive::{MAX_BODY_BYTES, Payload, SignedCallback};
#[cfg(feature = "flows")]
pub use reconciler::{Page, Reconciler, Round};
pub use router::Router;
