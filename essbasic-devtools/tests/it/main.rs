//! Tests of documentation, code samples, signature diagnosis and the message catalogue.

#![allow(clippy::unwrap_used, reason = "a panic in a test shows its place")]

mod api_description;
mod callback_diagnosis;
mod callback_samples;
mod catalogue_docs;
mod code_samples;
mod error_text;
mod handbook;
mod messages;
mod related;
mod request_json;
mod search;
mod signature_diagnosis;
mod wire_names;
