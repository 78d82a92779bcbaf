//! Why a command did not do what it was asked, for a person and for a script.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use essbasic::validate::ViolationKind;
use essbasic::{Error, ErrorKind};
use serde_json::json;

use crate::arguments::Output;

mod advice;
mod layout;
mod mistyped;

pub(crate) use mistyped::mistyped;

/// How the start of an error looks on a terminal.
const WRONG: Style = AnsiColor::Red.on_default().bold();

/// How the start of a warning looks on a terminal.
const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();

/// Tells a person what should not stay as it is, though it stops nothing.
pub(crate) fn warn(text: &str, output: Option<Output>) {
    // Whoever closed standard error does not want to know.
    let _ = match output {
        Some(Output::Json) => writeln!(io::stderr(), "{}", json!({ "warning": text })),
        _ => layout::say(DOUBTFUL, "essbasic: warning:", text),
    };
}

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
    /// It was done in part: many calls, or one whose answer nobody has.
    InPart { code: u8, message: String, hint: Option<String> },
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

    /// Adds what to do about it, where nothing better is known.
    pub(crate) fn or_hint(self, or: &str) -> Self {
        match self {
            Self::Usage { message, hint: None } => {
                Self::Usage { message, hint: Some(or.to_owned()) }
            }
            other => other,
        }
    }

    /// Says where the mistake stands.
    pub(crate) fn within(self, place: &str) -> Self {
        match self {
            Self::Usage { message, hint } => {
                Self::Usage { message: format!("{place}: {message}"), hint }
            }
            other => other,
        }
    }

    /// Why a batch could not go on, and what is left of it.
    pub(crate) fn in_batch(self, left: u64) -> Self {
        let code = self.code();
        let hint = match self.advice() {
            Some(advice) => {
                format!("{advice}; then the same command goes on with the {left} that are left")
            }
            None => format!("the same command goes on with the {left} that are left"),
        };
        let message = match &self {
            Self::Call(error) => error.to_string(),
            other => other.message(),
        };
        Self::InPart { code, message, hint: Some(hint) }
    }

    /// Of a machine that failed before anything was sent.
    pub(crate) fn before_sending(self) -> Self {
        match self {
            Self::Machine(error) => {
                let message = format!("nothing was sent: {error}");
                Self::InPart { code: 5, message, hint: None }
            }
            other => other,
        }
    }

    /// Of a machine that failed after the service had acted.
    pub(crate) fn after_acting(self, request_id: &str) -> Self {
        match self {
            Self::Machine(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                let message = format!(
                    "the service acted, and its answer cannot be written: {error} (request {request_id})"
                );
                Self::InPart { code: 6, message, hint: None }
            }
            other => other,
        }
    }

    /// The code that a script sees.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code())
    }

    fn code(&self) -> u8 {
        match self {
            Self::Usage { .. } => 2,
            Self::Call(error) => of_call(error),
            Self::Unreadable { .. } => 6,
            // Whoever read our output has had enough.
            Self::Machine(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Machine(_) | Self::Differs(_) => 1,
            Self::InPart { code, .. } => *code,
        }
    }

    /// Writes it to standard error.
    pub(crate) fn print(&self, output: Option<Output>) {
        if matches!(self, Self::Machine(error) if error.kind() == io::ErrorKind::BrokenPipe) {
            return;
        }
        // There is nobody left to tell that this failed.
        let _ = match output {
            Some(Output::Json) => writeln!(io::stderr(), "{}", self.json()),
            _ => layout::say(WRONG, "essbasic:", &self.to_string()),
        };
    }

    /// It as a JSON object.
    pub(crate) fn json(&self) -> serde_json::Value {
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
            Self::Unreadable { .. } => ErrorKind::Decode.name(),
            Self::Differs(_) => "differs",
            Self::Machine(_) => "machine",
            Self::InPart { .. } => "in_part",
        }
    }

    pub(crate) fn message(&self) -> String {
        match self {
            Self::Usage { message, .. }
            | Self::Unreadable { message, .. }
            | Self::InPart { message, .. } => message.clone(),
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

    fn advice(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Usage { hint, .. } | Self::InPart { hint, .. } => {
                hint.as_deref().map(Cow::Borrowed)
            }
            Self::Call(error) => advice::on(error),
            Self::Unreadable { .. } => {
                Some("the service acted; the vendor may have changed what it answers".into())
            }
            Self::Differs(_) | Self::Machine(_) => None,
        }
    }
}

/// The code of a failed call: what is not told by its outcome has a code of its own.
fn of_call(error: &Error) -> u8 {
    let misshapen = error.violations().iter().any(|it| it.kind != ViolationKind::Constraint);
    match error.kind() {
        ErrorKind::Invalid if misshapen => 2,
        ErrorKind::Configuration => 2,
        ErrorKind::Credential => 3,
        ErrorKind::Decode => 6,
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
        if let Self::Call(error) = self {
            // Without the secret members of the request, which the service may repeat.
            write!(f, "{error}")?;
            if let Some(beneath) = advice::beneath(error) {
                write!(f, "\n  because: {beneath}")?;
            }
        } else {
            f.write_str(&self.message())?;
            if let Some(request_id) = self.request_id() {
                write!(f, " (request {request_id})")?;
            }
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
