//! Why a command did not do what it was asked, for a person and for a script.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use essbasic::check::ViolationKind;
use essbasic::{Error, ErrorKind};
use serde_json::json;

use crate::arguments::Output;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It was asked wrongly.
    Usage { message: String, hint: Option<String> },
    /// The call failed.
    Call(Error),
    /// The service answered, and not with what the action answers.
    Unreadable { message: String, request_id: String },
    /// So many examples are not the same afterwards.
    Differs(usize),
    /// This machine failed: a port, a pipe.
    Machine(io::Error),
}

impl Failure {
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: None }
    }

    /// An answer whose members are not the action's.
    pub(crate) fn unreadable(wrong: &str, request_id: &str) -> Self {
        let message = format!("the answer is not this action's: {wrong}");
        Self::Unreadable { message, request_id: request_id.to_owned() }
    }

    /// Adds what to do about it.
    pub(crate) fn hint(self, hint: Option<String>) -> Self {
        match self {
            Self::Usage { message, .. } => Self::Usage { message, hint },
            other => other,
        }
    }

    /// The code that a script sees.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Usage { .. } => 2,
            Self::Call(error) => of_call(error),
            Self::Unreadable { .. } => 6,
            // Whoever read our output has had enough.
            Self::Machine(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Machine(_) | Self::Differs(_) => 1,
        })
    }

    /// Writes it to standard error.
    pub(crate) fn print(&self, output: Output) {
        if matches!(self, Self::Machine(error) if error.kind() == io::ErrorKind::BrokenPipe) {
            return;
        }
        let mut stderr = io::stderr().lock();
        // There is nobody left to tell that this failed.
        let _ = match output {
            Output::Json => writeln!(stderr, "{}", self.json()),
            Output::Text => writeln!(stderr, "essbasic: {self}"),
        };
    }

    fn json(&self) -> serde_json::Value {
        let Self::Call(error) = self else {
            return json!({
                "kind": self.kind(),
                "message": self.message(),
                "request_id": self.request_id(),
                "hint": self.advice(),
            });
        };
        let violations = error.violations().iter();
        json!({
            "kind": self.kind(),
            "outcome": error.outcome().name(),
            "action": error.action(),
            "code": error.code().map(essbasic::ErrorCode::as_str),
            "message": error.message(),
            "request_id": error.request_id(),
            "http_status": error.http_status(),
            "violations": violations
                .map(|violation| json!({"path": violation.path, "message": violation.message}))
                .collect::<Vec<_>>(),
            "hint": self.advice(),
        })
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Usage { .. } => "usage",
            Self::Call(error) => error.kind().name(),
            Self::Unreadable { .. } => ErrorKind::Answer.name(),
            Self::Differs(_) => "differs",
            Self::Machine(_) => "machine",
        }
    }

    fn message(&self) -> String {
        match self {
            Self::Usage { message, .. } | Self::Unreadable { message, .. } => message.clone(),
            Self::Call(error) => error.message().to_owned(),
            Self::Differs(count) => format!("{count} differences; standard output names them"),
            Self::Machine(error) => error.to_string(),
        }
    }

    fn request_id(&self) -> Option<&str> {
        match self {
            Self::Call(error) => error.request_id(),
            Self::Unreadable { request_id, .. } => Some(request_id),
            _ => None,
        }
    }

    fn advice(&self) -> Option<&str> {
        match self {
            Self::Usage { hint, .. } => hint.as_deref(),
            Self::Call(error) => error.hint(),
            Self::Unreadable { .. } => {
                Some("the service acted; the vendor may have changed what it answers")
            }
            Self::Differs(_) | Self::Machine(_) => None,
        }
    }
}

/// The code of a failed call: what is not told by its outcome has a code of its own.
fn of_call(error: &Error) -> u8 {
    let misshapen = error.violations().iter().any(|it| it.kind != ViolationKind::Limit);
    match error.kind() {
        ErrorKind::Invalid if misshapen => 2,
        ErrorKind::Configuration => 2,
        ErrorKind::Credential => 3,
        ErrorKind::Answer => 6,
        ErrorKind::Service if error.code().is_some_and(essbasic::ErrorCode::is_authentication) => 3,
        _ => match error.outcome() {
            essbasic::Outcome::NotSent => 5,
            essbasic::Outcome::Refused => 1,
            _ => 4,
        },
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Call(error) = self
            && let Some(code) = error.code()
        {
            write!(f, "{code}: ")?;
        }
        f.write_str(&self.message())?;
        if let Some(request_id) = self.request_id() {
            write!(f, " (request {request_id})")?;
        }
        match self.advice() {
            Some(hint) => write!(f, "\n  hint: {hint}"),
            None => Ok(()),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Machine(error)
    }
}
