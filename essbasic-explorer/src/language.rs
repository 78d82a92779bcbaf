//! Language of a page: the reader's choice, or the browser's preference.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Form, Router};
use essbasic_devtools::Language;
use http::request::Parts;
use http::{HeaderMap, Uri, header};
use serde::Deserialize;

use crate::site::Site;

/// Cookie that stores the reader's choice.
const COOKIE: &str = "essbasic-language";

/// Extractor for the language of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestLanguage(pub(crate) Language);

impl RequestLanguage {
    /// Reads the language from the cookie, or from `Accept-Language`.
    pub(crate) fn from_headers(headers: &HeaderMap) -> Self {
        let texts = |name| headers.get_all(name).into_iter().filter_map(|it| it.to_str().ok());
        let chosen = texts(header::COOKIE)
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find_map(|(name, tag)| Language::from_tag(tag).filter(|_| name == COOKIE));
        let accepted: Vec<_> = texts(header::ACCEPT_LANGUAGE).collect();
        Self(chosen.unwrap_or_else(|| Language::negotiate(&accepted.join(","))))
    }
}

impl<S: Sync> FromRequestParts<S> for RequestLanguage {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::from_headers(&parts.headers))
    }
}

/// Routes for choosing a language.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/language", post(choose))
}

#[derive(Deserialize)]
struct Choice {
    language: String,
    /// Address of the page to return to.
    #[serde(default)]
    back: String,
}

/// Stores the choice in a cookie and redirects to the page it was made on.
async fn choose(Form(choice): Form<Choice>) -> Response {
    let language = Language::from_tag(&choice.language).unwrap_or_default();
    let cookie =
        format!("{COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly", language.tag());
    ([(header::SET_COOKIE, cookie)], Redirect::to(&local_address(&choice.back))).into_response()
}

/// Returns the address if it is on this site, or the start page.
fn local_address(back: &str) -> String {
    let is_local = back.starts_with('/') && !back.starts_with("//") && !back.contains('\\');
    let uri = back.parse::<Uri>().ok().filter(|_| is_local);
    uri.and_then(|uri| Some(uri.path_and_query()?.to_string())).unwrap_or_else(|| "/".to_owned())
}
