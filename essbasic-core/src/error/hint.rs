//! One sentence on what to do, for the failures that people meet most.

use super::{ErrorCode, ErrorKind};

/// What to do about a failure, where that can be said without knowing the action.
pub(super) fn hint(kind: ErrorKind, code: Option<&ErrorCode>) -> Option<&'static str> {
    match (kind, code) {
        (ErrorKind::Service, Some(code)) => refused(code),
        (ErrorKind::Credential, _) => Some(
            "set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY to a pair from the console",
        ),
        (ErrorKind::Connect, _) => Some(
            "nothing was sent, so it can be called again; check the address, the network and the proxy",
        ),
        (ErrorKind::Timeout | ErrorKind::Interrupted | ErrorKind::Gateway, _) => Some(
            "the service may have acted: look before calling again what creates, charges or notifies",
        ),
        (ErrorKind::Answer, _) => {
            Some("is the address that of the service? It may have acted: look before calling again")
        }
        _ => None,
    }
}

fn refused(code: &ErrorCode) -> Option<&'static str> {
    match *code {
        ErrorCode::AUTH_FAILURE_SIGNATURE_FAILURE => {
            Some("the secret key is not that of the secret id, or a proxy changes requests")
        }
        ErrorCode::AUTH_FAILURE_SECRET_ID_NOT_FOUND => Some(
            "the secret id is not known here: test keys are for the test environment, others for production",
        ),
        ErrorCode::AUTH_FAILURE_SIGNATURE_EXPIRE => {
            Some("this machine's clock is more than five minutes off: set it")
        }
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
