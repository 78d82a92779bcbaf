//! Requests of another program that wait for the confirmation of a person, on pages of their own.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use essbasic::Descriptor;
use essbasic_devtools::escape;
use serde_json::{Map, Value};
use tokio::time::Instant;

use crate::access::new_token;
use crate::limits;

/// A request to confirm.
#[derive(Clone)]
pub struct ConfirmationRequest {
    /// The action.
    pub action: &'static Descriptor,
    /// The request, as it will be sent.
    pub request: Map<String, Value>,
    /// Further facts for the person, each in one sentence.
    pub notes: Vec<String>,
}

/// Decision about a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Decision {
    /// A person has not decided yet.
    Waiting {
        /// Path of the page that asks.
        path: String,
        /// Time until the question expires.
        expires_in: Duration,
    },
    /// Confirmed, for this one time.
    Confirmed,
    /// Declined.
    Declined,
    /// Not decided or not used in time.
    Expired,
    /// The request is too long to be shown, and so cannot be confirmed.
    TooLong,
}

/// The requests that wait for confirmation; clones share them.
///
/// A confirmation holds for one request, byte for byte, and for one time. It expires after some time,
/// 10 minutes by default. At most 64 requests wait; the oldest are dropped.
#[derive(Clone)]
pub struct ConfirmationQueue {
    requests: Arc<Mutex<VecDeque<WaitingRequest>>>,
    timeout: Duration,
}

struct WaitingRequest {
    nonce: String,
    action: &'static Descriptor,
    /// The request as JSON: what a confirmation holds for.
    bytes: Vec<u8>,
    /// The request as the page shows it.
    text: String,
    notes: Vec<String>,
    expires: Instant,
    state: State,
}

/// State of a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum State {
    Waiting,
    Confirmed,
    Declined,
}

/// A waiting request as a page shows it.
pub(crate) struct ShownRequest {
    pub(crate) action: &'static Descriptor,
    pub(crate) text: String,
    pub(crate) notes: Vec<String>,
    pub(crate) state: State,
}

impl ConfirmationQueue {
    /// Creates an empty queue.
    pub fn new() -> Self {
        Self { requests: Arc::default(), timeout: limits::CONFIRMATION_TIME }
    }

    /// Sets the time after which a request expires, at most one day. Default: 10 minutes.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout: timeout.min(limits::MAX_CONFIRMATION_TIME), ..self }
    }

    /// Returns the decision about a request.
    ///
    /// Asks for it if it does not wait yet, and removes it when it is decided or has expired.
    pub fn poll(&self, request: &ConfirmationRequest) -> Decision {
        let bytes = serde_json::to_vec(&request.request).unwrap_or_default();
        let now = Instant::now();
        let mut queue = self.lock();
        let is_same =
            |it: &WaitingRequest| it.action.name == request.action.name && it.bytes == bytes;
        let Some(index) = queue.iter().position(is_same) else {
            return ask(&mut queue, request, bytes, now, self.timeout);
        };
        let found = &queue[index];
        let decision = match found.state {
            _ if found.expires <= now => Decision::Expired,
            State::Confirmed => Decision::Confirmed,
            State::Declined => Decision::Declined,
            State::Waiting => return found.waiting(now),
        };
        queue.remove(index);
        decision
    }

    /// Decides about a request that waits. Returns whether there was one.
    pub(crate) fn decide(&self, nonce: &str, is_confirmed: bool) -> bool {
        let mut queue = self.lock();
        let now = Instant::now();
        let found = queue
            .iter_mut()
            .find(|it| it.nonce == nonce && it.expires > now && it.state == State::Waiting);
        let Some(found) = found else { return false };
        found.state = if is_confirmed { State::Confirmed } else { State::Declined };
        true
    }

    /// Returns a request by the nonce of its page, unless it has expired.
    pub(crate) fn find(&self, nonce: &str) -> Option<ShownRequest> {
        let queue = self.lock();
        let found = queue.iter().find(|it| it.nonce == nonce && it.expires > Instant::now())?;
        let WaitingRequest { action, state, .. } = *found;
        Some(ShownRequest { action, text: found.text.clone(), notes: found.notes.clone(), state })
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<WaitingRequest>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds a request, and drops the oldest ones if there are too many.
fn ask(
    queue: &mut VecDeque<WaitingRequest>,
    request: &ConfirmationRequest,
    bytes: Vec<u8>,
    now: Instant,
    timeout: Duration,
) -> Decision {
    queue.retain(|it| it.expires > now);
    let Some(text) = shown(&request.request) else { return Decision::TooLong };
    let waiting = WaitingRequest {
        nonce: new_token(),
        action: request.action,
        bytes,
        text,
        notes: request.notes.clone(),
        expires: now + timeout,
        state: State::Waiting,
    };
    let decision = waiting.waiting(now);
    queue.push_back(waiting);
    let total = |queue: &VecDeque<WaitingRequest>| queue.iter().map(WaitingRequest::size).sum();
    while queue.len() > limits::CONFIRMATIONS
        || (queue.len() > 1 && limits::CONFIRMATION_BYTES < total(queue))
    {
        queue.pop_front();
    }
    decision
}

/// Returns a request as text, with the beginning of long texts such as files; `None` if that is still
/// too long for a page.
fn shown(request: &Map<String, Value>) -> Option<String> {
    let mut shown = Value::Object(request.clone());
    shorten(&mut shown);
    let text = serde_json::to_string_pretty(&shown).ok()?;
    (text.len() <= limits::REQUEST_BYTES).then(|| escape::json_text(&text).into_owned())
}

fn shorten(value: &mut Value) {
    match value {
        Value::String(text) if text.len() > limits::SHOWN_BYTES => {
            let (start, _) = limits::cut(text, limits::NAME_CHARACTERS);
            *text = format!("{start}… ({} bytes)", text.len());
        }
        Value::Array(items) => items.iter_mut().for_each(shorten),
        Value::Object(fields) => fields.values_mut().for_each(shorten),
        _ => {}
    }
}

impl WaitingRequest {
    fn waiting(&self, now: Instant) -> Decision {
        Decision::Waiting {
            path: format!("/confirm/{}", self.nonce),
            expires_in: self.expires.saturating_duration_since(now),
        }
    }

    fn size(&self) -> usize {
        self.bytes.len() + self.text.len()
    }
}

impl Default for ConfirmationQueue {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for ConfirmationRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfirmationRequest")
            .field("action", &self.action.name)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ConfirmationQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfirmationQueue").field("requests", &self.lock().len()).finish()
    }
}
