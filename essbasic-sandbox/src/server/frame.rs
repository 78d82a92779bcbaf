//! Frame of the pages: style, language switch, footer.

use axum::body::Body;
use axum::extract::Form;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, StatusCode, header};
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;

use crate::server::language::{self, Language};
use crate::server::response;

const STYLE: &str = include_str!("style.css");

/// Creates a page. Its address is where the language switch returns to; without one, there is no
/// switch.
pub(in crate::server) fn page(
    status: StatusCode,
    language: Language,
    (title, address): (&str, &str),
    content: &Markup,
) -> Response {
    let (other, name) = match language {
        Language::Chinese => (Language::English, "English"),
        Language::English => (Language::Chinese, "中文"),
    };
    let page = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="stylesheet" href="/pages/style.css";
            }
            body {
                header {
                    span.brand {
                        (language.select("电子签", "E-sign"))
                        span.chip.care { (language.select("沙箱", "sandbox")) }
                    }
                    @if !address.is_empty() {
                        form method="post" action="/pages/language" {
                            input type="hidden" name="back" value=(address);
                            button name="language" value=(other.tag()) lang=(other.tag()) { (name) }
                        }
                    }
                }
                main {
                    h1 { (title) }
                    (content)
                }
                footer {
                    (language.select(
                        "essbasic 沙箱：此处的一切均不具有法律效力。",
                        "essbasic sandbox: nothing here is legally binding.",
                    ))
                }
            }
        }
    };
    response::response(status, "text/html; charset=utf-8", Body::from(page.into_string()))
}

/// Serves the style sheet.
pub(super) async fn style() -> Response {
    response::response(StatusCode::OK, "text/css; charset=utf-8", Body::from(STYLE))
}

#[derive(Deserialize)]
pub(super) struct Choice {
    language: String,
    back: String,
}

/// Stores the chosen language in the cookie that the explorer uses too, and returns to the page.
pub(super) async fn choose_language(Form(Choice { language, back }): Form<Choice>) -> Response {
    let chosen = Language::from_tag(&language).unwrap_or(Language::English);
    let cookie = format!(
        "{}={}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly",
        language::COOKIE,
        chosen.tag()
    );
    let cookie: [(HeaderName, String); 1] = [(header::SET_COOKIE, cookie)];
    (cookie, response::see_other(local(&back))).into_response()
}

/// Returns an address if it is one of these pages.
fn local(address: &str) -> &str {
    let is_page =
        ["/links/", "/qr-codes/", "/done", "/canned"].iter().any(|it| address.starts_with(it));
    let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_page && is_plain { address } else { "/done" }
}
