//! Control of one field: label, facts, documentation, errors and input.

use std::collections::BTreeMap;

use essbasic::schema::{Constraint, FieldKind, FieldSchema, StructSchema};
use essbasic::validate::{Requirement, Violation};
use essbasic::{Descriptor, Entry};
use essbasic_devtools::{Language, action_docs, catalogue_docs, error_text, t};
use maud::{Markup, html};
use serde_json::Value;

use super::EMPTY;
use crate::limits;
use crate::markdown::{self, Names};

/// Maximum length of a text that has a single-line input.
const MAX_SINGLE_LINE: i64 = 255;

/// Maximum number of characters of the documentation of a value.
const MAX_VALUE_DOC: usize = 90;

/// Action, violations and language of a form.
#[derive(Clone, Copy)]
pub(super) struct FormContext<'a> {
    pub(super) action: &'static Descriptor,
    pub(super) violations: &'a Violations<'a>,
    pub(super) language: Language,
}

/// Violations by path.
pub(super) struct Violations<'a>(BTreeMap<&'a str, Vec<&'a Violation>>);

impl<'a> Violations<'a> {
    pub(super) fn new(violations: &'a [Violation]) -> Self {
        let mut by_path: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for violation in violations {
            by_path.entry(&violation.path).or_default().push(violation);
        }
        Self(by_path)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the violations of a field, not of those inside it.
    fn at(&self, path: &str) -> &[&'a Violation] {
        self.0.get(path).map(|it| &it[..it.len().min(limits::LISTED)]).unwrap_or_default()
    }

    /// Returns whether a field or one inside it has violations.
    pub(super) fn is_wrong(&self, path: &str) -> bool {
        let first = self.0.range(path..).next();
        first.is_some_and(|(found, _)| found.starts_with(path))
    }
}

/// Importance of a field for a request.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Need {
    Required,
    /// Optional in the schema, but set by most calls.
    Essential,
    Optional,
}

/// The control of a field.
pub(super) struct Control<'a> {
    pub(super) path: &'a str,
    pub(super) parent: &'static StructSchema,
    pub(super) field: &'static FieldSchema,
    pub(super) need: Need,
    pub(super) context: FormContext<'a>,
}

impl Control<'_> {
    /// Renders a field that is neither a struct nor a list.
    pub(super) fn scalar(&self, value: Option<&Value>) -> Markup {
        html! {
            div.field {
                label for=(self.id()) { (self.name()) }
                (self.facts())
                (self.input(value))
                (self.documentation())
                (self.errors())
            }
        }
    }

    pub(super) fn name(&self) -> Markup {
        let (language, field) = (self.context.language, self.field);
        html! {
            code.name { (field.name) }
            @match self.need {
                Need::Required => { " " span.required { (t!(language, "required")) } }
                Need::Essential => { " " span.essential { (t!(language, "essential")) } }
                Need::Optional => {}
            }
        }
    }

    /// Renders type and constraints.
    pub(super) fn facts(&self) -> Markup {
        html! { " " span.kind { (facts(self.field, self.context.language)) } }
    }

    pub(super) fn documentation(&self) -> Markup {
        let language = self.context.language;
        let (names, producers) = (
            Names::for_field(self.context.action, self.parent, self.field),
            action_docs::producers(self.parent, self.field),
        );
        let doc = catalogue_docs::field(language, self.parent, self.field);
        html! {
            div.doc-short id={ (self.id()) "-doc" } {
                (markdown::html(&action_docs::first_sentence(doc), names))
                @if !producers.is_empty() {
                    details.related {
                        summary { (t!(language, "returned-by")) }
                        ul { @for producer in producers {
                            li { a href={ "/actions/" (producer.action) } { (producer.action) } }
                        } }
                    }
                }
            }
        }
    }

    /// Renders the violations of the field. The script writes here too.
    pub(super) fn errors(&self) -> Markup {
        let language = self.context.language;
        let violations = self.context.violations.at(self.path);
        html! {
            p.error data-error=(self.path) id={ (self.id()) "-error" } {
                @for violation in violations {
                    span { (self.field.name) " " (error_text::requirement(language, &violation.requirement)) } " "
                }
            }
        }
    }

    /// Renders the input.
    pub(super) fn input(&self, value: Option<&Value>) -> Markup {
        let text = value.map(control_text).unwrap_or_default();
        let field = self.field;
        match field.kind {
            FieldKind::Bool => {
                let choices =
                    vec![("true".to_owned(), String::new()), ("false".to_owned(), String::new())];
                self.select(&text, choices)
            }
            _ if !field.values.is_empty() => {
                let choices = field.values.iter().map(|value| {
                    let doc = catalogue_docs::value(self.context.language, field, value);
                    let doc = action_docs::strip_markdown(&action_docs::first_sentence(doc));
                    let meaning: String = doc.chars().take(MAX_VALUE_DOC).collect();
                    let cut = if doc.chars().count() > MAX_VALUE_DOC { "…" } else { "" };
                    let wire = if value.wire.is_empty() { EMPTY } else { value.wire };
                    (wire.to_owned(), format!("{}{cut}", meaning.trim_end_matches(['.', '。'])))
                });
                self.select(&text, choices.collect())
            }
            FieldKind::String if self.is_long(&text) => html! {
                textarea id=(self.id()) name=(self.path) rows="2" spellcheck="false"
                    data-kind="string" data-min=[self.min()] data-max=[self.max()] data-violation=[self.violation()]
                    data-file[action_docs::is_file_content(field)] data-secret[field.secret] data-required[self.need == Need::Required]
                    aria-required[self.need == Need::Required] aria-invalid=[self.invalid()] aria-label=[self.label()]
                    aria-describedby=(self.described()) { "\n" (text) }
            },
            kind => html! {
                input id=(self.id()) name=(self.path) value=(text) type="text" autocomplete="off" spellcheck="false"
                    inputmode=[matches!(kind, FieldKind::Int64 | FieldKind::Uint64).then_some("numeric")]
                    placeholder=[action_docs::default_value(field)]
                    data-kind=(kind.as_str()) data-min=[self.min()] data-max=[self.max()] data-violation=[self.violation()]
                    data-secret[field.secret] data-required[self.need == Need::Required]
                    data-time[action_docs::is_unix_time(field)] data-upload=[self.upload().filter(|_| !field.list)]
                    aria-required[self.need == Need::Required] aria-invalid=[self.invalid()] aria-label=[self.label()]
                    aria-describedby=(self.described());
            },
        }
    }

    /// Renders a choice of the known values and the current one.
    ///
    /// The script adds free input, since sets of values are open.
    fn select(&self, text: &str, mut choices: Vec<(String, String)>) -> Markup {
        let language = self.context.language;
        let is_open = !matches!(self.field.kind, FieldKind::Bool);
        if !text.is_empty() && choices.iter().all(|(value, _)| value != text) {
            choices.push((text.to_owned(), String::new()));
        }
        let default = action_docs::default_value(self.field);
        html! {
            select id=(self.id()) name=(self.path) data-kind=(self.field.kind.as_str()) data-violation=[self.violation()]
                data-open[is_open] data-secret[self.field.secret] data-required[self.need == Need::Required]
                aria-required[self.need == Need::Required] aria-invalid=[self.invalid()] aria-label=[self.label()]
                aria-describedby=(self.described()) {
                option value="" {
                    @match default {
                        Some(default) => (t!(language, "default-value", value = default)),
                        None => "–"
                    }
                }
                @for (value, meaning) in &choices {
                    option value=(value) selected[value == text] {
                        (value) @if !meaning.is_empty() { " – " (meaning) }
                    }
                }
            }
        }
    }

    /// Returns the purpose of an upload, if an upload returns the ID that the field needs.
    pub(super) fn upload(&self) -> Option<&'static str> {
        let producers = action_docs::producers(self.parent, self.field);
        let is_file = producers.iter().any(|it| it.action == "UploadFiles");
        let domain = essbasic::find_action(self.context.action.name).map(Entry::domain);
        is_file.then_some(match domain {
            Some("seals") => "SEAL",
            Some("organizations") => "BUSINESSLICENSE",
            _ => "DOCUMENT",
        })
    }

    fn id(&self) -> String {
        format!("field-{}", self.path)
    }

    /// Returns the label of an item: list and number.
    fn label(&self) -> Option<String> {
        let (list, index) = self.path.rsplit_once('.')?;
        let number = index.parse::<usize>().ok()?;
        Some(format!("{} {}", list.rsplit('.').next().unwrap_or(list), number + 1))
    }

    fn described(&self) -> String {
        let list = self.path.rsplit_once('.').filter(|(_, index)| index.parse::<usize>().is_ok());
        let path = list.map_or(self.path, |(list, _)| list);
        format!("field-{path}-doc field-{path}-error")
    }

    fn invalid(&self) -> Option<&'static str> {
        (!self.context.violations.at(self.path).is_empty()).then_some("true")
    }

    fn is_long(&self, text: &str) -> bool {
        let max = self.bounds().map_or(0, |(_, max)| max);
        max > MAX_SINGLE_LINE || action_docs::is_file_content(self.field) || text.contains('\n')
    }

    fn bounds(&self) -> Option<(i64, i64)> {
        self.field.constraints.iter().find_map(|limit| match *limit {
            Constraint::Length { min, max } | Constraint::Range { min, max } => Some((min, max)),
            _ => None,
        })
    }

    fn min(&self) -> Option<i64> {
        self.bounds().map(|(min, _)| min).filter(|min| *min != i64::MIN)
    }

    fn max(&self) -> Option<i64> {
        self.bounds().map(|(_, max)| max).filter(|max| *max != i64::MAX)
    }

    /// Returns the message for a value outside of the limits of the field.
    fn violation(&self) -> Option<String> {
        let is_own =
            |it: &&Constraint| matches!(it, Constraint::Length { .. } | Constraint::Range { .. });
        let limit = self.field.constraints.iter().find(is_own)?;
        Some(violation(limit, self.context.language))
    }
}

/// Returns the message for a violated limit, in which the script replaces `{count}`.
pub(super) fn violation(limit: &Constraint, language: Language) -> String {
    if let Constraint::Range { .. } = limit {
        return error_text::requirement(language, &Requirement::Range(*limit));
    }
    let count = usize::MAX;
    let text = error_text::requirement(language, &Requirement::Count { limit: *limit, count });
    text.replace(&count.to_string(), "{count}")
}

/// Describes type and constraints of a field.
pub(crate) fn facts(field: &FieldSchema, language: Language) -> String {
    let name = match field.kind {
        FieldKind::Object(schema) => schema().name,
        other => other.as_str(),
    };
    let list = || t!(language, "list-of", type = name).into_owned();
    let mut facts = vec![if field.list { list() } else { name.to_owned() }];
    facts.extend(field.constraints.iter().map(|it| error_text::constraint(language, it)));
    if field.secret {
        facts.push(t!(language, "secret").into_owned());
    }
    facts.join(" · ")
}

/// Returns the text of a control: a string as is, other values as JSON.
fn control_text(value: &Value) -> String {
    match value.as_str() {
        Some("") => EMPTY.to_owned(),
        text => text.map_or_else(|| value.to_string(), str::to_owned),
    }
}
