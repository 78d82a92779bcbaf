//! Callbacks: what the service posts to an application, verified, opened and typed.
//!
//! The service posts an event as JSON, signed with the token of the console's callback settings
//! and, where a callback key is set there, encrypted. [`CallbackKeys::receive`] turns the header
//! and the body into a [`Message`], or says why not:
//!
//! ```
//! use essbasic::callback::events::FlowCallbackStatus;
//! use essbasic::callback::{CallbackError, CallbackKeys, Event, Payload};
//!
//! /// What to answer: the service sends again whatever is not answered with 200.
//! fn answer(keys: &CallbackKeys, signature: Option<&str>, body: &[u8]) -> Result<u16, CallbackError> {
//!     let message = match keys.receive(signature, body)? {
//!         Payload::Message(message) => message,
//!         // The console asks whether anybody is there.
//!         Payload::Probe => return Ok(200),
//!     };
//!     match &message.event {
//!         Event::FlowStatusChange(change)
//!             if change.flow_callback_status == Some(FlowCallbackStatus::All) =>
//!         {
//!             println!("{:?} is signed by all", change.flow_id);
//!         }
//!         other => println!("{}: {:?}", other.msg_type(), message.data),
//!     }
//!     Ok(200)
//! }
//!
//! let keys = CallbackKeys::new("a-token-of-your-own", "0123456789ABCDEF0123456789ABCDEF")?;
//! assert_eq!(answer(&keys, None, b"{}")?, 200);
//! assert_eq!(answer(&keys, None, br#"{"encrypt":"AAAA"}"#).unwrap_err().status(), 401);
//! # Ok::<(), CallbackError>(())
//! ```
//!
//! With the feature `axum` a handler takes a [`Message`] as an argument, and what is none is
//! answered before it.
//!
//! # What to rely on
//!
//! - An event comes at least once and in no promised order. [`Message::handle_once`] and a [`DedupStore`] keep
//!   out what comes again; a signature says nothing about when it was made.
//! - Answer soon, and with 200 only once the event is safe: after that it is not sent again.
//! - A member that is not as expected never makes an event unreadable: it is left out of the
//!   typed [`Event`], and stays as it came in [`Message::data`].

mod cipher;
mod dedup;
mod error;
mod keys;
mod lenient;
mod message;
mod receive;
mod signature;

pub mod events;

#[cfg(feature = "axum")]
mod extract;

pub use dedup::{Claim, DedupFuture, DedupStore, Delivery, MemoryDedupStore};
pub use error::{CallbackError, CallbackErrorKind};
pub use events::Event;
#[cfg(feature = "axum")]
pub use extract::MessageRejection;
pub use keys::CallbackKeys;
pub use message::{Message, MsgVersion};
pub use receive::{MAX_BODY_BYTES, Payload, SignedCallback};
pub use signature::CONTENT_SIGNATURE;
