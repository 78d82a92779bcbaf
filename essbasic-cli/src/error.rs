//! Errors of the command, with their exit codes, hints and JSON.

use std::borrow::Cow;
use std::fmt;
use std::io;

use essbasic::validate::ViolationKind;
use essbasic::{Error, ErrorCode, ErrorKind, Outcome};
use essbasic_devtools::escape;
use serde_json::{Value, json};

mod hint;

/// Error of a command. Its `Display` is safe for a terminal.
#[derive(Debug)]
pub(crate) enum CliError {
    /// Wrong arguments, files or configuration.
    Usage { message: String, hint: Option<String> },
    /// A call failed. The hint, if any, replaces that of the error.
    Call { error: Error, hint: Option<String> },
    /// The service executed the action, but its response is not as documented, or cannot be
    /// written. This is the only copy of it.
    Executed { kind: &'static str, message: String, response: Value },
    /// Number of examples that differ after a round trip.
    Mismatch(usize),
    /// Failure of this machine, such as a port or a pipe.
    Io(io::Error),
    /// Part of the work was done.
    Partial { code: u8, message: String, hint: Option<String> },
}

impl CliError {
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: None }
    }

    /// Creates the error of a response that does not have the fields of the action.
    pub(crate) fn undecodable(problem: &str, response: Value) -> Self {
        let message = format!("could not decode the response: {problem}");
        Self::Executed { kind: ErrorKind::Decode.name(), message, response }
    }

    /// Creates the error of a command that was interrupted by its user.
    pub(crate) fn interrupted(message: impl Into<String>, hint: Option<String>) -> Self {
        Self::Partial { code: 130, message: message.into(), hint }
    }

    /// Sets the hint.
    pub(crate) fn with_hint(self, hint: impl Into<String>) -> Self {
        self.with_suggestion(Some(hint.into()))
    }

    /// Sets the hint, if there is one.
    pub(crate) fn with_suggestion(mut self, suggestion: Option<String>) -> Self {
        if let (Self::Usage { hint, .. } | Self::Call { hint, .. }, Some(text)) =
            (&mut self, suggestion)
        {
            *hint = Some(text);
        }
        self
    }

    /// Sets the hint of a usage error that has none.
    pub(crate) fn or_hint(self, hint: &str) -> Self {
        match &self {
            Self::Usage { hint: None, .. } => self.with_hint(hint),
            _ => self,
        }
    }

    /// Prefixes the message of a usage error with where the mistake is.
    pub(crate) fn in_context(self, context: &str) -> Self {
        match self {
            Self::Usage { message, hint } => {
                Self::Usage { message: format!("{context}: {message}"), hint }
            }
            other => other,
        }
    }

    /// Converts an error that stopped a batch, and says how to resume.
    pub(crate) fn in_batch(self, resume: &str) -> Self {
        let hint = match self.hint() {
            Some(hint) => format!("{hint}; then {resume}"),
            None => resume.to_owned(),
        };
        let message = match &self {
            Self::Call { error, .. } => error.to_string(),
            other => other.message(),
        };
        Self::Partial { code: self.code(), message, hint: Some(hint) }
    }

    /// Converts an I/O error that occurred before anything was sent.
    pub(crate) fn before_sending(self) -> Self {
        match self {
            Self::Io(error) => {
                Self::Partial { code: 5, message: format!("not sent: {error}"), hint: None }
            }
            other => other,
        }
    }

    /// Converts an I/O error that occurred after the service had executed the action.
    pub(crate) fn after_execution(self, response: Value) -> Self {
        match self {
            Self::Io(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                let message = format!(
                    "the service executed the action, but the response could not be written: {error}"
                );
                Self::Executed { kind: "io", message, response }
            }
            other => other,
        }
    }

    /// Returns the exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Usage { .. } => 2,
            Self::Call { error, .. } => call_exit_code(error),
            Self::Executed { .. } => 6,
            Self::Io(_) if self.is_broken_pipe() => 0,
            Self::Io(_) | Self::Mismatch(_) => 1,
            Self::Partial { code, .. } => *code,
        }
    }

    /// Returns whether the reader of our output closed it, which is no error of ours.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    pub(crate) fn json(&self) -> Value {
        let Self::Call { error, .. } = self else {
            return json!({
                "kind": self.kind(),
                "outcome": self.outcome().name(),
                "message": self.message(),
                "request_id": self.request_id(),
                "response": self.response(),
                "hint": self.hint(),
            });
        };
        let violations = error.violations().iter();
        // Code and message say all that a rejection contains.
        let body = error.response_body().filter(|_| error.kind() != ErrorKind::Service);
        let response = body.map(|body| {
            serde_json::from_slice(body)
                .unwrap_or_else(|_| Value::from(String::from_utf8_lossy(body)))
        });
        json!({
            "kind": self.kind(),
            "outcome": error.outcome().name(),
            "action": error.action(),
            "code": error.code().map(ErrorCode::as_str),
            "message": error.message(),
            "request_id": error.request_id(),
            "http_status": error.http_status(),
            "violations": violations
                .map(|violation| json!({"path": violation.path, "message": violation.message}))
                .collect::<Vec<_>>(),
            "hint": self.hint(),
            "response": response,
        })
    }

    /// Returns whether the service acted, as far as the error says.
    fn outcome(&self) -> Outcome {
        match self {
            Self::Call { error, .. } => error.outcome(),
            Self::Executed { .. } | Self::Partial { code: 4 | 6, .. } => Outcome::Unknown,
            Self::Partial { code: 1, .. } => Outcome::Refused,
            Self::Usage { .. } | Self::Mismatch(_) | Self::Io(_) | Self::Partial { .. } => {
                Outcome::NotSent
            }
        }
    }

    /// Returns the response, if the error has the only copy of it.
    fn response(&self) -> Option<&Value> {
        match self {
            Self::Executed { response, .. } => Some(response),
            _ => None,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Usage { .. } => "usage",
            Self::Call { error, .. } => error.kind().name(),
            Self::Executed { kind, .. } => kind,
            Self::Mismatch(_) => "mismatch",
            Self::Io(_) => "io",
            Self::Partial { .. } => "partial",
        }
    }

    pub(crate) fn message(&self) -> String {
        match self {
            Self::Usage { message, .. }
            | Self::Executed { message, .. }
            | Self::Partial { message, .. } => message.clone(),
            Self::Call { error, .. } => error.message().to_owned(),
            Self::Mismatch(count) => format!("{count} differences, listed on standard output"),
            Self::Io(error) => error.to_string(),
        }
    }

    fn request_id(&self) -> Option<&str> {
        match self {
            Self::Call { error, .. } => error.request_id(),
            Self::Executed { response, .. } => response["RequestId"].as_str(),
            _ => None,
        }
    }

    fn hint(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Usage { hint, .. }
            | Self::Partial { hint, .. }
            | Self::Call { hint: hint @ Some(_), .. } => hint.as_deref().map(Cow::Borrowed),
            Self::Call { error, .. } => hint::for_error(error),
            Self::Executed { kind, .. } if *kind == ErrorKind::Decode.name() => Some(
                "the service executed the action; the API may have changed its response".into(),
            ),
            Self::Executed { .. } | Self::Mismatch(_) | Self::Io(_) => None,
        }
    }
}

/// Returns the exit code of a failed call: its outcome, unless the cause has a code of its own.
fn call_exit_code(error: &Error) -> u8 {
    let is_malformed = error.violations().iter().any(|it| it.kind != ViolationKind::Constraint);
    match error.kind() {
        ErrorKind::Invalid if is_malformed => 2,
        ErrorKind::Configuration => 2,
        ErrorKind::Credential => 3,
        ErrorKind::Decode => 6,
        ErrorKind::Service if error.code().is_some_and(ErrorCode::is_authentication) => 3,
        _ => match error.outcome() {
            Outcome::NotSent => 5,
            Outcome::Refused => 1,
            _ => 4,
        },
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Call { error, .. } = self {
            // Its `Display` redacts the secret fields of the request, which a message may repeat.
            f.write_str(&escape::line(&error.to_string()))?;
            if let Some(cause) = hint::root_cause(error) {
                write!(f, "\n  cause: {}", escape::line(&cause))?;
            }
        } else {
            f.write_str(&escape::line(&self.message()))?;
            if let Some(request_id) = self.request_id() {
                write!(f, " (request {})", escape::line(request_id))?;
            }
        }
        if let Some(response) = self.response() {
            write!(f, "\n  response: {}", escape::json(response))?;
        }
        match self.hint() {
            Some(hint) => write!(f, "\n  hint: {}", escape::line(&hint)),
            None => Ok(()),
        }
    }
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        Self::Call { error, hint: None }
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
