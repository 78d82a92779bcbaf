//! A call on its way: check → wait for quota → (credential → sign → send → open) ↺ retry.
//!
//! Retries wrap signing, so that no old signature is ever sent twice. Compiled once, whatever the
//! action.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout_at};
use tracing::Instrument;

use super::attempt::{AttemptError, attempt};
use super::{Open, Options};
use crate::client::Client;
use crate::encryptor::Encryptor;
use crate::error::{Error, Outcome};
use crate::rate_limit::{AcquireFuture, PermitRequest};
use crate::request::Request;
use crate::retry::Effect;
use crate::telemetry;

/// One call, and all that it needs on its way.
#[derive(Clone, Copy)]
pub(super) struct CallContext<'a> {
    pub(super) client: &'a Client,
    pub(super) request: &'a Request,
    pub(super) options: &'a Options<'a>,
}

/// When an attempt begins, and when the whole call has to end.
#[derive(Clone, Copy)]
pub(super) struct Deadline {
    pub(super) now: Instant,
    pub(super) deadline: Instant,
}

impl Deadline {
    /// The same call, as much later as it is.
    pub(super) fn later(self) -> Self {
        Self { now: Instant::now(), ..self }
    }

    /// How much is left.
    pub(super) fn left(self) -> Duration {
        self.deadline.saturating_duration_since(self.now)
    }
}

impl CallContext<'_> {
    /// Takes a request the whole way.
    pub(super) async fn send(&self, open: &mut dyn Open) -> Result<(), Error> {
        let span = telemetry::call(self.request, self.client.environment());
        self.observed(open).instrument(span).await.map_err(|error| {
            let environment = self.client.environment().name();
            error.with_action(self.request.action().to_owned()).in_environment(environment)
        })
    }

    /// Goes, and tells what became of it.
    async fn observed(&self, open: &mut dyn Open) -> Result<(), Error> {
        let (began, mut attempts) = (telemetry::began(), 0);
        let sent = self.checked(open, &mut attempts).await;
        telemetry::ended(attempts, began, sent.as_ref().map(|()| open.request_id()));
        sent
    }

    /// Checks, waits for a turn, and goes.
    async fn checked(&self, open: &mut dyn Open, attempts: &mut u32) -> Result<(), Error> {
        let Self { client, request, options } = self;
        if !options.unchecked && !request.violations().is_empty() {
            return Err(Error::invalid(request.violations().to_vec()));
        }
        if let Some(signer) = &options.signer {
            signer.credential().check()?;
        }
        self.turn(false).await;
        let now = Instant::now();
        let time = Deadline { now, deadline: now + options.timeout.unwrap_or(client.timeout()) };
        let failed = match attempt(self, 0, time, open).await {
            Ok(()) => return Ok(()),
            Err(failed) => failed,
        };
        // Few come here; the others make no room for it.
        Box::pin(self.again(failed, time, open, attempts)).await
    }

    /// Waits until the account may send what the service will see of a request.
    fn turn(&self, again: bool) -> AcquireFuture<'_> {
        let account = match &self.options.signer {
            Some(signer) => signer.credential().secret_id(),
            None => self.client.credential().account(),
        };
        let (action, per_second) = match self.options.encrypt.map(Encryptor::outer_action) {
            Some(carrier) => (carrier.name, carrier.rate_limit),
            None => (self.request.action(), self.request.called().rate_limit()),
        };
        self.client.acquire(PermitRequest { account, action, per_second, is_retry: again })
    }

    /// Attempts again, after one that failed and one after the other, until it is done or may not
    /// be attempted again.
    async fn again(
        &self,
        mut failed: AttemptError,
        mut time: Deadline,
        open: &mut dyn Open,
        attempts: &mut u32,
    ) -> Result<(), Error> {
        let class = self.request.called().effect();
        let policy = self.options.retry.unwrap_or(self.client.retry());
        // Whether an attempt may have been carried out without our hearing of it.
        let mut unheard = false;
        // Whether what was wrong with the signature has been put right once.
        let mut mended = false;
        loop {
            *attempts += 1;
            let AttemptError { error, retry_after, mend, of_carrier } = failed;
            if !of_carrier && class.is_already_done(&error, unheard) {
                return settled(error, open);
            }
            // What was perhaps done stays so, whatever a later attempt meets; to look does nothing.
            unheard |= class != Effect::Read && error.outcome() == Outcome::Unknown;
            let error = if unheard { error.with_unknown_outcome() } else { error };
            let Some(wait) = policy.next_delay(*attempts, retry_after) else { return Err(error) };
            let wait = if mend && !mended {
                mended = true;
                Duration::ZERO
            } else if class.is_retryable(&error) {
                wait
            } else {
                return Err(error);
            };
            // An attempt that cannot end in time would only make a clear outcome an unknown one.
            let ends = Instant::now() + wait + 2 * time.now.elapsed();
            if ends >= time.deadline || !self.client.budget().withdraw() {
                return Err(error);
            }
            telemetry::again(&error, wait);
            sleep(wait).await;
            if timeout_at(time.deadline, self.turn(true)).await.is_err() {
                return Err(error);
            }
            time = time.later();
            failed = match attempt(self, *attempts, time, open).await {
                Ok(()) => return Ok(()),
                Err(failed) => failed,
            };
        }
    }
}

/// An earlier attempt did it: the answer that it would have had, as far as that has no members.
fn settled(refusal: Error, open: &mut dyn Open) -> Result<(), Error> {
    let request_id = refusal.request_id().unwrap_or_default();
    let answer = serde_json::json!({ "Response": { "RequestId": request_id } }).to_string();
    open.open(&http::Response::new(answer.into())).map_err(|_| refusal.with_unknown_outcome())
}
