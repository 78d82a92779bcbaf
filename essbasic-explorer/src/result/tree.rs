//! A response as a tree. Values can be copied; IDs link to the actions that use them.

use std::ops::Range;

use essbasic::Entry;
use essbasic::schema::{FieldSchema, StructSchema};
use essbasic_devtools::action_docs::{self, RelatedAction};
use essbasic_devtools::{Language, t};
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::download;
use crate::app_state::AppState;
use crate::limits::{self, short};
use crate::time;
use crate::tree::is_empty;

/// Maximum number of characters of a text that is not folded.
const MAX_UNFOLDED: usize = 300;

/// Maximum number of items of a list that are not folded.
const MAX_ITEMS: usize = 50;

/// Unix times that have a date: 2001 to 2286.
const TIMES: Range<i64> = 1_000_000_000..10_000_000_000;

/// Renders the fields of a response, and the request ID.
pub(super) fn tree(
    state: &AppState,
    entry: &Entry,
    fields: &Map<String, Value>,
    request_id: &str,
    language: Language,
) -> Markup {
    let (remaining, bytes) = (limits::RESPONSE_VALUES, limits::RESPONSE_BYTES);
    let mut tree = Tree { state, language, remaining, bytes };
    let schema = (entry.descriptor().response)();
    let fields = tree.fields(Some(schema), fields);
    let language = tree.language;
    html! {
        div.values {
            ul {
                (fields)
                li { code.name { "RequestId" } " " samp.value data-copy { (request_id) } }
            }
        }
        @if tree.remaining == 0 {
            p.care { (t!(language, "response-cut")) }
        }
    }
}

struct Tree<'a> {
    state: &'a AppState,
    language: Language,
    /// Number of values that may still be rendered.
    remaining: usize,
    /// Size of the texts that may still be rendered.
    bytes: usize,
}

impl Tree<'_> {
    fn fields(
        &mut self,
        schema: Option<&'static StructSchema>,
        fields: &Map<String, Value>,
    ) -> Markup {
        let find = |name: &str| schema.and_then(|schema| schema.field(name));
        let mut ordered: Vec<_> =
            fields.iter().map(|(name, value)| (find(name), name, value)).collect();
        ordered.sort_by_key(|(found, ..)| found.map_or(usize::MAX, |(index, _)| index));
        html! {
            @for (found, name, value) in ordered {
                (self.field(name, found.map(|(_, field)| field), value))
            }
        }
    }

    fn field(&mut self, name: &str, field: Option<&'static FieldSchema>, value: &Value) -> Markup {
        // What a sandbox returns is invented.
        let is_masked = self.state.sandbox().is_none();
        let is_secret = is_masked && field.is_some_and(|field| field.secret) && !is_empty(value);
        self.line(&html! { code.name { (short(name)) } }, field, value, is_secret)
    }

    /// Renders a field or an item.
    fn line(
        &mut self,
        name: &Markup,
        field: Option<&'static FieldSchema>,
        value: &Value,
        is_secret: bool,
    ) -> Markup {
        let size = value.as_str().map_or(0, str::len);
        match self.bytes.checked_sub(size).filter(|_| self.remaining > 0) {
            Some(bytes) => (self.remaining, self.bytes) = (self.remaining - 1, bytes),
            None => {
                self.remaining = 0;
                return html! {};
            }
        }
        let language = self.language;
        let secret = html! {
            span.faint {
                " " span.when-closed { "••• " (t!(language, "show")) }
                span.when-open { (t!(language, "hide")) }
            }
        };
        match value {
            Value::Object(fields) => {
                let schema = field.and_then(|field| field.kind.object());
                let inner = self.fields(schema, fields);
                let count = count(fields.len());
                let beside = if is_secret { secret } else { count };
                folded(name, &beside, !is_secret, &inner)
            }
            Value::Array(items) if !items.is_empty() => {
                let inner = self.list(field, items);
                let count = count(items.len());
                let beside = if is_secret { secret } else { count };
                folded(name, &beside, !is_secret, &inner)
            }
            scalar => {
                let shown = self.scalar(field, scalar);
                html! {
                    @if is_secret { li { details.secret { summary { (name) (secret) } (shown) } } }
                    @else { li { (name) " " (shown) } }
                }
            }
        }
    }

    fn scalar(&self, field: Option<&'static FieldSchema>, value: &Value) -> Markup {
        match value {
            Value::Null => html! { span.faint { "null" } },
            Value::String(text) if text.is_empty() => html! { span.faint { "\"\"" } },
            Value::String(text) => self.text(field, text),
            scalar => html! {
                samp.value data-copy { (scalar) }
                @if let Some(time) = field.and_then(|field| unix_time(field, scalar)) { " " span.faint { (time) " UTC" } }
            },
        }
    }

    fn list(&mut self, field: Option<&'static FieldSchema>, items: &[Value]) -> Markup {
        let (first, others) = items.split_at(items.len().min(MAX_ITEMS));
        let (first, folded) = (self.items(0, field, first), self.items(MAX_ITEMS, field, others));
        let language = self.language;
        html! {
            (first)
            @if !others.is_empty() {
                li { details {
                    summary { (t!(language, "more-items", count = others.len())) }
                    ul { (folded) }
                } }
            }
        }
    }

    /// Renders items of a list. Secret lists are folded as a whole.
    fn items(
        &mut self,
        from: usize,
        field: Option<&'static FieldSchema>,
        items: &[Value],
    ) -> Markup {
        html! {
            @for (index, item) in items.iter().enumerate() {
                (self.line(&html! { span.index { (from + index) } }, field, item, false))
            }
        }
    }

    fn text(&self, field: Option<&'static FieldSchema>, text: &str) -> Markup {
        let language = self.language;
        let (start, is_whole) = limits::cut(text, MAX_UNFOLDED);
        if !is_whole {
            return html! {
                samp.value { (start) "…" } " "
                @if text.len() <= limits::SHOWN_BYTES {
                    details { summary { (t!(language, "show-all")) } samp.value data-copy { (text) } }
                } @else {
                    (download::file(text, "text/plain", "answer.txt", &t!(language, "download-all")))
                }
            };
        }
        let is_own_link = self.state.sandbox().is_some() && is_below(text, self.state.name());
        let path = text.strip_prefix(self.state.name()).filter(|_| is_own_link);
        let image = path.filter(|path| path.starts_with("/images/"));
        let related = field.map_or(&[][..], action_docs::consumers);
        html! {
            @if is_own_link { a.value href=(text) data-copy { (text) } }
            @else { samp.value data-copy data-id=[field.filter(|_| !related.is_empty()).map(|field| field.name)] { (text) } }
            @if let Some(image) = image {
                img.code src=(image) width="180" height="180" alt=(t!(language, "qr-image"));
            }
            @if !related.is_empty() {
                " "
                details.inline.related {
                    summary { (t!(language, "use-in-actions", count = related.len())) }
                    ul { @for action in related { li { a href=(address(action, text)) { (action.action) } } } }
                }
            }
        }
    }
}

/// Renders the number of fields or items.
fn count(count: usize) -> Markup {
    html! { " " span.faint { "(" (count) ")" } }
}

/// Renders the content of an object or list, under its name.
fn folded(name: &Markup, beside: &Markup, is_open: bool, inner: &Markup) -> Markup {
    html! { li { details open[is_open] { summary { (name) (beside) } ul { (inner) } } } }
}

/// Returns the time that a number is, if its field is a time and it is set.
fn unix_time(field: &FieldSchema, value: &Value) -> Option<String> {
    let seconds = value.as_i64().filter(|seconds| TIMES.contains(seconds));
    seconds.filter(|_| action_docs::is_unix_time(field)).map(time::seconds)
}

/// Returns the address of an action with a value filled in.
pub(super) fn address(action: &RelatedAction, value: &str) -> String {
    let query =
        form_urlencoded::Serializer::new(String::new()).append_pair(&action.path, value).finish();
    format!("/actions/{}?{query}#try", action.action)
}

/// Returns whether an address is below another.
fn is_below(address: &str, place: &str) -> bool {
    address.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
