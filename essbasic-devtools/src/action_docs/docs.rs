//! Documentation as its reader wants it: with names as on the wire, or without its marks.

use essbasic::schema::{Constraint, FieldKind, FieldSchema, StructSchema};

/// The first paragraph of a documentation, on one line.
pub fn summary(doc: &str) -> String {
    doc.split("\n\n").next().unwrap_or_default().replace('\n', " ")
}

/// The first sentence of a documentation.
pub fn first_sentence(doc: &str) -> String {
    let doc = summary(doc);
    doc.split_once(". ").map_or(doc.clone(), |(first, _)| format!("{first}."))
}

/// Returns Markdown as plain text on one line. A link is replaced by its text.
pub fn strip_markdown(text: &str) -> String {
    let text = text.trim().replace('\n', " ");
    let (mut plain, mut rest) = (String::new(), text.as_str());
    while let Some((before, after)) = rest.split_once('[') {
        plain += before;
        let inline = after.split_once("](").filter(|(shown, _)| !shown.contains(['[', ']']));
        let inline = inline.and_then(|(shown, rest)| Some((shown, rest.split_once(')')?.1)));
        let shortcut = || after.strip_prefix('`')?.split_once("`]");
        match inline.or_else(shortcut) {
            Some((shown, after_link)) => {
                plain += shown;
                rest = after_link;
            }
            None => {
                plain.push('[');
                rest = after;
            }
        }
    }
    (plain + rest).replace('`', "").replace("**", "")
}

/// Documentation with its members named as on the wire, and not as in Rust.
pub fn with_wire_names(doc: &str, schema: &'static StructSchema) -> String {
    let members = schema.with_inner().into_iter().flat_map(|schema| schema.fields);
    members.fold(doc.to_owned(), |doc, field| {
        doc.replace(&format!("`{}`", field.ident), &format!("`{}`", field.name))
    })
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

/// Whether a member holds a file's bytes: a text of which the documentation says that it is in
/// base64, and of which no number of characters is demanded.
pub fn is_file_content(field: &FieldSchema) -> bool {
    let is_limited =
        field.constraints.iter().any(|limit| matches!(limit, Constraint::Length { .. }));
    matches!(field.kind, FieldKind::String) && !is_limited && field.doc.contains("base64")
}
