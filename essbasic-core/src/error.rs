//! Why a call did not return an answer.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use crate::validate::Violation;

mod code;
mod hint;
mod kind;

pub use code::ErrorCode;
pub use kind::{ErrorKind, Outcome};

/// Why a call did not return an answer.
///
/// Ask [`outcome`](Self::outcome) whether the service acted, [`kind`](Self::kind) where it went
/// wrong, [`code`](Self::code) and [`message`](Self::message) what the service said, and
/// [`source`](StdError::source) what lies beneath.
///
/// `Display` and `Debug` are safe to log: they hold no key, and of the service's message only
/// what repeats no secret member of the request.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    /// What happened, in our words or the service's, word for word.
    message: String,
    /// The same without what must not be logged, when that differs.
    redacted: Option<String>,
    action: Option<Cow<'static, str>>,
    /// Where it was sent, by the environment's name.
    environment: Option<&'static str>,
    code: Option<ErrorCode>,
    request_id: Option<String>,
    status: Option<u16>,
    violations: Vec<Violation>,
    /// Whether an earlier attempt of the same call may have been carried out.
    after_unknown: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    #[cold]
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            redacted: None,
            action: None,
            environment: None,
            code: None,
            request_id: None,
            status: None,
            violations: Vec::new(),
            after_unknown: false,
            source: None,
        }))
    }

    /// The service's refusal.
    pub(crate) fn service(code: ErrorCode, message: String) -> Self {
        let mut error = Self::new(ErrorKind::Service, message);
        error.0.code = Some(code);
        error
    }

    /// A request that breaks rules of the manual.
    pub(crate) fn invalid(violations: Vec<Violation>) -> Self {
        let all: Vec<_> = violations.iter().map(ToString::to_string).collect();
        let mut error = Self::new(ErrorKind::Invalid, all.join("; "));
        error.0.violations = violations;
        error
    }

    pub(crate) fn with_source(
        mut self,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_action(mut self, action: impl Into<Cow<'static, str>>) -> Self {
        self.0.action = Some(action.into());
        self
    }

    /// Says which environment it was sent to.
    pub(crate) fn in_environment(mut self, name: &'static str) -> Self {
        self.0.environment = Some(name);
        self
    }

    pub(crate) fn with_response(mut self, status: u16, request_id: Option<String>) -> Self {
        self.0.status = Some(status);
        self.0.request_id = request_id;
        self
    }

    /// Says that an earlier attempt of the same call may have been carried out.
    pub(crate) fn with_unknown_outcome(mut self) -> Self {
        self.0.after_unknown = true;
        self
    }

    /// Takes the given texts out of what `Display` and `Debug` show, and out of the message too
    /// where it is not the service's.
    pub(crate) fn redact(mut self, secrets: &[String]) -> Self {
        let mut shown = self.0.message.clone();
        for secret in secrets {
            shown = shown.replace(secret, "***");
        }
        if self.0.kind != ErrorKind::Service {
            self.0.message = shown;
        } else if shown != self.0.message {
            self.0.redacted = Some(shown);
        }
        self
    }

    /// Where it went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether the service acted. Where an earlier attempt of the same call went unanswered it
    /// may have, whatever became of the last one.
    pub fn outcome(&self) -> Outcome {
        if self.0.after_unknown { Outcome::Unknown } else { self.0.kind.outcome() }
    }

    /// The code that the service refused with.
    pub fn code(&self) -> Option<&ErrorCode> {
        self.0.code.as_ref()
    }

    /// What happened; for a refusal, the service's message word for word.
    ///
    /// The service repeats names and numbers in some messages: show it to whom the data
    /// belongs, and log the error itself instead.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The id under which the vendor's support finds the call.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The HTTP status of the answer, where one arrived. The service refuses with 200.
    pub fn http_status(&self) -> Option<u16> {
        self.0.status
    }

    /// The action that was called.
    pub fn action(&self) -> Option<&str> {
        self.0.action.as_deref()
    }

    /// Everything that is wrong with the request, when it was not sent because of that.
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// What to do about it, where one sentence says it.
    pub fn hint(&self) -> Option<&'static str> {
        hint::hint(self.kind(), self.code(), self.0.environment)
    }

    fn shown(&self) -> &str {
        self.0.redacted.as_deref().unwrap_or(&self.0.message)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(action) = &self.0.action {
            write!(f, "{action}: ")?;
        }
        if let Some(code) = &self.0.code {
            write!(f, "{code}: ")?;
        }
        f.write_str(self.shown())?;
        if let Some(request_id) = &self.0.request_id {
            write!(f, " (request {request_id})")?;
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
        out.field("message", &self.shown());
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
