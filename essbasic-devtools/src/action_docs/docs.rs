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

/// Markdown without its marks; of a link to a part of the library, its text.
pub fn strip_markdown(text: &str) -> String {
    let text = text.trim().replace('`', "").replace("**", "").replace('\n', " ");
    let (mut plain, mut rest) = (String::new(), text.as_str());
    while let Some((before, after)) = rest.split_once('[') {
        plain += before;
        let link = after.split_once("](").filter(|(shown, _)| !shown.contains(['[', ']']));
        match link.and_then(|(shown, beyond)| Some((shown, beyond.split_once(')')?))) {
            Some((shown, (_, beyond))) => {
                plain += shown;
                rest = beyond;
            }
            None => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain + rest
}

/// Documentation with its members named as on the wire, and not as in Rust.
pub fn with_wire_names(doc: &str, schema: &'static StructSchema) -> String {
    let members = schema.with_inner().into_iter().flat_map(|schema| schema.fields);
    members.fold(doc.to_owned(), |doc, field| {
        doc.replace(&format!("`{}`", field.ident), &format!("`{}`", field.name))
    })
}

/// What the service takes where a member is not given, as on the wire: where the documentation
/// says `… unless given` of a number or of a value in code, and of nothing longer, which would be
/// a description of the default instead of the default.
pub fn default_value(field: &FieldSchema) -> Option<String> {
    let doc = field.doc.replace('\n', " ");
    let (before, _) = doc.split_once(" unless given")?;
    let clause = before.rsplit([',', ';', ':', '.']).next()?.trim();
    let clause = clause.strip_prefix("and ").unwrap_or(clause);
    let is_number = matches!(field.kind, FieldKind::Int64 | FieldKind::Uint64 | FieldKind::Float);
    if is_number && !clause.is_empty() && clause.bytes().all(|b| b.is_ascii_digit()) {
        return Some(clause.to_owned());
    }
    let code = clause.strip_prefix('`')?.strip_suffix('`')?;
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
