//! Language of a page: the reader's choice, or the browser's preference.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum_extra::extract::cookie::CookieJar;
use essbasic_devtools::Language;
use http::request::Parts;
use http::{HeaderMap, header};

/// Cookie that stores the reader's choice.
pub(crate) const COOKIE: &str = "essbasic-language";

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
