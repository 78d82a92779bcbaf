//! What may have been hashed in place of the body that was sent.

use std::fmt::Write;

use serde_json::Value;

use crate::signature_diagnostics::inputs;

/// Longer bodies are tried in fewer forms.
const LONG: usize = 256 << 10;

/// A form of the body.
pub(in crate::signature_diagnostics) struct Variant {
    pub(in crate::signature_diagnostics) bytes: Vec<u8>,
    pub(in crate::signature_diagnostics) hash: String,
    pub(in crate::signature_diagnostics) common: bool,
}

/// The forms that a body may have had when it was hashed.
pub(in crate::signature_diagnostics) fn variants(body: &[u8]) -> Vec<Variant> {
    let mut texts: Vec<(Vec<u8>, bool)> = Vec::new();
    let mut add = |bytes: Vec<u8>, common| {
        if bytes != body && texts.iter().all(|(it, _)| *it != bytes) {
            texts.push((bytes, common));
        }
    };
    let cores = if body.len() > LONG { Vec::new() } else { written_again(body) };
    for (core, common) in [(body.to_vec(), true)].into_iter().chain(cores) {
        for (bytes, often) in edges(&core) {
            add(bytes, common && often);
        }
    }
    for word in ["", "{}", "null", "UNSIGNED-PAYLOAD", "\"\""] {
        add(word.into(), false);
    }
    if let Ok(text) = str::from_utf8(body)
        && body.len() <= LONG
    {
        // A text that was made JSON once more.
        add(Value::from(text).to_string().into_bytes(), false);
    }
    texts
        .into_iter()
        .map(|(bytes, common)| Variant { hash: inputs::hash(&bytes), bytes, common })
        .collect()
}

/// A body with other ends: line breaks, a mark at its start.
fn edges(body: &[u8]) -> Vec<(Vec<u8>, bool)> {
    let trimmed = body.trim_ascii();
    let bare = trimmed.strip_prefix(b"\xef\xbb\xbf").unwrap_or(trimmed);
    let bare = bare.strip_suffix(b"\0").unwrap_or(bare);
    let mut edges = vec![(body.to_vec(), true), (trimmed.to_vec(), true), (bare.to_vec(), false)];
    for (before, after) in [
        ("", "\n"),
        ("", "\r\n"),
        ("", "\n\n"),
        ("", " "),
        ("", "\0"),
        ("\u{feff}", ""),
        ("\u{feff}", "\n"),
        (" ", ""),
        ("\n", ""),
    ] {
        let common = after == "\n" && before.is_empty();
        edges.push(([before.as_bytes(), bare, after.as_bytes()].concat(), common));
    }
    if body.contains(&b'\n')
        && let Ok(text) = str::from_utf8(body)
    {
        let unix = text.replace("\r\n", "\n");
        edges.push((unix.replace('\n', "\r\n").into_bytes(), true));
        edges.push((unix.into_bytes(), true));
    }
    edges
}

/// A JSON text as others write it: other white space, other escapes, members sorted.
fn written_again(body: &[u8]) -> Vec<(Vec<u8>, bool)> {
    let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii();
    let (Ok(text), Ok(value)) = (str::from_utf8(text), serde_json::from_slice::<Value>(text))
    else {
        return Vec::new();
    };
    let mut forms = Vec::new();
    for (escapes, plain) in [
        (Escapes::Kept, true),
        (Escapes::None, false),
        (Escapes::Ascii, true),
        (Escapes::UpperAscii, false),
        (Escapes::Html, false),
        (Escapes::Slashes, false),
        (Escapes::AsciiSlashes, false),
    ] {
        for (at, space) in SPACES.iter().enumerate() {
            forms.push((laid_out(text, space, escapes).into_bytes(), plain && at < 2));
        }
    }
    // Sorted, and then laid out.
    let sorted = sorted(&value);
    if sorted != laid_out(text, &SPACES[0], Escapes::None) {
        for escapes in [Escapes::None, Escapes::Ascii] {
            for space in &SPACES {
                forms.push((laid_out(&sorted, space, escapes).into_bytes(), false));
            }
        }
    }
    forms
}

/// How white space stands in a text of JSON.
struct Space {
    comma: &'static str,
    colon: &'static str,
    indent: Option<&'static str>,
}

const SPACES: [Space; 7] = [
    Space { comma: ",", colon: ":", indent: None },
    // As Python writes it.
    Space { comma: ", ", colon: ": ", indent: None },
    Space { comma: ",", colon: ": ", indent: Some("  ") },
    Space { comma: ",", colon: ": ", indent: Some("    ") },
    Space { comma: ",", colon: ": ", indent: Some("\t") },
    Space { comma: ",", colon: ": ", indent: None },
    Space { comma: ", ", colon: ":", indent: None },
];

/// How letters of a text are escaped.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Escapes {
    Kept,
    None,
    Ascii,
    UpperAscii,
    Html,
    Slashes,
    AsciiSlashes,
}

/// A valid text of JSON with its members in the same order, and everything between them anew.
fn laid_out(text: &str, space: &Space, escapes: Escapes) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_usize;
    let mut rest = text;
    let line = |out: &mut String, depth: usize| {
        if let Some(indent) = space.indent {
            out.push('\n');
            out.push_str(&indent.repeat(depth.min(128)));
        }
    };
    while let Some(letter) = rest.chars().next() {
        let mut taken = letter.len_utf8();
        match letter {
            ' ' | '\n' | '\r' | '\t' => {}
            '"' => {
                taken = string_end(rest);
                out.push_str(&escaped(&rest[..taken], escapes));
            }
            '{' | '[' => {
                out.push(letter);
                let inside = rest[1..].trim_start();
                if inside.starts_with(['}', ']']) {
                    let close = rest.len() - inside.len();
                    out.push_str(&rest[close..=close]);
                    taken = close + 1;
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(letter);
            }
            ',' => {
                out.push_str(space.comma);
                line(&mut out, depth);
            }
            ':' => out.push_str(space.colon),
            other => out.push(other),
        }
        rest = &rest[taken..];
    }
    out
}

/// Where a text that begins here ends, with its quotes.
fn string_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// A text with its quotes, escaped otherwise.
fn escaped(text: &str, escapes: Escapes) -> String {
    if escapes == Escapes::Kept {
        return text.to_owned();
    }
    let Ok(inner) = serde_json::from_str::<String>(text) else { return text.to_owned() };
    let plain = Value::from(inner).to_string();
    let mut out = String::with_capacity(plain.len());
    for letter in plain.chars() {
        match (letter, escapes) {
            ('<' | '>' | '&' | '\u{2028}' | '\u{2029}', Escapes::Html) => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            ('/', Escapes::Slashes | Escapes::AsciiSlashes) => out.push_str("\\/"),
            (letter, Escapes::Ascii | Escapes::UpperAscii | Escapes::AsciiSlashes)
                if !letter.is_ascii() =>
            {
                let mut units = [0; 2];
                for unit in letter.encode_utf16(&mut units) {
                    // Writing into a string cannot fail.
                    let _ = match escapes {
                        Escapes::UpperAscii => write!(out, "\\u{unit:04X}"),
                        _ => write!(out, "\\u{unit:04x}"),
                    };
                }
            }
            (letter, _) => out.push(letter),
        }
    }
    out
}

/// The same value with members sorted by name.
fn sorted(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| name.as_str());
            let members = members
                .into_iter()
                .map(|(name, value)| format!("{}:{}", Value::from(name.as_str()), sorted(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(sorted).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}
