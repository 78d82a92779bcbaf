//! Errors of the command, with their exit codes, hints and JSON.

use std::fmt;
use std::io;

use essbasic::validate::ViolationKind;
use essbasic::{Effect, Error, ErrorCode, ErrorKind, Outcome};
use essbasic_devtools::{error_text, escape, t};
use serde_json::{Value, json};

use crate::language;
use crate::message::{Localize, Message, message};

mod hint;

/// Error of a command.
///
/// Its `Display` is in the language of the reader and safe for a terminal; its JSON is in English.
#[derive(Debug)]
pub(crate) enum CliError {
    /// Wrong arguments, files or configuration.
    Usage { message: Message, hint: Option<Message> },
    /// A call failed, or the library rejected a setting. The hint, if any, replaces that of the error.
    Call { error: Error, hint: Option<Message>, context: Option<Message> },
    /// The service executed the action, but its response is not as documented, or cannot be written.
    ///
    /// This is the only copy of it.
    Executed { kind: &'static str, message: Message, response: Value },
    /// Number of examples that differ after a round trip.
    Mismatch(usize),
    /// Failure of this machine, such as a port or a pipe.
    Io(io::Error),
    /// Part of the work was done.
    Partial { code: u8, message: Message, hint: Option<Message> },
    /// Calls were abandoned that the service may have executed.
    Abandoned { message: Message, hint: Message },
}

impl CliError {
    pub(crate) fn usage(message: Message) -> Self {
        Self::Usage { message, hint: None }
    }

    /// Creates the error of a response that does not have the fields of the action.
    pub(crate) fn undecodable(problem: &impl Localize, response: Value) -> Self {
        let message = message!("cli-undecodable", problem = problem);
        Self::Executed { kind: ErrorKind::Decode.as_str(), message, response }
    }

    /// Creates the error of a command that was interrupted by its user.
    pub(crate) fn interrupted(message: Message, hint: Option<Message>) -> Self {
        Self::Partial { code: 130, message, hint }
    }

    /// Sets the hint.
    pub(crate) fn with_hint(self, hint: Message) -> Self {
        self.with_suggestion(Some(hint))
    }

    /// Sets the hint, if there is one.
    pub(crate) fn with_suggestion(mut self, suggestion: Option<Message>) -> Self {
        if let (Self::Usage { hint, .. } | Self::Call { hint, .. }, Some(text)) =
            (&mut self, suggestion)
        {
            *hint = Some(text);
        }
        self
    }

    /// Sets the hint of a usage error that has none.
    pub(crate) fn or_hint(self, hint: Message) -> Self {
        match &self {
            Self::Usage { hint: None, .. } => self.with_hint(hint),
            _ => self,
        }
    }

    /// Prefixes the message of a usage error, or of the error of a setting, with where the mistake
    /// is.
    pub(crate) fn in_context(self, place: &Message) -> Self {
        match self {
            Self::Usage { message, hint } => {
                let message = message!("cli-in-context", context = place, problem = message);
                Self::Usage { message, hint }
            }
            Self::Call { error, hint, .. } => {
                Self::Call { error, hint, context: Some(place.clone()) }
            }
            other => other,
        }
    }

    /// Converts an error that stopped a batch, and says how to resume.
    pub(crate) fn in_batch(self, resume: Message) -> Self {
        let hint = match self.hint() {
            Some(hint) => message!("cli-then", first = hint, second = resume),
            None => resume,
        };
        let message = match &self {
            Self::Call { error, context: None, .. } => {
                Message::new(|language| error_text::error(language, error).into())
            }
            other => other.message(),
        };
        Self::Partial { code: self.code(), message, hint: Some(hint) }
    }

    /// Converts an I/O error that occurred before anything was sent.
    pub(crate) fn before_sending(self) -> Self {
        match self {
            Self::Io(error) => Self::Partial {
                code: 5,
                message: message!("cli-not-sent", problem = error),
                hint: None,
            },
            other => other,
        }
    }

    /// Converts an error that occurred after the service had executed the action.
    ///
    /// A response to a read can be requested again: a reader that closes the pipe is then no error, and a
    /// filter that fails is one of usage. What says what was changed is never lost.
    pub(crate) fn after_execution(self, response: Value, effect: Effect) -> Self {
        let is_read = effect == Effect::Read;
        match self {
            Self::Io(error) if !is_read || error.kind() != io::ErrorKind::BrokenPipe => {
                let message = message!("cli-executed-unwritten", problem = error);
                Self::Executed { kind: "io", message, response }
            }
            Self::Usage { message, .. } if !is_read => {
                Self::Executed { kind: "usage", message, response }
            }
            other => other,
        }
    }

    /// Converts the error of a result that could not be printed. This is then the only copy of it.
    pub(crate) fn unprinted(self, result: Value) -> Self {
        match self {
            Self::Io(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Self::Executed { kind: "io", message: Message::from_io(&error), response: result }
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
            Self::Abandoned { .. } => 130,
        }
    }

    /// Returns whether the reader of our output closed it, which is no error of ours.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Returns the error as JSON, in English.
    pub(crate) fn json(&self) -> Value {
        let hint = self.hint();
        let hint = hint.as_ref().map(Message::english);
        let Self::Call { error, .. } = self else {
            return json!({
                "kind": self.kind(),
                "outcome": self.outcome().as_str(),
                "message": self.message().english(),
                "request_id": self.request_id(),
                "response": self.response(),
                "hint": hint,
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
            "outcome": error.outcome().as_str(),
            "action": error.action(),
            "code": error.code().map(ErrorCode::as_str),
            "message": self.message().english(),
            "request_id": error.request_id(),
            "http_status": error.http_status(),
            "violations": violations
                .map(|violation| json!({"path": violation.path, "message": violation.message}))
                .collect::<Vec<_>>(),
            "hint": hint,
            "response": response,
        })
    }

    /// Returns whether the service acted, as far as the error says.
    fn outcome(&self) -> Outcome {
        match self {
            Self::Call { error, .. } => error.outcome(),
            Self::Executed { .. } | Self::Abandoned { .. } | Self::Partial { code: 4 | 6, .. } => {
                Outcome::Unknown
            }
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
            Self::Call { error, .. } => error.kind().as_str(),
            Self::Executed { kind, .. } => kind,
            Self::Mismatch(_) => "mismatch",
            Self::Io(_) => "io",
            Self::Partial { .. } | Self::Abandoned { .. } => "partial",
        }
    }

    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Usage { message, .. }
            | Self::Executed { message, .. }
            | Self::Partial { message, .. }
            | Self::Abandoned { message, .. } => message.clone(),
            Self::Call { error, context, .. } => {
                let problem = Message::new(|language| error_text::message(language, error));
                match context {
                    Some(place) => message!("cli-in-context", context = place, problem = problem),
                    None => problem,
                }
            }
            Self::Mismatch(count) => message!("cli-differences", count = count),
            Self::Io(error) => Message::from_io(error),
        }
    }

    fn request_id(&self) -> Option<&str> {
        match self {
            Self::Call { error, .. } => error.request_id(),
            Self::Executed { response, .. } => response["RequestId"].as_str(),
            _ => None,
        }
    }

    fn hint(&self) -> Option<Message> {
        match self {
            Self::Usage { hint, .. }
            | Self::Partial { hint, .. }
            | Self::Call { hint: hint @ Some(_), .. } => hint.clone(),
            Self::Abandoned { hint, .. } => Some(hint.clone()),
            Self::Call { error, .. } => hint::for_error(error),
            Self::Executed { kind, .. } if *kind == ErrorKind::Decode.as_str() => {
                Some(message!("cli-executed-hint"))
            }
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
        let language = language::current();
        if let Self::Call { error, context, .. } = self {
            if let Some(place) = context {
                let place = t!(language, "cli-in-context", context = place.local(), problem = "");
                f.write_str(&escape::line(&place))?;
            }
            // Without the secret fields of the request, which a message may repeat.
            f.write_str(&escape::line(&error_text::error(language, error)))?;
            if let Some(cause) = error_text::root_cause(language, error) {
                let cause = escape::line(&cause);
                write!(f, "\n  {}", t!(language, "cli-cause", text = cause))?;
            }
        } else {
            f.write_str(&escape::line(self.message().local()))?;
            if let Some(request_id) = self.request_id() {
                write!(f, " {}", t!(language, "cli-request", id = escape::line(request_id)))?;
            }
        }
        if let Some(response) = self.response() {
            let response = escape::json(response);
            write!(f, "\n  {}", t!(language, "cli-response", text = response))?;
        }
        match self.hint() {
            Some(hint) => {
                let hint = escape::line(hint.local());
                write!(f, "\n  {}", t!(language, "cli-hint", text = hint))
            }
            None => Ok(()),
        }
    }
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        Self::Call { error, hint: None, context: None }
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
