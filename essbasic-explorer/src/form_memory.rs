//! Memory that posted forms may take up together.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::Request;
use http::{StatusCode, header};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

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
pub(crate) type HeldMemory = Option<OwnedSemaphorePermit>;

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
