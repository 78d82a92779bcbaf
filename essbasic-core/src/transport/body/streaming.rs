//! A body on its way: the next chunk is read while the one before it is sent.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use tokio::task::{JoinHandle, spawn_blocking};

use super::pass::{StreamedBody, VerifiedReader};
use crate::sign::HexDigest;

/// A body that has been begun.
pub(super) struct BodyStream {
    whole: Arc<StreamedBody>,
    left: u64,
    state: State,
}

enum State {
    Reading(JoinHandle<(VerifiedReader, io::Result<Bytes>)>),
    Ended,
}

impl BodyStream {
    pub(super) fn new(pass: VerifiedReader) -> Self {
        let whole = Arc::clone(&pass.whole);
        Self { left: whole.length, whole, state: reading(pass) }
    }

    pub(super) fn left(&self) -> u64 {
        self.left
    }

    pub(super) fn hash(&self) -> HexDigest {
        self.whole.hash
    }

    pub(super) fn whole(&self) -> Arc<StreamedBody> {
        Arc::clone(&self.whole)
    }

    pub(super) fn poll_bytes(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Bytes>>> {
        let State::Reading(handle) = &mut self.state else { return Poll::Ready(None) };
        let read = std::task::ready!(Pin::new(handle).poll(context));
        self.state = State::Ended;
        Poll::Ready(match read {
            Ok((_, Ok(chunk))) if chunk.is_empty() => None,
            Ok((pass, Ok(chunk))) => {
                self.left = self.left.saturating_sub(chunk.len() as u64);
                if self.left > 0 {
                    self.state = reading(pass);
                }
                Some(Ok(chunk))
            }
            Ok((_, Err(error))) => Some(Err(error)),
            Err(stopped) => Some(Err(io::Error::other(stopped))),
        })
    }
}

fn reading(mut pass: VerifiedReader) -> State {
    State::Reading(spawn_blocking(move || {
        let chunk = pass.next();
        (pass, chunk)
    }))
}
