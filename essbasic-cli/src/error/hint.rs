//! Hints for failed calls.

use std::borrow::Cow;

use essbasic::schema::StructSchema;
use essbasic::validate::ViolationKind;
use essbasic::{Descriptor, Error, ErrorKind};
use essbasic_devtools::{Language, action_docs, error_text};

use crate::message::Message;
use crate::suggest;

/// Returns the hint for a misspelled field, of the error itself, or of the error code in the
/// documentation of the action.
pub(super) fn for_error(error: &Error) -> Option<Message> {
    let action = error.action().and_then(essbasic::find_action).map(essbasic::Entry::descriptor);
    if error.kind() == ErrorKind::Invalid {
        return action.and_then(|action| similar_field(action, error));
    }
    if let Some(english) = error.hint() {
        return Some(Message::new(|language| {
            Cow::Borrowed(error_text::hint(language, error).unwrap_or(english))
        }));
    }
    let (action, code) = (action?, error.code()?);
    let help =
        |language| Some(action_docs::error_help(action, code.as_str(), language)?.replace('`', ""));
    let english = help(Language::English)?;
    Some(Message::new(|language| help(language).unwrap_or_else(|| english.clone()).into()))
}

/// Suggests a field for the first unknown one.
fn similar_field(action: &'static Descriptor, error: &Error) -> Option<Message> {
    let unknown = error.violations().iter().find(|it| it.kind == ViolationKind::Unknown)?;
    let mut schema: &'static StructSchema = (action.request)();
    let mut steps = unknown.path.split('.').peekable();
    while let Some(step) = steps.next() {
        if steps.peek().is_none() {
            let fields = schema.fields.iter().filter(|field| !field.hidden);
            return suggest::similar_name(step, fields.map(|field| field.name));
        }
        match schema.field(step).and_then(|(_, field)| field.kind.object()) {
            Some(inner) => schema = inner,
            // The index of a list item.
            None if step.parse::<usize>().is_ok() => {}
            None => return None,
        }
    }
    None
}
