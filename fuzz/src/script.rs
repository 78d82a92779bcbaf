//! Scripts: one request per line, sent to an in-process sandbox.
//!
//! ```text
//! ChannelCreateMultiFlowSignQRCode {"Agent": …}
//! GET /qr-codes/$QrCodeId
//! POST /qr-codes/$QrCodeId Name=a&Mobile=13000000000
//! POST /links/$Location Command=sign
//! POST /sandbox/clock {"Seconds": 7}
//! ```
//!
//! `$QrCodeId` is replaced by the latest string of that name in a response; of a link, by the part
//! after its last slash. `@604800` is replaced by the Unix time in that many seconds.

use bytes::Bytes;
use essbasic_sandbox::fuzzing::InProcessSandbox;
use http::{Request, Response, header};
use serde_json::{Map, Value};

/// Longer scripts are cut off: this is enough for requests to affect each other.
const MAX_REQUESTS: usize = 12;

/// A string of a response, with its name.
type Variable = (String, String);

/// Sends the requests of a script.
pub async fn run(sandbox: &InProcessSandbox, script: &str) {
    let mut variables = Vec::new();
    for line in script.lines().take(MAX_REQUESTS) {
        let line = expand(line, &variables);
        let Some(request) = parse_request(&line) else { continue };
        collect_variables(&sandbox.respond(request).await, &mut variables);
    }
}

/// Replaces variables and times in a line.
fn expand(line: &str, variables: &[Variable]) -> String {
    let variable = |name: &str| {
        let found = variables.iter().rev().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone())
    };
    let time = |seconds: &str| {
        let seconds = seconds.parse::<i64>().ok()?;
        Some(crate::now().checked_add(seconds)?.to_string())
    };
    let line = substitute(line, '$', |c| c.is_ascii_alphabetic(), variable);
    substitute(&line, '@', |c| c.is_ascii_digit(), time)
}

/// Replaces every word behind `sigil`; words without a value stay as they are.
fn substitute(
    line: &str,
    sigil: char,
    is_word: impl Fn(char) -> bool,
    value: impl Fn(&str) -> Option<String>,
) -> String {
    let mut parts = line.split(sigil);
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (word, rest) = part.split_at(part.find(|c| !is_word(c)).unwrap_or(part.len()));
        result += &value(word).unwrap_or_else(|| format!("{sigil}{word}"));
        result += rest;
    }
    result
}

fn parse_request(line: &str) -> Option<Request<Bytes>> {
    let (first, rest) = line.split_once(' ')?;
    if !matches!(first, "GET" | "POST" | "DELETE") {
        let fields = serde_json::from_str::<Map<String, Value>>(rest).ok()?;
        return Some(crate::sign(crate::catalogue_entry(first).descriptor(), &fields));
    }
    let (path, body) = rest.split_once(' ').unwrap_or((rest, ""));
    // The event stream of the call log never ends.
    if path.starts_with("/calls/live") {
        return None;
    }
    let content_type = if path.starts_with("/sandbox") {
        "application/json"
    } else {
        "application/x-www-form-urlencoded"
    };
    Request::builder()
        .method(first)
        .uri(path)
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, content_type)
        .body(Bytes::copy_from_slice(body.as_bytes()))
        .ok()
}

/// Stores all strings of a JSON response, and the target of a redirect.
fn collect_variables(response: &Response<Bytes>, variables: &mut Vec<Variable>) {
    if let Some(Ok(target)) = response.headers().get(header::LOCATION).map(|value| value.to_str()) {
        variables.push(("Location".to_owned(), shorten_link(target)));
    }
    if let Ok(body) = serde_json::from_slice::<Value>(response.body()) {
        collect_strings("", &body, variables);
    }
}

fn collect_strings(name: &str, value: &Value, variables: &mut Vec<Variable>) {
    match value {
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => variables.push((name.to_owned(), shorten_link(text))),
        Value::Array(items) => {
            items.iter().for_each(|item| collect_strings(name, item, variables));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| collect_strings(name, value, variables));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Returns the last segment of a link, and other text unchanged.
fn shorten_link(text: &str) -> String {
    let is_link = text.contains("://") || text.starts_with('/');
    let text = if is_link { text.rsplit(['/', '=']).next().unwrap_or_default() } else { text };
    text.to_owned()
}
