//! Raw HTTP: a request line, headers, an empty line, a body. Any of them may be missing.

use super::CapturedRequest;
use crate::signature_diagnostics::LocalizedText;

const METHODS: [&str; 7] = ["POST", "GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"];

/// Reads it, with lines that end either way.
pub(super) fn read(text: &str) -> Result<CapturedRequest, LocalizedText> {
    let mut pasted = CapturedRequest {
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
        // As `curl -v` shows what it sends.
        let line = line.strip_prefix("> ").unwrap_or(if line == ">" { "" } else { line });
        if line.is_empty() {
            pasted.body = after.map(|body| body.as_bytes().to_vec());
            break;
        }
        if is_first && let Some((method, called)) = request_line(line) {
            pasted.method = method;
            target = Some(called);
        } else {
            header(line, &mut pasted);
        }
        (is_first, rest) = (false, after);
    }
    if let Some(target) = target {
        pasted.set_target(&target);
    }
    authority(&mut pasted);
    if pasted.headers.is_empty() {
        return Err(LocalizedText::new(
            "There is no header in it: paste the request line, the headers, an empty line and the body, or a command line of curl.",
            "其中没有请求头：请粘贴请求行、请求头、空行和请求体，或一条 curl 命令。",
        ));
    }
    Ok(pasted)
}

fn request_line(line: &str) -> Option<(String, String)> {
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?, words.next()?);
    let is_method = METHODS.iter().any(|known| known.eq_ignore_ascii_case(method));
    is_method.then(|| (method.to_owned(), target.to_owned()))
}

/// Takes a header in, or the rest of a folded one.
fn header(line: &str, pasted: &mut CapturedRequest) {
    if line.starts_with([' ', '\t'])
        && let Some((_, value)) = pasted.headers.last_mut()
    {
        value.push(' ');
        value.push_str(line.trim_start());
        return;
    }
    // A name may begin with a colon, as HTTP/2 has them.
    let colon = line.char_indices().skip(1).find(|(_, letter)| *letter == ':');
    if let Some((at, _)) = colon {
        let value = &line[at + 1..];
        let value = value.strip_prefix(' ').unwrap_or(value);
        pasted.headers.push((line[..at].trim().to_owned(), value.to_owned()));
    }
}

/// What HTTP/2 says in headers of its own.
fn authority(pasted: &mut CapturedRequest) {
    let said = |name: &str| pasted.header(name).map(str::to_owned);
    let (host, path, method) = (said(":authority"), said(":path"), said(":method"));
    pasted.headers.retain(|(name, _)| !name.starts_with(':'));
    if let Some(host) = host.filter(|_| pasted.header("host").is_none()) {
        pasted.headers.push(("Host".to_owned(), host));
    }
    if let Some(path) = path {
        pasted.set_target(&path);
    }
    if let Some(method) = method {
        pasted.method = method;
    }
}
