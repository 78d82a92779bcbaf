//! Descriptions of the API for other tools: OpenAPI and a Postman collection.
//!
//! Both describe the catalogue as it is called: each action is a `POST /` with its name in the header
//! `X-TC-Action`, signed with TC3-HMAC-SHA256.

use std::borrow::Cow;

use essbasic::Descriptor;
use essbasic::schema::{FieldSchema, StructSchema};

use crate::{Language, action_docs, catalogue_docs};

pub mod openapi;
pub mod postman;

/// Returns the documentation of a field, with names as on the wire.
fn field_doc(
    language: Language,
    schema: &'static StructSchema,
    field: &'static FieldSchema,
) -> String {
    let doc = catalogue_docs::field(language, schema, field);
    action_docs::field_with_wire_names(doc, schema, field)
}

/// Returns the documentation of an action, with names as on the wire.
fn action_doc(language: Language, action: &Descriptor) -> String {
    action_docs::with_wire_names(catalogue_docs::action(language, action), (action.request)())
}

/// Returns the title of an action: the vendor's in Chinese, otherwise the first sentence of its
/// documentation.
fn title(language: Language, action: &Descriptor) -> Cow<'static, str> {
    match language {
        Language::Chinese => action.title.into(),
        Language::English => {
            let doc = catalogue_docs::action(language, action);
            let sentence = action_docs::strip_markdown(&action_docs::first_sentence(doc));
            sentence.trim_end_matches('.').to_owned().into()
        }
    }
}
