//! Extractors for posted forms, within limits of size and time.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::app_state::AppState;
use crate::form::FormData;
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
        let data = data.map_err(IntoResponse::into_response)?;
        if let Some(access) = state.access() {
            let field = data.control(crate::access::FIELD);
            access.check(&headers, field).map_err(IntoResponse::into_response)?;
        }
        Ok(Self { headers, data, _memory: memory })
    }
}

/// A small form, each value of which is one line.
pub(crate) struct LineForm(pub(crate) BTreeMap<String, String>);

impl FromRequest<AppState> for LineForm {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let read = state.form_memory().read(request, limits::SMALL_FORM_BYTES).await;
        let (bytes, _) = read.map_err(IntoResponse::into_response)?;
        let values: BTreeMap<_, _> = form_urlencoded::parse(&bytes).into_owned().collect();
        if values
            .iter()
            .any(|(name, value)| [name, value].iter().any(|it| it.contains(char::is_control)))
        {
            let message = "A value of this form contains a control character.";
            return Err((StatusCode::BAD_REQUEST, message).into_response());
        }
        Ok(Self(values))
    }
}
