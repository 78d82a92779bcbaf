//! Documentation as text: summaries, wire names, default values, Markdown as plain text.

use std::collections::BTreeMap;

use essbasic::schema::{Constraint, FieldKind, FieldSchema, StructSchema};
use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TagEnd};

/// Returns the first paragraph on one line.
pub fn summary(doc: &str) -> String {
    doc.split("\n\n").next().unwrap_or_default().replace('\n', " ")
}

/// Returns the first sentence.
pub fn first_sentence(doc: &str) -> String {
    let mut doc = summary(doc);
    let ends = [doc.find(". ").map(|at| at + 1), doc.find('。').map(|at| at + '。'.len_utf8())];
    doc.truncate(ends.into_iter().flatten().min().unwrap_or(doc.len()));
    doc
}

/// Returns Markdown as plain text on one line. Links are replaced by their texts.
pub fn strip_markdown(text: &str) -> String {
    let broken_link = |_: BrokenLink<'_>| Some((CowStr::from(""), CowStr::from("")));
    let events = Parser::new_with_broken_link_callback(text, Options::empty(), Some(broken_link));
    let mut plain = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                plain.push_str(&text);
            }
            Event::Start(Tag::Item) => plain.push_str("- "),
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => plain.push(' '),
            _ => {}
        }
    }
    plain.trim().to_owned()
}

/// Replaces Rust names of fields and of their values in documentation of a struct by wire names. An
/// ambiguous name stays.
pub fn with_wire_names(doc: &str, schema: &'static StructSchema) -> String {
    replace_names(doc, schema, None)
}

/// Does the same in documentation of a field of the struct, or of a value of that field. An ambiguous
/// name is that of a value of the field, or stays.
pub fn field_with_wire_names(
    doc: &str,
    schema: &'static StructSchema,
    field: &FieldSchema,
) -> String {
    replace_names(doc, schema, Some(field))
}

fn replace_names(doc: &str, schema: &'static StructSchema, field: Option<&FieldSchema>) -> String {
    let mut names: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    let schemas = schema.with_inner();
    for field in schemas.iter().flat_map(|schema| schema.fields) {
        for value in field.values {
            let wire = names.entry(value.ident).or_insert(Some(value.wire));
            *wire = wire.filter(|it| *it == value.wire);
        }
    }
    // A type or a field can have the name of a value.
    for schema in &schemas {
        names.remove(schema.name);
        names.extend(schema.fields.iter().map(|field| (field.name, None)));
    }
    for field in schemas.iter().flat_map(|schema| schema.fields) {
        names.insert(field.ident, Some(field.name));
    }
    for value in field.iter().flat_map(|field| field.values) {
        if schema.field(value.ident).is_none() {
            names.insert(value.ident, Some(value.wire));
        }
    }
    let mut text = String::new();
    let mut rest = doc;
    while let Some(start) = rest.find('`') {
        let (before, code) = rest.split_at(start + 1);
        text.push_str(before);
        rest = code;
        if let Some(end) = rest.find('`')
            && let Some(Some(wire)) = names.get(&rest[..end])
        {
            text.push_str(wire);
            text.push('`');
            rest = &rest[end + 1..];
        }
    }
    text + rest
}

/// Returns the value that the service uses for an omitted field, as on the wire.
///
/// Reads it from the field's documentation, `Default: …`, if it is a number or a documented value.
/// A longer text describes the default and is not returned.
pub fn default_value(field: &FieldSchema) -> Option<String> {
    let doc = field.doc.replace('\n', " ");
    let (_, default) = doc.split_once("Default: ")?;
    let default = default.split(['.', ',', ';']).next()?.trim();
    let is_number = matches!(field.kind, FieldKind::Int64 | FieldKind::Uint64 | FieldKind::Float);
    if is_number && !default.is_empty() && default.bytes().all(|b| b.is_ascii_digit()) {
        return Some(default.to_owned());
    }
    let code = default.strip_prefix('`')?.strip_suffix('`')?;
    let value = field.values.iter().find(|value| value.ident == code || value.wire == code)?;
    Some(value.wire.to_owned())
}

/// Returns whether a field holds the content of a file: a string documented as base64, without a
/// limit of its length.
pub fn is_file_content(field: &FieldSchema) -> bool {
    let is_limited =
        field.constraints.iter().any(|limit| matches!(limit, Constraint::Length { .. }));
    matches!(field.kind, FieldKind::String) && !is_limited && field.doc.contains("base64")
}

/// Returns whether a field is a time as Unix seconds.
pub fn is_unix_time(field: &FieldSchema) -> bool {
    let is_integer = matches!(field.kind, FieldKind::Int64 | FieldKind::Uint64);
    let doc = field.doc.replace('\n', " ");
    is_integer && doc.contains("Unix time") && !doc.contains("milliseconds")
}
