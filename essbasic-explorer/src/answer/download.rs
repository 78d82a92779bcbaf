//! What is too long to be shown, to be taken away as a file.

use std::fmt::Write;

use maud::{Markup, html};
use serde_json::Value;

use essbasic_devtools::Language;

/// A whole answer is shown as JSON up to so many bytes.
const SHOWN: usize = 20_000;

/// The whole answer as JSON: folded away, or as a file where it is long.
pub(super) fn whole(answer: &Value, name: &str, language: Language) -> Markup {
    let json = serde_json::to_string_pretty(answer).unwrap_or_default();
    html! {
        @if json.len() <= SHOWN {
            details.raw {
                summary { (language.say("The answer as JSON", "JSON 返回")) }
                pre tabindex="0" { (json) }
            }
        } @else {
            p { (file(&json, "application/json", &format!("{name}.json"), language.say("The answer as JSON", "JSON 返回"))) }
        }
    }
}

/// A text as a file, which costs a page nothing until it is taken.
pub(super) fn file(text: &str, kind: &str, name: &str, shown: &str) -> Markup {
    html! {
        a.file download=(name) href={ "data:" (kind) ";charset=utf-8," (escaped(text)) } { (shown) }
        " " span.faint { (text.len()) " B" }
    }
}

fn escaped(text: &str) -> String {
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
