//! Errors of servers that machines share.

use essbasic_fleet::{FleetError, FleetErrorKind};

#[cfg(any(feature = "postgres", feature = "redis"))]
use crate::error::CliError;
use crate::message::{Message, detail, message};

/// Converts the error of a server that was needed before anything was sent.
#[cfg(any(feature = "postgres", feature = "redis"))]
pub(crate) fn explain(error: &FleetError) -> CliError {
    let (message, hint) = (text(error), hint(error));
    match error.kind() {
        FleetErrorKind::Configuration => CliError::usage(message).with_hint(hint),
        _ => CliError::Partial { code: 5, message, hint: Some(hint) },
    }
}

/// Returns the text of an error.
pub(crate) fn text(error: &FleetError) -> Message {
    let problem = detail(error);
    match error.kind() {
        FleetErrorKind::Configuration => message!("cli-shared-configuration", problem = problem),
        FleetErrorKind::Authentication => message!("cli-shared-authentication", problem = problem),
        FleetErrorKind::Permission => message!("cli-shared-permission", problem = problem),
        FleetErrorKind::ReadOnly => message!("cli-shared-read-only", problem = problem),
        FleetErrorKind::Version => message!("cli-shared-version", problem = problem),
        FleetErrorKind::Schema => message!("cli-shared-schema", problem = problem),
        FleetErrorKind::Busy => message!("cli-shared-busy", problem = problem),
        _ => message!("cli-shared-unavailable", problem = problem),
    }
}

#[cfg(any(feature = "postgres", feature = "redis"))]
fn hint(error: &FleetError) -> Message {
    let hint = detail(&error.hint());
    match error.kind() {
        FleetErrorKind::Configuration => message!("cli-shared-configuration-hint", hint = hint),
        FleetErrorKind::Authentication => message!("cli-shared-authentication-hint", hint = hint),
        FleetErrorKind::Permission => message!("cli-shared-permission-hint", hint = hint),
        FleetErrorKind::ReadOnly => message!("cli-shared-read-only-hint", hint = hint),
        FleetErrorKind::Version => message!("cli-shared-version-hint", hint = hint),
        FleetErrorKind::Schema => message!("cli-shared-schema-hint", hint = hint),
        FleetErrorKind::Busy => message!("cli-shared-busy-hint", hint = hint),
        _ => message!("cli-shared-unavailable-hint", hint = hint),
    }
}
