//! Documentation of the catalogue in the language of the reader.
//!
//! English texts are the library's rustdoc, which schemas contain. Chinese texts are in `catalogue/zh-CN`,
//! one file per domain, keyed by type and wire name; the library contains none. Without a Chinese text,
//! as for an action declared elsewhere, the English one is returned.

use std::sync::LazyLock;

use essbasic::Descriptor;
use essbasic::schema::{EnumValue, FieldSchema, StructSchema};

use crate::Language;
use crate::text_table::{self, TextTable};

/// Chinese texts by key.
static CHINESE: LazyLock<TextTable> =
    LazyLock::new(|| text_table::parse(include!(concat!(env!("OUT_DIR"), "/catalogue.rs"))));

/// Returns the documentation of an action, as Markdown.
pub fn action(language: Language, action: &Descriptor) -> &'static str {
    find(language, || action.name.to_owned(), action.doc)
}

/// Returns the documentation of a struct, as Markdown.
pub fn model(language: Language, schema: &StructSchema) -> &'static str {
    find(language, || schema.name.to_owned(), schema.doc)
}

/// Returns the documentation of a field of a struct, as Markdown.
pub fn field(language: Language, schema: &StructSchema, field: &FieldSchema) -> &'static str {
    find(language, || format!("{}.{}", schema.name, field.name), field.doc)
}

/// Returns the documentation of a value of a field, as Markdown.
pub fn value(language: Language, field: &FieldSchema, value: &EnumValue) -> &'static str {
    let name = || field.values_path.rsplit("::").next().unwrap_or_default().trim();
    find(language, || format!("{}={}", name(), value.wire), value.doc)
}

/// Returns the text of a key, in English if there is no Chinese one.
fn find(language: Language, key: impl Fn() -> String, english: &'static str) -> &'static str {
    match language {
        Language::English => english,
        Language::Chinese => CHINESE.get(&*key()).copied().unwrap_or(english),
    }
}
