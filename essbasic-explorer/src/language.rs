//! Language of a page: the reader's choice, or the browser's preference.

use std::convert::Infallible;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use essbasic_devtools::Language;
use http::request::Parts;
use http::{HeaderMap, header};

use crate::app_state::AppState;
use crate::links;
use crate::posted::LineForm;

/// Cookie that stores the reader's choice.
const COOKIE: &str = "essbasic-language";

/// Extractor for the language of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestLanguage(pub(crate) Language);

impl RequestLanguage {
    /// Reads the language from the cookie, or from `Accept-Language`.
    pub(crate) fn from_headers(headers: &HeaderMap) -> Self {
        let cookies = CookieJar::from_headers(headers);
        let chosen = cookies.get(COOKIE).and_then(|cookie| Language::from_tag(cookie.value()));
        let accepted = headers.get_all(header::ACCEPT_LANGUAGE).into_iter();
        let accepted: Vec<_> = accepted.filter_map(|value| value.to_str().ok()).collect();
        Self(chosen.unwrap_or_else(|| Language::negotiate(&accepted.join(","))))
    }
}

/// Returns a colon, with the space that follows it.
pub(crate) fn colon(language: Language) -> &'static str {
    match language {
        Language::English => ": ",
        Language::Chinese => "：",
    }
}

/// Returns a comma between parts of a sentence, with the space that follows it.
pub(crate) fn comma(language: Language) -> &'static str {
    match language {
        Language::English => ", ",
        Language::Chinese => "，",
    }
}

/// Returns a full stop.
pub(crate) fn full_stop(language: Language) -> &'static str {
    match language {
        Language::English => ".",
        Language::Chinese => "。",
    }
}

/// Returns a semicolon, with the space that follows it.
pub(crate) fn semicolon(language: Language) -> &'static str {
    match language {
        Language::English => "; ",
        Language::Chinese => "；",
    }
}

/// Returns the separator of a list, with the space that follows it.
pub(crate) fn list_separator(language: Language) -> &'static str {
    match language {
        Language::English => ", ",
        Language::Chinese => "、",
    }
}

impl<S: Sync> FromRequestParts<S> for RequestLanguage {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::from_headers(&parts.headers))
    }
}

/// Routes for choosing a language.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/language", post(choose))
}

/// Stores the choice in a cookie and redirects to the page it was made on.
async fn choose(LineForm(form): LineForm) -> Response {
    let text = |name: &str| form.get(name).map_or("", String::as_str);
    let language = Language::from_tag(text("language")).unwrap_or_default();
    let cookie = Cookie::build((COOKIE, language.tag()))
        .path("/")
        .permanent()
        .same_site(SameSite::Strict)
        .http_only(true)
        .build();
    let cookie = cookie.to_string();
    ([(header::SET_COOKIE, cookie)], Redirect::to(links::local(text("back")))).into_response()
}
