//! The gate before the network: the client's quota, and then the journal.

use std::sync::Arc;

use essbasic::{AcquireFuture, Error, PermitRequest, RateLimiter, SlidingWindow};
use tokio::sync::{Notify, watch};

use super::journal::Marker;

tokio::task_local! {
    /// The line whose call runs in a task.
    pub(super) static SLOT: Arc<Slot>;
}

/// A line on its way.
#[derive(Debug)]
pub(super) struct Slot {
    line: u64,
    /// Told when the line is held back for good.
    pub(super) held: Notify,
}

impl Slot {
    pub(super) fn new(line: u64) -> Arc<Self> {
        Arc::new(Self { line, held: Notify::new() })
    }
}

/// Lets calls through at the quota's pace, each only once the journal says that it is about to be
/// sent, and none any more once it is closed.
#[derive(Debug)]
pub(super) struct Gate {
    quota: SlidingWindow,
    /// The account's own quota, where it is not the documented one.
    rate: Option<u32>,
    /// Missing where every call may be sent again.
    marker: Option<Marker>,
    closed: watch::Receiver<bool>,
}

impl Gate {
    pub(super) fn new(
        rate: Option<u32>,
        marker: Option<Marker>,
        closed: watch::Receiver<bool>,
    ) -> Self {
        Self { quota: SlidingWindow::default(), rate, marker, closed }
    }

    async fn pass(&self, demand: PermitRequest<'_>) -> Result<(), Error> {
        let mut closed = self.closed.clone();
        let open = tokio::select! {
            biased;
            _ = closed.wait_for(|closed| *closed) => false,
            granted = self.quota.acquire(demand) => granted.is_ok(),
        };
        let Ok(slot) = SLOT.try_with(Arc::clone) else { return Ok(()) };
        let may = open
            && match &self.marker {
                Some(marker) => marker.about_to_send(slot.line).await,
                None => true,
            };
        if !may {
            slot.held.notify_one();
            return Err(Error::permit_denied("the batch is stopping"));
        }
        Ok(())
    }
}

impl RateLimiter for Gate {
    fn acquire<'a>(&'a self, mut demand: PermitRequest<'a>) -> AcquireFuture<'a> {
        demand.per_second = self.rate.unwrap_or(demand.per_second);
        if demand.is_retry {
            // It was let through before, and is in the journal.
            return Box::pin(async move { self.quota.acquire(demand).await });
        }
        Box::pin(self.pass(demand))
    }
}
