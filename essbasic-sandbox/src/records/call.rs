//! A call as it is remembered.

use std::fmt;
use std::net::SocketAddr;
use std::time::{Duration, SystemTime};

use super::BODY;
use crate::faults::FaultKind;
use crate::gateway::{Carried, Verdict};

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
    pub at: SystemTime,
    /// How long it took until it was answered.
    pub took: Duration,
    /// Who called.
    pub from: Option<SocketAddr>,
    /// The request's line and headers, one a line.
    pub head: String,
    /// The request's body.
    pub body: RecordedBody,
    /// The answer's status; nothing when there was none.
    pub status: Option<u16>,
    /// The answer's headers, one a line.
    pub answer_head: String,
    /// The answer's body.
    pub answer: RecordedBody,
    /// The id that the answer has.
    pub request_id: Option<String>,
    /// What became of it.
    pub outcome: CallOutcome,
    /// What is to be said of its signature.
    pub verdict: Verdict,
    /// For how long a fault held it up.
    pub delay: Duration,
    /// The other fault that befell it.
    pub fault: Option<FaultKind>,
    /// The events that it caused, by their keys.
    pub events: Vec<String>,
    /// The action that came encrypted inside, where one could be opened.
    pub carried: Option<Carried>,
}

/// What became of a call.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CallOutcome {
    /// It was done.
    Done,
    /// It was done as far as a sample is: nothing is kept behind the answer.
    Sample,
    /// It was refused, with this code.
    Refused(String),
    /// It was answered with a status alone.
    Status,
    /// The connection was closed before there was a whole answer.
    NoAnswer,
    /// Its caller left, or never sent all of it.
    Left,
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
        pairs(self.head.split_once('\n').map_or("", |(_, headers)| headers))
    }

    /// The answer's headers.
    pub fn answer_headers(&self) -> impl Iterator<Item = (&str, &str)> {
        pairs(&self.answer_head)
    }

    /// How many bytes it holds, more or less.
    pub(super) fn size(&self) -> usize {
        let texts = self.head.len() + self.answer_head.len();
        size_of::<Self>() + texts + self.body.bytes.len() + self.answer.bytes.len()
    }
}

fn pairs(lines: &str) -> impl Iterator<Item = (&str, &str)> {
    lines.lines().filter_map(|line| line.split_once(": "))
}

impl CallOutcome {
    /// The outcome in one word, by which calls are filtered.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Sample => "sample",
            Self::Refused(_) => "refused",
            Self::Status => "status",
            Self::NoAnswer => "no-answer",
            Self::Left => "left",
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
    pub fn is_whole(&self) -> bool {
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
