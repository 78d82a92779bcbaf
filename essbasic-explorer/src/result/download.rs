//! Downloads for values that are too long to show.

use base64::prelude::{BASE64_STANDARD as STANDARD, Engine};
use essbasic_devtools::{Language, t};
use maud::{Markup, html};
use serde_json::Value;

use crate::{highlight, limits};

/// Renders a whole response as JSON: folded, or as a download if it is long.
pub(super) fn json(response: &Value, name: &str, language: Language) -> Markup {
    let json = serde_json::to_string_pretty(response).unwrap_or_default();
    html! {
        @if json.len() <= limits::SHOWN_BYTES {
            (highlight::folded(&t!(language, "response-json"), &json))
        } @else if json.len() > limits::RESPONSE_BYTES {
            p.care { (t!(language, "response-too-long", bytes = json.len())) }
        } @else {
            p { (file(&json, "application/json", &format!("{name}.json"), &t!(language, "response-json"))) }
        }
    }
}

/// Renders a link that downloads a text.
pub(super) fn file(text: &str, content_type: &str, name: &str, label: &str) -> Markup {
    html! {
        a.file download=(name) href={ "data:" (content_type) ";charset=utf-8;base64," (STANDARD.encode(text)) } { (label) }
        " " span.faint { (text.len()) " B" }
    }
}
