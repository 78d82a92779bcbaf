//! A call on its way: check → wait for quota → (credential → sign → send → open) ↺ retry.
//!
//! Retries wrap signing, so that no old signature is ever sent twice. Compiled once, whatever the
//! action.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout_at};
use tracing::Instrument;

use super::attempt::{Failed, attempt};
use super::{Open, Options};
use crate::client::Client;
use crate::credential::Signer;
use crate::encrypt::Encrypt;
use crate::error::{Error, Outcome};
use crate::quota::{Demand, Turn};
use crate::request::Request;
use crate::retry::{Retry, RetryPolicy};
use crate::telemetry;

/// One call, and all that it needs on its way.
pub(super) struct Way<'a> {
    pub(super) client: &'a Client,
    pub(super) request: &'a Request,
    pub(super) options: &'a Options<'a>,
    /// Who signs, where it is not the client's own.
    pub(super) signer: Option<Arc<Signer>>,
    pub(super) policy: RetryPolicy,
    pub(super) deadline: Instant,
}

/// Takes a request the whole way.
pub(super) async fn send(
    client: &Client,
    request: &Request,
    options: &Options<'_>,
    open: &mut Open<'_>,
) -> Result<(), Error> {
    let environment = client.environment();
    let sent = async {
        let (began, mut attempts) = (Instant::now(), 0);
        let sent = checked(client, request, options, open, &mut attempts).await;
        telemetry::ended(attempts, began.elapsed(), sent.as_deref());
        sent
    };
    match sent.instrument(telemetry::call(request, environment)).await {
        Ok(_) => Ok(()),
        Err(error) => Err(error.of(request.action().to_owned()).in_environment(environment.name())),
    }
}

/// Checks, waits for a turn, and goes; gives the request id.
async fn checked(
    client: &Client,
    request: &Request,
    options: &Options<'_>,
    open: &mut Open<'_>,
    attempts: &mut u32,
) -> Result<String, Error> {
    if !options.unchecked && !request.violations().is_empty() {
        return Err(Error::invalid(request.violations().to_vec()));
    }
    let signer = match &options.credential {
        Some(credential) => {
            credential.check()?;
            Some(Arc::new(Signer::new(credential.clone())))
        }
        None => None,
    };
    turn(client, request, options, false).await;
    let deadline = Instant::now() + options.timeout.unwrap_or(client.timeout());
    let policy = options.retry.unwrap_or(client.retry());
    Way { client, request, options, signer, policy, deadline }.repeat(open, attempts).await
}

/// Waits until the account may send what the service will see of a request.
fn turn<'a>(
    client: &'a Client,
    request: &'a Request,
    options: &'a Options<'_>,
    again: bool,
) -> Turn<'a> {
    let account = match &options.credential {
        Some(credential) => credential.secret_id(),
        None => client.credential().account(),
    };
    let (action, per_second) = match options.encrypt.map(Encrypt::carrier) {
        Some(carrier) => (carrier.name, carrier.rate_limit),
        None => (request.action(), request.called().rate_limit()),
    };
    client.turn(Demand { account, action, per_second, again })
}

impl Way<'_> {
    /// Attempts until it is done, or may not be attempted again.
    async fn repeat(&self, open: &mut Open<'_>, attempts: &mut u32) -> Result<String, Error> {
        let class = self.request.called().retry();
        // Whether an attempt may have been carried out without our hearing of it.
        let mut unheard = false;
        // Whether what was wrong with the signature has been put right once.
        let mut mended = false;
        loop {
            let began = Instant::now();
            let failed = match attempt(self, *attempts, open).await {
                Ok(request_id) => {
                    self.client.budget().refill();
                    return Ok(request_id);
                }
                Err(failed) => failed,
            };
            *attempts += 1;
            let Failed { error, retry_after, mend, of_carrier } = failed;
            if !of_carrier && class.is_settled_by(&error, unheard) {
                return settled(error, open);
            }
            // What was perhaps done stays so, whatever a later attempt meets; to look does nothing.
            unheard |= class != Retry::Read && error.outcome() == Outcome::Unknown;
            let error = if unheard { error.after_unknown() } else { error };
            let Some(wait) = self.policy.wait(*attempts, retry_after) else { return Err(error) };
            let wait = if mend && !mended {
                mended = true;
                Duration::ZERO
            } else if class.may_repeat(&error) {
                wait
            } else {
                return Err(error);
            };
            // An attempt that cannot end in time would only make a clear outcome an unknown one.
            let ends = Instant::now() + wait + 2 * began.elapsed();
            if ends >= self.deadline || !self.client.budget().pay() {
                return Err(error);
            }
            telemetry::again(&error, wait);
            sleep(wait).await;
            let turn = turn(self.client, self.request, self.options, true);
            if timeout_at(self.deadline, turn).await.is_err() {
                return Err(error);
            }
        }
    }
}

/// An earlier attempt did it: the answer that it would have had, as far as that has no members.
fn settled(refusal: Error, open: &mut Open<'_>) -> Result<String, Error> {
    let request_id = refusal.request_id().unwrap_or_default();
    let answer = serde_json::json!({ "Response": { "RequestId": request_id } }).to_string();
    open(&http::Response::new(answer.into())).map_err(|_| refusal.after_unknown())
}
