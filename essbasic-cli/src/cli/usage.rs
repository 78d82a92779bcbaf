//! Usage errors in the language of the reader. Their English texts are clap's.

use std::error::Error as _;
use std::num::{IntErrorKind, ParseIntError};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use essbasic_devtools::{Language, escape, t};

/// Returns message, suggestion and usage of a usage error.
pub(crate) fn describe(error: &clap::Error, language: Language) -> String {
    let mut text = message(error, language);
    let hints = suggestions(error, language);
    if !hints.is_empty() {
        text.push('\n');
    }
    for hint in hints {
        text = format!("{text}\n  {}", t!(language, "usage-tip", tip = hint));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
        text = format!("{text}\n\n{}", t!(language, "usage-line", usage = usage));
    }
    format!("{text}\n\n{}", t!(language, "usage-try-help"))
}

fn message(error: &clap::Error, language: Language) -> String {
    let name = || string(error, ContextKind::InvalidArg);
    let value = || string(error, ContextKind::InvalidValue);
    let text = match error.kind() {
        ErrorKind::ArgumentConflict => return conflict(error, language),
        ErrorKind::InvalidSubcommand => {
            let name = string(error, ContextKind::InvalidSubcommand);
            t!(language, "usage-unknown-command", name = name)
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = strings(error, ContextKind::InvalidArg);
            return t!(language, "usage-missing-arguments").into_owned() + &lines(&missing);
        }
        ErrorKind::MissingSubcommand => {
            let name = string(error, ContextKind::InvalidSubcommand);
            let commands = strings(error, ContextKind::ValidSubcommand).join(", ");
            let text = t!(language, "usage-missing-command", name = name);
            return format!("{text}\n  {}", t!(language, "usage-commands", names = commands));
        }
        ErrorKind::UnknownArgument => t!(language, "usage-unknown-argument", name = name()),
        ErrorKind::InvalidValue if value().is_empty() => {
            return t!(language, "usage-missing-value", name = name()).into_owned()
                + &possible_values(error, language);
        }
        ErrorKind::InvalidValue => {
            return t!(language, "usage-invalid-value", value = value(), name = name())
                .into_owned()
                + &possible_values(error, language);
        }
        ErrorKind::ValueValidation => {
            let text = t!(language, "usage-invalid-value", value = value(), name = name());
            let cause = cause(error, language);
            t!(language, "usage-because", problem = text, cause = cause)
        }
        ErrorKind::TooManyValues => {
            t!(language, "usage-too-many-values", value = value(), name = name())
        }
        ErrorKind::InvalidUtf8 => t!(language, "usage-invalid-utf8"),
        _ => t!(language, "usage-invalid"),
    };
    text.into_owned()
}

fn conflict(error: &clap::Error, language: Language) -> String {
    let name = string(error, ContextKind::InvalidArg);
    let prior = strings(error, ContextKind::PriorArg);
    match &prior[..] {
        [] => t!(language, "usage-twice", name = name).into_owned(),
        [prior] if *prior == name => t!(language, "usage-twice", name = name).into_owned(),
        [prior] => t!(language, "usage-conflict", name = name, other = prior).into_owned(),
        several => t!(language, "usage-conflicts", name = name).into_owned() + &lines(several),
    }
}

/// Returns names, each on a line of its own.
fn lines(names: &[String]) -> String {
    names.iter().flat_map(|name| ["\n  ", name]).collect()
}

fn possible_values(error: &clap::Error, language: Language) -> String {
    let values = strings(error, ContextKind::ValidValue);
    if values.is_empty() {
        return String::new();
    }
    format!("\n  {}", t!(language, "usage-possible-values", values = values.join(", ")))
}

/// Returns why a parser rejected a value. Parsers of the command write in the language of the reader.
fn cause(error: &clap::Error, language: Language) -> String {
    let Some(source) = error.source() else { return String::new() };
    let text = source.to_string();
    if let Some(error) = source.downcast_ref::<ParseIntError>() {
        return match (language, error.kind()) {
            (Language::English, _) => text,
            (_, IntErrorKind::PosOverflow | IntErrorKind::NegOverflow) => {
                t!(language, "usage-number-too-large").into_owned()
            }
            _ => t!(language, "usage-not-an-integer").into_owned(),
        };
    }
    match text.split_once(" is not in ") {
        Some((number, range)) => {
            t!(language, "usage-not-in-range", number = number, range = range).into_owned()
        }
        None => escape::line(&text).into_owned(),
    }
}

fn suggestions(error: &clap::Error, language: Language) -> Vec<String> {
    let similar = |kind| strings(error, kind).join(", ");
    let mut hints = Vec::new();
    let mut add = |names: String, text: &dyn Fn(String) -> String| {
        hints.extend(Some(names).filter(|it| !it.is_empty()).map(text));
    };
    add(similar(ContextKind::SuggestedSubcommand), &|names| {
        t!(language, "usage-similar-command", name = names).into_owned()
    });
    add(similar(ContextKind::SuggestedArg), &|names| {
        t!(language, "usage-similar-argument", name = names).into_owned()
    });
    add(similar(ContextKind::SuggestedValue), &|names| {
        t!(language, "usage-similar-value", name = names).into_owned()
    });
    if let Some(ContextValue::StyledStrs(tips)) = error.get(ContextKind::Suggested) {
        let name = string(error, ContextKind::InvalidArg);
        // Clap has several tips without data; this is the only one that our commands can cause.
        if tips.iter().any(|tip| tip.to_string().contains("as a value")) {
            hints.push(t!(language, "usage-as-value", name = name).into_owned());
        }
    }
    hints
}

fn string(error: &clap::Error, kind: ContextKind) -> String {
    strings(error, kind).into_iter().next().unwrap_or_default()
}

/// Returns the names or values of a kind, safe for a terminal.
fn strings(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    let texts = match error.get(kind) {
        Some(ContextValue::String(text)) => std::slice::from_ref(text),
        Some(ContextValue::Strings(texts)) => texts,
        _ => &[],
    };
    texts.iter().map(|text| escape::line(text).into_owned()).collect()
}
