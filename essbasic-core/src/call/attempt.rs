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
use super::way::{CallContext, Deadline};
use crate::clock::{self, SigningTime};
use crate::credential::CachedCredential;
use crate::encryptor::{self, Encryptor};
use crate::environment::Endpoint;
use crate::error::{Error, ErrorCode, ErrorKind};
use crate::reply::Reply;
use crate::request::Request;
use crate::response;
use crate::telemetry;
use crate::transport::{SendFuture, TransportError, TransportErrorKind};

/// An attempt that failed.
pub(super) struct AttemptError {
    pub(super) error: Error,
    /// How long the service asks to be left alone.
    pub(super) retry_after: Option<Duration>,
    /// Whether what was wrong with the signature has been put right.
    pub(super) mend: bool,
    /// Whether it came of what carries a sealed request, and says nothing of what is inside.
    pub(super) of_carrier: bool,
}

impl From<Error> for AttemptError {
    fn from(error: Error) -> Self {
        Self { error, retry_after: None, mend: false, of_carrier: false }
    }
}

/// Who signs and when, for the host that it goes to.
struct Signature {
    signer: Option<Arc<CachedCredential>>,
    moment: SigningTime,
    /// How long the answer may take.
    left: Duration,
}

/// Signs for this very moment, sends, and opens what comes back.
///
/// What few calls need is boxed where it is awaited, so that the others do not make room for it.
pub(super) async fn attempt(
    way: &CallContext<'_>,
    before: u32,
    mut time: Deadline,
    open: &mut dyn Open,
) -> Result<(), AttemptError> {
    let signer = match signer_at_hand(way) {
        None if is_signed(way) => {
            let signer = Box::pin(signer(way, time.deadline)).await?;
            time = time.later();
            Some(signer)
        }
        at_hand => at_hand,
    };
    let sealed = match way.options.encrypt {
        Some(keys) => {
            let sealed = Box::pin(sealed(way, keys)).await?;
            time = time.later();
            Some(Box::new(sealed))
        }
        None => None,
    };
    let request = sealed.as_deref().unwrap_or(way.request);
    let endpoint = way.client.hosts().endpoint(request.called());
    let (moment, left) = (way.client.clock().now(), time.left());
    let signature = Signature { signer, moment, left };
    let span = telemetry::attempt(request, &endpoint, before);
    exchange(way, request, &endpoint, &signature, open).instrument(span).await
}

/// There and back, once it is known who signs what for where.
async fn exchange(
    way: &CallContext<'_>,
    request: &Request,
    endpoint: &Endpoint,
    signature: &Signature,
    open: &mut dyn Open,
) -> Result<(), AttemptError> {
    let opened = match send(way, request, endpoint, signature).await {
        Ok(answer) => opened(way, &answer, signature, open),
        Err(failed) => Err(failed),
    };
    match &opened {
        Ok(()) => way.client.budget().deposit(),
        Err(failed) => telemetry::attempt_failed(&failed.error),
    }
    opened
}

/// Opens an answer, and before it what carried it.
fn opened(
    way: &CallContext<'_>,
    answer: &Response<Bytes>,
    signature: &Signature,
    open: &mut dyn Open,
) -> Result<(), AttemptError> {
    telemetry::answered(answer.status().as_u16(), answer.body().len());
    let opened = match way.options.encrypt {
        None => open.open(answer),
        Some(keys) => {
            let inside = unsealed(keys, answer).map_err(|error| {
                let failed = refused(way, error, answer, signature);
                AttemptError { of_carrier: true, ..failed }
            })?;
            open.open(&inside)
        }
    };
    opened.map_err(|error| refused(way, error, answer, signature))
}

/// Whether what travels is signed: the request, or what carries it.
fn is_signed(way: &CallContext<'_>) -> bool {
    let carrier = way.options.encrypt.map(Encryptor::outer_action);
    carrier.map_or(way.request.called().is_signed(), |carrier| carrier.signed)
}

/// Who signs, as far as nobody has to be asked for it: the call's own, else the client's.
fn signer_at_hand(way: &CallContext<'_>) -> Option<Arc<CachedCredential>> {
    let signer = || way.options.signer.clone().or_else(|| way.client.credential().fresh());
    is_signed(way).then(signer).flatten()
}

/// Who signs, got anew because the one at hand is about to expire.
async fn signer(way: &CallContext<'_>, deadline: Instant) -> Result<Arc<CachedCredential>, Error> {
    timeout_at(deadline, way.client.credential().signer()).await.unwrap_or_else(|_| {
        Err(Error::new(ErrorKind::Credential, "no credential could be got in time"))
    })
}

/// What carries the request that is to be sealed.
async fn sealed(way: &CallContext<'_>, keys: &dyn Encryptor) -> Result<Request, Error> {
    let body = way.request.body().clone().collect().await.map_err(not_whole)?;
    let body = keys.encrypt(way.request.action(), &body).map_err(encryptor::not_sealed)?;
    Ok(Request::encrypted(keys.outer_action(), body))
}

/// The answer to the request itself, out of what carried it.
fn unsealed(keys: &dyn Encryptor, answer: &Response<Bytes>) -> Result<Response<Bytes>, Error> {
    let status = answer.status().as_u16();
    let Reply { request_id, output } = response::decode(status, answer.body())?;
    match keys.decrypt(&output) {
        Ok(opened) => {
            Ok(answer.clone().map(|_| encryptor::wrap_response(opened, &request_id).into()))
        }
        Err(source) => Err(encryptor::not_opened(source).with_response(status, Some(request_id))),
    }
}

async fn send(
    way: &CallContext<'_>,
    request: &Request,
    endpoint: &Endpoint,
    signature: &Signature,
) -> Result<Response<Bytes>, AttemptError> {
    sending(way, request, endpoint, signature)?.await.map_err(|failure| {
        if let Some(failure) = request.body().failure() {
            return not_whole(failure).into();
        }
        if failure.reached == TransportErrorKind::NotConnected {
            way.client.hosts().mark_unreachable(endpoint, request.called());
        }
        Error::from(failure).into()
    })
}

/// Signs, with the headers that this call has of its own, and hands over what is to travel.
fn sending<'a>(
    way: &CallContext<'a>,
    request: &Request,
    endpoint: &Endpoint,
    Signature { signer, moment, left }: &Signature,
) -> Result<SendFuture<'a>, Error> {
    let mut signed = way.client.sign(request, endpoint, signer.as_deref(), *moment)?;
    if let Some(preferences) = &way.options.preferences {
        preferences.apply(signed.headers_mut());
    }
    Ok(way.client.transport().send(signed, *left))
}

/// A body that could not be had as it was signed, so that the service got no whole one.
fn not_whole(source: io::Error) -> Error {
    Error::new(ErrorKind::Io, "what was to be sent could not be read as it was signed")
        .with_source(source)
}

/// An answer that is none: what it repeats of the request is blanked, and what can be put right
/// about the signature is.
fn refused(
    way: &CallContext<'_>,
    error: Error,
    answer: &Response<Bytes>,
    signature: &Signature,
) -> AttemptError {
    let mend = match error.code() {
        Some(&ErrorCode::AUTH_FAILURE_SIGNATURE_EXPIRE) => {
            let learned = way.client.clock().sync_from(answer.headers(), signature.moment);
            if learned {
                telemetry::clock_corrected();
            }
            learned
        }
        Some(
            &(ErrorCode::AUTH_FAILURE_TOKEN_FAILURE | ErrorCode::AUTH_FAILURE_SECRET_ID_NOT_FOUND),
        ) => {
            let of_client = way.options.signer.is_none();
            let refused = signature.signer.as_ref().filter(|_| of_client);
            refused.is_some_and(|signer| way.client.credential().invalidate(signer))
        }
        _ => false,
    };
    let retry_after = retry_after(answer.headers());
    AttemptError {
        error: error.redact(&way.request.secrets()),
        retry_after,
        mend,
        of_carrier: false,
    }
}

/// `Effect-After`, in seconds or as a date.
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
            TransportErrorKind::NotConnected => ErrorKind::Connect,
            TransportErrorKind::TimedOut => ErrorKind::Timeout,
            TransportErrorKind::Interrupted => ErrorKind::Interrupted,
            TransportErrorKind::TooLarge => ErrorKind::Decode,
        };
        Self::new(kind, failure.to_string()).with_source(failure.source)
    }
}
