//! The members of a struct as fields: what must be given first, the rest folded away.

use essbasic::Descriptor;
use essbasic::schema::{Constraint, FieldSchema, Rule, StructSchema};
use essbasic::validate::Violation;
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::control::Control;
use super::{demanded, inner};
use essbasic_devtools::Language;

/// What is known while a form is written.
pub(super) struct Fields<'a> {
    pub(super) action: &'static Descriptor,
    /// Where the form is shown again, longer or shorter.
    again: String,
    pub(super) violations: &'a [Violation],
    /// The list that gets another item.
    longer: Option<&'a str>,
    pub(super) language: Language,
    /// The structs around the one being written; one that contains itself ends there.
    inside: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        action: &'static Descriptor,
        violations: &'a [Violation],
        longer: Option<&'a str>,
        language: Language,
    ) -> Self {
        let again = format!("/actions/{}/form", action.name);
        Self { action, again, violations, longer, language, inside: Vec::new() }
    }

    /// The members of a struct; `needed` are paths inside it that the one around it demands.
    pub(super) fn object(
        &mut self,
        place: &str,
        schema: &'static StructSchema,
        members: Option<&Map<String, Value>>,
        needed: &[&str],
    ) -> Markup {
        self.inside.push(schema.name);
        let (mut first, mut then, mut folded) = (Vec::new(), Vec::new(), Vec::new());
        for field in schema.fields {
            let value = members.and_then(|members| members.get(field.name));
            let value = value.filter(|value| !value.is_null());
            let is_needed = needed.iter().any(|path| path.split('.').next() == Some(field.name));
            let is_required = field.required || is_needed;
            let is_again = inner(field).is_some_and(|it| self.inside.contains(&it.name));
            if value.is_none() && !is_required && (field.hidden || is_again && !field.list) {
                continue;
            }
            let path = if place.is_empty() {
                field.name.into()
            } else {
                format!("{place}.{}", field.name)
            };
            let is_wrong = self.violations.iter().any(|it| it.path.starts_with(&path));
            let is_longer = self.longer.is_some_and(|longer| longer.starts_with(&path));
            let group = match value {
                _ if is_required => &mut first,
                None if !is_wrong && !is_longer && !is_one_of(schema, field) => &mut folded,
                _ => &mut then,
            };
            let below: Vec<_> = needed
                .iter()
                .filter_map(|path| path.strip_prefix(field.name)?.strip_prefix('.'))
                .collect();
            group.push(self.member(&path, schema, field, value, is_required, &below));
        }
        self.inside.pop();
        let language = self.language;
        html! {
            @for rule in schema.rules {
                p.rule { (language.say("Rule: ", "规则：")) (rule) "." }
            }
            @for field in first.iter().chain(&then) { (field) }
            @if !folded.is_empty() {
                details.more open[first.is_empty() && then.is_empty() && !place.is_empty()] {
                    summary {
                        (folded.len()) " "
                        (if folded.len() == 1 { language.say("optional member", "个可选参数") }
                        else { language.say("optional members", "个可选参数") })
                    }
                    @for field in &folded { (field) }
                }
            }
        }
    }

    fn member(
        &mut self,
        path: &str,
        around: &'static StructSchema,
        field: &'static FieldSchema,
        value: Option<&Value>,
        is_required: bool,
        needed: &[&str],
    ) -> Markup {
        let control = Control { path, around, field, is_required, fields: self };
        let head = html! { (control.name()) (control.facts()) };
        let about = html! { (control.documentation()) (control.wrong()) };
        if field.list {
            let items = self.items(path, field, value, is_required);
            return html! {
                fieldset.list data-list=(path) data-limit=[count(field).map(ToString::to_string)]
                    data-least=[bounds(field).map(|it| it.0)] data-most=[bounds(field).map(|it| it.1)] {
                    legend { (head) }
                    (about)
                    div.items { @for item in &items { (item) } }
                    button.quiet.small name="add" value=(path) formaction=(self.again) formnovalidate {
                        (self.language.say("Add", "添加"))
                        span.hidden { " " (field.name) }
                    }
                }
            };
        }
        let Some(schema) = inner(field) else {
            return control.scalar(value);
        };
        let mut demanded: Vec<&str> = demanded(field);
        demanded.extend(needed);
        let fields = self.object(path, schema, value.and_then(Value::as_object), &demanded);
        let is_filled = schema.name == "Agent" && value.is_some() && self.violations.is_empty();
        let is_folded = is_filled || (value.is_none() && !is_required);
        html! {
            details.object open[!is_folded] data-object=(path) data-required[field.required] {
                summary { (head) }
                (about)
                div.fields { (fields) }
            }
        }
    }

    fn items(
        &mut self,
        path: &str,
        field: &'static FieldSchema,
        value: Option<&Value>,
        is_required: bool,
    ) -> Vec<Markup> {
        let given = value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let more = usize::from(self.longer == Some(path) || (is_required && given.is_empty()));
        let values = given.iter().map(Some).chain(std::iter::repeat_n(None, more));
        values
            .enumerate()
            .map(|(at, value)| self.item(&format!("{path}.{at}"), field, value))
            .collect()
    }

    /// An item of a list.
    pub(super) fn item(
        &mut self,
        path: &str,
        field: &'static FieldSchema,
        value: Option<&Value>,
    ) -> Markup {
        let number = path.rsplit('.').next().and_then(|at| at.parse::<usize>().ok()).unwrap_or(0);
        let fields = match inner(field) {
            Some(schema) => {
                self.object(path, schema, value.and_then(Value::as_object), &demanded(field))
            }
            None => {
                let around = &NOTHING;
                let is_required = false;
                Control { path, around, field, is_required, fields: self }.input(value)
            }
        };
        html! {
            div.item data-item=(path) data-struct[inner(field).is_some()] role="group" aria-label={ (field.name) " " (number + 1) } {
                div.fields { (fields) }
                button.quiet.small name="remove" value=(path) formaction=(self.again) formnovalidate {
                    (self.language.say("Remove", "移除"))
                    span.hidden { " " (field.name) " " (number + 1) }
                }
            }
        }
    }
}

/// What is around an item of which only the value is shown.
static NOTHING: StructSchema =
    StructSchema { name: "", path: "", doc: "", names: &[], fields: &[], rules: &[] };

/// Whether a rule says that this member, or one beside it, must be given.
fn is_one_of(schema: &StructSchema, field: &FieldSchema) -> bool {
    schema.rules.iter().any(|rule| match rule {
        Rule::ExactlyOne(of) | Rule::AtLeastOne(of) => of.contains(&field.name),
        _ => false,
    })
}

/// How many items a list has.
fn count(field: &FieldSchema) -> Option<&'static Constraint> {
    field.constraints.iter().find(|limit| matches!(limit, Constraint::Items { .. }))
}

fn bounds(field: &FieldSchema) -> Option<(i64, i64)> {
    match count(field)? {
        Constraint::Items { min, max } => Some((*min, *max)),
        _ => None,
    }
}
