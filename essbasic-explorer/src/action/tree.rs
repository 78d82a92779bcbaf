//! Documentation of the fields of a request or response, as a tree.

use essbasic::Descriptor;
use essbasic::schema::{FieldSchema, StructSchema};
use essbasic_devtools::action_docs::{self, RelatedAction};
use essbasic_devtools::{Language, catalogue_docs, error_text, t};
use maud::{Markup, html};

use crate::language::list_separator;
use crate::markdown::{self, Names};

/// Maximum number of related actions that are not folded.
const MAX_RELATED: usize = 3;

/// Renders the fields of a request.
pub(super) fn request(action: &'static Descriptor, language: Language) -> Markup {
    let schema = (action.request)();
    Tree { action, language, is_response: false, enclosing: Vec::new() }.fields(schema)
}

/// Renders the fields of a response, and the request ID.
pub(super) fn response(action: &'static Descriptor, language: Language) -> Markup {
    let schema = (action.response)();
    let id = html! {
        li {
            div.head { code.name { "RequestId" } " " span.kind { "string" } }
            p { (t!(language, "request-id-doc")) }
        }
    };
    html! {
        (Tree { action, language, is_response: true, enclosing: Vec::new() }.fields(schema))
        ul.fields-tree { (id) }
    }
}

struct Tree {
    action: &'static Descriptor,
    language: Language,
    /// Renders a response, without constraints.
    is_response: bool,
    /// Names of the enclosing structs.
    enclosing: Vec<&'static str>,
}

impl Tree {
    fn fields(&mut self, schema: &'static StructSchema) -> Markup {
        self.enclosing.push(schema.name);
        let language = self.language;
        let fields = schema.fields.iter().filter(|field| !field.hidden);
        let fields: Vec<_> = fields.map(|field| self.field(schema, field)).collect();
        self.enclosing.pop();
        html! {
            @if !self.is_response {
                @for rule in schema.rules {
                    p.rule { (t!(language, "rule", rule = error_text::rule(language, rule))) }
                }
            }
            @if fields.is_empty() && !self.is_response { p.faint { (t!(language, "no-fields")) } }
            @if !fields.is_empty() { ul.fields-tree { @for field in &fields { (field) } } }
        }
    }

    fn field(&mut self, parent: &'static StructSchema, field: &'static FieldSchema) -> Markup {
        let language = self.language;
        let schema = field.kind.object();
        let is_recursive = schema.is_some_and(|schema| self.enclosing.contains(&schema.name));
        let is_agent = schema.is_some_and(|schema| schema.name == "Agent");
        let inner = schema.filter(|_| !is_recursive).map(|schema| self.fields(schema));
        let related = if self.is_response {
            action_docs::consumers(field)
        } else {
            action_docs::producers(parent, field)
        };
        let doc = catalogue_docs::field(language, parent, field);
        html! {
            li {
                div.head {
                    code.name { (field.name) }
                    @if field.required && !self.is_response { " " span.required { (t!(language, "required")) } }
                    " " span.kind {
                        (crate::form::facts(field, language))
                        @if is_recursive { " · " (t!(language, "see-above")) }
                    }
                }
                (markdown::html(doc, Names::for_field(self.action, parent, field)))
                @if !field.values.is_empty() { (values(field, language)) }
                (self.related(related))
                @if let Some(inner) = inner {
                    details open[!is_agent && self.enclosing.len() < 2] {
                        summary { (t!(language, "fields")) }
                        (inner)
                    }
                }
            }
        }
    }

    /// Renders the actions that return or use an ID.
    fn related(&self, related: &[RelatedAction]) -> Markup {
        let language = self.language;
        let label =
            if self.is_response { t!(language, "used-by") } else { t!(language, "returned-by") };
        let (first, others) = related.split_at(related.len().min(MAX_RELATED));
        html! {
            @if !related.is_empty() {
                div.related {
                    (label) " "
                    @for (index, action) in first.iter().enumerate() { @if index > 0 { (list_separator(language)) } (self.link(action)) }
                    @if !others.is_empty() {
                        details.inline {
                            summary { (t!(language, "and-more", count = others.len())) }
                            ul { @for action in others { li { (self.link(action)) } } }
                        }
                    }
                }
            }
        }
    }

    /// Renders a link to a related action. The script adds the last ID that was returned.
    fn link(&self, related: &RelatedAction) -> Markup {
        html! {
            @if self.is_response {
                a href={ "/actions/" (related.action) "#try" } data-related=(related.path) { (related.action) }
            } @else {
                a href={ "/actions/" (related.action) } { (related.action) }
            }
        }
    }
}

fn values(field: &FieldSchema, language: Language) -> Markup {
    html! {
        dl.choices {
            @for value in field.values {
                dt { code { (value.wire) } }
                dd { (action_docs::strip_markdown(catalogue_docs::value(language, field, value))) }
            }
        }
    }
}
