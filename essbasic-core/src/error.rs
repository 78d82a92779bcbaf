//! Errors of calls.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use crate::limits::MAX_KEPT_RESPONSE_BYTES;
use crate::message::{Message, OneLine, message, redact};
use crate::validate::{self, Violation};

mod code;
mod hint;
mod kind;

pub use code::ErrorCode;
pub(crate) use hint::{Hint, hint};
pub use kind::{ErrorKind, Outcome};

/// An error of a call.
///
/// | method | meaning |
/// |---|---|
/// | [`outcome`](Self::outcome) | whether the service acted |
/// | [`kind`](Self::kind) | where the call failed |
/// | [`code`](Self::code), [`message`](Self::message) | why the service rejected it |
/// | [`hint`](Self::hint) | what to do |
/// | [`response_body`](Self::response_body) | the response that could not be used |
/// | [`source`](StdError::source) | the underlying error |
///
/// `Display` and `Debug` are safe to log: they contain no key, secret fields of the request are redacted in
/// the service's message, and control characters are escaped.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    /// Message; the service's is kept verbatim.
    message: Message,
    /// The redacted message, if it differs.
    redacted: Option<String>,
    action: Option<Cow<'static, str>>,
    /// Name of the environment.
    environment: Option<&'static str>,
    code: Option<ErrorCode>,
    request_id: Option<String>,
    status: Option<u16>,
    /// Beginning of the response.
    response_body: Option<Box<[u8]>>,
    /// `true` if the response reports success, but could not be decoded.
    executed: bool,
    violations: Vec<Violation>,
    /// `true` if an earlier attempt of the same call may have been executed.
    outcome_unknown: bool,
    /// Hint for this error in particular, instead of its kind's.
    hint: Option<Hint>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    #[cold]
    pub(crate) fn new(kind: ErrorKind, message: Message) -> Self {
        Self(Box::new(Inner {
            kind,
            message,
            redacted: None,
            action: None,
            environment: None,
            code: None,
            request_id: None,
            status: None,
            response_body: None,
            executed: false,
            violations: Vec::new(),
            outcome_unknown: false,
            hint: None,
            source: None,
        }))
    }

    /// Creates the error of a rejected call.
    pub(crate) fn service(code: ErrorCode, message: String) -> Self {
        let mut error = Self::new(ErrorKind::Service, Message::verbatim(message));
        error.0.code = Some(code);
        error
    }

    /// Creates an error of a [`RateLimiter`](crate::RateLimiter) that grants no permit. The call ends
    /// with it and was not sent.
    pub fn permit_denied(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let source = source.into();
        let reason = Message::verbatim(source.to_string());
        let message = message!("the rate limiter granted no permit: {reason}", reason = reason);
        Self::new(ErrorKind::RateLimiter, message).with_source(source)
    }

    /// Creates the error of an invalid request.
    pub(crate) fn invalid(violations: Vec<Violation>) -> Self {
        let mut error = Self::new(ErrorKind::Invalid, validate::message(&violations));
        error.0.violations = violations;
        error
    }

    /// Creates the error of a response that reports success and lacks the ID of what was created.
    #[doc(hidden)]
    pub fn without_id(action: &'static str, request_id: String) -> Self {
        let message = message!("the response contains no ID of what was created");
        let error = Self::new(ErrorKind::Decode, message).with_action(action);
        error.with_response(200, Some(request_id))
    }

    pub(crate) fn with_source(
        mut self,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_hint(mut self, hint: Option<Hint>) -> Self {
        self.0.hint = hint;
        self
    }

    pub(crate) fn with_action(mut self, action: impl Into<Cow<'static, str>>) -> Self {
        self.0.action = Some(action.into());
        self
    }

    pub(crate) fn with_environment(mut self, name: &'static str) -> Self {
        self.0.environment = Some(name);
        self
    }

    pub(crate) fn with_response(mut self, status: u16, request_id: Option<String>) -> Self {
        self.0.status = Some(status);
        self.0.request_id = request_id;
        self
    }

    pub(crate) fn with_response_body(mut self, body: &[u8]) -> Self {
        self.0.response_body = Some(body[..body.len().min(MAX_KEPT_RESPONSE_BYTES)].into());
        self
    }

    /// Marks that the response reports success.
    pub(crate) fn executed(mut self) -> Self {
        self.0.executed = true;
        self
    }

    /// Sets the outcome to [`Outcome::Unknown`], because an earlier attempt may have been executed. A message
    /// that speaks of the last attempt, which was not sent, says so.
    pub(crate) fn with_unknown_outcome(mut self) -> Self {
        if self.outcome() == Outcome::NotSent {
            self.0.message = message!(
                "an earlier attempt may have been executed; the last one failed: {problem}",
                problem = self.0.message.clone()
            );
        }
        self.0.outcome_unknown = true;
        self
    }

    /// Redacts `secrets` from `Display` and `Debug`, and from the message unless it came from the
    /// service.
    pub(crate) fn redact(mut self, secrets: &[String]) -> Self {
        if self.0.kind == ErrorKind::Service {
            let shown = redact(self.message(), secrets);
            self.0.redacted = Some(shown).filter(|shown| shown != self.message());
        } else {
            self.0.message.redact(secrets);
        }
        self
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns whether the service acted. [`Outcome::Unknown`] if any attempt of the call may have been
    /// executed.
    pub fn outcome(&self) -> Outcome {
        if self.0.outcome_unknown { Outcome::Unknown } else { self.0.kind.outcome() }
    }

    /// Returns the error code that the service rejected the call with.
    pub fn code(&self) -> Option<&ErrorCode> {
        self.0.code.as_ref()
    }

    /// Returns the message; of a rejected call, the service's message verbatim.
    ///
    /// Some messages repeat names and numbers of the request: show them only to people who may see that
    /// data, and log the error itself instead.
    pub fn message(&self) -> &str {
        self.0.message.as_str()
    }

    /// Returns the message with its template and arguments, for tools that show it in another language.
    pub fn message_parts(&self) -> &Message {
        &self.0.message
    }

    /// Returns the message without the secrets of the request. `Display` also escapes its control
    /// characters.
    pub fn redacted_message(&self) -> &str {
        self.0.redacted.as_deref().unwrap_or(self.message())
    }

    /// Returns the request ID, by which the vendor's support finds the call.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns the HTTP status, if a response was received. The service rejects calls with status 200.
    pub fn http_status(&self) -> Option<u16> {
        self.0.status
    }

    /// Returns the response as it was received, decrypted if the call was encrypted; at most its first
    /// [`MAX_KEPT_RESPONSE_BYTES`].
    ///
    /// If a response reports success and cannot be decoded, the IDs of what was created are in here. It
    /// may contain personal data; neither `Display` nor `Debug` shows it.
    pub fn response_body(&self) -> Option<&[u8]> {
        self.0.response_body.as_deref()
    }

    /// Returns the name of the action.
    pub fn action(&self) -> Option<&str> {
        self.0.action.as_deref()
    }

    /// Returns all reasons why the request is invalid.
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// Returns what to do about the error, in one sentence, if that is known.
    pub fn hint(&self) -> Option<&'static str> {
        if self.0.executed {
            return Some(hint::EXECUTED.as_str());
        }
        let hint = self.0.hint.or_else(|| {
            if self.0.outcome_unknown && self.is_safe_to_repeat() {
                return Some(hint::UNKNOWN);
            }
            hint::find(self.kind(), self.code(), self.0.environment)
        });
        hint.map(Hint::as_str)
    }

    /// Returns whether the call could be repeated if there had been no attempt but the last.
    fn is_safe_to_repeat(&self) -> bool {
        self.kind().outcome() == Outcome::NotSent
            || self.code().is_some_and(ErrorCode::is_throttling)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(action) = &self.0.action {
            write!(f, "{}: ", OneLine(action))?;
        }
        if let Some(code) = &self.0.code {
            write!(f, "{code}: ")?;
        }
        write!(f, "{}", OneLine(self.redacted_message()))?;
        if let Some(request_id) = &self.0.request_id {
            write!(f, " (request {})", OneLine(request_id))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Error");
        out.field("kind", &self.0.kind).field("outcome", &self.outcome());
        if let Some(action) = &self.0.action {
            out.field("action", &action);
        }
        if let Some(code) = &self.0.code {
            out.field("code", &code.as_str());
        }
        out.field("message", &self.redacted_message());
        if let Some(request_id) = &self.0.request_id {
            out.field("request_id", request_id);
        }
        if let Some(status) = self.0.status {
            out.field("http_status", &status);
        }
        if let Some(source) = &self.0.source {
            out.field("source", source);
        }
        out.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

const _: () = {
    const fn shareable<T: Send + Sync + 'static>() {}
    shareable::<Error>();
    assert!(size_of::<Error>() == size_of::<usize>(), "a result carries one pointer at most");
};
