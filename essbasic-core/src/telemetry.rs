//! Spans and events of calls, named after OpenTelemetry's conventions for HTTP clients.
//!
//! | span | level | fields |
//! |---|---|---|
//! | `call` | info | `otel.name`, `rpc.service`, `rpc.method`, `essbasic.environment`, `essbasic.outcome`, `essbasic.request_id`, `essbasic.attempts`, `error.type` |
//! | `POST`, one per attempt | debug | `server.address`, `http.request.resend_count`, `http.request.body.size`, `http.response.status_code`, `http.response.body.size`, `error.type` |
//! | `GET`, one per download | debug | `server.address` |
//!
//! Bodies, credentials and secret fields are never recorded.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;
use tracing::{Level, Span, debug, debug_span, enabled, field, info_span, warn};

use crate::credential::ProviderError;
use crate::environment::{Endpoint, Environment};
use crate::error::{Error, ErrorCode, Outcome};
use crate::request::Request;

/// Opens the span of a call.
pub(crate) fn call(request: &Request, environment: &Environment) -> Span {
    info_span!(
        target: "essbasic",
        "call",
        otel.name = %format_args!("{}/{}", request.service(), request.action()),
        otel.kind = "client",
        rpc.system = "tencentcloud",
        rpc.service = request.service(),
        rpc.method = request.action(),
        essbasic.environment = environment.name(),
        essbasic.outcome = field::Empty,
        essbasic.request_id = field::Empty,
        essbasic.attempts = field::Empty,
        error.r#type = field::Empty,
    )
}

/// Returns the time if an event will show it; reading the clock is a large part of a call's cost.
pub(crate) fn started() -> Option<Instant> {
    enabled!(target: "essbasic", Level::WARN).then(Instant::now)
}

/// Records the number of attempts and the result of a call.
pub(crate) fn call_ended(attempts: u32, started: Option<Instant>, result: Result<&str, &Error>) {
    let span = Span::current();
    span.record("essbasic.attempts", attempts);
    let took = started.map(|started| field::debug(started.elapsed()));
    match result {
        Ok(request_id) => {
            span.record("essbasic.outcome", "done");
            span.record("essbasic.request_id", request_id);
            debug!(target: "essbasic", took, "done");
        }
        Err(error) => {
            span.record("essbasic.outcome", error.outcome().as_str());
            span.record("essbasic.request_id", error.request_id());
            span.record("error.type", error_type(error));
            if error.outcome() == Outcome::Unknown {
                warn!(target: "essbasic", took, %error, "outcome unknown: the service may have acted");
            } else {
                debug!(target: "essbasic", took, %error, "failed");
            }
        }
    }
}

/// Opens the span of an attempt. `previous` is the number of attempts before it.
pub(crate) fn attempt(request: &Request, endpoint: &Endpoint, previous: u32) -> Span {
    debug_span!(
        target: "essbasic",
        "POST",
        otel.kind = "client",
        http.request.method = "POST",
        server.address = endpoint.host(),
        http.request.resend_count = (previous > 0).then_some(previous),
        http.request.body.size = request.body().len(),
        http.response.status_code = field::Empty,
        http.response.body.size = field::Empty,
        error.r#type = field::Empty,
    )
}

/// Opens the span of a download. The link is not recorded.
pub(crate) fn download(host: &str) -> Span {
    debug_span!(
        target: "essbasic",
        "GET",
        otel.kind = "client",
        http.request.method = "GET",
        server.address = host,
    )
}

/// Records status and size of an attempt's response.
pub(crate) fn response_received(status: u16, size: usize) {
    let span = Span::current();
    span.record("http.response.status_code", status);
    span.record("http.response.body.size", size);
}

/// Records the error of an attempt.
pub(crate) fn attempt_failed(error: &Error) {
    Span::current().record("error.type", error_type(error));
}

/// Reports that a retry follows after a delay.
pub(crate) fn retry_scheduled(error: &Error, delay: Duration) {
    debug!(target: "essbasic", ?delay, %error, "retry scheduled");
}

/// Reports that signatures use the service's time from now on.
pub(crate) fn clock_corrected() {
    warn!(target: "essbasic", "the system clock is wrong; signing with the service's time from now on");
}

/// Reports that a provider returned no credential.
pub(crate) fn credential_refresh_failed(provider: &dyn fmt::Debug, error: &ProviderError) {
    warn!(target: "essbasic", ?provider, %error, "could not refresh the credential");
}

fn error_type(error: &Error) -> &str {
    error.code().map_or(error.kind().as_str(), ErrorCode::as_str)
}
