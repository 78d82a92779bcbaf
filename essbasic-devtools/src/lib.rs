//! Building blocks of tools that show actions: the command line, the explorer and the MCP server.
//!
//! - [`action_docs`]: documentation rendered from schemas, error help and search.
//! - [`api_description`]: the catalogue as an OpenAPI document and as a Postman collection.
//! - [`callback_diagnostics`]: content of a captured callback, or the reason why it is not genuine.
//! - [`callback_samples`]: a sample of every event.
//! - [`catalogue_docs`]: documentation of the catalogue in the language of the reader.
//! - [`code_samples`]: a call as a program in Rust or with the vendor's SDKs, a command or a script.
//! - [`error_text`]: errors, hints and violations in the language of the reader.
//! - [`escape`]: text from outside, made safe for a terminal.
//! - [`examples`]: requests of every action that a new sandbox accepts, with their responses.
//! - [`request_json`]: JSON that a person wrote, with each field once.
//! - [`signature_diagnostics`]: the steps of a signature, and why one was rejected.
//! - [`messages`]: the message catalogue in English and Chinese, and how to add a message.
//! - [`Language`]: the language of the reader.
//!
//! No HTTP server and no terminal: functions take schemas and return text.

pub mod action_docs;
pub mod api_description;
pub mod callback_diagnostics;
pub mod callback_samples;
pub mod catalogue_docs;
pub mod code_samples;
pub mod error_text;
pub mod escape;
pub mod examples;
mod language;
mod limits;
pub mod messages;
pub mod request_json;
pub mod signature_diagnostics;
mod text_table;

pub use language::Language;
