//! How far something is, read from an answer by its schema.

use super::Waiting;
use crate::action::Descriptor;
use crate::schema::{Kind, Object, Struct, View};

/// How far something is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Progress {
    /// As the service calls it.
    Pending(String),
    Done,
    /// What the service said.
    Failed(String),
}

impl Progress {
    /// Reads an answer: as far as its least is, and failed when all has ended and some has badly.
    pub(super) fn of(action: &Descriptor, answer: &dyn Object) -> Self {
        let Some(waiting) = action.waiting else { return Self::Pending(String::new()) };
        let schema = (action.response)();
        let states = texts(schema, answer, waiting.on);
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

impl Waiting {
    fn is_done(&self, state: &str) -> bool {
        self.done.contains(&state) || self.done.contains(&"*")
    }

    fn is_failed(&self, state: &str) -> bool {
        let below_zero = state.parse::<i64>().is_ok_and(|state| state < 0);
        self.failed.contains(&state) || below_zero && !self.done.contains(&state)
    }
}

/// All values at a place, of each item where there is a list on the way.
fn texts(schema: &'static Struct, object: &dyn Object, place: &str) -> Vec<String> {
    let (name, rest) =
        place.split_once('.').map_or((place, None), |(name, rest)| (name, Some(rest)));
    let Some((at, field)) = schema.field(name) else { return Vec::new() };
    let mut found = Vec::new();
    each(object.member(at, name), &mut |view| match (view, rest, field.kind) {
        (View::Object(object), Some(rest), Kind::Object(schema)) => {
            found.extend(texts(schema(), object, rest));
        }
        (view, None, _) => found.extend(text(view)),
        _ => {}
    });
    found
}

fn each<'v>(view: View<'v>, take: &mut dyn FnMut(View<'v>)) {
    match view {
        View::List(list) => (0..list.len()).for_each(|at| each(list.item(at), take)),
        other => take(other),
    }
}

fn text(view: View<'_>) -> Option<String> {
    match view {
        View::String(text) if !text.is_empty() => Some(text.to_owned()),
        View::Int64(number) => Some(number.to_string()),
        View::Uint64(number) => Some(number.to_string()),
        View::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}
