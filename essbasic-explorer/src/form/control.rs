//! One member as a field: its name, what it may hold, what is said of it, and where to type it.

use essbasic::schema::{Constraint, FieldKind, FieldSchema, StructSchema};
use essbasic_devtools::Language;
use maud::{Markup, html};
use serde_json::Value;

use super::EMPTY;
use super::fields::Fields;
use crate::markdown::{self, Names};
use essbasic_devtools::action_docs;

/// Texts that may be longer than this are typed into more than one line.
const LINE: i64 = 255;

/// How much of a value's meaning a choice shows.
const CHOICE: usize = 90;

/// A member to be given.
pub(super) struct Control<'a> {
    pub(super) path: &'a str,
    pub(super) around: &'static StructSchema,
    pub(super) field: &'static FieldSchema,
    pub(super) is_required: bool,
    pub(super) fields: &'a Fields<'a>,
}

impl Control<'_> {
    /// The whole field of a member that is neither a struct nor a list.
    pub(super) fn scalar(&self, value: Option<&Value>) -> Markup {
        html! {
            div.field {
                label for=(self.id()) { (self.name()) }
                (self.facts())
                (self.input(value))
                (self.documentation())
                (self.wrong())
            }
        }
    }

    pub(super) fn name(&self) -> Markup {
        let (language, field) = (self.fields.language, self.field);
        html! {
            code.name { (field.name) }
            @if self.is_required { " " span.required { (language.say("required", "必填")) } }
        }
    }

    /// Its type and its limits.
    pub(super) fn facts(&self) -> Markup {
        html! { " " span.kind { (facts(self.field, self.fields.language)) } }
    }

    pub(super) fn documentation(&self) -> Markup {
        let language = self.fields.language;
        let (names, makers) = (
            Names::of_member(self.fields.action, self.around, self.field),
            action_docs::producers(self.around, self.field),
        );
        html! {
            div.about id={ (self.id()) "-about" } {
                (markdown::html(&action_docs::first_sentence(self.field.doc), names))
                @if !makers.is_empty() {
                    details.feeds {
                        summary { (language.say("Where it comes from", "从哪里来")) }
                        ul { @for maker in makers {
                            li { a href={ "/actions/" (maker.action) } { (maker.action) } }
                        } }
                    }
                }
            }
        }
    }

    /// What is wrong with it; the script writes here too.
    pub(super) fn wrong(&self) -> Markup {
        let found = self.fields.violations.iter().filter(|it| it.path == self.path);
        html! {
            p.wrong data-wrong=(self.path) id={ (self.id()) "-wrong" } {
                @for violation in found { span { (self.field.name) " " (violation.message) } " " }
            }
        }
    }

    /// Where it is typed or chosen.
    pub(super) fn input(&self, value: Option<&Value>) -> Markup {
        let text = value.map(written).unwrap_or_default();
        let field = self.field;
        match field.kind {
            FieldKind::Bool => {
                let choices =
                    vec![("true".to_owned(), String::new()), ("false".to_owned(), String::new())];
                self.select(&text, choices)
            }
            _ if !field.values.is_empty() => {
                let choices = field.values.iter().map(|value| {
                    let doc = action_docs::strip_markdown(&action_docs::first_sentence(value.doc));
                    let meaning: String = doc.chars().take(CHOICE).collect();
                    let cut = if doc.chars().count() > CHOICE { "…" } else { "" };
                    let wire = if value.wire.is_empty() { EMPTY } else { value.wire };
                    (wire.to_owned(), format!("{}{cut}", meaning.trim_end_matches('.')))
                });
                self.select(&text, choices.collect())
            }
            FieldKind::String if self.is_long(&text) => html! {
                textarea id=(self.id()) name=(self.path) rows="2" spellcheck="false"
                    data-kind="string" data-least=[self.least()] data-most=[self.most()] data-limit=[self.limit()]
                    data-file[action_docs::is_file_content(field)] data-secret[field.secret] data-required[self.is_required]
                    aria-required[self.is_required] aria-invalid=[self.invalid()] aria-label=[self.label()]
                    aria-describedby=(self.described()) { "\n" (text) }
            },
            kind => html! {
                input id=(self.id()) name=(self.path) value=(text) type="text" autocomplete="off" spellcheck="false"
                    inputmode=[matches!(kind, FieldKind::Int64 | FieldKind::Uint64).then_some("numeric")]
                    placeholder=[action_docs::default_value(field)]
                    data-kind=(kind.name()) data-least=[self.least()] data-most=[self.most()] data-limit=[self.limit()]
                    data-secret[field.secret] data-required[self.is_required]
                    aria-required[self.is_required] aria-invalid=[self.invalid()] aria-label=[self.label()]
                    aria-describedby=(self.described());
            },
        }
    }

    /// A choice of listed values, and of the one that is there. The script adds a free one: sets of
    /// values are open.
    fn select(&self, text: &str, mut choices: Vec<(String, String)>) -> Markup {
        let language = self.fields.language;
        let is_open = !matches!(self.field.kind, FieldKind::Bool);
        if !text.is_empty() && choices.iter().all(|(value, _)| value != text) {
            choices.push((text.to_owned(), String::new()));
        }
        let default = action_docs::default_value(self.field);
        html! {
            select id=(self.id()) name=(self.path) data-kind=(self.field.kind.name()) data-limit=[self.limit()]
                data-open[is_open] data-secret[self.field.secret] data-required[self.is_required]
                aria-required[self.is_required] aria-invalid=[self.invalid()] aria-label=[self.label()]
                aria-describedby=(self.described()) {
                option value="" {
                    @match default {
                        Some(default) => { (language.say("not given: ", "未填：")) (default) }
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

    fn id(&self) -> String {
        format!("m-{}", self.path)
    }

    /// The items of a list are labelled by their number: there is no other text for it.
    fn label(&self) -> Option<String> {
        let (list, at) = self.path.rsplit_once('.')?;
        let number = at.parse::<usize>().ok()?;
        Some(format!("{} {}", list.rsplit('.').next().unwrap_or(list), number + 1))
    }

    fn described(&self) -> String {
        let place = self.path.rsplit_once('.').filter(|(_, at)| at.parse::<usize>().is_ok());
        let place = place.map_or(self.path, |(list, _)| list);
        format!("m-{place}-about m-{place}-wrong")
    }

    fn invalid(&self) -> Option<&'static str> {
        self.fields.violations.iter().any(|it| it.path == self.path).then_some("true")
    }

    fn is_long(&self, text: &str) -> bool {
        let most = self.bounds().map_or(0, |(_, most)| most);
        most > LINE || action_docs::is_file_content(self.field) || text.contains('\n')
    }

    fn bounds(&self) -> Option<(i64, i64)> {
        self.field.constraints.iter().find_map(|limit| match *limit {
            Constraint::Length { min, max } | Constraint::Range { min, max } => Some((min, max)),
            _ => None,
        })
    }

    fn least(&self) -> Option<i64> {
        self.bounds().map(|(least, _)| least).filter(|least| *least != i64::MIN)
    }

    fn most(&self) -> Option<i64> {
        self.bounds().map(|(_, most)| most).filter(|most| *most != i64::MAX)
    }

    fn limit(&self) -> Option<String> {
        let is_own =
            |it: &&Constraint| matches!(it, Constraint::Length { .. } | Constraint::Range { .. });
        self.field.constraints.iter().find(is_own).map(ToString::to_string)
    }
}

/// A type, and what is demanded of it.
pub(crate) fn facts(field: &FieldSchema, language: Language) -> String {
    let list = if field.list { language.say("list of ", "列表：") } else { "" };
    let kind = match field.kind {
        FieldKind::Object(schema) => schema().name,
        other => other.name(),
    };
    let mut told = vec![format!("{list}{kind}")];
    told.extend(field.constraints.iter().map(ToString::to_string));
    if field.secret {
        told.push(language.say("secret", "敏感").to_owned());
    }
    told.join(" · ")
}

/// A value as it is typed: a text as it is, anything else as in JSON.
fn written(value: &Value) -> String {
    match value.as_str() {
        Some("") => EMPTY.to_owned(),
        text => text.map_or_else(|| value.to_string(), str::to_owned),
    }
}
