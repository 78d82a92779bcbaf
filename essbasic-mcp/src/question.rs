//! The question that asks a person to confirm a request: the environment, the action with its effect,
//! the people and all fields.

use std::fmt::Write;

use essbasic::schema::SecretFields;
use essbasic_devtools::{Language, action_docs, catalogue_docs, escape, t};
use essbasic_explorer::ConfirmationRequest;
use serde_json::Value;

use crate::limits;

/// A field of a request, with its value as a text of one line.
struct Line {
    path: String,
    value: String,
    is_secret: bool,
}

/// Returns the question as text, or `None` if not all of the request can be shown in it.
pub(crate) fn text(
    request: &ConfirmationRequest,
    environment: &str,
    language: Language,
) -> Option<String> {
    let action = request.action;
    let mut lines = Vec::new();
    let secrets = SecretFields::of((action.request)());
    let whole = Value::Object(request.request.clone());
    collect(&whole, &secrets, false, "", &mut lines)?;

    let doc = action_docs::summary(catalogue_docs::action(language, action));
    let mut text = t!(language, "confirm-send-to", name = environment).into_owned();
    // Writing to a string cannot fail.
    let _ = write!(text, "\n\n{} ({})", action.name, action.title);
    let _ = write!(text, "\n{}", action_docs::strip_markdown(&doc));
    if let Some(effect) = action_docs::describe_effect(action.effect, language) {
        let _ = write!(text, "\n{effect}");
    }
    for note in &request.notes {
        let _ = write!(text, "\n{note}");
    }
    let (people, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|it| it.is_secret);
    for (heading, lines) in [
        (t!(language, "mcp-question-people"), people),
        (t!(language, "mcp-question-fields"), others),
    ] {
        if !lines.is_empty() {
            let _ = write!(text, "\n\n{heading}");
            for Line { path, value, .. } in lines {
                let _ = write!(text, "\n{path}: {value}");
            }
        }
    }
    Some(text)
}

/// Collects the values inside a value. Returns `None` if there are too many, or one is too long.
fn collect(
    value: &Value,
    secrets: &SecretFields,
    is_secret: bool,
    path: &str,
    lines: &mut Vec<Line>,
) -> Option<()> {
    let inside = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (name, value) in fields {
                let (is_secret, secrets) = secrets.field(name);
                collect(value, &secrets, is_secret, &inside(name), lines)?;
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                collect(item, secrets, is_secret, &inside(&index.to_string()), lines)?;
            }
        }
        value => {
            let text = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let is_long = text.chars().nth(limits::QUESTION_CHARACTERS).is_some();
            if is_long || lines.len() >= limits::QUESTION_FIELDS {
                return None;
            }
            let path = escape::line(path).into_owned();
            lines.push(Line { path, value: escape::line(&text).into_owned(), is_secret });
        }
    }
    Some(())
}
