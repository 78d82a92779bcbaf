//! The members of a request or an answer, as a tree to read.

use essbasic::Descriptor;
use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use maud::{Markup, html};

use crate::markdown::{self, Names};
use essbasic_devtools::Language;
use essbasic_devtools::action_docs::{self, RelatedAction};

/// So many other actions are named at once; the others are folded away.
const NAMED: usize = 3;

/// The members of a request.
pub(super) fn request(action: &'static Descriptor, language: Language) -> Markup {
    let schema = (action.request)();
    Tree { action, language, answer: false, inside: Vec::new() }.members(schema)
}

/// The members of an answer, and the request id that every answer has.
pub(super) fn answer(action: &'static Descriptor, language: Language) -> Markup {
    let schema = (action.response)();
    let id = html! {
        li {
            div.head { code.name { "RequestId" } " " span.kind { "string" } }
            p { (language.say(
                "The id under which the vendor's support finds the call.",
                "官方支持人员据此查找本次调用。",
            )) }
        }
    };
    html! {
        (Tree { action, language, answer: true, inside: Vec::new() }.members(schema))
        ul.members { (id) }
    }
}

struct Tree {
    action: &'static Descriptor,
    language: Language,
    /// Whether it is an answer, of which nothing is required of anybody.
    answer: bool,
    /// The structs around the one that is told.
    inside: Vec<&'static str>,
}

impl Tree {
    fn members(&mut self, schema: &'static StructSchema) -> Markup {
        self.inside.push(schema.name);
        let language = self.language;
        let fields = schema.fields.iter().filter(|field| !field.hidden);
        let members: Vec<_> = fields.map(|field| self.member(schema, field)).collect();
        self.inside.pop();
        html! {
            @if !self.answer {
                @for rule in schema.rules {
                    p.rule { (language.say("Rule: ", "规则：")) (rule) "." }
                }
            }
            @if members.is_empty() && !self.answer { p.faint { (language.say("Nothing.", "无。")) } }
            @if !members.is_empty() { ul.members { @for member in &members { (member) } } }
        }
    }

    fn member(&mut self, around: &'static StructSchema, field: &'static FieldSchema) -> Markup {
        let language = self.language;
        let schema = match field.kind {
            FieldKind::Object(schema) => Some(schema()),
            _ => None,
        };
        let is_again = schema.is_some_and(|schema| self.inside.contains(&schema.name));
        let is_agent = schema.is_some_and(|schema| schema.name == "Agent");
        let inner = schema.filter(|_| !is_again).map(|schema| self.members(schema));
        let feeds = if self.answer {
            action_docs::consumers(field)
        } else {
            action_docs::producers(around, field)
        };
        html! {
            li {
                div.head {
                    code.name { (field.name) }
                    @if field.required && !self.answer { " " span.required { (language.say("required", "必填")) } }
                    " " span.kind {
                        (crate::form::facts(field, language))
                        @if is_again { " · " (language.say("as above", "同上")) }
                    }
                }
                (markdown::html(field.doc, Names::of_member(self.action, around, field)))
                @if !field.values.is_empty() { (values(field)) }
                (self.feeds(feeds))
                @if let Some(inner) = inner {
                    details open[!is_agent && self.inside.len() < 2] {
                        summary { (language.say("Its members", "成员")) }
                        (inner)
                    }
                }
            }
        }
    }

    /// The actions at the other end of an id.
    fn feeds(&self, feeds: &[RelatedAction]) -> Markup {
        let language = self.language;
        let what = if self.answer {
            language.say("Used by ", "用于 ")
        } else {
            language.say("Comes from ", "来自 ")
        };
        let (first, others) = feeds.split_at(feeds.len().min(NAMED));
        html! {
            @if !feeds.is_empty() {
                div.feeds {
                    (what)
                    @for (at, feed) in first.iter().enumerate() { @if at > 0 { ", " } (self.link(feed)) }
                    @if !others.is_empty() {
                        details.inline {
                            summary { (language.say("and ", "及其他 ")) (others.len()) (language.say(" more", " 个")) }
                            ul { @for feed in others { li { (self.link(feed)) } } }
                        }
                    }
                }
            }
        }
    }

    /// A link to the other end; to where it is wanted, with the last one that was answered.
    fn link(&self, feed: &RelatedAction) -> Markup {
        html! {
            @if self.answer {
                a href={ "/actions/" (feed.action) "#try" } data-feeds=(feed.path) { (feed.action) }
            } @else {
                a href={ "/actions/" (feed.action) } { (feed.action) }
            }
        }
    }
}

fn values(field: &FieldSchema) -> Markup {
    html! {
        dl.choices {
            @for value in field.values {
                dt { code { (value.wire) } }
                dd { (action_docs::strip_markdown(value.doc)) }
            }
        }
    }
}
