//! Forms of requests, rendered from schemas, and posted forms as requests.
//!
//! The name of a control is the path of its field: `Agent.ProxyOperator.OpenId`, `FlowIds.0`.

use essbasic::schema::{Constraint, FieldSchema, StructSchema};
use essbasic::validate::Violation;
use essbasic::{Descriptor, Entry};
use essbasic_devtools::Language;
use maud::Markup;
use serde_json::{Map, Value};

use crate::limits;

mod control;
mod data;
mod essential;
mod fields;
mod unsupported;

use control::Violations;
use fields::Fields;

pub(crate) use control::facts;
pub(crate) use data::{FormData, JsonError, TooManyValues, empty_items};
pub(crate) use essbasic_devtools::request_json::pretty;
pub(crate) use unsupported::unsupported;

/// Text of a control whose value is the empty string. An empty control is omitted.
const EMPTY: &str = "\"\"";

/// Prefix of the names of hidden controls that mark empty items which a form has added; the rest is the path.
const OFFERED: &str = "offered.";

/// Maximum length of the path of a new item.
const MAX_PATH: usize = 1000;

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
    /// Renders the fields, unless there are too many or their texts are too long for a page.
    pub(crate) fn fields(&self) -> Option<Markup> {
        if !is_short(self.request) {
            return None;
        }
        let action = self.entry.descriptor();
        let violations = Violations::new(self.violations);
        let mut fields = Fields::new(action, &violations, self.grown_list, self.language);
        let rendered = fields.object("", (action.request)(), Some(self.request), &[]);
        fields.is_complete().then_some(rendered)
    }
}

/// Returns whether a request is short enough for a page.
pub(crate) fn is_short(request: &Map<String, Value>) -> bool {
    size(request) <= limits::REQUEST_BYTES
}

/// Returns the size of the texts of a request, and some bytes for each value.
pub(crate) fn size(request: &Map<String, Value>) -> usize {
    fn of(value: &Value) -> usize {
        8 + match value {
            Value::String(text) => text.len(),
            Value::Array(items) => items.iter().map(of).sum(),
            Value::Object(fields) => size(fields),
            _ => 0,
        }
    }
    request.iter().map(|(name, value)| name.len() + of(value)).sum()
}

/// Renders a new item of a list by its path: `FlowApprovers.3`.
pub(crate) fn item(action: &'static Descriptor, path: &str, language: Language) -> Option<Markup> {
    let (list, index) = path.rsplit_once('.').filter(|_| path.len() <= MAX_PATH)?;
    index.parse::<usize>().ok()?;
    let field = find((action.request)(), list).filter(|field| field.list)?;
    let violations = Violations::new(&[]);
    Some(Fields::new(action, &violations, None, language).item(path, field, None, false))
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
