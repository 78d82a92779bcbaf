//! Errors in the language of the reader.
//!
//! English texts are those of the library. Chinese ones are in `messages/zh-CN`, keyed by the English
//! text or its template, as of gettext; the library carries none. Texts from outside, such as the
//! service's message, are shown verbatim; those of dependencies are quoted.

use std::borrow::Cow;

use essbasic::message::Message;
use essbasic::schema::{Constraint, Rule};
use essbasic::validate::{Requirement, Violation};
use essbasic::{Error, ErrorCode, ErrorKind};

use crate::Language;

mod cause;
mod io_error;
mod translate;

pub use cause::root_cause;
pub use io_error::io;

/// Returns an error on one line: action, error code, message and request ID, without secrets.
pub fn error(language: Language, error: &Error) -> String {
    if language == Language::English {
        return error.to_string();
    }
    let mut line = String::new();
    for part in [error.action(), error.code().map(ErrorCode::as_str)].into_iter().flatten() {
        line.extend([part, "："]);
    }
    line += &match error.kind() {
        ErrorKind::Service => Cow::Borrowed(error.redacted_message()),
        _ => message(language, error),
    };
    if let Some(request_id) = error.request_id() {
        line.extend(["（请求 ID：", request_id, "）"]);
    }
    line
}

/// Returns the message of an error. The service's is verbatim and may contain personal data.
pub fn message(language: Language, error: &Error) -> Cow<'_, str> {
    translate::message(language, error.message_parts())
}

/// Returns what to do about an error, in one sentence, if that is known.
pub fn hint(language: Language, error: &Error) -> Option<&'static str> {
    error.hint().map(|hint| translate::text(language, hint))
}

/// Returns a message of the library.
pub fn text(language: Language, message: &Message) -> Cow<'_, str> {
    translate::message(language, message)
}

/// Returns a violation, with the path of the field.
pub fn violation(language: Language, violation: &Violation) -> String {
    format!("{} {}", violation.path, requirement(language, &violation.requirement))
}

/// Returns a requirement that a field does not meet.
pub fn requirement(language: Language, requirement: &Requirement) -> String {
    owned(language, &requirement.message())
}

/// Returns a documented limit of a field.
pub fn constraint(language: Language, constraint: &Constraint) -> String {
    owned(language, &constraint.message()).trim().to_owned()
}

/// Returns a rule between fields.
pub fn rule(language: Language, rule: &Rule) -> String {
    owned(language, &rule.message())
}

fn owned(language: Language, message: &Message) -> String {
    translate::message(language, message).into_owned()
}
