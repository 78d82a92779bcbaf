//! The calls as a HAR, which other tools read. What is about people, and what could be sent again,
//! is left out unless it is asked for.

use std::sync::Arc;

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use essbasic_sandbox::{RecordedBody, RecordedCall};
use http::{StatusCode, header};
use serde::Deserialize;
use serde_json::{Value, json};

use super::filter::Filter;
use super::{list, messages};
use crate::time;
use crate::tree::{Marks, redacted};
use crate::watched::Watched;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    secrets: String,
}

/// The export.
pub(super) async fn export(
    watched: Watched,
    Query(filter): Query<Filter>,
    Query(asked): Query<Asked>,
) -> Response {
    let calls = list::taken(watched.inside.calls_after(0), filter).await;
    let (endpoint, shows) = (watched.inside.endpoint(), asked.secrets == "show");
    let written = tokio::task::spawn_blocking(move || har(&calls, &endpoint, shows).to_string());
    let Ok(har) = written.await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let head = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"essbasic-sandbox.har\""),
    ];
    (head, har).into_response()
}

fn har(calls: &[Arc<RecordedCall>], endpoint: &str, shows: bool) -> Value {
    json!({ "log": {
        "version": "1.2",
        "creator": { "name": "essbasic sandbox", "version": env!("CARGO_PKG_VERSION") },
        "entries": calls.iter().map(|call| entry(call, endpoint, shows)).collect::<Vec<_>>(),
    } })
}

fn entry(call: &RecordedCall, endpoint: &str, shows: bool) -> Value {
    let took = time::milliseconds(call.duration);
    let (request, request_note) = text(&call.request_body, &messages::request_marks(call), shows);
    let (answer, answer_note) = text(&call.response_body, &messages::answer_marks(call), shows);
    let kind = call.header("content-type").unwrap_or_default();
    json!({
        "startedDateTime": time::whole(call.received_at),
        "time": took,
        "comment": call.outcome.as_str(),
        "request": {
            "method": "POST",
            "url": format!("{endpoint}/"),
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": headers(call.headers(), shows),
            "queryString": [],
            "postData": { "mimeType": kind, "text": request, "comment": request_note },
            "headersSize": -1,
            "bodySize": call.request_body.length(),
        },
        "response": {
            "status": call.status.unwrap_or(0),
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": headers(call.response_headers(), shows),
            "content": {
                "size": call.response_body.length(),
                "mimeType": "application/json",
                "text": answer,
                "comment": answer_note,
            },
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": call.response_body.length(),
        },
        "cache": {},
        "timings": { "send": 0, "wait": took, "receive": 0 },
    })
}

fn headers<'a>(headers: impl Iterator<Item = (&'a str, &'a str)>, shows: bool) -> Vec<Value> {
    let header = |(name, value): (&str, &str)| {
        let is_secret = name.eq_ignore_ascii_case("authorization");
        json!({ "name": name, "value": if is_secret && !shows { "***" } else { value } })
    };
    headers.map(header).collect()
}

/// A body as text, and what is to be said of it.
fn text(body: &RecordedBody, marks: &Marks, shows: bool) -> (String, &'static str) {
    let kept = || String::from_utf8_lossy(body.bytes()).into_owned();
    match messages::read(body) {
        _ if shows && body.is_complete() => (kept(), ""),
        _ if shows => (kept(), "only the beginning is kept"),
        Some(value) => (redacted(&value, marks).to_string(), ""),
        None => (String::new(), "left out: it cannot be told what of it is secret"),
    }
}
