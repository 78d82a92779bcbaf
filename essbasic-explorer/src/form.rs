//! Forms of requests, rendered from schemas, and posted forms as requests.
//!
//! The name of a control is the path of its field: `Agent.ProxyOperator.OpenId`, `FlowIds.0`.

use essbasic::schema::{Constraint, FieldSchema, StructSchema};
use essbasic::validate::Violation;
use essbasic::{Descriptor, Entry};
use essbasic_devtools::Language;
use maud::Markup;
use serde_json::{Map, Value};

mod control;
mod data;
mod fields;
mod json_text;
mod unsupported;

use fields::Fields;

pub(crate) use control::facts;
pub(crate) use data::{FormData, JsonError};
pub(crate) use json_text::pretty;
pub(crate) use unsupported::unsupported;

/// Text of a control whose value is the empty string. An empty control is omitted.
const EMPTY: &str = "\"\"";

/// A request to render as a form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form<'a> {
    pub(crate) entry: &'static Entry,
    pub(crate) request: &'a Map<String, Value>,
    /// Violations to show.
    pub(crate) violations: &'a [Violation],
    /// The list that gets another item.
    pub(crate) grown_list: Option<&'a str>,
    pub(crate) language: Language,
}

impl Form<'_> {
    /// Renders the fields.
    pub(crate) fn fields(&self) -> Markup {
        let action = self.entry.descriptor();
        let mut fields = Fields::new(action, self.violations, self.grown_list, self.language);
        fields.object("", (action.request)(), Some(self.request), &[])
    }
}

/// Renders a new item of a list by its path: `FlowApprovers.3`.
pub(crate) fn item(action: &'static Descriptor, path: &str, language: Language) -> Option<Markup> {
    let (list, index) = path.rsplit_once('.')?;
    index.parse::<usize>().ok()?;
    let field = find((action.request)(), list).filter(|field| field.list)?;
    Some(Fields::new(action, &[], None, language).item(path, field, None))
}

/// Returns the field at a path.
fn find(schema: &'static StructSchema, path: &str) -> Option<&'static FieldSchema> {
    let (mut schema, mut found) = (Some(schema), None);
    for step in path.split('.') {
        if step.parse::<usize>().is_ok() {
            continue;
        }
        let (_, field) = schema?.field(step)?;
        found = Some(field);
        schema = field.kind.object();
    }
    found
}

/// Returns the paths inside a field that the field requires.
fn required_paths(field: &FieldSchema) -> Vec<&'static str> {
    let paths = field.constraints.iter().filter_map(|limit| match limit {
        Constraint::Require(paths) => Some(*paths),
        _ => None,
    });
    paths.flatten().copied().collect()
}
