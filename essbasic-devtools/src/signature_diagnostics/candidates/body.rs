//! Variants of a body that may have been hashed instead of the sent bytes.

use std::fmt::Write;

use serde_json::Value;

use crate::signature_diagnostics::inputs;

/// Longer bodies have fewer variants.
const LONG: usize = 256 << 10;

/// A variant of the body.
pub(in crate::signature_diagnostics) struct BodyVariant {
    pub(in crate::signature_diagnostics) bytes: Vec<u8>,
    pub(in crate::signature_diagnostics) hash: String,
    pub(in crate::signature_diagnostics) common: bool,
}

/// Returns the variants of a body.
pub(in crate::signature_diagnostics) fn variants(body: &[u8]) -> Vec<BodyVariant> {
    let mut texts: Vec<(Vec<u8>, bool)> = Vec::new();
    let mut add = |bytes: Vec<u8>, common| {
        if bytes != body && texts.iter().all(|(it, _)| *it != bytes) {
            texts.push((bytes, common));
        }
    };
    let cores = if body.len() > LONG { Vec::new() } else { reencoded(body) };
    for (core, common) in [(body.to_vec(), true)].into_iter().chain(cores) {
        for (bytes, often) in edges(&core) {
            add(bytes, common && often);
        }
    }
    for text in ["", "{}", "null", "UNSIGNED-PAYLOAD", "\"\""] {
        add(text.into(), false);
    }
    if let Ok(text) = str::from_utf8(body)
        && body.len() <= LONG
    {
        // JSON that was encoded twice.
        add(Value::from(text).to_string().into_bytes(), false);
    }
    texts
        .into_iter()
        .map(|(bytes, common)| BodyVariant { hash: inputs::sha256(&bytes), bytes, common })
        .collect()
}

/// Returns a body with other line breaks, byte order mark and white space at its ends.
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

/// Returns JSON as other libraries write it: white space, escapes, order of fields.
fn reencoded(body: &[u8]) -> Vec<(Vec<u8>, bool)> {
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
            forms.push((formatted(text, space, escapes).into_bytes(), plain && at < 2));
        }
    }
    // Sorted, then formatted.
    let sorted = sorted(&value);
    if sorted != formatted(text, &SPACES[0], Escapes::None) {
        for escapes in [Escapes::None, Escapes::Ascii] {
            for space in &SPACES {
                forms.push((formatted(&sorted, space, escapes).into_bytes(), false));
            }
        }
    }
    forms
}

/// White space in JSON.
struct Space {
    comma: &'static str,
    colon: &'static str,
    indent: Option<&'static str>,
}

const SPACES: [Space; 7] = [
    Space { comma: ",", colon: ":", indent: None },
    // Python.
    Space { comma: ", ", colon: ": ", indent: None },
    Space { comma: ",", colon: ": ", indent: Some("  ") },
    Space { comma: ",", colon: ": ", indent: Some("    ") },
    Space { comma: ",", colon: ": ", indent: Some("\t") },
    Space { comma: ",", colon: ": ", indent: None },
    Space { comma: ", ", colon: ":", indent: None },
];

/// Escapes of characters in strings.
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

/// Formats valid JSON, keeping the order of fields.
fn formatted(text: &str, space: &Space, escapes: Escapes) -> String {
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

/// Returns the length of the string at the start of a text, quotes included.
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

/// Escapes a string, quotes included.
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

/// Returns a value with its fields sorted by name.
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
