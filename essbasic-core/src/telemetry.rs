//! What is seen of a call: spans and events, named as OpenTelemetry names those of HTTP clients.
//!
//! | span | fields |
//! |---|---|
//! | `call`, at info | `otel.name`, `rpc.service`, `rpc.method`, `essbasic.environment`, `essbasic.outcome`, `essbasic.request_id`, `essbasic.attempts`, `error.type` |
//! | `GET`, at debug, one a file that is fetched | `server.address` |
//! | `POST`, at debug, one an attempt | `server.address`, `http.request.resend_count`, `http.request.body.size`, `http.response.status_code`, `http.response.body.size`, `error.type` |
//!
//! Never a body, a header that proves who calls, or a secret member.

use std::time::Duration;

use tokio::time::Instant;
use tracing::{Level, Span, debug, debug_span, enabled, field, info_span, warn};

use crate::environment::{Endpoint, Environment};
use crate::error::{Error, Outcome};
use crate::provider::ProviderError;
use crate::request::Request;

/// A call on its whole way.
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

/// When a call began, where anybody wants to know: to ask the clock costs more than most of what a
/// call does.
pub(crate) fn began() -> Option<Instant> {
    enabled!(target: "essbasic", Level::WARN).then(Instant::now)
}

/// What became of a call.
pub(crate) fn ended(attempts: u32, began: Option<Instant>, end: Result<&str, &Error>) {
    let span = Span::current();
    span.record("essbasic.attempts", attempts);
    match end {
        Ok(request_id) => {
            span.record("essbasic.outcome", "done");
            span.record("essbasic.request_id", request_id);
            debug!(target: "essbasic", took = began.map(since), "done");
        }
        Err(error) => {
            span.record("essbasic.outcome", error.outcome().name());
            span.record("essbasic.request_id", error.request_id());
            span.record("error.type", error_type(error));
            if error.outcome() == Outcome::Unknown {
                warn!(target: "essbasic", took = began.map(since), %error, "it is not known whether the service acted");
            } else {
                debug!(target: "essbasic", took = began.map(since), %error, "failed");
            }
        }
    }
}

/// One attempt.
pub(crate) fn attempt(request: &Request, endpoint: &Endpoint, before: u32) -> Span {
    debug_span!(
        target: "essbasic",
        "POST",
        otel.kind = "client",
        http.request.method = "POST",
        server.address = endpoint.host(),
        http.request.resend_count = (before > 0).then_some(before),
        http.request.body.size = request.body().len(),
        http.response.status_code = field::Empty,
        http.response.body.size = field::Empty,
        error.r#type = field::Empty,
    )
}

/// A file that is fetched; its link is shown nowhere.
pub(crate) fn fetch(host: &str) -> Span {
    debug_span!(
        target: "essbasic",
        "GET",
        otel.kind = "client",
        http.request.method = "GET",
        server.address = host,
    )
}

/// An answer to an attempt.
pub(crate) fn answered(status: u16, size: usize) {
    let span = Span::current();
    span.record("http.response.status_code", status);
    span.record("http.response.body.size", size);
}

/// An attempt that failed.
pub(crate) fn attempt_failed(error: &Error) {
    Span::current().record("error.type", error_type(error));
}

/// Another attempt is made after a wait.
pub(crate) fn again(error: &Error, wait: Duration) {
    debug!(target: "essbasic", ?wait, %error, "sent again after a wait");
}

/// The clock was put right.
pub(crate) fn clock_corrected() {
    warn!(target: "essbasic", "this machine's clock is off; signed by the service's time from now on");
}

/// A provider gave no credential.
pub(crate) fn not_refreshed(account: &str, why: &ProviderError) {
    warn!(target: "essbasic", account, error = %why, "no credential could be got");
}

fn since(began: Instant) -> field::DebugValue<Duration> {
    field::debug(began.elapsed())
}

fn error_type(error: &Error) -> &str {
    error.code().map_or(error.kind().name(), crate::ErrorCode::as_str)
}
