//! Reading a body: as far as its limit, and only while it keeps coming.

use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, header};
use tokio::time::timeout;

/// How long a caller may be silent in the middle of a body.
const SILENCE: Duration = Duration::from_secs(10);

/// How long a whole body may take.
const WHOLE: Duration = Duration::from_secs(300);

/// How long what is too large is let flow by, so that its caller comes to read the answer.
const FLOWING_BY: Duration = Duration::from_secs(5);

/// Why a body was not read.
pub(super) enum Unread {
    /// It is, or says that it is, larger than it may be.
    TooLarge,
    /// It did not come to its end.
    Broken,
}

/// Reads a body of at most so many bytes.
pub(super) async fn read(body: Body, headers: &HeaderMap, largest: usize) -> Result<Bytes, Unread> {
    timeout(WHOLE, read_on(body, headers, largest)).await.unwrap_or(Err(Unread::Broken))
}

async fn read_on(mut body: Body, headers: &HeaderMap, largest: usize) -> Result<Bytes, Unread> {
    let said = headers.get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok()?.parse().ok());
    let mut fits = said.is_none_or(|length: usize| length <= largest);
    // Nothing is set aside for what was only announced.
    let mut whole = BytesMut::new();
    while fits {
        match part(&mut body).await? {
            Some(data) => {
                fits = whole.len() + data.len() <= largest;
                whole.extend_from_slice(if fits { &data } else { &[] });
            }
            None => return Ok(whole.freeze()),
        }
    }
    drop(whole);
    // However that ends, the answer is the same.
    let _ = timeout(FLOWING_BY, async { while let Ok(Some(_)) = part(&mut body).await {} }).await;
    Err(Unread::TooLarge)
}

/// The next part of a body, or nothing at its end.
async fn part(body: &mut Body) -> Result<Option<Bytes>, Unread> {
    loop {
        let frame = std::future::poll_fn(|task| Pin::new(&mut *body).poll_frame(task));
        let Ok(frame) = timeout(SILENCE, frame).await else { return Err(Unread::Broken) };
        match frame {
            None => return Ok(None),
            Some(Err(_)) => return Err(Unread::Broken),
            // What is no data are trailers, which mean nothing here.
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}
