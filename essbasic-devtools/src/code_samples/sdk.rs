//! Renders a call as a program that uses the vendor's SDK: Python, Go, Java, Node.js or PHP.
//!
//! A program has the request's fields as typed values, or as the language's plain values where the
//! SDK converts those. What the SDK's types cannot hold becomes a call by the action's name.

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic::{Endpoint, Environment, Host};
use serde_json::{Map, Value};

use super::{Sample, SampleAction, SampleEndpoint, redact};

pub mod go;
pub mod java;
mod literal;
pub mod node;
pub mod php;
pub mod python;

/// Comment on redacted values.
const REDACTED_NOTE: &str = "*** replaces secrets: insert them before running the program.";

/// Comment on credentials.
pub(super) const CREDENTIALS_NOTE: &str = "Credentials: TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY; TENCENTCLOUD_TOKEN of temporary ones.";

/// The parts of a program that every language needs.
struct Program<'a> {
    action: &'a str,
    version: &'a str,
    service: &'a str,
    members: &'a Map<String, Value>,
    /// Schema of the request, if the SDK's types can hold it.
    schema: Option<&'static StructSchema>,
    /// `true` for HTTPS.
    tls: bool,
    /// Host and port.
    host: String,
}

impl<'a> Program<'a> {
    fn of(sample: &Sample<'a>) -> Self {
        let schema = match *sample.action {
            SampleAction::Catalogue(entry) => Some((entry.descriptor().request)()),
            SampleAction::Raw { .. } => None,
        };
        let schema = schema.filter(|schema| fits(schema, sample.members));
        let (tls, host) = host(sample);
        Self {
            action: sample.action.name(),
            version: sample.action.version(),
            service: sample.action.service(),
            members: sample.members,
            schema,
            tls,
            host,
        }
    }

    fn redacted_note(&self, indent: &str, comment: &str) -> String {
        redacted_note(self.members, indent, comment)
    }

    /// Returns the request as JSON on several lines.
    fn json(&self) -> String {
        let json = serde_json::to_string_pretty(self.members).unwrap_or_default();
        crate::escape::json_text(&json).into_owned()
    }
}

/// Renders the comment on redacted values, if there are any.
pub(super) fn redacted_note(members: &Map<String, Value>, indent: &str, comment: &str) -> String {
    let text = serde_json::to_string(members).unwrap_or_default();
    let has_redacted = text.contains(redact::REDACTED);
    if has_redacted { format!("{indent}{comment} {REDACTED_NOTE}\n") } else { String::new() }
}

/// Returns whether a sample is sent with TLS, and its host and port.
pub(super) fn host(sample: &Sample<'_>) -> (bool, String) {
    let environment = match sample.endpoint {
        SampleEndpoint::Production => Environment::Production,
        SampleEndpoint::Test => Environment::Test,
        SampleEndpoint::Custom(url) => {
            // Normalized as HTTP clients do: the host that is signed is the one that they send.
            let normalized = Endpoint::plain_http(url).map(|endpoint| endpoint.to_string());
            let url = normalized.as_ref().unwrap_or(url);
            let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
            let host = rest.split('/').next().unwrap_or_default();
            return (!scheme.eq_ignore_ascii_case("http"), host.to_owned());
        }
    };
    let host = match *sample.action {
        SampleAction::Catalogue(entry) => entry.descriptor().host,
        SampleAction::Raw { .. } => Host::Api,
    };
    let endpoint = environment.endpoint(sample.action.service(), host);
    (true, endpoint.host().to_owned())
}

/// Returns the SDK's name of a type.
fn model_name(schema: &StructSchema) -> &'static str {
    // `Option` would hide Rust's own.
    if schema.name == "KeyedOption" { "Option" } else { schema.name }
}

/// Returns whether the SDK's types can hold a request: all fields are known, with values of their types.
fn fits(schema: &StructSchema, members: &Map<String, Value>) -> bool {
    members.iter().all(|(name, value)| {
        let Some((_, field)) = schema.field(name) else { return false };
        match value {
            Value::Null => true,
            Value::Array(items) if field.list => items.iter().all(|item| fits_one(field, item)),
            value => !field.list && fits_one(field, value),
        }
    })
}

fn fits_one(field: &FieldSchema, value: &Value) -> bool {
    match (field.kind, value) {
        (FieldKind::Object(schema), Value::Object(members)) => fits(schema(), members),
        (FieldKind::String, Value::String(_)) | (FieldKind::Bool, Value::Bool(_)) => true,
        (FieldKind::Int64, Value::Number(number)) => number.is_i64(),
        // Java has no larger integer.
        (FieldKind::Uint64, Value::Number(number)) => number.is_u64() && number.is_i64(),
        (FieldKind::Float, Value::Number(number)) => number.as_f64().is_some_and(is_float),
        _ => false,
    }
}

/// Returns whether Java's `Float`, which its SDK has, is the same number.
fn is_float(number: f64) -> bool {
    #[allow(clippy::cast_possible_truncation, reason = "the numbers are compared")]
    let float = number as f32;
    float.to_string() == number.to_string()
}

/// Returns the fields of a request that are sent, in the order of the schema.
fn fields<'a>(
    schema: &'static StructSchema,
    members: &'a Map<String, Value>,
) -> impl Iterator<Item = (&'static FieldSchema, &'a Value)> {
    let value = |field: &'static FieldSchema| Some((field, members.get(field.name)?));
    schema.fields.iter().filter_map(value).filter(|(_, value)| !value.is_null())
}
