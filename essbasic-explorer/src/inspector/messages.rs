//! What was sent and what was answered: as trees, and byte for byte.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use essbasic::schema::StructSchema;
use essbasic_sandbox::{RecordedBody, RecordedCall};
use http::header;
use maud::{Markup, html};
use serde_json::Value;

use super::AT;
use crate::places::Places;
use crate::tree::{Marks, Tree};
use crate::watched::Watched;
use essbasic_devtools::Language;

/// A body as far as it can be read.
pub(super) fn read(body: &RecordedBody) -> Option<Value> {
    serde_json::from_slice(body.bytes()).ok().filter(|_| body.is_complete())
}

/// What is hidden of a request.
pub(super) fn request_marks(call: &RecordedCall) -> Marks {
    schema(call, |action| (action.request)()).map_or(Marks::Everything, Marks::Schema)
}

/// What is hidden of an answer.
pub(super) fn answer_marks(call: &RecordedCall) -> Marks {
    Marks::Answer(schema(call, |action| (action.response)()))
}

fn schema(
    call: &RecordedCall,
    of: fn(&essbasic::Descriptor) -> &'static StructSchema,
) -> Option<&'static StructSchema> {
    essbasic::find(call.action()).map(|entry| of(entry.descriptor()))
}

/// Both, one after the other.
pub(super) fn both(
    call: &RecordedCall,
    request: Option<&Value>,
    answer: Option<&Value>,
    places: &Places,
    language: Language,
) -> Markup {
    let body = |body: &RecordedBody, value: Option<&Value>, marks: &Marks, which: &str| {
        html! {
            @if let Some(value) = value { (Tree::of(value, marks, places, language)) }
            @else if body.length() == 0 { p.faint { (language.say("No body.", "没有正文。")) } }
            @else { p.faint { (language.say("The body is not JSON, or too large to be shown as a tree.", "正文不是 JSON，或过大而无法以树形显示。")) } }
            @if body.length() > 0 {
                p { a href={ (AT) "/" (call.number) "/raw/" (which) } {
                    (language.say("Byte for byte, with all that is hidden here", "原始字节（含此处隐藏的内容）"))
                } " " span.faint { (body.length()) " " (language.say("bytes", "字节")) @if !body.is_complete() {
                    ", " (body.bytes().len()) " " (language.say("of them kept", "字节已保留"))
                } } }
            }
        }
    };
    html! {
        h2 { (language.say("Request", "请求")) }
        (headers(call.headers(), language))
        (body(&call.request_body, request, &request_marks(call), "request"))
        h2 { (language.say("Answer", "应答")) }
        (headers(call.response_headers(), language))
        (body(&call.response_body, answer, &answer_marks(call), "answer"))
    }
}

fn headers<'a>(headers: impl Iterator<Item = (&'a str, &'a str)>, language: Language) -> Markup {
    html! {
        details {
            summary { (language.say("Headers", "头部")) }
            dl.facts { @for (name, value) in headers { dt { (name) } dd.mono { (value) } } }
        }
    }
}

/// A body as it came, as text that no browser takes for anything else.
pub(super) async fn raw(watched: Watched, Path((id, which)): Path<(String, String)>) -> Response {
    let Some(call) = watched.inside.call(&id) else { return watched.nothing(AT) };
    let body = match which.as_str() {
        "request" => &call.request_body,
        "answer" => &call.response_body,
        _ => return watched.nothing(AT),
    };
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (kind, body.bytes().to_vec()).into_response()
}
