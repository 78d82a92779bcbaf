//! Memory that posted forms may take up together.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::Request;
use essbasic_sandbox::{BodyError, BodyLimits, BodyMemory, HeldMemory};
use http::StatusCode;

use crate::limits;

/// Memory for forms.
#[derive(Debug)]
pub(crate) struct FormMemory(BodyMemory);

impl Default for FormMemory {
    fn default() -> Self {
        let wait = Duration::from_secs(limits::FORM_SECONDS);
        Self(BodyMemory::new(limits::HELD_FORM_BYTES, wait))
    }
}

impl FormMemory {
    /// Reads a body of at most `max_bytes`.
    pub(crate) async fn read(
        &self,
        request: Request,
        max_bytes: usize,
    ) -> Result<(Bytes, HeldMemory), StatusCode> {
        let (head, mut body) = request.into_parts();
        let limits = BodyLimits {
            max_bytes,
            timeout: Duration::from_secs(limits::FORM_SECONDS),
            part_timeout: Duration::from_secs(limits::FORM_PART_SECONDS),
        };
        self.0.read(&mut body, &head.headers, limits).await.map_err(|error| match error {
            BodyError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            BodyError::Busy => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::REQUEST_TIMEOUT,
        })
    }
}
