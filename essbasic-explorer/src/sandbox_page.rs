//! Extractor for pages that only a sandbox has.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use essbasic_devtools::{Language, error_text, t};
use essbasic_sandbox::SandboxHandle;
use http::StatusCode;
use http::request::Parts;
use maud::{Markup, html};

use crate::app_state::AppState;
use crate::language::RequestLanguage;
use crate::page::Page;

/// The sandbox and the language of a request. Rejects with 404 if there is no sandbox.
#[derive(Debug)]
pub(crate) struct SandboxPage {
    pub(crate) state: AppState,
    pub(crate) sandbox: SandboxHandle,
    pub(crate) language: Language,
}

impl FromRequestParts<AppState> for SandboxPage {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let Ok(RequestLanguage(language)) = RequestLanguage::from_request_parts(parts, state).await;
        match state.sandbox() {
            Some(sandbox) => Ok(Self { state: state.clone(), sandbox: sandbox.clone(), language }),
            None => Err(StatusCode::NOT_FOUND.into_response()),
        }
    }
}

impl SandboxPage {
    /// Returns the page for something that does not exist.
    pub(crate) fn not_found(&self, path: &str) -> Response {
        let title = t!(self.language, "not-found");
        self.message(StatusCode::NOT_FOUND, path, &title, &html! {})
    }

    /// Returns the page for data that cannot be read.
    pub(crate) fn read_error(&self, path: &str, error: &std::io::Error) -> Response {
        let title = t!(self.language, "data-unreadable");
        let detail = html! { p { (error_text::io(self.language, error)) } };
        self.message(StatusCode::INTERNAL_SERVER_ERROR, path, &title, &detail)
    }

    fn message(&self, status: StatusCode, path: &str, title: &str, detail: &Markup) -> Response {
        let content = html! { h1 { (title) } (detail) };
        Page::new(&self.state, self.language, title).status(status).section(path).render(&content)
    }
}
