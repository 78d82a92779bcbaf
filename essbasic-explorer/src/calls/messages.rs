//! Request and response of a call: as trees, and raw.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use essbasic::schema::{SecretFields, StructSchema};
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{RecordedBody, RecordedCall};
use http::header;
use maud::{Markup, html};
use serde_json::Value;

use crate::links::Links;
use crate::paths::CALLS_PATH;
use crate::sandbox_page::SandboxPage;
use crate::tree::{Redaction, Tree};
use crate::{highlight, limits};

/// Parses a body that was recorded completely.
pub(super) fn read(body: &RecordedBody) -> Option<Value> {
    serde_json::from_slice(body.bytes()).ok().filter(|_| body.is_complete())
}

/// Returns the request of a call: its fields, or else its body as JSON.
pub(super) fn request(call: &RecordedCall) -> Option<Value> {
    call.fields().map(Value::Object).or_else(|| read(&call.request_body))
}

/// Returns the redaction of a request. Unknown fields are redacted.
pub(super) fn request_redaction(call: &RecordedCall) -> Redaction {
    Redaction::Fields(secret_fields(call, |action| (action.request)()))
}

/// Returns the redaction of a response. Unknown fields are redacted.
pub(super) fn response_redaction(call: &RecordedCall) -> Redaction {
    Redaction::Response(secret_fields(call, |action| (action.response)()))
}

fn secret_fields(
    call: &RecordedCall,
    schema: fn(&essbasic::Descriptor) -> &'static StructSchema,
) -> SecretFields {
    essbasic::find_action(call.action()).map_or(SecretFields::all(), |entry| {
        SecretFields::of(schema(entry.descriptor())).or_unknown()
    })
}

/// Renders request and response.
pub(super) fn both(
    call: &RecordedCall,
    request: Option<&Value>,
    response: Option<&Value>,
    links: &Links,
    language: Language,
) -> Markup {
    let body = |body: &RecordedBody,
                value: Option<&Value>,
                redaction: &Redaction,
                message: &str| {
        html! {
            @if let Some(value) = value {
                (Tree::render(value, redaction, links, language))
                (json(value, language))
            }
            @else if body.length() == 0 { p.faint { (t!(language, "no-body")) } }
            @else { p.faint { (t!(language, "body-not-json")) } }
            @if body.length() > 0 {
                p { a href={ (CALLS_PATH) "/" (call.number) "/raw/" (message) } {
                    (t!(language, "raw-body"))
                } " " span.faint {
                    @if body.is_complete() { (t!(language, "bytes", count = body.length())) }
                    @else { (t!(language, "bytes-recorded", count = body.length(), recorded = body.bytes().len())) }
                } }
            }
        }
    };
    html! {
        h2 { (t!(language, "request")) }
        (headers(call.headers(), language))
        (body(&call.request_body, request, &request_redaction(call), "request"))
        h2 { (t!(language, "response")) }
        (headers(call.response_headers(), language))
        (body(&call.response_body, response, &response_redaction(call), "response"))
    }
}

/// Renders a message as JSON that opens on demand, since it contains what the tree can hide.
fn json(value: &Value, language: Language) -> Markup {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    html! {
        @if text.len() <= limits::SHOWN_BYTES {
            details.secret {
                summary { (t!(language, "as-json")) }
                pre.json tabindex="0" { (highlight::json(&text)) }
            }
        }
    }
}

fn headers<'a>(headers: impl Iterator<Item = (&'a str, &'a str)>, language: Language) -> Markup {
    html! {
        details {
            summary { (t!(language, "headers")) }
            dl.facts { @for (name, value) in headers { dt { (name) } dd.mono { (value) } } }
        }
    }
}

/// Serves a raw body as plain text.
pub(super) async fn raw(
    context: SandboxPage,
    Path((id, message)): Path<(String, String)>,
) -> Response {
    let Some(call) = context.sandbox.call(&id) else { return context.not_found(CALLS_PATH) };
    let body = match message.as_str() {
        "request" => &call.request_body,
        "response" => &call.response_body,
        _ => return context.not_found(CALLS_PATH),
    };
    let content_type = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (content_type, body.bytes().to_vec()).into_response()
}
