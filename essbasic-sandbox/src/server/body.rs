//! Reading request bodies within limits of size and time, and of the size of all bodies.

use axum::body::Body;
use bytes::Bytes;
use http::HeaderMap;
use tokio::time::timeout;

use crate::body_memory::{
    BodyError, BodyLimits, BodyMemory, HeldMemory, announced_length, next_part,
};
use crate::call_memory::CallMemory;
use crate::limits;

/// Reads a body of at most `max_bytes`.
pub(super) async fn read(
    memory: &CallMemory,
    mut body: Body,
    headers: &HeaderMap,
    max_bytes: usize,
) -> Result<(Bytes, HeldMemory), BodyError> {
    let length = announced_length(headers).unwrap_or(max_bytes);
    let limits = limits_of(max_bytes, length);
    let read = memory.of(length).read(&mut body, headers, limits).await;
    if matches!(read, Err(BodyError::TooLarge)) {
        // So that the client gets to the response.
        let drain = async { while let Ok(Some(_)) = next_part(&mut body).await {} };
        let _ = timeout(limits::DRAIN_TIMEOUT, drain).await;
    }
    read
}

/// Reads the short body of a request that is rejected in any case, to record it. Returns nothing of a
/// longer one, or of one that does not arrive soon.
pub(super) async fn read_short(memory: &CallMemory, mut body: Body, headers: &HeaderMap) -> Bytes {
    let length = announced_length(headers).filter(|it| *it <= limits::RECORDED_BODY_BYTES);
    let Some(length) = length.filter(|it| *it > 0) else { return Bytes::new() };
    let memory: &BodyMemory = memory.of(length);
    let read = memory.read(&mut body, headers, limits_of(length, length));
    let read = timeout(limits::REJECTED_BODY_TIMEOUT, read).await;
    read.ok().and_then(Result::ok).map(|(body, _)| body).unwrap_or_default()
}

fn limits_of(max_bytes: usize, length: usize) -> BodyLimits {
    BodyLimits {
        max_bytes,
        timeout: limits::body_timeout(length),
        part_timeout: limits::BODY_PART_TIMEOUT,
    }
}
