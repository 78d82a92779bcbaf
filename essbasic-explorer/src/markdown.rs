//! Rust documentation as HTML.

use essbasic::Descriptor;
use essbasic::schema::{EnumValue, FieldSchema, StructSchema};
use maud::{Markup, PreEscaped};
use pulldown_cmark::{BrokenLink, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// The fields and values that documentation may name in Rust, to write their wire names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names {
    /// The documented action.
    action: &'static Descriptor,
    /// The documented struct.
    schema: &'static StructSchema,
    /// The values of the documented field.
    values: &'static [EnumValue],
}

impl Names {
    pub(crate) fn for_action(action: &'static Descriptor) -> Self {
        Self { action, schema: (action.request)(), values: &[] }
    }

    pub(crate) fn for_field(
        action: &'static Descriptor,
        schema: &'static StructSchema,
        field: &FieldSchema,
    ) -> Self {
        Self { action, schema, values: field.values }
    }

    /// Returns the wire name of a Rust name, from the innermost scope that has it.
    fn wire_name(&self, name: &str) -> Option<&'static str> {
        let field = |schema: &'static StructSchema| {
            schema.fields.iter().find(|field| field.ident == name).map(|field| field.name)
        };
        let inside =
            |schema: &'static StructSchema| schema.with_inner().into_iter().find_map(field);
        let value = || self.values.iter().find(|value| value.ident == name);
        field(self.schema)
            .or_else(|| value().map(|value| value.wire))
            .or_else(|| inside(self.schema))
            .or_else(|| inside((self.action.request)()))
            .or_else(|| inside((self.action.response)()))
    }
}

/// Beginnings of the tables of error codes, in both languages.
const CODE_TABLES: [&str; 3] = ["| code |", "| error code |", "| 错误码 |"];

/// Renders documentation without its table of error codes, which the page lists separately.
///
/// Fields have their wire names, names of actions are links, and links into rustdoc are texts.
pub(crate) fn html(doc: &str, names: Names) -> Markup {
    let parts: Vec<_> = doc
        .split("\n\n")
        .filter(|part| !CODE_TABLES.iter().any(|head| part.starts_with(head)))
        .collect();
    let doc = parts.join("\n\n");
    let broken = |_: BrokenLink<'_>| Some((CowStr::from(""), CowStr::from("")));
    let parser = Parser::new_with_broken_link_callback(&doc, Options::ENABLE_TABLES, Some(broken));
    let mut text = String::new();
    let mut is_link_kept = false;
    let events = parser.filter_map(|event| match event {
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            is_link_kept = dest_url.starts_with("https://");
            is_link_kept.then_some(event)
        }
        Event::End(TagEnd::Link) => is_link_kept.then_some(event),
        other => Some(convert(other, names)),
    });
    html::push_html(&mut text, events);
    PreEscaped(text)
}

fn convert(event: Event<'_>, names: Names) -> Event<'_> {
    match event {
        Event::Code(code) => convert_code(code, names),
        // HTML in documentation is shown as text.
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Heading { id, classes, attrs, .. }) => {
            Event::Start(Tag::Heading { level: HeadingLevel::H4, id, classes, attrs })
        }
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(HeadingLevel::H4)),
        other => other,
    }
}

fn convert_code(code: CowStr<'_>, names: Names) -> Event<'_> {
    if essbasic::find_action(&code).is_some() {
        let link = format!("<a href=\"/actions/{code}\"><code>{code}</code></a>");
        return Event::InlineHtml(link.into());
    }
    match names.wire_name(&code) {
        Some(name) => Event::Code(name.into()),
        None => Event::Code(code),
    }
}
