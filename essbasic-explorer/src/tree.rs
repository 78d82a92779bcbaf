//! JSON as a collapsible tree, whose personal data can be hidden.
//!
//! The size of a tree is limited: further values are counted only.

use std::cell::Cell;

use essbasic_devtools::{Language, t};
use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::limits::{self, short};
use crate::links::Links;
use crate::time;

mod redaction;

pub(crate) use redaction::{Redaction, is_empty, redact, secrets};

/// Depth to which a tree is expanded initially.
const EXPANDED_DEPTH: usize = 3;

/// A tree being rendered.
pub(crate) struct Tree<'a> {
    language: Language,
    links: &'a Links,
    /// Redacted wherever they occur.
    secrets: Vec<String>,
    /// Shows what is redacted until it is closed.
    is_revealed: bool,
    remaining: Cell<usize>,
}

impl<'a> Tree<'a> {
    /// Renders a value of a sandbox, where people and links are invented: personal data is shown, and
    /// can be hidden.
    pub(crate) fn render(
        value: &Value,
        redaction: &Redaction,
        links: &'a Links,
        language: Language,
    ) -> Markup {
        Self::new(links, language, true).root(value, redaction)
    }

    /// Renders a value that may come from a real environment, with personal data redacted until it is
    /// opened.
    pub(crate) fn render_redacted(
        value: &Value,
        redaction: &Redaction,
        links: &'a Links,
        language: Language,
    ) -> Markup {
        Self::new(links, language, false).root(value, redaction)
    }

    fn new(links: &'a Links, language: Language, is_revealed: bool) -> Self {
        let remaining = Cell::new(limits::TREE_VALUES);
        Self { language, links, secrets: Vec::new(), is_revealed, remaining }
    }

    fn root(mut self, value: &Value, redaction: &Redaction) -> Markup {
        self.secrets = secrets(value, redaction);
        html! { div.values { (self.value(value, redaction, 0)) } }
    }

    fn value(&self, value: &Value, redaction: &Redaction, depth: usize) -> Markup {
        match value {
            Value::Object(fields) if !fields.is_empty() => self.fields(fields, redaction, depth),
            Value::Array(items) if !items.is_empty() => self.items(items, redaction, depth),
            Value::String(text) if redaction.is_active() && self.is_secret(text) => {
                self.redacted(&t!(self.language, "hidden"), &self.text(text))
            }
            Value::String(text) if text.is_empty() => html! { span.faint { "\"\"" } },
            Value::String(text) => self.text(text),
            other => html! { samp { (other) } },
        }
    }

    fn fields(&self, fields: &Map<String, Value>, redaction: &Redaction, depth: usize) -> Markup {
        let shown = self.reserve(fields.len());
        html! {
            ul {
                @for (name, value) in fields.iter().take(shown) {
                    @let (is_secret, inner) = redaction.field(name);
                    li {
                        @if is_secret && !is_empty(value) {
                            (self.redacted(name, &self.value(value, &Redaction::Enclosed, depth + 1)))
                        } @else {
                            (self.named(name, value, &inner, depth))
                        }
                    }
                }
                (self.more(fields.len() - shown))
            }
        }
    }

    fn items(&self, items: &[Value], redaction: &Redaction, depth: usize) -> Markup {
        let shown = self.reserve(items.len());
        html! {
            ol start="0" {
                @for value in items.iter().take(shown) {
                    li { (self.value(value, redaction, depth + 1)) }
                }
                (self.more(items.len() - shown))
            }
        }
    }

    /// Renders a field that is not redacted.
    fn named(&self, name: &str, value: &Value, redaction: &Redaction, depth: usize) -> Markup {
        let count = match value {
            Value::Object(fields) if !fields.is_empty() => fields.len(),
            Value::Array(items) if !items.is_empty() => items.len(),
            _ => {
                return html! { code.name { (short(name)) } " " (self.value(value, redaction, depth)) (time_of(name, value)) };
            }
        };
        html! {
            details open[depth < EXPANDED_DEPTH && count <= 50] {
                summary { code.name { (short(name)) } " " span.faint { "(" (count) ")" } }
                (self.value(value, redaction, depth + 1))
            }
        }
    }

    fn redacted(&self, name: &str, shown: &Markup) -> Markup {
        html! {
            details.secret open[self.is_revealed] {
                summary {
                    code.name { (short(name)) } " "
                    span.faint {
                        span.when-closed { "••• " (t!(self.language, "show")) }
                        span.when-open { (t!(self.language, "hide")) }
                    }
                }
                (shown)
            }
        }
    }

    fn text(&self, text: &str) -> Markup {
        let link = self.links.get(text);
        let (start, is_whole) = limits::cut(text, limits::TREE_CHARACTERS);
        html! {
            @if let Some(link) = link { a.text href=(link) { (text) } }
            @else { samp.text { (start) } }
            @if !is_whole {
                span.faint { " … " (t!(self.language, "bytes-total", count = text.len())) }
            }
        }
    }

    fn more(&self, values: usize) -> Markup {
        html! {
            @if values > 0 {
                li.faint { "… " (t!(self.language, "more-items", count = values)) }
            }
        }
    }

    /// Returns whether a text contains a secret.
    fn is_secret(&self, text: &str) -> bool {
        self.secrets.iter().any(|secret| text.contains(secret.as_str()))
    }

    /// Returns how many of some values may still be rendered.
    fn reserve(&self, values: usize) -> usize {
        let remaining = self.remaining.get();
        self.remaining.set(remaining.saturating_sub(values));
        values.min(remaining)
    }
}

/// Renders the time that a number is, judged by the name of its field.
fn time_of(name: &str, value: &Value) -> Markup {
    let is_time = ["on", "On", "until", "Time", "deadline", "Deadline", "DeadLine"];
    let seconds = value.as_i64().filter(|it| (1_000_000_000..10_000_000_000).contains(it));
    let seconds = seconds.filter(|_| is_time.iter().any(|end| name.ends_with(end)));
    html! { @if let Some(seconds) = seconds { " " span.faint { (time::seconds(seconds)) } } }
}
