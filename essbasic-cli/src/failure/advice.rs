//! What to do about a call that failed.

use std::borrow::Cow;
use std::error::Error as _;

use essbasic::check::ViolationKind;
use essbasic::schema::{Kind, Struct};
use essbasic::{Descriptor, Error, ErrorKind};

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
    let (_, advice) = codes(action.doc)
        .into_iter()
        .find(|(names, _)| names.iter().any(|name| *name == code.as_str()))?;
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

/// The codes of a documentation's table, and what to do about each.
pub(crate) fn codes(doc: &str) -> Vec<(Vec<&str>, &str)> {
    let rows = doc.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.filter_map(|row| row.trim_matches('|').trim().split_once(" | "));
    cells
        .map(|(names, advice)| {
            (names.split(", ").map(|name| name.trim().trim_matches('`')).collect(), advice.trim())
        })
        .collect()
}

/// What to do about a code of which only its class is told.
pub(crate) fn of_class(code: &str) -> &'static str {
    match code.split('.').next().unwrap_or_default() {
        "AuthFailure" => "check the credential, its environment and this machine's clock",
        "DryRunOperation" => "nothing: it would have been done",
        "FailedOperation" => "the message says what failed",
        "InternalError" => "the service failed: look whether it was done, and try again later",
        "InvalidParameter" | "InvalidParameterValue" => "correct the member that the message names",
        "LimitExceeded" => "a limit of the account or the plan is reached",
        "MissingParameter" => "give the member that the message names",
        "OperationDenied" => "the message says what forbids it",
        "RequestLimitExceeded" => "call less often: nothing was done",
        "ResourceInUse" => "wait until it is free",
        "ResourceInsufficient" | "ResourceUnavailable" => "try again later, or with another",
        "ResourceNotFound" => "check the ids, and whose they are",
        "ResourcesSoldOut" => "buy more",
        "UnauthorizedOperation" => "have the right given, or call for somebody who has it",
        "UnknownParameter" => "leave out the member that the message names",
        "UnsupportedOperation" => "it cannot be done with this thing, as it stands now",
        _ => "the message says why",
    }
}

/// The members that were probably meant by those that are none.
fn meant(action: &'static Descriptor, error: &Error) -> Option<String> {
    let unknown = error.violations().iter().find(|it| it.kind == ViolationKind::Unknown)?;
    let mut schema: &'static Struct = (action.request)();
    let mut steps = unknown.path.split('.').peekable();
    while let Some(step) = steps.next() {
        if steps.peek().is_none() {
            return nearest(step, schema.fields.iter().filter(|it| !it.hidden).map(|it| it.name));
        }
        match schema.field(step).map(|(_, field)| field.kind) {
            Some(Kind::Object(inner)) => schema = inner(),
            // The index of an item.
            _ if step.parse::<usize>().is_ok() => {}
            _ => return None,
        }
    }
    None
}
