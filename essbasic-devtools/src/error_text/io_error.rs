//! Errors of the operating system.

use std::error::Error as StdError;
use std::io;

use essbasic::message::Message;

use super::translate::{self, quote};
use crate::Language;

/// Template of a failed DNS lookup, which has no kind of its own.
const LOOKUP: &str = "failed to lookup address information: {reason}";

/// Returns the text of an I/O error, with the number of the operating system.
pub fn io(language: Language, error: &io::Error) -> String {
    if language == Language::English {
        return error.to_string();
    }
    if let Some(inner) = error.get_ref() {
        return wrapped(language, inner);
    }
    match (translate::find(&format!("io::{:?}", error.kind())), error.raw_os_error()) {
        (Some(text), Some(number)) => format!("{text} (os error {number})"),
        (Some(text), None) => text.to_owned(),
        (None, _) => quote(&error.to_string()),
    }
}

/// Returns the text of an error inside an I/O error.
fn wrapped(language: Language, error: &(dyn StdError + Send + Sync + 'static)) -> String {
    if let Some(message) = error.downcast_ref::<Message>() {
        return translate::message(language, message).into_owned();
    }
    if let Some(inner) = error.downcast_ref::<io::Error>() {
        return io(language, inner);
    }
    let text = error.to_string();
    let reason = LOOKUP.split_once('{').and_then(|(before, _)| text.strip_prefix(before));
    match (reason, translate::find(LOOKUP)) {
        (Some(reason), Some(template)) => template.replace("{reason}", &quote(reason)),
        _ => quote(&text),
    }
}
