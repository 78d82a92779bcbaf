//! Downloads for values that are too long to show.

use std::fmt::Write;

use essbasic_devtools::{Language, t};
use maud::{Markup, html};
use serde_json::Value;

/// Maximum size of a response that is shown as JSON, in bytes.
const MAX_SHOWN: usize = 20_000;

/// Renders a whole response as JSON: folded, or as a download if it is long.
pub(super) fn json(response: &Value, name: &str, language: Language) -> Markup {
    let json = serde_json::to_string_pretty(response).unwrap_or_default();
    html! {
        @if json.len() <= MAX_SHOWN {
            details.raw {
                summary { (t!(language, "response-json")) }
                pre tabindex="0" { (json) }
            }
        } @else {
            p { (file(&json, "application/json", &format!("{name}.json"), &t!(language, "response-json"))) }
        }
    }
}

/// Renders a link that downloads a text.
pub(super) fn file(text: &str, content_type: &str, name: &str, label: &str) -> Markup {
    html! {
        a.file download=(name) href={ "data:" (content_type) ";charset=utf-8," (percent_encoded(text)) } { (label) }
        " " span.faint { (text.len()) " B" }
    }
}

fn percent_encoded(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 4);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'~'
            | b'/'
            | b'+'
            | b'=' => {
                escaped.push(char::from(byte));
            }
            // Writing into a string cannot fail.
            _ => {
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    escaped
}
