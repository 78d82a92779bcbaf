//! A script: a request a line, to a sandbox in this process.
//!
//! ```text
//! ChannelCreateMultiFlowSignQRCode {"Agent": …}
//! GET /qr-codes/$QrCodeId
//! POST /qr-codes/$QrCodeId Name=a&Mobile=13000000000
//! POST /links/$Location Act=sign
//! POST /sandbox/clock {"Seconds": 7}
//! ```
//!
//! `$QrCodeId` is the last text that an answer had under that name; of a link, what comes after its
//! last slash. `@604800` is the time in as many seconds.

use bytes::Bytes;
use essbasic_sandbox::fuzzing::Door;
use http::{Request, Response, header};
use serde_json::{Map, Value};

/// So many requests are enough to see how one changes what the next one meets.
const LONGEST: usize = 12;

/// Plays a script at a door.
pub async fn play(door: &Door, script: &str) {
    let mut texts = Vec::new();
    for line in script.lines().take(LONGEST) {
        let line = told(line, &texts);
        let Some(request) = request(&line) else { continue };
        remember(&door.answer(request).await, &mut texts);
    }
}

/// A text of an answer, with its name.
type Text = (String, String);

/// The line with the texts and times that it points at.
fn told(line: &str, texts: &[Text]) -> String {
    let text = |name: &str| texts.iter().rev().find(|it| it.0 == name).map(|it| it.1.clone());
    let line = replaced(line, '$', |c| c.is_ascii_alphabetic(), text);
    let time = |seconds: &str| {
        let seconds = seconds.parse::<i64>().ok()?;
        Some(crate::now().checked_add(seconds)?.to_string())
    };
    replaced(&line, '@', |c| c.is_ascii_digit(), time)
}

/// The line with what stands for each word behind a sign.
fn replaced(
    line: &str,
    sign: char,
    of_word: impl Fn(char) -> bool,
    with: impl Fn(&str) -> Option<String>,
) -> String {
    let mut parts = line.split(sign);
    let mut told = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (word, rest) = part.split_at(part.find(|c| !of_word(c)).unwrap_or(part.len()));
        told += &with(word).unwrap_or_else(|| format!("{sign}{word}"));
        told += rest;
    }
    told
}

fn request(line: &str) -> Option<Request<Bytes>> {
    let (first, rest) = line.split_once(' ')?;
    if !matches!(first, "GET" | "POST" | "DELETE") {
        let members = serde_json::from_str::<Map<String, Value>>(rest).ok()?;
        return Some(crate::signed(crate::action(first).descriptor(), &members));
    }
    let (path, body) = rest.split_once(' ').unwrap_or((rest, ""));
    // A page that watches is told without end.
    if path.starts_with("/calls/live") {
        return None;
    }
    let kind = if path.starts_with("/sandbox") {
        "application/json"
    } else {
        "application/x-www-form-urlencoded"
    };
    let request = Request::builder().method(first).uri(path);
    let request = request.header(header::HOST, "localhost").header(header::CONTENT_TYPE, kind);
    request.body(Bytes::copy_from_slice(body.as_bytes())).ok()
}

/// Keeps the texts of an answer, and where it sends a browser.
fn remember(answer: &Response<Bytes>, texts: &mut Vec<Text>) {
    if let Some(Ok(to)) = answer.headers().get(header::LOCATION).map(|it| it.to_str()) {
        texts.push(("Location".to_owned(), last(to)));
    }
    if let Ok(members) = serde_json::from_slice::<Value>(answer.body()) {
        collect("", &members, texts);
    }
}

fn collect(name: &str, value: &Value, texts: &mut Vec<Text>) {
    match value {
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => texts.push((name.to_owned(), last(text))),
        Value::Array(items) => items.iter().for_each(|item| collect(name, item, texts)),
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| collect(name, value, texts));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Of a link, what it is told apart by; of any other text, all.
fn last(text: &str) -> String {
    let link = text.contains("://") || text.starts_with('/');
    let text = if link { text.rsplit(['/', '=']).next().unwrap_or_default() } else { text };
    text.to_owned()
}
