//! An answer as a tree: each value to be copied, followed, or carried into another action.

use essbasic::Entry;
use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::download;
use crate::site::Site;
use essbasic_devtools::Language;
use essbasic_devtools::action_docs::{self, RelatedAction};

/// A text is shown at once up to so many characters.
const AT_ONCE: usize = 300;

/// A text is on the page at all up to so many characters; more is a file.
const ON_THE_PAGE: usize = 20_000;

/// A list shows so many items, and folds the others away.
const ITEMS: usize = 50;

/// A page shows so many values; more are only in the file.
const VALUES: usize = 4000;

/// An answer's members, and its request id.
pub(super) fn tree(
    site: &Site,
    entry: &Entry,
    members: &Map<String, Value>,
    request_id: &str,
    language: Language,
) -> Markup {
    let mut tree = Tree { site, language, left: VALUES };
    let schema = (entry.descriptor().response)();
    let members = tree.members(Some(schema), members);
    let language = tree.language;
    html! {
        div.values {
            ul {
                (members)
                li { code.name { "RequestId" } " " samp.value data-copy { (request_id) } }
            }
        }
        @if tree.left == 0 {
            p.care { (language.say("This is not all: the rest stands in the file.", "内容未全部显示，其余见文件。")) }
        }
    }
}

struct Tree<'a> {
    site: &'a Site,
    language: Language,
    /// How many values may still be shown.
    left: usize,
}

impl Tree<'_> {
    fn members(
        &mut self,
        schema: Option<&'static StructSchema>,
        members: &Map<String, Value>,
    ) -> Markup {
        let find = |name: &str| schema.and_then(|schema| schema.field(name));
        let mut ordered: Vec<_> =
            members.iter().map(|(name, value)| (find(name), name, value)).collect();
        ordered.sort_by_key(|(found, ..)| found.map_or(usize::MAX, |(at, _)| at));
        html! {
            @for (found, name, value) in ordered {
                (self.member(name, found.map(|(_, field)| field), value))
            }
        }
    }

    fn member(&mut self, name: &str, field: Option<&'static FieldSchema>, value: &Value) -> Markup {
        let is_secret = field.is_some_and(|field| field.secret) && !value.is_null();
        self.line(&html! { code.name { (name) } }, field, value, is_secret)
    }

    /// A member or an item: behind its name, or under it.
    fn line(
        &mut self,
        name: &Markup,
        field: Option<&'static FieldSchema>,
        value: &Value,
        is_secret: bool,
    ) -> Markup {
        if self.left == 0 {
            return html! {};
        }
        self.left -= 1;
        let language = self.language;
        let secret = html! { span.faint { " ••• " (language.say("show", "显示")) } };
        match value {
            Value::Object(members) => {
                let schema = field.and_then(|field| match field.kind {
                    FieldKind::Object(schema) => Some(schema()),
                    _ => None,
                });
                let inner = self.members(schema, members);
                let count = count(members.len());
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
            scalar => html! { samp.value data-copy { (scalar) } },
        }
    }

    fn list(&mut self, field: Option<&'static FieldSchema>, items: &[Value]) -> Markup {
        let (first, others) = items.split_at(items.len().min(ITEMS));
        let (first, folded) = (self.items(0, field, first), self.items(ITEMS, field, others));
        let language = self.language;
        html! {
            (first)
            @if !others.is_empty() {
                li { details {
                    summary { (others.len()) " " (language.say("more", "个其余项")) }
                    ul { (folded) }
                } }
            }
        }
    }

    /// Items of a list, which itself says whether they are secrets.
    fn items(
        &mut self,
        from: usize,
        field: Option<&'static FieldSchema>,
        items: &[Value],
    ) -> Markup {
        html! {
            @for (at, item) in items.iter().enumerate() {
                (self.line(&html! { span.at { (from + at) } }, field, item, false))
            }
        }
    }

    fn text(&self, field: Option<&'static FieldSchema>, text: &str) -> Markup {
        let language = self.language;
        if text.chars().nth(AT_ONCE).is_some() {
            let start: String = text.chars().take(AT_ONCE).collect();
            return html! {
                samp.value { (start) "…" } " "
                @if text.len() <= ON_THE_PAGE {
                    details { summary { (language.say("show all", "显示全部")) } samp.value data-copy { (text) } }
                } @else {
                    (download::file(text, "text/plain", "answer.txt", language.say("take all of it", "下载全部")))
                }
            };
        }
        let is_own_link = self.site.inside().is_some() && is_below(text, self.site.name());
        let feeds = field.map_or(&[][..], action_docs::consumers);
        html! {
            @if is_own_link { a.value href=(text) data-copy { (text) } }
            @else { samp.value data-copy data-id=[field.filter(|_| !feeds.is_empty()).map(|field| field.name)] { (text) } }
            @if !feeds.is_empty() {
                " "
                details.inline.feeds {
                    summary { (language.say("use it in", "用于")) " " (feeds.len()) " " (language.say("actions", "个接口")) }
                    ul { @for feed in feeds { li { a href=(address(feed, text)) { (feed.action) } } } }
                }
            }
        }
    }
}

/// How much is inside something.
fn count(count: usize) -> Markup {
    html! { " " span.faint { "(" (count) ")" } }
}

/// What is inside something, under its name.
fn folded(name: &Markup, beside: &Markup, is_open: bool, inner: &Markup) -> Markup {
    html! { li { details open[is_open] { summary { (name) (beside) } ul { (inner) } } } }
}

/// The page of the action that a value is carried into, which its form begins with.
fn address(feed: &RelatedAction, value: &str) -> String {
    let query =
        form_urlencoded::Serializer::new(String::new()).append_pair(&feed.path, value).finish();
    format!("/actions/{}?{query}#try", feed.action)
}

/// Whether an address is a place's own.
fn is_below(address: &str, place: &str) -> bool {
    address.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
