//! A call as it is remembered.

use std::fmt;
use std::net::SocketAddr;
use std::time::{Duration, SystemTime};

use super::BODY;
use crate::faults::FaultKind;
use crate::gateway::{EncryptedCall, SignatureStatus};

/// A header that says of which call another is the replay, by its number.
const REPLAY_OF: &str = "x-sandbox-replay-of";

/// A call that reached the sandbox, and what became of it.
///
/// Its texts are about people, and hold bearer links; neither a secret key nor a session token is
/// among them.
#[derive(Clone)]
#[non_exhaustive]
pub struct RecordedCall {
    /// Its number, in the order in which calls ended.
    pub number: u64,
    /// When it arrived.
    pub received_at: SystemTime,
    /// How long it took until it was answered.
    pub duration: Duration,
    /// Who called.
    pub peer: Option<SocketAddr>,
    /// The request's line and headers, one a line.
    pub request_head: String,
    /// The request's body.
    pub request_body: RecordedBody,
    /// The answer's status; nothing when there was none.
    pub status: Option<u16>,
    /// The answer's headers, one a line.
    pub response_head: String,
    /// The answer's body.
    pub response_body: RecordedBody,
    /// The id that the answer has.
    pub request_id: Option<String>,
    /// What became of it.
    pub outcome: CallOutcome,
    /// What is to be said of its signature.
    pub signature: SignatureStatus,
    /// For how long a fault held it up.
    pub delay: Duration,
    /// The other fault that befell it.
    pub fault: Option<FaultKind>,
    /// The events that it caused, by their keys.
    pub events: Vec<String>,
    /// The action that came encrypted inside, where one could be opened.
    pub encrypted_call: Option<EncryptedCall>,
}

/// What became of a call.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CallOutcome {
    /// It was done.
    Done,
    /// It was done as far as a sample is: nothing is kept behind the answer.
    Canned,
    /// It was refused, with this code.
    Rejected(String),
    /// It was answered with a status alone.
    HttpStatus,
    /// The connection was closed before there was a whole answer.
    NoResponse,
    /// Its caller left, or never sent all of it.
    ClientDisconnected,
}

/// A body, as far as it is remembered.
#[derive(Clone, Default)]
pub struct RecordedBody {
    bytes: Box<[u8]>,
    length: usize,
}

impl RecordedCall {
    /// The action that the request names.
    pub fn action(&self) -> &str {
        self.header("x-tc-action").unwrap_or_default()
    }

    /// The version that the request names.
    pub fn version(&self) -> &str {
        self.header("x-tc-version").unwrap_or_default()
    }

    /// What the caller calls itself.
    pub fn user_agent(&self) -> &str {
        self.header("user-agent").unwrap_or_default()
    }

    /// The number of the call that this one repeats.
    pub fn replay_of(&self) -> Option<u64> {
        self.header(REPLAY_OF)?.parse().ok()
    }

    /// A header of the request.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The request's headers.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        pairs(self.request_head.split_once('\n').map_or("", |(_, headers)| headers))
    }

    /// The answer's headers.
    pub fn response_headers(&self) -> impl Iterator<Item = (&str, &str)> {
        pairs(&self.response_head)
    }

    /// How many bytes it holds, more or less.
    pub(super) fn size(&self) -> usize {
        let texts = self.request_head.len() + self.response_head.len();
        size_of::<Self>() + texts + self.request_body.bytes.len() + self.response_body.bytes.len()
    }
}

fn pairs(lines: &str) -> impl Iterator<Item = (&str, &str)> {
    lines.lines().filter_map(|line| line.split_once(": "))
}

impl CallOutcome {
    /// The outcome in one word, by which calls are filtered.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Canned => "canned",
            Self::Rejected(_) => "rejected",
            Self::HttpStatus => "status",
            Self::NoResponse => "no-response",
            Self::ClientDisconnected => "disconnected",
        }
    }
}

impl RecordedBody {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes[..bytes.len().min(BODY)].into(), length: bytes.len() }
    }

    /// Its bytes, or the first of them.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many bytes it had.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Whether all of it is remembered.
    pub fn is_complete(&self) -> bool {
        self.bytes.len() == self.length
    }
}

/// Calls are about people, so only what became of one is shown.
impl fmt::Debug for RecordedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RecordedCall");
        shown.field("number", &self.number).field("outcome", &self.outcome).finish_non_exhaustive()
    }
}

impl fmt::Debug for RecordedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordedBody({} bytes)", self.length)
    }
}
