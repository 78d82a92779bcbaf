//! Errors of PostgreSQL, with hints.

use std::error::Error as StdError;
use std::io;

use deadpool_postgres::PoolError;
use tokio_postgres::Error as PgError;
use tokio_postgres::error::SqlState;

use crate::{FleetError, FleetErrorKind};

/// Converts an error of the library, and adds a hint.
pub(super) fn explain(address: &str, error: PgError) -> FleetError {
    let (kind, problem, hint) = match error.code() {
        Some(code) => of_code(code),
        None => of_client(&error),
    };
    // Values of a row may be personal data: details of a server's error are left out.
    let source = error.as_db_error().map(|error| error.message().to_owned());
    let explained = FleetError::new(kind, format!("the server at {address} {problem}"), hint);
    match source {
        Some(message) => explained.with_source(message),
        None => explained.with_source(error),
    }
}

/// Converts an error of the pool, and adds a hint.
pub(super) fn explain_pool(address: &str, error: PoolError) -> FleetError {
    match error {
        PoolError::Backend(error) => explain(address, error),
        PoolError::Timeout(_) => {
            let message = format!("no connection to the server at {address} in time");
            let hint = "check that the server responds, or raise `max_connections`";
            FleetError::new(FleetErrorKind::Unavailable, message, hint)
        }
        other => timed_out(address).with_source(other.to_string()),
    }
}

/// Returns the error of a server that does not respond in time.
pub(super) fn timed_out(address: &str) -> FleetError {
    let message = format!("the server at {address} does not respond in time");
    let hint = "check that the server runs, can be reached, and is not overloaded";
    FleetError::new(FleetErrorKind::Unavailable, message, hint)
}

fn of_code(code: &SqlState) -> (FleetErrorKind, &'static str, &'static str) {
    use FleetErrorKind as Kind;

    match code.code() {
        "28P01" | "28000" => (
            Kind::Authentication,
            "rejected user or password",
            "put user and password into the address: `postgres://user:password@host:5432/database`; \
             the server may also require TLS: `?sslmode=require`",
        ),
        "42501" => (
            Kind::Permission,
            "does not permit this operation to the user",
            "let the owner of the schema run the migrations, or grant the permission: `GRANT CREATE, \
             USAGE ON SCHEMA … TO …`",
        ),
        "3D000" | "3F000" => (
            Kind::Configuration,
            "does not have this database or schema",
            "create it (`CREATE DATABASE …`), or correct the address",
        ),
        "25006" => (Kind::ReadOnly, "is a read-only replica", READ_ONLY),
        "42P01" | "42703" => (
            Kind::Schema,
            "lacks a table or a column",
            "connect again to migrate, and check `search_path` of the user",
        ),
        "53100" | "53200" | "58030" => (
            Kind::Unavailable,
            "has no disk space or memory left, or cannot use its disk",
            "free some; its log has the reason",
        ),
        "53300" => (
            Kind::Unavailable,
            "accepts no more connections",
            "raise `max_connections` of the server, or lower it in the applications",
        ),
        "57P01" | "57P02" | "57P03" => (
            Kind::Unavailable,
            "is starting or stopping",
            "wait until it runs; calls may be repeated",
        ),
        "25P03" | "57P05" => (
            Kind::Unavailable,
            "ended a session that was idle for too long",
            "the process was paused, or a handler took longer than its lease",
        ),
        "40001" | "40P01" | "55P03" | "57014" => {
            (Kind::Unavailable, "cancelled a statement in favour of another", "repeat it")
        }
        _ => (
            Kind::Unavailable,
            "rejected a statement",
            "the cause has the server's message; check that no one changed the tables",
        ),
    }
}

pub(super) const READ_ONLY: &str =
    "use the address of the primary, or name all hosts and add `target_session_attrs=read-write`";

fn of_client(error: &PgError) -> (FleetErrorKind, &'static str, &'static str) {
    use FleetErrorKind as Kind;

    let text = error.to_string();
    let cause = error.source();
    if text.contains("password missing")
        || cause.is_some_and(|it| it.to_string() == "password missing")
    {
        return (
            Kind::Authentication,
            "asks for a password",
            "put it into the address: `postgres://user:password@host:5432/database`",
        );
    }
    let is_certificate = cause.is_some_and(|cause| cause.to_string().contains("certificate"));
    if is_certificate || text.contains("TLS") {
        return (
            Kind::Unavailable,
            "cannot be trusted, or does not offer TLS",
            "pass its root certificate; or add `?sslmode=disable` if the network is trusted",
        );
    }
    let is_io = cause.is_some_and(<dyn StdError>::is::<io::Error>);
    if is_io || error.is_closed() || text.contains("connect") {
        return (
            Kind::Unavailable,
            "cannot be reached",
            "check host, port and network, and that the server runs",
        );
    }
    (
        Kind::Configuration,
        "does not respond as PostgreSQL does",
        "check host and port, and that this is PostgreSQL",
    )
}
