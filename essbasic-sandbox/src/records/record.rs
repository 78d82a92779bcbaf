//! Records of the call log, of every kind.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::SystemTime;

use super::{RecordedAct, RecordedCall};
use crate::state::{DeliveryAttempt, DeliveryCause};

/// One record of the call log.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Record {
    /// A call of an action.
    Call(Arc<RecordedCall>),
    /// An act of a person.
    Act(Arc<RecordedAct>),
    /// An attempt to post an event to a callback.
    Delivery(Arc<RecordedDelivery>),
    /// A connection whose client does not speak HTTP.
    Connection(Arc<RecordedConnection>),
}

/// Kind of a [`Record`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum RecordKind {
    /// [`Record::Call`].
    Call,
    /// [`Record::Act`].
    Act,
    /// [`Record::Delivery`].
    Delivery,
    /// [`Record::Connection`].
    Connection,
}

/// An attempt to post an event to a callback.
#[derive(Clone)]
#[non_exhaustive]
pub struct RecordedDelivery {
    /// Number of the record.
    pub number: u64,
    /// ID of the event.
    pub event: String,
    /// Event type, such as `FlowStatusChange`.
    pub kind: String,
    /// URL of the callback. May contain a secret.
    pub url: String,
    /// Reason for the delivery.
    pub cause: DeliveryCause,
    /// The attempt.
    pub attempt: DeliveryAttempt,
}

/// A connection whose client began with TLS, although the sandbox serves HTTP.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RecordedConnection {
    /// Number of the record.
    pub number: u64,
    /// Time at which the first bytes arrived.
    pub received_at: SystemTime,
    /// Address of the client.
    pub peer: SocketAddr,
}

impl Record {
    /// Returns the number of the record, in the order in which calls, acts and attempts ended.
    pub fn number(&self) -> u64 {
        match self {
            Self::Call(it) => it.number,
            Self::Act(it) => it.number,
            Self::Delivery(it) => it.number,
            Self::Connection(it) => it.number,
        }
    }

    /// Returns the kind of the record.
    pub fn kind(&self) -> RecordKind {
        match self {
            Self::Call(_) => RecordKind::Call,
            Self::Act(_) => RecordKind::Act,
            Self::Delivery(_) => RecordKind::Delivery,
            Self::Connection(_) => RecordKind::Connection,
        }
    }
}

impl RecordKind {
    /// Returns the kind as one word, for filters.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Act => "person",
            Self::Delivery => "callback",
            Self::Connection => "connection",
        }
    }
}

impl RecordedDelivery {
    /// Returns whether the callback accepted the event.
    pub fn is_accepted(&self) -> bool {
        self.attempt.response == Ok(200)
    }
}

/// Hides the URL, which may contain a secret.
impl fmt::Debug for RecordedDelivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RecordedDelivery");
        shown.field("number", &self.number).field("kind", &self.kind);
        shown.field("attempt", &self.attempt).finish_non_exhaustive()
    }
}
