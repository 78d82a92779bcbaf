//! Rate limiter that records a line in the journal before its request is sent.

use essbasic::{AcquireFuture, Error, PermitRequest, RateLimiter};
use tokio::sync::watch;

use super::journal::Marker;
use crate::fleet::Limiter;

tokio::task_local! {
    /// Line whose call runs in the current task.
    pub(super) static CURRENT_LINE: u64;
}

/// A rate limiter that admits a call only after the journal has recorded its line, and no call
/// after the batch has stopped.
#[derive(Debug)]
pub(super) struct JournaledLimiter {
    limiter: Limiter,
    /// Rate limit of the account, instead of the documented one.
    rate: Option<u32>,
    /// `None` if the action may be sent again in any case.
    marker: Option<Marker>,
    stopped: watch::Receiver<bool>,
}

impl JournaledLimiter {
    pub(super) fn new(
        limiter: Limiter,
        rate: Option<u32>,
        marker: Option<Marker>,
        stopped: watch::Receiver<bool>,
    ) -> Self {
        Self { limiter, rate, marker, stopped }
    }

    async fn acquire_and_record(&self, permit: PermitRequest<'_>) -> Result<(), Error> {
        let mut stopped = self.stopped.clone();
        tokio::select! {
            biased;
            _ = stopped.wait_for(|stopped| *stopped) => {
                return Err(Error::permit_denied("the batch is stopping"));
            }
            permit = self.limiter.acquire(permit) => permit?,
        }
        match (&self.marker, CURRENT_LINE.try_get()) {
            (Some(marker), Ok(line)) if !marker.mark_sending(line).await => {
                Err(Error::permit_denied("the journal cannot be written"))
            }
            _ => Ok(()),
        }
    }
}

impl RateLimiter for JournaledLimiter {
    fn acquire<'a>(&'a self, mut permit: PermitRequest<'a>) -> AcquireFuture<'a> {
        permit.per_second = self.rate.unwrap_or(permit.per_second);
        if permit.is_retry {
            // Recorded before the first attempt.
            return self.limiter.acquire(permit);
        }
        Box::pin(self.acquire_and_record(permit))
    }
}
