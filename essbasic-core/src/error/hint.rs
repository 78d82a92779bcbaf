//! Hints: what to do about the most common errors.

use super::code::ErrorCode;
use super::kind::ErrorKind;
use crate::clock;

/// 2025-01-01. A clock before that was never set.
const PLAUSIBLE_TIME: i64 = 1_735_689_600;

/// A hint. Made by `hint!` only, so that devtools finds every hint that needs a translation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hint(&'static str);

impl Hint {
    /// Called by `hint!`.
    pub(crate) const fn new(text: &'static str) -> Self {
        Self(text)
    }

    pub(super) const fn as_str(self) -> &'static str {
        self.0
    }
}

/// Creates a [`Hint`]. The tests of devtools read the texts from here and require a translation of each.
macro_rules! hint {
    ($text:literal) => {
        $crate::error::Hint::new($text)
    };
}

pub(crate) use hint;

/// Hint of a response that reports success and cannot be decoded.
pub(super) const EXECUTED: Hint = hint!(
    "do not call again: the service executed the action; read its response from the error, and update this library if the API has changed"
);

/// Hint of a call that may have been executed.
pub(super) const UNKNOWN: Hint = hint!(
    "find out whether the service acted before repeating a call that creates, charges or notifies"
);

/// Returns what to do about an error, if that can be said without knowing the action.
pub(super) fn find(
    kind: ErrorKind,
    code: Option<&ErrorCode>,
    environment: Option<&str>,
) -> Option<Hint> {
    match (kind, code) {
        (ErrorKind::Service, Some(code)) => service_hint(code, environment),
        (ErrorKind::Connect, _) if clock::system_now() < PLAUSIBLE_TIME => Some(hint!(
            "set the system clock; it is years in the past, so no certificate is valid yet"
        )),
        (ErrorKind::Credential, _) => Some(hint!(
            "set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY to a key pair from the console"
        )),
        (ErrorKind::Io, _) => Some(hint!(
            "make sure that no other process writes to the file and that the disk has space, then call again; the service did nothing"
        )),
        (ErrorKind::RateLimiter, _) => {
            Some(hint!("check the rate limiter, then call again; the request was not sent"))
        }
        (ErrorKind::Interceptor, _) => {
            Some(hint!("check the interceptors of the client; the request was not sent"))
        }
        (ErrorKind::Connect, _) => Some(hint!(
            "check address, network and proxy, then call again; the request was not sent"
        )),
        (ErrorKind::Timeout | ErrorKind::Interrupted | ErrorKind::Gateway, _) => Some(UNKNOWN),
        (ErrorKind::WaitTimeout, _) => {
            Some(hint!("wait again or longer; it continues in the service"))
        }
        (ErrorKind::Decode, _) => Some(hint!(
            "check that the address is the service's; find out whether it acted before calling again"
        )),
        _ => None,
    }
}

fn service_hint(code: &ErrorCode, environment: Option<&str>) -> Option<Hint> {
    match *code {
        ErrorCode::AUTH_FAILURE_SIGNATURE_FAILURE => Some(hint!(
            "check that the secret key belongs to the secret ID and that no proxy changes requests"
        )),
        ErrorCode::AUTH_FAILURE_SECRET_ID_NOT_FOUND | ErrorCode::AUTH_FAILURE_INVALID_SECRET_ID => {
            Some(match environment {
                Some("production") => {
                    hint!(
                        "use a production key; production does not know this secret ID, which may belong to the test environment"
                    )
                }
                Some("test") => {
                    hint!(
                        "use a key of the test environment; it does not know this secret ID, which may belong to production"
                    )
                }
                _ => {
                    hint!("use a key of this environment; test and production have different keys")
                }
            })
        }
        ErrorCode::AUTH_FAILURE_SIGNATURE_EXPIRE => Some(hint!(
            "synchronize the system clock; it differs from the service by more than 5 minutes, or the request was delayed that long"
        )),
        ErrorCode::AUTH_FAILURE_TOKEN_FAILURE => Some(hint!(
            "get a new set of secret ID, secret key and token; the token has expired or belongs to another key"
        )),
        ErrorCode::INVALID_ACTION | ErrorCode::NO_SUCH_VERSION => Some(hint!(
            "check that the address is the API host of essbasic; only uploads go to the file host"
        )),
        _ if code.is_throttling() => {
            Some(hint!("wait a second and call again; this is safe for every action"))
        }
        _ => None,
    }
}
