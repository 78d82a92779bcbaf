//! Extractors for posted forms, within limits of size and time.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use essbasic_devtools::t;
use essbasic_sandbox::HeldMemory;
use http::{HeaderMap, StatusCode};

use crate::app_state::AppState;
use crate::error_page;
use crate::form::{FormData, TooManyValues};
use crate::language::RequestLanguage;
use crate::limits;

/// The form of an action, from a client that may act. See [`access`](crate::access).
pub(crate) struct ActionForm {
    pub(crate) headers: HeaderMap,
    pub(crate) data: FormData,
    _memory: HeldMemory,
}

impl FromRequest<AppState> for ActionForm {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let headers = request.headers().clone();
        let read = state.form_memory().read(request, limits::FORM_BYTES).await;
        let (bytes, memory) = read.map_err(IntoResponse::into_response)?;
        let data = state.workers().run(move |_| FormData::read(&bytes)).await?;
        let RequestLanguage(language) = RequestLanguage::from_headers(&headers);
        let data = data.map_err(|TooManyValues| {
            let status = StatusCode::PAYLOAD_TOO_LARGE;
            error_page::respond(state, &headers, status, &TooManyValues::message(language))
        })?;
        let field = data.control(crate::access::FIELD);
        if state.access().is_some_and(|access| !access.allows(&headers, field)) {
            let text = t!(language, "access-denied");
            return Err(error_page::respond(state, &headers, StatusCode::FORBIDDEN, &text));
        }
        Ok(Self { headers, data, _memory: memory })
    }
}

/// A small form, each value of which is one line.
pub(crate) struct LineForm(pub(crate) BTreeMap<String, String>);

impl FromRequest<AppState> for LineForm {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let headers = request.headers().clone();
        let read = state.form_memory().read(request, limits::SMALL_FORM_BYTES).await;
        let (bytes, _) = read.map_err(IntoResponse::into_response)?;
        let values: BTreeMap<_, _> = form_urlencoded::parse(&bytes).into_owned().collect();
        if values
            .iter()
            .any(|(name, value)| [name, value].iter().any(|it| it.contains(char::is_control)))
        {
            let RequestLanguage(language) = RequestLanguage::from_headers(&headers);
            let text = t!(language, "control-character");
            return Err(error_page::respond(state, &headers, StatusCode::BAD_REQUEST, &text));
        }
        Ok(Self(values))
    }
}
