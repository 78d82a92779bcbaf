//! Execution of one call: validate, acquire a permit, attempt, back off, retry.
//!
//! Every attempt is signed anew, so no signature is sent twice. Not generic over the action: encoding
//! and decoding happen outside, and the loop is compiled once.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout_at};
use tracing::Instrument;

use super::attempt::{AttemptError, CallContext, Deadline, Decode};
use super::observer::Observer;
use crate::clock::saturating_add;
use crate::encryptor::Encryptor;
use crate::error::{Error, Outcome};
use crate::rate_limit::{AcquireFuture, PermitRequest};
use crate::retry::Effect;
use crate::telemetry;
use crate::transport::require_runtime;

impl CallContext<'_> {
    /// Executes the call; `decode` holds the output if it succeeds.
    ///
    /// # Errors
    ///
    /// The error of the last attempt. Its outcome is `Unknown` if any attempt of a call that changes
    /// something may have been executed.
    pub(super) async fn execute(&self, decode: &mut dyn Decode) -> Result<(), Error> {
        let environment = self.client.environment();
        let span = telemetry::call(self.request, environment);
        let mut observer = Observer::new(self.client, self.request, &span);
        let attempts = async {
            let (started, mut count) = (telemetry::started(), 0);
            let result = self.attempt_until_done(decode, &mut count, &mut observer).await;
            let request_id = result.as_ref().map(|()| decode.request_id());
            telemetry::call_ended(count, started, request_id);
            result
        };
        let result = attempts.instrument(span).await.map_err(|error| {
            let action = self.request.action().to_owned();
            error.with_action(action).with_environment(environment.name())
        });
        observer.finish(result.as_ref().map(|()| decode.request_id()));
        result
    }

    /// Attempts the call until it succeeds or may not be retried. Counts the attempts.
    async fn attempt_until_done(
        &self,
        decode: &mut dyn Decode,
        attempts: &mut u32,
        observer: &mut Observer<'_>,
    ) -> Result<(), Error> {
        require_runtime()?;
        self.validate()?;
        let permit = self.acquire_permit(false).await;
        observer.permit_acquired();
        permit?;
        let mut deadline = self.deadline();
        let effect = self.request.action_ref().effect();
        let mut outcome_unknown = false;
        let mut corrected = false;
        loop {
            let failed = self.attempt(*attempts, deadline, decode, observer).await;
            *attempts += 1;
            let Err(failed) = failed else { return Ok(()) };
            let AttemptError { error, retry_after, retry_now, is_outer_error } = failed;
            if outcome_unknown && !is_outer_error && effect.is_already_done(&error) {
                return if decode.decode_empty(error.request_id().unwrap_or_default()) {
                    Ok(())
                } else {
                    Err(error.with_unknown_outcome())
                };
            }
            outcome_unknown |= effect != Effect::Read && error.outcome() == Outcome::Unknown;
            let error = if outcome_unknown { error.with_unknown_outcome() } else { error };
            let policy = self.options.retry.unwrap_or(self.client.retry());
            let Some(backoff) = policy.next_delay(*attempts, retry_after) else {
                return Err(error);
            };
            let delay = if retry_now && !corrected {
                corrected = true;
                Duration::ZERO
            } else if effect.is_retryable(&error) {
                backoff
            } else {
                return Err(error);
            };
            // An attempt that cannot finish in time would only make a clear outcome unknown.
            let expected = delay.saturating_add(2 * deadline.started.elapsed());
            if saturating_add(Instant::now(), expected) >= deadline.end
                || !self.client.retry_budget().withdraw()
            {
                return Err(error);
            }
            telemetry::retry_scheduled(&error, delay);
            observer.wait_started();
            sleep(delay).await;
            observer.backed_off();
            let permit = timeout_at(deadline.end, self.acquire_permit(true)).await;
            observer.permit_acquired();
            if !matches!(permit, Ok(Ok(()))) {
                return Err(error);
            }
            deadline = deadline.restarted();
        }
    }

    fn validate(&self) -> Result<(), Error> {
        if !self.options.unchecked && !self.request.violations().is_empty() {
            return Err(Error::invalid(self.request.violations().to_vec()));
        }
        match &self.options.credential {
            Some(cached) => cached.credential().check(),
            None => Ok(()),
        }
    }

    /// Waits for a permit for the action that the service will see.
    fn acquire_permit(&self, is_retry: bool) -> AcquireFuture<'_> {
        let account = match &self.options.credential {
            Some(cached) => cached.credential().secret_id(),
            None => self.client.account(),
        };
        let (action, per_second) = match self.options.encryptor.map(Encryptor::outer_action) {
            Some(outer) => (outer.name, outer.rate_limit),
            None => (self.request.action(), self.request.action_ref().rate_limit()),
        };
        let permit = PermitRequest { account, action, per_second, is_retry };
        self.client.rate_limiter().acquire(permit)
    }

    /// Returns the call's deadline, measured from when the rate limiter admitted it.
    fn deadline(&self) -> Deadline {
        let started = Instant::now();
        let timeout = self.options.timeout.unwrap_or(self.client.timeout());
        Deadline { started, end: saturating_add(started, timeout) }
    }
}
