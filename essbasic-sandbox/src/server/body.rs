//! Reading request bodies within limits of size and time.

use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, header};
use tokio::time::timeout;

/// Time limit between two parts of a body.
const PART_TIMEOUT: Duration = Duration::from_secs(10);

/// Time limit for a whole body.
const BODY_TIMEOUT: Duration = Duration::from_secs(300);

/// Time for which the rest of an oversized body is read, so that the client gets to the response.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(5);

/// Error of reading a body.
pub(super) enum BodyError {
    /// The body, or its announced length, exceeds the limit.
    TooLarge,
    /// The body did not arrive completely.
    Incomplete,
}

/// Reads a body of at most `max_bytes`.
pub(super) async fn read(
    body: Body,
    headers: &HeaderMap,
    max_bytes: usize,
) -> Result<Bytes, BodyError> {
    let read = read_parts(body, headers, max_bytes);
    timeout(BODY_TIMEOUT, read).await.unwrap_or(Err(BodyError::Incomplete))
}

async fn read_parts(
    mut body: Body,
    headers: &HeaderMap,
    max_bytes: usize,
) -> Result<Bytes, BodyError> {
    let announced =
        headers.get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok()?.parse().ok());
    let mut fits = announced.is_none_or(|length: usize| length <= max_bytes);
    // Not reserved up front: the announced length may be a lie.
    let mut whole = BytesMut::new();
    while fits {
        match next_part(&mut body).await? {
            Some(data) => {
                fits = whole.len() + data.len() <= max_bytes;
                whole.extend_from_slice(if fits { &data } else { &[] });
            }
            None => return Ok(whole.freeze()),
        }
    }
    drop(whole);
    let drain = async { while let Ok(Some(_)) = next_part(&mut body).await {} };
    let _ = timeout(DRAIN_TIMEOUT, drain).await;
    Err(BodyError::TooLarge)
}

/// Reads the next part of a body. Returns `None` at its end.
async fn next_part(body: &mut Body) -> Result<Option<Bytes>, BodyError> {
    loop {
        let frame = std::future::poll_fn(|task| Pin::new(&mut *body).poll_frame(task));
        let Ok(frame) = timeout(PART_TIMEOUT, frame).await else {
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
