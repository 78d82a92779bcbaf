//! Reading request bodies within limits of size and time, and of the size of all bodies.

use std::pin::Pin;

use axum::body::{Body, HttpBody};
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, header};
use tokio::time::timeout;

use crate::body_memory::{BodyMemory, Reservation};
use crate::limits;

/// Error of reading a body.
pub(super) enum BodyError {
    /// The body, or its announced length, exceeds the limit.
    TooLarge,
    /// Other bodies fill the memory for bodies.
    Busy,
    /// The body did not arrive completely.
    Incomplete,
}

/// Reads a body of at most `max_bytes`.
pub(super) async fn read(
    memory: &BodyMemory,
    mut body: Body,
    headers: &HeaderMap,
    max_bytes: usize,
) -> Result<(Bytes, Reservation), BodyError> {
    let announced = headers.get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
    // A chunked body announces nothing.
    let length = if body.is_end_stream() { 0 } else { announced.unwrap_or(max_bytes) };
    let read = async {
        if length > max_bytes {
            return Ok(None);
        }
        let reservation = memory.reserve(length).await.ok_or(BodyError::Busy)?;
        let whole = read_whole(&mut body, length, max_bytes);
        let whole = timeout(limits::body_timeout(length), whole).await;
        Ok(whole.map_err(|_| BodyError::Incomplete)??.map(|whole| (whole, reservation)))
    };
    if let Some(read) = read.await? {
        return Ok(read);
    }
    let drain = async { while let Ok(Some(_)) = next_part(&mut body).await {} };
    let _ = timeout(limits::DRAIN_TIMEOUT, drain).await;
    Err(BodyError::TooLarge)
}

/// Reads the short body of a request that is rejected in any case, to record it. Returns nothing of a
/// longer one, or of one that does not arrive soon.
pub(super) async fn read_short(memory: &BodyMemory, mut body: Body, headers: &HeaderMap) -> Bytes {
    let announced = headers.get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
    let length = announced.filter(|it| *it <= limits::RECORDED_BODY_BYTES).unwrap_or_default();
    if length == 0 {
        return Bytes::new();
    }
    let read = async {
        let _reservation = memory.reserve(length).await?;
        read_whole(&mut body, length, length).await.ok()?
    };
    timeout(limits::REJECTED_BODY_TIMEOUT, read).await.ok().flatten().unwrap_or_default()
}

/// Reads a body. Returns `None` if it is too large.
async fn read_whole(
    body: &mut Body,
    length: usize,
    max_bytes: usize,
) -> Result<Option<Bytes>, BodyError> {
    // Without this, growing would need the memory twice. It is used as the body arrives.
    let mut whole = BytesMut::with_capacity(length);
    while let Some(data) = next_part(body).await? {
        if whole.len() + data.len() > max_bytes {
            return Ok(None);
        }
        whole.extend_from_slice(&data);
    }
    Ok(Some(whole.freeze()))
}

/// Reads the next part of a body. Returns `None` at its end.
async fn next_part(body: &mut Body) -> Result<Option<Bytes>, BodyError> {
    loop {
        let frame = std::future::poll_fn(|task| Pin::new(&mut *body).poll_frame(task));
        let Ok(frame) = timeout(limits::BODY_PART_TIMEOUT, frame).await else {
            return Err(BodyError::Incomplete);
        };
        match frame {
            None => return Ok(None),
            Some(Err(_)) => return Err(BodyError::Incomplete),
            // Trailers are ignored.
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}
