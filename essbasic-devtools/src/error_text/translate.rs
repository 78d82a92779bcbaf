//! Translates messages by their English templates.

use std::borrow::Cow;
use std::sync::LazyLock;

use essbasic::message::{Argument, Message};

use crate::Language;
use crate::text_table::{self, TextTable};

/// Translations by English text.
static CHINESE: LazyLock<TextTable> =
    LazyLock::new(|| text_table::parse(include!(concat!(env!("OUT_DIR"), "/translations.rs"))));

/// Translates a text without arguments. Returns the English text if it has no translation.
pub(super) fn text(language: Language, english: &'static str) -> &'static str {
    match language {
        Language::English => english,
        Language::Chinese => find(english).unwrap_or(english),
    }
}

/// Translates a message. Returns the English text if it has no translation.
pub(super) fn message(language: Language, message: &Message) -> Cow<'_, str> {
    let template = match language {
        Language::English => None,
        Language::Chinese => message.template().and_then(find),
    };
    let Some(mut rest) = template else { return Cow::Borrowed(message.as_str()) };
    let mut text = String::new();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        text.push_str(before);
        let value = message.arguments().iter().find(|(other, _)| *other == name);
        text.push_str(&value.map_or_else(String::new, |(_, value)| argument(value)));
        rest = after;
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Formats an argument of a Chinese message.
fn argument(argument: &Argument) -> String {
    match argument {
        Argument::Message(inner) if inner.template().is_none() => quote(inner.as_str()),
        Argument::Message(inner) => message(Language::Chinese, inner).into_owned(),
        Argument::All(names) => names.join(" 和 "),
        Argument::Any(names) => names.join(" 或 "),
        Argument::List(messages) => {
            let texts: Vec<_> = messages.iter().map(|it| message(Language::Chinese, it)).collect();
            texts.join("；")
        }
        other => other.to_string(),
    }
}

/// Quotes a text that has no translation, such as a dependency's.
pub(super) fn quote(text: &str) -> String {
    format!("“{text}”")
}

/// Returns the translation of an English text or template.
pub(super) fn find(english: &str) -> Option<&'static str> {
    CHINESE.get(english).copied()
}
