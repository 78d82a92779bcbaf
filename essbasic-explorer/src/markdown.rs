//! The documentation of the Rust source, as HTML.

use essbasic::Descriptor;
use essbasic::schema::{EnumValue, FieldSchema, StructSchema};
use maud::{Markup, PreEscaped};
use pulldown_cmark::{BrokenLink, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// The names that documentation uses, and what they are called on the wire.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names {
    /// The action that is spoken of.
    action: &'static Descriptor,
    /// The struct whose members are spoken of.
    around: &'static StructSchema,
    /// The values of the member that is spoken of.
    values: &'static [EnumValue],
}

impl Names {
    pub(crate) fn of(action: &'static Descriptor) -> Self {
        Self { action, around: (action.request)(), values: &[] }
    }

    pub(crate) fn of_member(
        action: &'static Descriptor,
        around: &'static StructSchema,
        field: &FieldSchema,
    ) -> Self {
        Self { action, around, values: field.values }
    }

    /// A name as on the wire, where it is one of Rust's: of what stands nearest.
    fn on_the_wire(&self, name: &str) -> Option<&'static str> {
        let member = |schema: &'static StructSchema| {
            schema.fields.iter().find(|field| field.ident == name).map(|field| field.name)
        };
        let inside =
            |schema: &'static StructSchema| schema.with_inner().into_iter().find_map(member);
        let value = || self.values.iter().find(|value| value.ident == name);
        member(self.around)
            .or_else(|| value().map(|value| value.wire))
            .or_else(|| inside(self.around))
            .or_else(|| inside((self.action.request)()))
            .or_else(|| inside((self.action.response)()))
    }
}

/// Documentation as HTML, without its table of codes, which has a place of its own.
///
/// Members stand in it as on the wire; an action's name leads to its page, and a link into the
/// library is what it shows.
pub(crate) fn html(doc: &str, names: Names) -> Markup {
    let kept: Vec<_> =
        doc.split("\n\n").filter(|part| !part.starts_with("| error code |")).collect();
    let doc = kept.join("\n\n");
    let lost = |_: BrokenLink<'_>| Some((CowStr::from(""), CowStr::from("")));
    let parser = Parser::new_with_broken_link_callback(&doc, Options::ENABLE_TABLES, Some(lost));
    let mut text = String::new();
    let mut is_link_kept = false;
    let shown = parser.filter_map(|event| match event {
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            is_link_kept = dest_url.starts_with("https://");
            is_link_kept.then_some(event)
        }
        Event::End(TagEnd::Link) => is_link_kept.then_some(event),
        other => Some(shown(other, names)),
    });
    html::push_html(&mut text, shown);
    PreEscaped(text)
}

fn shown(event: Event<'_>, names: Names) -> Event<'_> {
    match event {
        Event::Code(code) => named(code, names),
        // Nothing in a documentation is markup but Markdown's own.
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Heading { id, classes, attrs, .. }) => {
            Event::Start(Tag::Heading { level: HeadingLevel::H4, id, classes, attrs })
        }
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(HeadingLevel::H4)),
        other => other,
    }
}

fn named(code: CowStr<'_>, names: Names) -> Event<'_> {
    if essbasic::find(&code).is_some() {
        let link = format!("<a href=\"/actions/{code}\"><code>{code}</code></a>");
        return Event::InlineHtml(link.into());
    }
    match names.on_the_wire(&code) {
        Some(name) => Event::Code(name.into()),
        None => Event::Code(code),
    }
}
