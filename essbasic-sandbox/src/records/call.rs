//! A recorded call.

use std::fmt;
use std::net::SocketAddr;
use std::time::{Duration, SystemTime};

use serde_json::{Map, Value};

use super::ForeignSignature;
use crate::faults::FaultKind;
use crate::gateway::{EncryptedCall, SignatureStatus, body_of_query};
use crate::limits;

/// Request header with the number of the call that a call repeats.
const REPLAY_OF: &str = "x-sandbox-replay-of";

/// A call that reached the sandbox, with its response and outcome.
///
/// Contains personal data and bearer links, but no secret key and no session token.
#[derive(Clone)]
#[non_exhaustive]
pub struct RecordedCall {
    /// Number of the record, in the order in which calls and other records ended.
    pub number: u64,
    /// Time at which the head of the request arrived.
    pub received_at: SystemTime,
    /// Time from the head of the request to the response.
    pub duration: Duration,
    /// Address of the client.
    pub peer: Option<SocketAddr>,
    /// Request line and headers, one per line.
    pub request_head: String,
    /// Body of the request.
    pub request_body: RecordedBody,
    /// HTTP status of the response; `None` without a response.
    pub status: Option<u16>,
    /// Headers of the response, one per line.
    pub response_head: String,
    /// Body of the response.
    pub response_body: RecordedBody,
    /// Request ID of the response.
    pub request_id: Option<String>,
    /// Outcome of the call.
    pub outcome: CallOutcome,
    /// Result of the signature check.
    pub signature: SignatureStatus,
    /// A signature of another method, which was rejected.
    pub foreign_signature: Option<ForeignSignature>,
    /// Delay by injected faults.
    pub delay: Duration,
    /// Injected fault other than a delay.
    pub fault: Option<FaultKind>,
    /// Keys of the events that the call caused.
    pub events: Vec<String>,
    /// The call inside an encrypted call, if it could be decrypted.
    pub encrypted_call: Option<EncryptedCall>,
}

/// Outcome of a recorded call.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CallOutcome {
    /// The action was executed.
    Done,
    /// The request is valid and the response canned: nothing was changed.
    Canned,
    /// The action was rejected with this error code.
    Rejected(String),
    /// The response was an HTTP status without an envelope.
    HttpStatus,
    /// The connection was closed before the response was complete.
    NoResponse,
    /// The client disconnected, or did not send the whole request.
    ClientDisconnected,
}

/// A body, or its first 64 KiB.
#[derive(Clone, Default)]
pub struct RecordedBody {
    bytes: Box<[u8]>,
    length: usize,
}

impl RecordedCall {
    /// Returns the action that the request names.
    pub fn action(&self) -> &str {
        let foreign = || self.foreign_signature.as_ref().map(|it| it.action.as_str());
        self.header("x-tc-action").or_else(foreign).unwrap_or_default()
    }

    /// Returns the version that the request names.
    pub fn version(&self) -> &str {
        self.header("x-tc-version").unwrap_or_default()
    }

    /// Returns the method of the request.
    pub fn method(&self) -> &str {
        self.request_line().0
    }

    /// Returns the path of the request, with its query.
    ///
    /// The query of an older signature method, and one that is too long, is not recorded.
    pub fn target(&self) -> &str {
        self.request_line().1
    }

    /// Returns the fields of the request: of its body, or of the query of a GET call.
    ///
    /// `None` if they are no JSON object, or were not recorded completely.
    pub fn fields(&self) -> Option<Map<String, Value>> {
        let query = self.target().split_once('?').filter(|_| self.method() == "GET");
        if let Some((_, query)) = query {
            let action = essbasic::find_action(self.action())?.descriptor();
            return serde_json::from_slice(&body_of_query(action, query).ok()?).ok();
        }
        let body = Some(&self.request_body).filter(|body| body.is_complete())?;
        serde_json::from_slice(body.bytes()).ok()
    }

    /// Returns method and target.
    fn request_line(&self) -> (&str, &str) {
        let line = self.request_head.lines().next().unwrap_or_default();
        let (method, rest) = line.split_once(' ').unwrap_or_default();
        (method, rest.rsplit_once(' ').map_or(rest, |(target, _)| target))
    }

    /// Returns the `User-Agent` of the request.
    pub fn user_agent(&self) -> &str {
        self.header("user-agent").unwrap_or_default()
    }

    /// Returns the number of the call that this one repeats.
    pub fn replay_of(&self) -> Option<u64> {
        self.header(REPLAY_OF)?.parse().ok()
    }

    /// Returns a header of the request.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Returns the headers of the request.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        header_lines(self.request_head.split_once('\n').map_or("", |(_, headers)| headers))
    }

    /// Returns the headers of the response.
    pub fn response_headers(&self) -> impl Iterator<Item = (&str, &str)> {
        header_lines(&self.response_head)
    }

    /// Returns the approximate number of bytes in memory.
    pub(super) fn size(&self) -> usize {
        let texts = self.request_head.len() + self.response_head.len();
        let events: usize = self.events.iter().map(|it| size_of::<String>() + it.len()).sum();
        let bodies = self.request_body.bytes.len() + self.response_body.bytes.len();
        size_of::<Self>() + texts + events + bodies
    }
}

fn header_lines(lines: &str) -> impl Iterator<Item = (&str, &str)> {
    lines.lines().filter_map(|line| line.split_once(": "))
}

impl CallOutcome {
    /// Returns the outcome as one word, for filters.
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
    pub(super) fn new(bytes: &[u8]) -> Self {
        let recorded = &bytes[..bytes.len().min(limits::RECORDED_BODY_BYTES)];
        Self { bytes: recorded.into(), length: bytes.len() }
    }

    /// Returns the recorded bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the length of the whole body.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Returns whether the whole body was recorded.
    pub fn is_complete(&self) -> bool {
        self.bytes.len() == self.length
    }
}

/// Shows only number and outcome: calls contain personal data.
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
