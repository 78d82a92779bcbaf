//! One sentence on what to do, for the failures that people meet most.

use super::{ErrorCode, ErrorKind};
use crate::clock;

/// The first second of 2025. A clock that stands before it was never set.
const LONG_AGO: i64 = 1_735_689_600;

/// What to do about a failure, where that can be said without knowing the action.
pub(super) fn hint(
    kind: ErrorKind,
    code: Option<&ErrorCode>,
    environment: Option<&str>,
) -> Option<&'static str> {
    match (kind, code) {
        (ErrorKind::Service, Some(code)) => refused(code, environment),
        (ErrorKind::Connect, _) if clock::system_now() < LONG_AGO => {
            Some("this machine's clock stands years back, so no certificate is valid yet: set it")
        }
        (ErrorKind::Credential, _) => Some(
            "set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY to a pair from the console",
        ),
        (ErrorKind::Io, _) => Some(
            "the service did nothing: let nothing write to the files meanwhile, and see whether the disk has room",
        ),
        (ErrorKind::Connect, _) => Some(
            "nothing was sent, so it can be called again; check the address, the network and the proxy",
        ),
        (ErrorKind::Timeout | ErrorKind::Interrupted | ErrorKind::Gateway, _) => Some(
            "the service may have acted: look before calling again what creates, charges or notifies",
        ),
        (ErrorKind::WaitTimeout, _) => {
            Some("it goes on all the same: wait for it again, or longer")
        }
        (ErrorKind::Decode, _) => {
            Some("is the address that of the service? It may have acted: look before calling again")
        }
        _ => None,
    }
}

fn refused(code: &ErrorCode, environment: Option<&str>) -> Option<&'static str> {
    match *code {
        ErrorCode::AUTH_FAILURE_SIGNATURE_FAILURE => {
            Some("the secret key is not that of the secret id, or a proxy changes requests")
        }
        ErrorCode::AUTH_FAILURE_SECRET_ID_NOT_FOUND | ErrorCode::AUTH_FAILURE_INVALID_SECRET_ID => {
            Some(match environment {
                Some("production") => {
                    "production does not know the secret id: is it one of the test environment?"
                }
                Some("test") => {
                    "the test environment does not know the secret id: is it one of production?"
                }
                _ => {
                    "the secret id is not known here: test keys are for the test environment, others for production"
                }
            })
        }
        ErrorCode::AUTH_FAILURE_SIGNATURE_EXPIRE => Some(
            "this machine's clock is more than five minutes off, or the way took as long: set it",
        ),
        ErrorCode::AUTH_FAILURE_TOKEN_FAILURE => {
            Some("the token has expired or belongs to another key: get a new set of all three")
        }
        ErrorCode::INVALID_ACTION | ErrorCode::NO_SUCH_VERSION => {
            Some("is the address that of essbasic? Uploads alone go to the file host")
        }
        _ if code.is_throttling() => {
            Some("called too often: wait a second and call again, which is safe for every action")
        }
        _ => None,
    }
}
