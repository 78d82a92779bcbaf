//! A request as a form, made of its schema; and what comes back, made a request again.
//!
//! A control's name is its member's path on the wire: `Agent.ProxyOperator.OpenId`, `FlowIds.0`.

mod control;
mod fields;
mod lost;
mod posted;
mod text;

use essbasic::schema::{Constraint, FieldKind, FieldSchema, StructSchema};
use essbasic::validate::Violation;
use essbasic::{Descriptor, Entry};
use maud::Markup;
use serde_json::{Map, Value};

use essbasic_devtools::Language;
use fields::Fields;

pub(crate) use control::facts;
pub(crate) use lost::lost;
pub(crate) use posted::{Mistake, Posted};
pub(crate) use text::pretty;

/// What a control says of a text that is given and empty: an empty control gives nothing.
const EMPTY: &str = "\"\"";

/// A request to be shown as a form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form<'a> {
    pub(crate) entry: &'static Entry,
    pub(crate) members: &'a Map<String, Value>,
    /// What is wrong with it.
    pub(crate) violations: &'a [Violation],
    /// The list that gets another item.
    pub(crate) longer: Option<&'a str>,
    pub(crate) language: Language,
}

impl Form<'_> {
    /// Its fields.
    pub(crate) fn fields(&self) -> Markup {
        let action = self.entry.descriptor();
        let mut fields = Fields::new(action, self.violations, self.longer, self.language);
        fields.object("", (action.request)(), Some(self.members), &[])
    }
}

/// A new item of a list, by its path: `FlowApprovers.3`.
pub(crate) fn item(action: &'static Descriptor, path: &str, language: Language) -> Option<Markup> {
    let (list, at) = path.rsplit_once('.')?;
    at.parse::<usize>().ok()?;
    let field = find((action.request)(), list).filter(|field| field.list)?;
    Some(Fields::new(action, &[], None, language).item(path, field, None))
}

/// The member at a path, items of lists by their numbers.
fn find(schema: &'static StructSchema, path: &str) -> Option<&'static FieldSchema> {
    let (mut schema, mut found) = (Some(schema), None);
    for step in path.split('.') {
        if step.parse::<usize>().is_ok() {
            continue;
        }
        let (_, field) = schema?.field(step)?;
        found = Some(field);
        schema = inner(field);
    }
    found
}

/// The struct that a member holds.
fn inner(field: &FieldSchema) -> Option<&'static StructSchema> {
    match field.kind {
        FieldKind::Object(schema) => Some(schema()),
        _ => None,
    }
}

/// The paths inside a member that this place demands of it.
fn demanded(field: &FieldSchema) -> Vec<&'static str> {
    let paths = field.constraints.iter().filter_map(|limit| match limit {
        Constraint::Require(paths) => Some(*paths),
        _ => None,
    });
    paths.flatten().copied().collect()
}
