//! A page on a sandbox: of what is no sandbox, nothing can be watched.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use essbasic_sandbox::SandboxHandle;
use http::StatusCode;
use http::request::Parts;
use maud::html;

use crate::language::RequestLanguage;
use crate::page::Page;
use crate::site::Site;
use essbasic_devtools::Language;

/// The sandbox whose pages these are, and the reader's language.
#[derive(Debug)]
pub(crate) struct Watched {
    pub(crate) site: Site,
    pub(crate) inside: SandboxHandle,
    pub(crate) language: Language,
}

impl FromRequestParts<Site> for Watched {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let Ok(RequestLanguage(language)) = RequestLanguage::from_request_parts(parts, site).await;
        match site.inside() {
            Some(inside) => Ok(Self { site: site.clone(), inside: inside.clone(), language }),
            None => Err(StatusCode::NOT_FOUND.into_response()),
        }
    }
}

impl Watched {
    /// What is said, in the reader's language.
    pub(crate) fn say<'t>(&self, english: &'t str, chinese: &'t str) -> &'t str {
        self.language.say(english, chinese)
    }

    /// A page that says why nothing else is shown.
    pub(crate) fn sorry(&self, status: StatusCode, at: &str, title: &str) -> Response {
        let content = html! { h1 { (title) } };
        Page::new(&self.site, self.language, title).status(status).at(at).around(&content)
    }

    /// The page of a thing that there is not.
    pub(crate) fn nothing(&self, at: &str) -> Response {
        let title = self.say("There is no such thing (any more)", "没有（或已不再有）此项");
        self.sorry(StatusCode::NOT_FOUND, at, title)
    }

    /// The page in place of what cannot be told.
    pub(crate) fn untold(&self, at: &str, why: &std::io::Error) -> Response {
        self.sorry(StatusCode::INTERNAL_SERVER_ERROR, at, &why.to_string())
    }
}
