//! A rate limiter that records a line in the journal before its request is sent.

use std::fmt;
use std::sync::Arc;

use essbasic::{AcquireFuture, Error, PermitRequest, RateLimiter};
use tokio::sync::watch;

use super::Journal;
use crate::FleetError;

tokio::task_local! {
    /// Line whose call runs in the current task.
    pub(super) static CURRENT_LINE: u64;
}

/// Admits a call after the journal has recorded its line, and none after the batch was stopped.
#[derive(Debug)]
pub(super) struct MarkingLimiter<L> {
    pub(super) limiter: L,
    /// Rate limit of the account, instead of the documented one.
    pub(super) rate: Option<u32>,
    /// `None` if lines may be sent again without a trace.
    pub(super) journal: Option<Arc<dyn Journal>>,
    pub(super) stopped: watch::Receiver<bool>,
}

/// Reason why a line was not sent.
#[derive(Debug)]
pub(super) enum Denied {
    /// The batch is stopping.
    Stopped,
    /// Another process has the line.
    Lost,
    /// The journal cannot be written.
    Journal(FleetError),
}

impl<L: RateLimiter> MarkingLimiter<L> {
    async fn acquire_and_mark(&self, permit: PermitRequest<'_>) -> Result<(), Error> {
        let mut stopped = self.stopped.clone();
        tokio::select! {
            biased;
            _ = stopped.wait_for(|stopped| *stopped) => {
                return Err(Error::permit_denied(Denied::Stopped));
            }
            permit = self.limiter.acquire(permit) => permit?,
        }
        let (Some(journal), Ok(line)) = (&self.journal, CURRENT_LINE.try_get()) else {
            return Ok(());
        };
        match journal.mark_sending(line).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Error::permit_denied(Denied::Lost)),
            Err(error) => Err(Error::permit_denied(Denied::Journal(error))),
        }
    }
}

impl<L: RateLimiter> RateLimiter for MarkingLimiter<L> {
    fn acquire<'a>(&'a self, mut permit: PermitRequest<'a>) -> AcquireFuture<'a> {
        permit.per_second = self.rate.unwrap_or(permit.per_second);
        if permit.is_retry {
            // Recorded before the first attempt.
            return self.limiter.acquire(permit);
        }
        Box::pin(self.acquire_and_mark(permit))
    }
}

impl fmt::Display for Denied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stopped => f.write_str("the batch is stopping"),
            Self::Lost => f.write_str("another process has the line"),
            Self::Journal(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Denied {}
