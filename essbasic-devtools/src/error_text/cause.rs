//! Underlying errors.

use std::error::Error as StdError;
use std::io;

use essbasic::Error;
use essbasic::provider::ProviderError;
use essbasic::transport::TransportError;

use super::translate;
use crate::Language;

/// Returns the innermost source of an error, unless the message contains it.
pub fn root_cause(language: Language, error: &Error) -> Option<String> {
    let mut innermost = error.source()?;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    let text = innermost.to_string();
    let is_new = !text.is_empty() && !error.message().contains(&text);
    is_new.then(|| match language {
        Language::English => text,
        Language::Chinese => describe(language, innermost, text),
    })
}

fn describe(language: Language, error: &(dyn StdError + 'static), english: String) -> String {
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return super::io(language, error);
    }
    let message = if let Some(error) = error.downcast_ref::<Error>() {
        Some(error.message_parts().clone())
    } else if let Some(error) = error.downcast_ref::<ProviderError>() {
        Some(error.message().clone())
    } else {
        error.downcast_ref::<TransportError>().map(TransportError::message)
    };
    let message = message.or_else(|| error.downcast_ref().cloned());
    match message.filter(|message| message.template().is_some()) {
        Some(message) => translate::message(language, &message).into_owned(),
        None => translate::quote(&english),
    }
}
