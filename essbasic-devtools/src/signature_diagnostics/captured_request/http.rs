//! Parses raw HTTP: request line, headers, empty line and body, each optional.

use super::{CapturedRequest, ParseError};
use crate::limits;

const METHODS: [&str; 7] = ["POST", "GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"];

/// Parses the text, with lines that end with LF or CR LF.
pub(super) fn read(text: &str) -> Result<CapturedRequest, ParseError> {
    let mut request = CapturedRequest {
        method: "POST".to_owned(),
        path: "/".to_owned(),
        ..CapturedRequest::default()
    };
    let mut rest = Some(text);
    let mut is_first = true;
    let mut target = None;
    while let Some(remaining) = rest {
        let (line, after) = match remaining.split_once('\n') {
            Some((line, after)) => (line.strip_suffix('\r').unwrap_or(line), Some(after)),
            None => (remaining.strip_suffix('\r').unwrap_or(remaining), None),
        };
        // As shown by `curl -v`.
        let line = line.strip_prefix("> ").unwrap_or(if line == ">" { "" } else { line });
        if line.is_empty() {
            request.body = after.map(|body| body.as_bytes().to_vec());
            break;
        }
        if request.headers.len() >= limits::HEADERS {
            return Err(ParseError::TooLong);
        }
        if is_first && let Some((method, address)) = request_line(line) {
            request.method = method;
            target = Some(address);
        } else {
            header(line, &mut request);
        }
        (is_first, rest) = (false, after);
    }
    if let Some(target) = target {
        request.set_target(&target);
    }
    authority(&mut request);
    if request.headers.is_empty() {
        return Err(ParseError::NoHeaders);
    }
    Ok(request)
}

fn request_line(line: &str) -> Option<(String, String)> {
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?, words.next()?);
    let is_method = METHODS.iter().any(|known| known.eq_ignore_ascii_case(method));
    is_method.then(|| (method.to_owned(), target.to_owned()))
}

/// Adds a header, or the continuation of a folded one.
fn header(line: &str, request: &mut CapturedRequest) {
    if line.starts_with([' ', '\t'])
        && let Some((_, value)) = request.headers.last_mut()
    {
        value.push(' ');
        value.push_str(line.trim_start());
        return;
    }
    // Names of HTTP/2 pseudo-headers begin with a colon.
    let colon = line.char_indices().skip(1).find(|(_, letter)| *letter == ':');
    if let Some((at, _)) = colon {
        let value = &line[at + 1..];
        let value = value.strip_prefix(' ').unwrap_or(value);
        request.headers.push((line[..at].trim().to_owned(), value.to_owned()));
    }
}

/// Converts HTTP/2 pseudo-headers.
fn authority(request: &mut CapturedRequest) {
    let value = |name: &str| request.header(name).map(str::to_owned);
    let (host, path, method) = (value(":authority"), value(":path"), value(":method"));
    request.headers.retain(|(name, _)| !name.starts_with(':'));
    if let Some(host) = host.filter(|_| request.header("host").is_none()) {
        request.headers.push(("Host".to_owned(), host));
    }
    if let Some(path) = path {
        request.set_target(&path);
    }
    if let Some(method) = method {
        request.method = method;
    }
}
