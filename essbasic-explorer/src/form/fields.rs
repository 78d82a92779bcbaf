//! Fields of a struct: required, essential and filled ones; the other optional ones are folded.

use essbasic::Descriptor;
use essbasic::schema::{Constraint, FieldSchema, Rule, StructSchema};
use essbasic_devtools::{Language, error_text, t};
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::control::{self, Control, FormContext, Need, Violations};
use super::essential::is_essential;
use super::{OFFERED, required_paths};
use crate::limits;

/// A form being rendered.
pub(super) struct Fields<'a> {
    context: FormContext<'a>,
    /// Address that adds and removes items.
    form_address: String,
    /// The list that gets another item.
    grown_list: Option<&'a str>,
    /// Names of the enclosing structs, to stop at recursion.
    enclosing: Vec<&'static str>,
    /// Number of controls that may still be rendered.
    remaining: usize,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        action: &'static Descriptor,
        violations: &'a Violations<'a>,
        grown_list: Option<&'a str>,
        language: Language,
    ) -> Self {
        let form_address = format!("/actions/{}/form", action.name);
        let context = FormContext { action, violations, language };
        let (enclosing, remaining) = (Vec::new(), limits::SHOWN_CONTROLS);
        Self { context, form_address, grown_list, enclosing, remaining }
    }

    /// Returns whether everything was rendered.
    pub(super) fn is_complete(&self) -> bool {
        self.remaining > 0
    }

    /// Renders the fields of a struct. `needed` are the paths inside it that enclosing fields require.
    pub(super) fn object(
        &mut self,
        prefix: &str,
        schema: &'static StructSchema,
        values: Option<&Map<String, Value>>,
        needed: &[&str],
    ) -> Markup {
        self.enclosing.push(schema.name);
        let (mut required, mut essential) = (Vec::new(), Vec::new());
        let (mut filled, mut folded) = (Vec::new(), Vec::new());
        for field in schema.fields {
            self.remaining = self.remaining.saturating_sub(1);
            if self.remaining == 0 {
                break;
            }
            let value = values.and_then(|values| values.get(field.name));
            let value = value.filter(|value| !value.is_null());
            let is_needed = needed.iter().any(|path| path.split('.').next() == Some(field.name));
            let is_required = field.required || is_needed;
            let is_recursive =
                field.kind.object().is_some_and(|it| self.enclosing.contains(&it.name));
            if value.is_none() && !is_required && (field.hidden || is_recursive && !field.list) {
                continue;
            }
            let path = if prefix.is_empty() {
                field.name.into()
            } else {
                format!("{prefix}.{}", field.name)
            };
            let is_wrong = self.context.violations.is_wrong(&path);
            let is_grown = self.grown_list.is_some_and(|grown_list| grown_list.starts_with(&path));
            let is_essential = !field.hidden && is_essential(self.context.action, &path);
            let inner_needed: Vec<_> = needed
                .iter()
                .filter_map(|path| path.strip_prefix(field.name)?.strip_prefix('.'))
                .collect();
            let need = match (is_required, is_essential) {
                (true, _) => Need::Required,
                (false, true) => Need::Essential,
                _ => Need::Optional,
            };
            let rendered = self.field(&path, schema, field, value, need, &inner_needed);
            match (need, value) {
                (Need::Required, _) => required.push(rendered),
                (Need::Essential, _) => {
                    essential.push((field.list && field.kind.object().is_some(), rendered));
                }
                (_, None) if !is_wrong && !is_grown && !is_one_of(schema, field) => {
                    folded.push(rendered);
                }
                _ => filled.push(rendered),
            }
        }
        self.enclosing.pop();
        // Lists of structs are long, so they come last.
        essential.sort_by_key(|(is_long, _)| *is_long);
        let essential: Vec<_> = essential.into_iter().map(|(_, field)| field).collect();
        let language = self.context.language;
        html! {
            @for rule in schema.rules {
                p.rule { (t!(language, "rule", rule = error_text::rule(language, rule))) }
            }
            @let shown = required.iter().chain(&essential).chain(&filled);
            @for field in shown.clone() { (field) }
            @if !folded.is_empty() {
                details.more open[shown.count() == 0 && !prefix.is_empty()] {
                    summary { (t!(language, "optional-fields", count = folded.len())) }
                    @for field in &folded { (field) }
                }
            }
        }
    }

    fn field(
        &mut self,
        path: &str,
        parent: &'static StructSchema,
        field: &'static FieldSchema,
        value: Option<&Value>,
        need: Need,
        needed: &[&str],
    ) -> Markup {
        let control = Control { path, parent, field, need, context: self.context };
        let head = html! { (control.name()) (control.facts()) };
        let details = html! { (control.documentation()) (control.errors()) };
        if field.list {
            let items = self.items(path, field, value, need);
            let language = self.context.language;
            return html! {
                fieldset.list data-list=(path) data-violation=[item_limit(field).map(|it| control::violation(it, language))]
                    data-min=[bounds(field).map(|it| it.0)] data-max=[bounds(field).map(|it| it.1)]
                    data-upload=[control.upload()] {
                    legend { (head) }
                    (details)
                    div.items { @for item in &items { (item) } }
                    button.quiet.small name="add" value=(path) formaction=(self.form_address) formnovalidate {
                        (t!(self.context.language, "add"))
                        span.hidden { " " (field.name) }
                    }
                }
            };
        }
        let Some(schema) = field.kind.object() else {
            return control.scalar(value);
        };
        let mut required: Vec<&str> = required_paths(field);
        required.extend(needed);
        let fields = self.object(path, schema, value.and_then(Value::as_object), &required);
        let is_filled =
            schema.name == "Agent" && value.is_some() && self.context.violations.is_empty();
        let is_folded = is_filled || (value.is_none() && need == Need::Optional);
        html! {
            details.object open[!is_folded] data-object=(path) data-required[field.required] {
                summary { (head) }
                (details)
                div.fields { (fields) }
            }
        }
    }

    fn items(
        &mut self,
        path: &str,
        field: &'static FieldSchema,
        value: Option<&Value>,
        need: Need,
    ) -> Vec<Markup> {
        let items = value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let is_offered = need != Need::Optional && items.is_empty();
        let more = usize::from(self.grown_list == Some(path) || is_offered);
        let values = items.iter().map(Some).chain(std::iter::repeat_n(None, more));
        let mut rendered = Vec::new();
        for (index, value) in values.enumerate() {
            self.remaining = self.remaining.saturating_sub(1);
            if self.remaining == 0 {
                break;
            }
            let is_offered = is_offered && self.grown_list != Some(path);
            rendered.push(self.item(&format!("{path}.{index}"), field, value, is_offered));
        }
        rendered
    }

    /// Renders an item of a list. An offered item, which the form has added, is omitted while it is empty.
    pub(super) fn item(
        &mut self,
        path: &str,
        field: &'static FieldSchema,
        value: Option<&Value>,
        is_offered: bool,
    ) -> Markup {
        let number =
            path.rsplit('.').next().and_then(|index| index.parse::<usize>().ok()).unwrap_or(0);
        let fields = match field.kind.object() {
            Some(schema) => {
                self.object(path, schema, value.and_then(Value::as_object), &required_paths(field))
            }
            None => {
                let parent = &NO_STRUCT;
                let need = Need::Optional;
                Control { path, parent, field, need, context: self.context }.input(value)
            }
        };
        html! {
            div.item data-item=(path) data-struct[field.kind.object().is_some()] data-offered[is_offered] role="group" aria-label={ (field.name) " " (number + 1) } {
                @if is_offered { input type="hidden" name={ (OFFERED) (path) } value="1"; }
                div.fields { (fields) }
                button.quiet.small name="remove" value=(path) formaction=(self.form_address) formnovalidate {
                    (t!(self.context.language, "remove"))
                    span.hidden { " " (field.name) " " (number + 1) }
                }
            }
        }
    }
}

/// Parent of the items of a list of scalars, which have none.
static NO_STRUCT: StructSchema =
    StructSchema { name: "", path: "", doc: "", names: &[], fields: &[], rules: &[] };

/// Returns whether a rule requires this field or one of several.
fn is_one_of(schema: &StructSchema, field: &FieldSchema) -> bool {
    schema.rules.iter().any(|rule| match rule {
        Rule::ExactlyOne(of) | Rule::AtLeastOne(of) => of.contains(&field.name),
        _ => false,
    })
}

/// Returns the limit of the number of items.
fn item_limit(field: &FieldSchema) -> Option<&'static Constraint> {
    field.constraints.iter().find(|limit| matches!(limit, Constraint::Items { .. }))
}

fn bounds(field: &FieldSchema) -> Option<(i64, i64)> {
    match item_limit(field)? {
        Constraint::Items { min, max } => Some((*min, *max)),
        _ => None,
    }
}
