//! Extractors for posted forms, within limits of size and time.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use essbasic_devtools::t;
use http::{HeaderMap, StatusCode, header};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::app_state::AppState;
use crate::error_page;
use crate::form::{FormData, TooManyValues};
use crate::language::RequestLanguage;
use crate::limits;

/// Memory for forms, in KiB.
#[derive(Debug)]
pub(crate) struct FormMemory(Arc<Semaphore>);

impl Default for FormMemory {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(limits::HELD_FORM_BYTES >> 10)))
    }
}

/// Memory that a form counts towards until it is dropped; none for a small one.
type HeldMemory = Option<OwnedSemaphorePermit>;

impl FormMemory {
    /// Reads a body of at most `max_bytes`.
    pub(crate) async fn read(
        &self,
        request: Request,
        max_bytes: usize,
    ) -> Result<(Bytes, HeldMemory), StatusCode> {
        let announced = request.headers().get(header::CONTENT_LENGTH);
        let announced = announced.and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
        let bytes = announced.unwrap_or(max_bytes);
        if bytes > max_bytes {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let memory = match u32::try_from(bytes >> 10) {
            Ok(size) if bytes > limits::SMALL_FORM_BYTES => {
                let memory = Arc::clone(&self.0).acquire_many_owned(size).await;
                Some(memory.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?)
            }
            _ => None,
        };
        let read = axum::body::to_bytes(request.into_body(), max_bytes);
        match tokio::time::timeout(Duration::from_secs(limits::FORM_SECONDS), read).await {
            Ok(Ok(bytes)) => Ok((bytes, memory)),
            Ok(Err(_)) => Err(StatusCode::PAYLOAD_TOO_LARGE),
            Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
        }
    }
}

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
