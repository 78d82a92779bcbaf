//! Export of calls as an HTTP archive (HAR). Personal data and credentials are redacted unless
//! `secrets=show`.

use std::sync::atomic::Ordering;

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use essbasic_sandbox::{Record, RecordedBody, RecordedCall};
use http::header;
use serde::Deserialize;
use serde_json::{Value, json};

use super::list::{self, Filter};
use super::messages;
use crate::sandbox_page::SandboxPage;
use crate::time;
use crate::tree::{Redaction, redact};
use crate::work::Abandoned;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Options {
    secrets: String,
}

/// Serves the export.
pub(super) async fn export(
    context: SandboxPage,
    Query(filter): Query<Filter>,
    Query(options): Query<Options>,
) -> Response {
    let calls = context.sandbox.calls_after(0).into_iter().map(Record::Call).collect();
    let calls = list::filter(&context.state, calls, filter).await;
    let (endpoint, reveal) = (context.sandbox.endpoint(), options.secrets == "show");
    let write = move |abandoned: &Abandoned| {
        let calls = calls.iter().take_while(|_| !abandoned.load(Ordering::Relaxed));
        let entries = calls.filter_map(|record| match record {
            Record::Call(call) => Some(entry(call, &endpoint, reveal)),
            _ => None,
        });
        let entries: Vec<_> = entries.collect();
        let head = [
            (header::CONTENT_TYPE, "application/json"),
            (header::CONTENT_DISPOSITION, "attachment; filename=\"essbasic-sandbox.har\""),
        ];
        (head, har(entries).to_string()).into_response()
    };
    context.state.workers().respond(write).await
}

fn har(entries: Vec<Value>) -> Value {
    json!({ "log": {
        "version": "1.2",
        "creator": { "name": "essbasic sandbox", "version": env!("CARGO_PKG_VERSION") },
        "entries": entries,
    } })
}

fn entry(call: &RecordedCall, endpoint: &str, reveal: bool) -> Value {
    let took = time::milliseconds(call.duration);
    let (response, response_note) =
        text(&call.response_body, &messages::response_redaction(call), reveal);
    json!({
        "startedDateTime": time::rfc3339(call.received_at),
        "time": took,
        "comment": call.outcome.as_str(),
        "request": request(call, endpoint, reveal),
        "response": {
            "status": call.status.unwrap_or(0),
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": headers(call.response_headers(), reveal),
            "content": {
                "size": call.response_body.length(),
                "mimeType": "application/json",
                "text": response,
                "comment": response_note,
            },
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": call.response_body.length(),
        },
        "cache": {},
        "timings": { "send": 0, "wait": took, "receive": 0 },
    })
}

/// Returns the request. The query of a GET call contains its fields.
fn request(call: &RecordedCall, endpoint: &str, reveal: bool) -> Value {
    let (path, query) = call.target().split_once('?').unwrap_or((call.target(), ""));
    let target = if reveal { call.target() } else { path };
    let values = form_urlencoded::parse(query.as_bytes()).filter(|_| reveal);
    let values = values.map(|(name, value)| json!({ "name": name, "value": value }));
    let is_omitted = !reveal && !query.is_empty();
    let mut request = json!({
        "method": call.method(),
        "url": format!("{endpoint}{target}"),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(call.headers(), reveal),
        "queryString": values.collect::<Vec<_>>(),
        "headersSize": -1,
        "bodySize": call.request_body.length(),
        "comment": if is_omitted { "the query is omitted: it may contain personal data" } else { "" },
    });
    if call.method() != "GET" {
        let kind = call.header("content-type").unwrap_or_default();
        let (text, note) = text(&call.request_body, &messages::request_redaction(call), reveal);
        request["postData"] = json!({ "mimeType": kind, "text": text, "comment": note });
    }
    request
}

fn headers<'a>(headers: impl Iterator<Item = (&'a str, &'a str)>, reveal: bool) -> Vec<Value> {
    let header = |(name, value): (&str, &str)| {
        let is_secret = name.eq_ignore_ascii_case("authorization");
        json!({ "name": name, "value": if is_secret && !reveal { "***" } else { value } })
    };
    headers.map(header).collect()
}

/// Returns a body as text, and a comment.
fn text(body: &RecordedBody, redaction: &Redaction, reveal: bool) -> (String, &'static str) {
    let recorded = || String::from_utf8_lossy(body.bytes()).into_owned();
    match messages::read(body) {
        _ if reveal && body.is_complete() => (recorded(), ""),
        _ if reveal => (recorded(), "only the beginning was recorded"),
        Some(value) => (redact(&value, redaction).to_string(), ""),
        None => (String::new(), "omitted: not JSON, so it cannot be redacted"),
    }
}
