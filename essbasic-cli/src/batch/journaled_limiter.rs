//! Rate limiter that records a line in the journal before its request is sent.

use std::sync::Arc;

use essbasic::{AcquireFuture, PermitRequest, RateLimiter, SlidingWindow};
use tokio::sync::{Notify, watch};

use super::journal::Marker;

tokio::task_local! {
    /// Line whose call runs in the current task.
    pub(super) static CURRENT_LINE: Arc<LineSlot>;
}

/// A line in progress.
#[derive(Debug)]
pub(super) struct LineSlot {
    line: u64,
    /// Notified if the line must not be sent.
    pub(super) cancelled: Notify,
}

impl LineSlot {
    pub(super) fn new(line: u64) -> Arc<Self> {
        Arc::new(Self { line, cancelled: Notify::new() })
    }
}

/// A sliding window that admits a call only after the journal has recorded its line, and no call
/// after the batch has stopped.
#[derive(Debug)]
pub(super) struct JournaledLimiter {
    limiter: SlidingWindow,
    /// Rate limit of the account, instead of the documented one.
    rate: Option<u32>,
    /// `None` if the action may be sent again in any case.
    marker: Option<Marker>,
    stopped: watch::Receiver<bool>,
}

impl JournaledLimiter {
    pub(super) fn new(
        rate: Option<u32>,
        marker: Option<Marker>,
        stopped: watch::Receiver<bool>,
    ) -> Self {
        Self { limiter: SlidingWindow::default(), rate, marker, stopped }
    }

    async fn acquire_and_record(&self, permit: PermitRequest<'_>) {
        let mut stopped = self.stopped.clone();
        let is_admitted = tokio::select! {
            biased;
            _ = stopped.wait_for(|stopped| *stopped) => false,
            () = self.limiter.acquire(permit) => true,
        };
        let Ok(slot) = CURRENT_LINE.try_with(Arc::clone) else { return };
        let may_send = is_admitted
            && match &self.marker {
                Some(marker) => marker.mark_sending(slot.line).await,
                None => true,
            };
        if !may_send {
            // A permit cannot be refused, only never granted.
            slot.cancelled.notify_one();
            std::future::pending::<()>().await;
        }
    }
}

impl RateLimiter for JournaledLimiter {
    fn acquire<'a>(&'a self, mut permit: PermitRequest<'a>) -> AcquireFuture<'a> {
        permit.per_second = self.rate.unwrap_or(permit.per_second);
        if permit.is_retry {
            // Admitted and recorded before.
            return Box::pin(async move { self.limiter.acquire(permit).await });
        }
        Box::pin(self.acquire_and_record(permit))
    }
}
