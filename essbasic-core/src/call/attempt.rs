//! One attempt: a credential, a signature for this very moment, the sending, and the opening.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use chrono::DateTime;
use http::{HeaderMap, Response, header};
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;

use super::Open;
use super::way::Way;
use crate::clock::{self, Moment};
use crate::credential::Signer;
use crate::environment::Endpoint;
use crate::error::{Error, ErrorCode, ErrorKind};
use crate::telemetry;
use crate::transport::{Reached, TransportError};

/// An attempt that failed.
pub(super) struct Failed {
    pub(super) error: Error,
    /// How long the service asks to be left alone.
    pub(super) retry_after: Option<Duration>,
    /// Whether what was wrong with the signature has been put right.
    pub(super) mend: bool,
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self { error, retry_after: None, mend: false }
    }
}

/// Who signs and when, for the host that it goes to.
struct Signature {
    signer: Option<Arc<Signer>>,
    moment: Moment,
}

/// Signs for this very moment, sends, and opens what comes back; gives the request id.
pub(super) async fn attempt(
    way: &Way<'_>,
    before: u32,
    open: &mut Open<'_>,
) -> Result<String, Failed> {
    let signer = signer(way).await?;
    let endpoint = way.client.hosts().endpoint(way.request.called());
    let signature = Signature { signer, moment: way.client.clock().now() };
    let span = telemetry::attempt(way.request, &endpoint, before);
    let tried = async {
        let answer = send(way, &endpoint, &signature).await?;
        telemetry::answered(answer.status().as_u16(), answer.body().len());
        open(&answer).map_err(|error| refused(way, error, &answer, &signature))
    };
    let tried = async {
        let tried = tried.await;
        if let Err(failed) = &tried {
            telemetry::attempt_failed(&failed.error);
        }
        tried
    };
    tried.instrument(span).await
}

/// Who signs: the call's own, else the client's, got anew where it is about to expire.
async fn signer(way: &Way<'_>) -> Result<Option<Arc<Signer>>, Error> {
    if !way.request.called().is_signed() {
        return Ok(None);
    }
    if let Some(signer) = &way.signer {
        return Ok(Some(Arc::clone(signer)));
    }
    match timeout_at(way.deadline, way.client.credential().signer()).await {
        Ok(signer) => signer.map(Some),
        Err(_) => Err(Error::new(ErrorKind::Credential, "no credential could be got in time")),
    }
}

async fn send(
    way: &Way<'_>,
    endpoint: &Endpoint,
    signature: &Signature,
) -> Result<Response<Bytes>, Failed> {
    let Signature { signer, moment } = signature;
    let mut request = way.client.sign(way.request, endpoint, signer.as_deref(), *moment)?;
    way.options.preferences.apply(request.headers_mut());
    let left = way.deadline.saturating_duration_since(Instant::now());
    way.client.transport().send(request, left).await.map_err(|failure| {
        if failure.reached == Reached::Nothing {
            way.client.hosts().leave(endpoint, way.request.called());
        }
        Error::from(failure).into()
    })
}

/// An answer that is none: what it repeats of the request is blanked, and what can be put right
/// about the signature is.
fn refused(way: &Way<'_>, error: Error, answer: &Response<Bytes>, signature: &Signature) -> Failed {
    let mend = match error.code() {
        Some(&ErrorCode::AUTH_FAILURE_SIGNATURE_EXPIRE) => {
            let learned = way.client.clock().learn(answer.headers(), signature.moment);
            if learned {
                telemetry::clock_corrected();
            }
            learned
        }
        Some(
            &(ErrorCode::AUTH_FAILURE_TOKEN_FAILURE | ErrorCode::AUTH_FAILURE_SECRET_ID_NOT_FOUND),
        ) => {
            let of_client = way.signer.is_none();
            let refused = signature.signer.as_ref().filter(|_| of_client);
            refused.is_some_and(|signer| way.client.credential().renounce(signer))
        }
        _ => false,
    };
    let retry_after = retry_after(answer.headers());
    Failed { error: error.redact(&way.request.secrets()), retry_after, mend }
}

/// `Retry-After`, in seconds or as a date.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTime::parse_from_rfc2822(text).ok()?.timestamp();
    let now = clock::date(headers).unwrap_or_else(clock::system_now);
    u64::try_from(until.saturating_sub(now)).ok().map(Duration::from_secs)
}

impl From<TransportError> for Error {
    fn from(failure: TransportError) -> Self {
        let kind = match failure.reached {
            Reached::Nothing => ErrorKind::Connect,
            Reached::TimedOut => ErrorKind::Timeout,
            Reached::Interrupted => ErrorKind::Interrupted,
            Reached::TooLarge => ErrorKind::Answer,
        };
        Self::new(kind, failure.to_string()).because(failure.source)
    }
}
