//! Interceptors: hooks around the attempts of a call, and its record at the end.

use std::error::Error as StdError;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::credential::ProviderError;
use crate::error::{Error, ErrorCode, Outcome};
use crate::request::Request;
use crate::retry::Effect;
use crate::transport::Body;

/// An observer of the calls of a client, for audit, metrics and tracing; added with
/// [`ClientBuilder::interceptor`](crate::ClientBuilder::interceptor).
///
/// Interceptors run in the task of the call, in the order in which they were added, and should not
/// block. A panic in a hook after an attempt, a call or a refresh does not end the call. Downloads of links
/// are not calls and are not observed.
///
/// ```
/// use essbasic_core::transport::Body;
/// use essbasic_core::{CallInfo, CallRecord, Interceptor, InterceptorError};
///
/// #[derive(Debug)]
/// struct Log;
///
/// impl Interceptor for Log {
///     fn before_attempt(
///         &self,
///         _call: &CallInfo<'_>,
///         request: &mut http::Request<Body>,
///     ) -> Result<(), InterceptorError> {
///         request.headers_mut().insert("x-correlation-id", "c-1".parse()?);
///         Ok(())
///     }
///
///     fn after_call(&self, call: &CallRecord<'_>) {
///         println!("{} {} in {:?}", call.action(), call.outcome_name(), call.duration());
///     }
/// }
/// ```
pub trait Interceptor: fmt::Debug + Send + Sync {
    /// Called before an attempt is sent, with the signed request.
    ///
    /// Unsigned headers and extensions may be changed. Method, URL, body, `Host`, `Authorization`,
    /// the headers that describe the body and those that start with `X-TC-` are protected.
    ///
    /// # Errors
    ///
    /// Any error ends the call with [`ErrorKind::Interceptor`](crate::ErrorKind::Interceptor); the
    /// attempt is not sent. So does a change of what is protected.
    fn before_attempt(
        &self,
        call: &CallInfo<'_>,
        request: &mut http::Request<Body>,
    ) -> Result<(), InterceptorError> {
        let _ = (call, request);
        Ok(())
    }

    /// Called after an attempt that was sent.
    fn after_attempt(&self, attempt: &AttemptRecord<'_>) {
        let _ = attempt;
    }

    /// Called once at the end of a call, also if it was not sent or its future was dropped. A
    /// request that cannot be encoded never becomes a call.
    fn after_call(&self, call: &CallRecord<'_>) {
        let _ = call;
    }

    /// Called after the provider was asked for a credential.
    fn after_credential_refresh(&self, refresh: &CredentialRefresh<'_>) {
        let _ = refresh;
    }
}

impl<I: Interceptor + ?Sized> Interceptor for Arc<I> {
    fn before_attempt(
        &self,
        call: &CallInfo<'_>,
        request: &mut http::Request<Body>,
    ) -> Result<(), InterceptorError> {
        (**self).before_attempt(call, request)
    }

    fn after_attempt(&self, attempt: &AttemptRecord<'_>) {
        (**self).after_attempt(attempt);
    }

    fn after_call(&self, call: &CallRecord<'_>) {
        (**self).after_call(call);
    }

    fn after_credential_refresh(&self, refresh: &CredentialRefresh<'_>) {
        (**self).after_credential_refresh(refresh);
    }
}

/// An error of an [`Interceptor`], which ends the call. Its text is logged.
pub type InterceptorError = Box<dyn StdError + Send + Sync>;

/// The call that an interceptor observes.
#[derive(Clone, Copy, Debug)]
pub struct CallInfo<'a> {
    pub(crate) request: &'a Request,
    pub(crate) environment: &'static str,
    pub(crate) attempts: u32,
}

impl CallInfo<'_> {
    /// Returns the name of the action; of an encrypted call, the inner one.
    pub fn action(&self) -> &str {
        self.request.action()
    }

    /// Returns the service of the action: `essbasic`.
    pub fn service(&self) -> &str {
        self.request.service()
    }

    /// Returns the effect of the action.
    pub fn effect(&self) -> Effect {
        self.request.action_ref().effect()
    }

    /// Returns the environment: `production`, `test` or `custom`.
    pub fn environment(&self) -> &'static str {
        self.environment
    }

    /// Returns the number of attempts, the current one included.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Returns the request with its secret fields replaced by `***`, and texts cut after 1,024
    /// characters. Undeclared fields are secret, and so are all fields of an undeclared action.
    ///
    /// `None` if the body exceeds
    /// [`MAX_RECORDED_REQUEST_BYTES`](crate::limits::MAX_RECORDED_REQUEST_BYTES).
    pub fn redacted_request(&self) -> Option<Value> {
        self.request.redacted()
    }
}

/// An attempt that was sent. Derefs to its call.
#[derive(Clone, Copy, Debug)]
pub struct AttemptRecord<'a> {
    pub(crate) call: CallInfo<'a>,
    pub(crate) host: &'a str,
    pub(crate) status: Option<u16>,
    pub(crate) result: Result<&'a str, &'a Error>,
    pub(crate) duration: Duration,
}

impl<'a> AttemptRecord<'a> {
    /// Returns the host that the attempt was sent to.
    pub fn host(&self) -> &'a str {
        self.host
    }

    /// Returns the HTTP status, if a response was received.
    pub fn http_status(&self) -> Option<u16> {
        self.status
    }

    /// Returns the request ID, if the response has one.
    pub fn request_id(&self) -> Option<&'a str> {
        request_id(self.result)
    }

    /// Returns the error of the attempt, if it failed. Another attempt may follow.
    pub fn error(&self) -> Option<&'a Error> {
        self.result.err()
    }

    /// Returns the time from sending until the response was decoded.
    pub fn duration(&self) -> Duration {
        self.duration
    }
}

impl<'a> Deref for AttemptRecord<'a> {
    type Target = CallInfo<'a>;

    fn deref(&self) -> &CallInfo<'a> {
        &self.call
    }
}

/// A call that has ended. Derefs to [`CallInfo`].
#[derive(Clone, Copy, Debug)]
pub struct CallRecord<'a> {
    pub(crate) call: CallInfo<'a>,
    pub(crate) started_at: SystemTime,
    pub(crate) ending: Ending<'a>,
    pub(crate) times: CallTimes,
}

/// The end of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ending<'a> {
    /// Succeeded, with its request ID.
    Done(&'a str),
    Failed(&'a Error),
    /// The future was dropped.
    Cancelled(Outcome),
}

/// Durations of a call and its parts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CallTimes {
    pub(crate) total: Duration,
    pub(crate) rate_limit_wait: Duration,
    pub(crate) backoff: Duration,
    pub(crate) sending: Duration,
}

impl<'a> CallRecord<'a> {
    /// Returns when the call started.
    pub fn started_at(&self) -> SystemTime {
        self.started_at
    }

    /// Returns the outcome of a failed or cancelled call; `None` if it succeeded.
    pub fn outcome(&self) -> Option<Outcome> {
        match self.ending {
            Ending::Done(_) => None,
            Ending::Failed(error) => Some(error.outcome()),
            Ending::Cancelled(outcome) => Some(outcome),
        }
    }

    /// Returns `done`, `not_sent`, `refused` or `unknown`.
    pub fn outcome_name(&self) -> &'static str {
        self.outcome().map_or("done", Outcome::as_str)
    }

    /// Returns the error of the call. A cancelled call has none.
    pub fn error(&self) -> Option<&'a Error> {
        match self.ending {
            Ending::Failed(error) => Some(error),
            Ending::Done(_) | Ending::Cancelled(_) => None,
        }
    }

    /// Returns the error code that the service rejected the call with.
    pub fn code(&self) -> Option<&'a ErrorCode> {
        self.error()?.code()
    }

    /// Returns the request ID of the last response, if it has one.
    pub fn request_id(&self) -> Option<&'a str> {
        match self.ending {
            Ending::Done(id) => request_id(Ok(id)),
            Ending::Failed(error) => request_id(Err(error)),
            Ending::Cancelled(_) => None,
        }
    }

    /// Returns whether the future of the call was dropped before its end.
    pub fn is_cancelled(&self) -> bool {
        matches!(self.ending, Ending::Cancelled(_))
    }

    /// Returns the duration of the whole call.
    pub fn duration(&self) -> Duration {
        self.times.total
    }

    /// Returns how long the call waited for permits of the rate limiter.
    pub fn rate_limit_wait(&self) -> Duration {
        self.times.rate_limit_wait
    }

    /// Returns how long the call waited between attempts.
    pub fn backoff(&self) -> Duration {
        self.times.backoff
    }

    /// Returns the duration of all attempts, from sending until the response was decoded.
    pub fn sending(&self) -> Duration {
        self.times.sending
    }
}

impl<'a> Deref for CallRecord<'a> {
    type Target = CallInfo<'a>;

    fn deref(&self) -> &CallInfo<'a> {
        &self.call
    }
}

fn request_id<'a>(result: Result<&'a str, &'a Error>) -> Option<&'a str> {
    result.map_or_else(Error::request_id, Some).filter(|id| !id.is_empty())
}

/// A request to the provider for a credential.
#[derive(Clone, Copy, Debug)]
pub struct CredentialRefresh<'a> {
    pub(crate) error: Option<&'a ProviderError>,
    pub(crate) duration: Duration,
}

impl<'a> CredentialRefresh<'a> {
    /// Returns the provider's error, if it returned no credential.
    pub fn error(&self) -> Option<&'a ProviderError> {
        self.error
    }

    /// Returns how long the provider took.
    pub fn duration(&self) -> Duration {
        self.duration
    }
}
