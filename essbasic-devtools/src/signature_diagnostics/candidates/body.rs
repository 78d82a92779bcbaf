//! Variants of a body that may have been hashed instead of the sent bytes.

use std::fmt::Write;

use serde_json::{Deserializer, Value};

use crate::limits;
use crate::signature_diagnostics::inputs;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A variant of the body.
pub(in crate::signature_diagnostics) struct BodyVariant {
    pub(in crate::signature_diagnostics) bytes: Vec<u8>,
    pub(in crate::signature_diagnostics) hash: String,
    pub(in crate::signature_diagnostics) common: bool,
}

/// Returns the variants of a body.
pub(in crate::signature_diagnostics) fn variants(body: &[u8]) -> Vec<BodyVariant> {
    let mut variants: Vec<BodyVariant> = Vec::new();
    let mut add = |bytes: Vec<u8>, common| {
        if bytes != body && variants.iter().all(|it| it.bytes != bytes) {
            variants.push(BodyVariant { hash: inputs::sha256(&bytes), bytes, common });
        }
    };
    let trimmed = body.trim_ascii();
    let bare = trimmed.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap_or(trimmed);
    let bare = bare.strip_suffix(b"\0").unwrap_or(bare);
    add(trimmed.to_vec(), true);
    add(bare.to_vec(), false);
    for (before, after) in
        [("", "\n"), ("", "\r\n"), ("", " "), ("", "\0"), (BYTE_ORDER_MARK, ""), (" ", "")]
    {
        add([before.as_bytes(), bare, after.as_bytes()].concat(), after == "\n");
    }
    if let Ok(text) = str::from_utf8(body) {
        let unix = text.replace("\r\n", "\n");
        add(unix.replace('\n', "\r\n").into_bytes(), true);
        add(unix.into_bytes(), true);
    }
    if body.len() <= limits::REENCODED_BYTES
        && let (Ok(json), Ok(value)) = (str::from_utf8(bare), serde_json::from_slice(bare))
    {
        for (text, common) in reencoded(json, value) {
            add(text.into_bytes(), common);
        }
    }
    for text in ["", "{}", "UNSIGNED-PAYLOAD"] {
        add(text.into(), false);
    }
    variants
}

/// Returns JSON as other libraries write it: white space, escapes, order of fields.
fn reencoded(json: &str, mut value: Value) -> Vec<(String, bool)> {
    let compact = formatted(json, ",", ":", "");
    let escaped_html =
        compact.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    let escaped_slashes = compact.replace('/', "\\/");
    value.sort_all_objects();
    let sorted = value.to_string();
    let python = formatted(json, ", ", ": ", "");
    let indented = ["  ", "    ", "\t"].map(|indent| formatted(json, ",", ": ", indent));
    let mut texts = vec![(ascii(&compact), true), (ascii(&python), true)];
    texts.extend([(compact, true), (python, true)]);
    texts.extend([(ascii(&escaped_slashes), false), (escaped_slashes, false)]);
    texts.extend([(escaped_html, false), (formatted(&sorted, ", ", ": ", ""), false)]);
    texts.extend([(ascii(&sorted), false), (sorted, false)]);
    texts.extend(indented.into_iter().flat_map(|it| [(ascii(&it), false), (it, false)]));
    texts
}

/// Formats valid JSON, keeping the order of fields. Without `indent`, on one line. Stops at the limit
/// of encodings.
fn formatted(json: &str, comma: &str, colon: &str, indent: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut depth = 0_usize;
    let mut rest = json;
    let break_line = |out: &mut String, depth: usize| {
        if !indent.is_empty() {
            out.push('\n');
            out.push_str(&indent.repeat(depth));
        }
    };
    while let Some(letter) = rest.chars().next() {
        if out.len() > limits::ENCODING_BYTES {
            break;
        }
        let mut length = letter.len_utf8();
        match letter {
            ' ' | '\n' | '\r' | '\t' => {}
            '"' => {
                let mut strings = Deserializer::from_str(rest).into_iter::<String>();
                let Some(Ok(text)) = strings.next() else { break };
                out.push_str(&Value::from(text).to_string());
                length = strings.byte_offset();
            }
            '{' | '[' => {
                out.push(letter);
                depth += 1;
                if !rest[1..].trim_start().starts_with(['}', ']']) {
                    break_line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                if !out.ends_with(['{', '[']) {
                    break_line(&mut out, depth);
                }
                out.push(letter);
            }
            ',' => {
                out.push_str(comma);
                break_line(&mut out, depth);
            }
            ':' => out.push_str(colon),
            other => out.push(other),
        }
        rest = &rest[length..];
    }
    out
}

/// Escapes the characters of JSON that are not ASCII.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter.is_ascii() {
            out.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}
