//! The reader's language: as they chose it, else as their browser asks.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Form, Router};
use http::request::Parts;
use http::{HeaderMap, Uri, header};
use serde::Deserialize;

use crate::site::Site;

/// The cookie that keeps a choice.
const COOKIE: &str = "essbasic-language";

/// The reader's language.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Language {
    /// English, in which all documentation is.
    English,
    /// Chinese.
    Chinese,
}

impl Language {
    /// What is said, in this language.
    pub fn say<'t>(self, english: &'t str, chinese: &'t str) -> &'t str {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }

    /// Its tag: `en`, `zh`.
    pub fn tag(self) -> &'static str {
        self.say("en", "zh")
    }

    /// The language of a tag, as `zh-CN`.
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', ';']).next()?.trim() {
            "en" => Some(Self::English),
            "zh" => Some(Self::Chinese),
            _ => None,
        }
    }

    fn of(headers: &HeaderMap) -> Self {
        let texts = |name| headers.get_all(name).into_iter().filter_map(|it| it.to_str().ok());
        let chosen = texts(header::COOKIE)
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find_map(|(name, tag)| Self::of_tag(tag).filter(|_| name == COOKIE));
        let asked = || {
            texts(header::ACCEPT_LANGUAGE).flat_map(|tags| tags.split(',')).find_map(Self::of_tag)
        };
        chosen.or_else(asked).unwrap_or(Self::English)
    }
}

impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

/// The address that a choice is sent to.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/language", post(choose))
}

#[derive(Deserialize)]
struct Choice {
    language: String,
    /// The page that it was made on.
    #[serde(default)]
    back: String,
}

/// Keeps a choice, and goes back to where it was made.
async fn choose(Form(choice): Form<Choice>) -> Response {
    let language = Language::of_tag(&choice.language).unwrap_or(Language::English);
    let cookie =
        format!("{COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly", language.tag());
    ([(header::SET_COOKIE, cookie)], Redirect::to(&own(&choice.back))).into_response()
}

/// A place on this site, or its first page: nothing sends a reader elsewhere.
fn own(back: &str) -> String {
    let is_own = back.starts_with('/') && !back.starts_with("//") && !back.contains('\\');
    let uri = back.parse::<Uri>().ok().filter(|_| is_own);
    uri.and_then(|uri| Some(uri.path_and_query()?.to_string())).unwrap_or_else(|| "/".to_owned())
}
