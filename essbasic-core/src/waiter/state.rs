//! How far something is, read from an answer by its schema.

use super::WaitConfig;
use crate::action::Descriptor;
use crate::schema::{FieldKind, Fields, StructSchema, ValueRef};

/// How far something is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum WaitState {
    /// As the service calls it.
    Pending(String),
    Done,
    /// What the service said.
    Failed(String),
}

impl WaitState {
    /// Reads an answer: as far as its least is, and failed when all has ended and some has badly.
    pub(super) fn of(action: &Descriptor, answer: &dyn Fields) -> Self {
        let Some(waiting) = action.wait else { return Self::Pending(String::new()) };
        let schema = (action.response)();
        let states = texts(schema, answer, waiting.status);
        let open = states.iter().find(|state| !waiting.is_done(state) && !waiting.is_failed(state));
        match (open, states.iter().find(|state| waiting.is_failed(state))) {
            _ if states.is_empty() => Self::Pending("nothing yet".to_owned()),
            (Some(open), _) => Self::Pending(open.clone()),
            (None, None) => Self::Done,
            (None, Some(state)) => {
                let said = waiting.message.map(|place| texts(schema, answer, place).join("; "));
                Self::Failed(match said.filter(|said| !said.is_empty()) {
                    Some(said) => format!("{state}: {said}"),
                    None => state.clone(),
                })
            }
        }
    }
}

impl WaitConfig {
    fn is_done(&self, state: &str) -> bool {
        self.done.contains(&state) || self.done.contains(&"*")
    }

    fn is_failed(&self, state: &str) -> bool {
        let below_zero = state.parse::<i64>().is_ok_and(|state| state < 0);
        self.failed.contains(&state) || below_zero && !self.done.contains(&state)
    }
}

/// All values at a place, of each item where there is a list on the way.
fn texts(schema: &'static StructSchema, object: &dyn Fields, place: &str) -> Vec<String> {
    let (name, rest) =
        place.split_once('.').map_or((place, None), |(name, rest)| (name, Some(rest)));
    let Some((at, field)) = schema.field(name) else { return Vec::new() };
    let mut found = Vec::new();
    each(object.member(at, name), &mut |view| match (view, rest, field.kind) {
        (ValueRef::Object(object), Some(rest), FieldKind::Object(schema)) => {
            found.extend(texts(schema(), object, rest));
        }
        (view, None, _) => found.extend(text(view)),
        _ => {}
    });
    found
}

fn each<'v>(view: ValueRef<'v>, take: &mut dyn FnMut(ValueRef<'v>)) {
    match view {
        ValueRef::List(list) => (0..list.len()).for_each(|at| each(list.item(at), take)),
        other => take(other),
    }
}

fn text(view: ValueRef<'_>) -> Option<String> {
    match view {
        ValueRef::String(text) if !text.is_empty() => Some(text.to_owned()),
        ValueRef::Int64(number) => Some(number.to_string()),
        ValueRef::Uint64(number) => Some(number.to_string()),
        ValueRef::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}
