//! Hints: what to do about the most common errors.

use super::code::ErrorCode;
use super::kind::ErrorKind;
use crate::clock;

/// 2025-01-01. A clock before that was never set.
const PLAUSIBLE_TIME: i64 = 1_735_689_600;

/// Hint of a response that reports success and cannot be decoded.
pub(super) const EXECUTED: &str = "do not call again: the service executed the action; read its \
     response from the error, and update this library if the API has changed";

/// Returns what to do about an error, if that can be said without knowing the action.
pub(super) fn hint(
    kind: ErrorKind,
    code: Option<&ErrorCode>,
    environment: Option<&str>,
) -> Option<&'static str> {
    match (kind, code) {
        (ErrorKind::Service, Some(code)) => service_hint(code, environment),
        (ErrorKind::Connect, _) if clock::system_now() < PLAUSIBLE_TIME => {
            Some("set the system clock; it is years in the past, so no certificate is valid yet")
        }
        (ErrorKind::Credential, _) => Some(
            "set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY to a key pair from the console",
        ),
        (ErrorKind::Io, _) => Some(
            "make sure that no other process writes to the file and that the disk has space, then call again; the service did nothing",
        ),
        (ErrorKind::RateLimiter, _) => {
            Some("check the rate limiter, then call again; the request was not sent")
        }
        (ErrorKind::Connect, _) => {
            Some("check address, network and proxy, then call again; the request was not sent")
        }
        (ErrorKind::Timeout | ErrorKind::Interrupted | ErrorKind::Gateway, _) => Some(
            "find out whether the service acted before repeating a call that creates, charges or notifies",
        ),
        (ErrorKind::WaitTimeout, _) => Some("wait again or longer; it continues in the service"),
        (ErrorKind::Decode, _) => Some(
            "check that the address is the service's; find out whether it acted before calling again",
        ),
        _ => None,
    }
}

fn service_hint(code: &ErrorCode, environment: Option<&str>) -> Option<&'static str> {
    match *code {
        ErrorCode::AUTH_FAILURE_SIGNATURE_FAILURE => Some(
            "check that the secret key belongs to the secret ID and that no proxy changes requests",
        ),
        ErrorCode::AUTH_FAILURE_SECRET_ID_NOT_FOUND | ErrorCode::AUTH_FAILURE_INVALID_SECRET_ID => {
            Some(match environment {
                Some("production") => {
                    "use a production key; production does not know this secret ID, which may belong to the test environment"
                }
                Some("test") => {
                    "use a key of the test environment; it does not know this secret ID, which may belong to production"
                }
                _ => "use a key of this environment; test and production have different keys",
            })
        }
        ErrorCode::AUTH_FAILURE_SIGNATURE_EXPIRE => Some(
            "synchronize the system clock; it differs from the service by more than 5 minutes, or the request was delayed that long",
        ),
        ErrorCode::AUTH_FAILURE_TOKEN_FAILURE => Some(
            "get a new set of secret ID, secret key and token; the token has expired or belongs to another key",
        ),
        ErrorCode::INVALID_ACTION | ErrorCode::NO_SUCH_VERSION => Some(
            "check that the address is the API host of essbasic; only uploads go to the file host",
        ),
        _ if code.is_throttling() => {
            Some("wait a second and call again; this is safe for every action")
        }
        _ => None,
    }
}
