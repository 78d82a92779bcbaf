//! One attempt: a credential, encryption where it is asked for, a signature for this very moment, the
//! sending, and the opening.

use std::io;
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
use crate::encrypt::{self, Encrypt};
use crate::envelope;
use crate::environment::Endpoint;
use crate::error::{Error, ErrorCode, ErrorKind};
use crate::reply::Reply;
use crate::request::Request;
use crate::telemetry;
use crate::transport::{Reached, TransportError};

/// An attempt that failed.
pub(super) struct Failed {
    pub(super) error: Error,
    /// How long the service asks to be left alone.
    pub(super) retry_after: Option<Duration>,
    /// Whether what was wrong with the signature has been put right.
    pub(super) mend: bool,
    /// Whether it came of what carries a sealed request, and says nothing of what is inside.
    pub(super) of_carrier: bool,
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self { error, retry_after: None, mend: false, of_carrier: false }
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
    let sealed = sealed(way).await?;
    let request = sealed.as_ref().unwrap_or(way.request);
    let endpoint = way.client.hosts().endpoint(request.called());
    let signature = Signature { signer, moment: way.client.clock().now() };
    let span = telemetry::attempt(request, &endpoint, before);
    let tried = async {
        let answer = send(way, request, &endpoint, &signature).await?;
        telemetry::answered(answer.status().as_u16(), answer.body().len());
        let answer = unsealed(way, &answer).map_err(|error| {
            let failed = refused(way, error, &answer, &signature);
            Failed { of_carrier: true, ..failed }
        })?;
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
    let carrier = way.options.encrypt.map(Encrypt::carrier);
    if !carrier.map_or(way.request.called().is_signed(), |carrier| carrier.signed) {
        return Ok(None);
    }
    if let Some(signer) = &way.signer {
        return Ok(Some(Arc::clone(signer)));
    }
    if let Some(signer) = way.client.credential().fresh() {
        return Ok(Some(signer));
    }
    match timeout_at(way.deadline, way.client.credential().signer()).await {
        Ok(signer) => signer.map(Some),
        Err(_) => Err(Error::new(ErrorKind::Credential, "no credential could be got in time")),
    }
}

/// What carries the request, where it is to be sealed.
async fn sealed(way: &Way<'_>) -> Result<Option<Request>, Error> {
    let Some(keys) = way.options.encrypt else { return Ok(None) };
    let body = way.request.body().clone().collect().await.map_err(not_whole)?;
    let body = keys.seal(way.request.action(), &body).map_err(encrypt::not_sealed)?;
    Ok(Some(Request::carrying(keys.carrier(), body)))
}

/// The answer to the request itself, out of what carried it.
fn unsealed(way: &Way<'_>, answer: &Response<Bytes>) -> Result<Response<Bytes>, Error> {
    // A clone of bytes is another look at the same ones.
    let Some(keys) = way.options.encrypt else { return Ok(answer.clone()) };
    let status = answer.status().as_u16();
    let Reply { request_id, output } = envelope::open(status, answer.body())?;
    match keys.open(&output) {
        Ok(opened) => Ok(answer.clone().map(|_| encrypt::enveloped(opened, &request_id).into())),
        Err(source) => Err(encrypt::not_opened(source).at(status, Some(request_id))),
    }
}

async fn send(
    way: &Way<'_>,
    request: &Request,
    endpoint: &Endpoint,
    signature: &Signature,
) -> Result<Response<Bytes>, Failed> {
    let Signature { signer, moment } = signature;
    let mut signed = way.client.sign(request, endpoint, signer.as_deref(), *moment)?;
    way.options.preferences.apply(signed.headers_mut());
    let left = way.deadline.saturating_duration_since(Instant::now());
    way.client.transport().send(signed, left).await.map_err(|failure| {
        if let Some(failure) = request.body().failure() {
            return not_whole(failure).into();
        }
        if failure.reached == Reached::Nothing {
            way.client.hosts().leave(endpoint, request.called());
        }
        Error::from(failure).into()
    })
}

/// A body that could not be had as it was signed, so that the service got no whole one.
fn not_whole(source: io::Error) -> Error {
    Error::new(ErrorKind::Local, "what was to be sent could not be read as it was signed")
        .because(source)
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
    Failed { error: error.redact(&way.request.secrets()), retry_after, mend, of_carrier: false }
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
