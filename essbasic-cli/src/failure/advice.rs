//! What to do about a call that failed.

use std::borrow::Cow;
use std::error::Error as _;

use essbasic::schema::{FieldKind, StructSchema};
use essbasic::validate::ViolationKind;
use essbasic::{Descriptor, Error, ErrorKind};
use essbasic_devtools::action_docs;

use crate::nearest::nearest;

/// What to do about it, where that is known: of a mistyped member, of the error as such, and of
/// the code in the action's own documentation.
pub(super) fn on(error: &Error) -> Option<Cow<'_, str>> {
    let action = error.action().and_then(essbasic::find).map(essbasic::Entry::descriptor);
    if error.kind() == ErrorKind::Invalid {
        return action.and_then(|action| meant(action, error)).map(Cow::Owned);
    }
    if let Some(hint) = error.hint() {
        return Some(hint.into());
    }
    let (action, code) = (action?, error.code()?);
    let advice = action_docs::error_help(action, code.as_str())?;
    Some(advice.replace('`', "").into())
}

/// The cause at the bottom, where it says more than the error.
pub(super) fn beneath(error: &Error) -> Option<String> {
    let mut deepest = error.source()?;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    Some(deepest.to_string()).filter(|text| !text.is_empty() && !error.message().contains(text))
}

/// The members that were probably meant by those that are none.
fn meant(action: &'static Descriptor, error: &Error) -> Option<String> {
    let unknown = error.violations().iter().find(|it| it.kind == ViolationKind::Unknown)?;
    let mut schema: &'static StructSchema = (action.request)();
    let mut steps = unknown.path.split('.').peekable();
    while let Some(step) = steps.next() {
        if steps.peek().is_none() {
            return nearest(step, schema.fields.iter().filter(|it| !it.hidden).map(|it| it.name));
        }
        match schema.field(step).map(|(_, field)| field.kind) {
            Some(FieldKind::Object(inner)) => schema = inner(),
            // The index of an item.
            _ if step.parse::<usize>().is_ok() => {}
            _ => return None,
        }
    }
    None
}
