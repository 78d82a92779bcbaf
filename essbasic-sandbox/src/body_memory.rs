//! Memory for the bodies of requests, by what has arrived of them.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use http::{HeaderMap, header};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout};

/// Part of each body that needs no memory of the others': 64 KiB.
const FREE_BYTES: usize = 64 << 10;

/// Unit of the memory: 1 KiB.
const UNIT: usize = 1 << 10;

/// Memory for the bodies of the requests in progress of a server.
///
/// A body counts with what has arrived, not with what its client announces: clients that announce much
/// and send nothing take nothing from others. Its first 64 KiB do not count, so that small bodies never
/// wait. While the memory is used up, other bodies wait; one of them at a time is read to its end all
/// the same, so that bodies cannot wait for each other.
///
/// Holds at most its size, one more body, and 64 KiB for each connection.
#[derive(Clone, Debug)]
pub struct BodyMemory {
    units: Arc<Semaphore>,
    /// The right to be read to the end without any units.
    last: Arc<Semaphore>,
    wait: Duration,
}

/// Limits of one body.
#[derive(Clone, Copy, Debug)]
pub struct BodyLimits {
    /// Maximum size in bytes.
    pub max_bytes: usize,
    /// Maximum time for the whole body, without the time for which it waits for memory.
    pub timeout: Duration,
    /// Maximum time between two parts of the body.
    pub part_timeout: Duration,
}

/// Memory that a body counts towards until it is dropped.
#[derive(Debug, Default)]
pub struct HeldMemory {
    units: Option<OwnedSemaphorePermit>,
    last: Option<OwnedSemaphorePermit>,
}

/// Reason why a body was not read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum BodyError {
    /// The body, or its announced length, exceeds the limit.
    TooLarge,
    /// Other bodies use the memory.
    Busy,
    /// The body did not arrive in time.
    TimedOut,
    /// The connection ended before the body was complete.
    Incomplete,
}

impl BodyMemory {
    /// Creates a memory of this size in bytes, for which a body waits at most `wait`.
    pub fn new(bytes: usize, wait: Duration) -> Self {
        let units = Arc::new(Semaphore::new((bytes / UNIT).min(Semaphore::MAX_PERMITS)));
        Self { units, last: Arc::new(Semaphore::new(1)), wait }
    }

    /// Reads a body. On an error, the rest of it stays unread.
    ///
    /// # Errors
    ///
    /// If the body exceeds a limit, or does not arrive.
    pub async fn read(
        &self,
        body: &mut Body,
        headers: &HeaderMap,
        limits: BodyLimits,
    ) -> Result<(Bytes, HeldMemory), BodyError> {
        // A chunked body announces nothing.
        let announced = announced_length(headers).unwrap_or(limits.max_bytes);
        if announced > limits.max_bytes {
            return Err(BodyError::TooLarge);
        }
        let (mut whole, mut held) = (Vec::new(), HeldMemory::default());
        let mut left = limits.timeout;
        loop {
            let since = Instant::now();
            let part = timeout(left.min(limits.part_timeout), next_part(body)).await;
            let Some(part) = part.map_err(|_| BodyError::TimedOut)?? else { break };
            left = left.saturating_sub(since.elapsed());
            let length = whole.len() + part.len();
            if length > limits.max_bytes {
                return Err(BodyError::TooLarge);
            }
            if length > whole.capacity() {
                // Doubles, but no further than the body will reach.
                let most = announced.max(length);
                let capacity = whole.capacity().saturating_mul(2).clamp(length, most);
                held.grow(self, capacity).await.ok_or(BodyError::Busy)?;
                whole.reserve_exact(capacity - whole.len());
            }
            whole.extend_from_slice(&part);
        }
        Ok((whole.into(), held))
    }
}

impl HeldMemory {
    /// Waits until the body may have this capacity in all. Returns `None` if that takes too long.
    async fn grow(&mut self, memory: &BodyMemory, capacity: usize) -> Option<()> {
        let held = self.units.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let wanted = capacity.saturating_sub(FREE_BYTES).div_ceil(UNIT).saturating_sub(held);
        if wanted == 0 || self.last.is_some() {
            return Some(());
        }
        let wanted = u32::try_from(wanted).ok()?;
        let units = Arc::clone(&memory.units).acquire_many_owned(wanted);
        let last = Arc::clone(&memory.last).acquire_owned();
        let granted = timeout(memory.wait, async {
            tokio::select! {
                biased;
                units = units => units.map(Granted::Units),
                last = last => last.map(Granted::Last),
            }
        });
        match granted.await.ok()?.ok()? {
            Granted::Units(more) => match &mut self.units {
                Some(units) => units.merge(more),
                units => *units = Some(more),
            },
            Granted::Last(last) => self.last = Some(last),
        }
        Some(())
    }
}

/// Memory that was waited for.
enum Granted {
    Units(OwnedSemaphorePermit),
    Last(OwnedSemaphorePermit),
}

/// Returns the length that a request announces. A chunked body announces none.
pub(crate) fn announced_length(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Reads the next part of a body. Returns `None` at its end.
pub(crate) async fn next_part(body: &mut Body) -> Result<Option<Bytes>, BodyError> {
    loop {
        let frame = std::future::poll_fn(|task| Pin::new(&mut *body).poll_frame(task));
        match frame.await {
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
