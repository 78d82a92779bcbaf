//! JSON as a tree that can be opened and closed, with what is about people hidden until asked.
//!
//! However large a value is, its tree is not: what is beyond its measure is only counted.

use std::cell::Cell;

use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::places::Places;
use crate::time;
use essbasic_devtools::Language;

mod marks;

pub(crate) use marks::{Marks, redacted, secrets};

/// How many values a tree has at most.
const VALUES: usize = 1500;

/// How many characters of a text are shown.
const CHARACTERS: usize = 1000;

/// How deep it is open from the start.
const OPEN: usize = 3;

/// A tree being drawn.
pub(crate) struct Tree<'a> {
    language: Language,
    places: &'a Places,
    /// Texts that are hidden wherever they stand.
    hidden: Vec<String>,
    left: Cell<usize>,
}

impl<'a> Tree<'a> {
    /// The tree of a value, of which some is marked.
    pub(crate) fn of(
        value: &Value,
        marks: &Marks,
        places: &'a Places,
        language: Language,
    ) -> Markup {
        let hidden = secrets(value, marks);
        let tree = Tree { language, places, hidden, left: Cell::new(VALUES) };
        html! { div.values { (tree.value(value, marks, 0)) } }
    }

    fn value(&self, value: &Value, marks: &Marks, depth: usize) -> Markup {
        match value {
            Value::Object(members) if !members.is_empty() => self.members(members, marks, depth),
            Value::Array(items) if !items.is_empty() => self.items(items, marks, depth),
            Value::String(text) if self.is_hidden(text) => {
                self.behind(self.language.say("hidden", "已隐藏"), &self.text(text))
            }
            Value::String(text) if text.is_empty() => html! { span.faint { "\"\"" } },
            Value::String(text) => self.text(text),
            other => html! { samp { (other) } },
        }
    }

    fn members(&self, members: &Map<String, Value>, marks: &Marks, depth: usize) -> Markup {
        let shown = self.takes(members.len());
        html! {
            ul {
                @for (name, value) in members.iter().take(shown) {
                    @let (is_secret, marks) = marks.member(name);
                    li {
                        @if is_secret && !is_empty(value) {
                            (self.behind(name, &self.value(value, &Marks::Nothing, depth + 1)))
                        } @else {
                            (self.named(name, value, &marks, depth))
                        }
                    }
                }
                (self.more(members.len() - shown))
            }
        }
    }

    fn items(&self, items: &[Value], marks: &Marks, depth: usize) -> Markup {
        let shown = self.takes(items.len());
        html! {
            ol start="0" {
                @for value in items.iter().take(shown) {
                    li { (self.value(value, marks, depth + 1)) }
                }
                (self.more(items.len() - shown))
            }
        }
    }

    /// A member that is no secret.
    fn named(&self, name: &str, value: &Value, marks: &Marks, depth: usize) -> Markup {
        let count = match value {
            Value::Object(members) if !members.is_empty() => members.len(),
            Value::Array(items) if !items.is_empty() => items.len(),
            _ => {
                return html! { code.name { (name) } " " (self.value(value, marks, depth)) (when(name, value)) };
            }
        };
        html! {
            details open[depth < OPEN && count <= 50] {
                summary { code.name { (name) } " " span.faint { "(" (count) ")" } }
                (self.value(value, marks, depth + 1))
            }
        }
    }

    fn behind(&self, name: &str, shown: &Markup) -> Markup {
        html! {
            details.secret {
                summary { code.name { (name) } " " span.faint { "••• " (self.language.say("show", "显示")) } }
                (shown)
            }
        }
    }

    fn text(&self, text: &str) -> Markup {
        let place = self.places.of_text(text);
        let end = text.char_indices().nth(CHARACTERS).map_or(text.len(), |(at, _)| at);
        html! {
            @if let Some(place) = place { a.text href=(place) { (text) } }
            @else { samp.text { (text[..end]) } }
            @if end < text.len() {
                span.faint { " … " (text.len()) " " (self.language.say("bytes in all", "字节")) }
            }
        }
    }

    fn more(&self, values: usize) -> Markup {
        html! {
            @if values > 0 {
                li.faint { "… " (values) " " (self.language.say("more", "项未显示")) }
            }
        }
    }

    /// Whether a text has in it what is hidden elsewhere.
    fn is_hidden(&self, text: &str) -> bool {
        self.hidden.iter().any(|hidden| text.contains(hidden.as_str()))
    }

    /// Of so many values, how many there is room for.
    fn takes(&self, values: usize) -> usize {
        let left = self.left.get();
        self.left.set(left.saturating_sub(values));
        values.min(left)
    }
}

/// The time that a number is, by its name.
fn when(name: &str, value: &Value) -> Markup {
    let is_time = ["on", "On", "until", "Time", "deadline", "Deadline", "DeadLine"];
    let seconds = value.as_i64().filter(|it| (1_000_000_000..10_000_000_000).contains(it));
    let seconds = seconds.filter(|_| is_time.iter().any(|end| name.ends_with(end)));
    html! { @if let Some(seconds) = seconds { " " span.faint { (time::seconds(seconds)) } } }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
