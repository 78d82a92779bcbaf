//! Language of pages for people: the choice made on the explorer's pages, or that of the browser.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, header};

/// Cookie in which the explorer stores the choice.
pub(super) const COOKIE: &str = "essbasic-language";

/// A language of pages. Default: English.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Language {
    Chinese,
    English,
}

impl Language {
    /// Returns the text in this language.
    pub(crate) fn select<T>(self, chinese: T, english: T) -> T {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }

    /// Returns the language tag.
    #[cfg(feature = "pages")]
    pub(crate) fn tag(self) -> &'static str {
        self.select("zh", "en")
    }

    /// Reads the cookie, or the first supported language of `Accept-Language`: browsers list languages
    /// in order of preference.
    pub(super) fn from_headers(headers: &HeaderMap) -> Self {
        let texts = |name| headers.get_all(name).into_iter().filter_map(|it| it.to_str().ok());
        let mut cookies = texts(header::COOKIE).flat_map(|it| it.split(';'));
        let chosen = cookies.find_map(|it| {
            let (name, tag) = it.trim().split_once('=')?;
            Self::from_tag(tag).filter(|_| name == COOKIE)
        });
        let accepted = texts(header::ACCEPT_LANGUAGE).flat_map(|it| it.split(','));
        let mut accepted = accepted.filter_map(|range| range.split(';').next());
        chosen.or_else(|| accepted.find_map(Self::from_tag)).unwrap_or(Self::English)
    }

    pub(super) fn from_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next()?.trim() {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::from_headers(&parts.headers))
    }
}
