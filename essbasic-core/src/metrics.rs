//! Metrics of calls, through the crate `metrics`, with OpenTelemetry's names where it has one.
//!
//! | metric | kind | meaning |
//! |---|---|---|
//! | `rpc.client.duration` | histogram, milliseconds | duration of a call, with all attempts and waits |
//! | `essbasic.client.attempts` | counter | attempts of calls |
//! | `essbasic.client.rate_limit.wait` | histogram, milliseconds | time that a call waited for permits of the rate limiter |
//! | `essbasic.client.credential.refreshes` | counter | requests to the credential provider |
//!
//! | label | values |
//! |---|---|
//! | `rpc.system` | `tencentcloud` |
//! | `rpc.service`, `rpc.method` | service and action |
//! | `essbasic.environment` | `production`, `test` or `custom` |
//! | `essbasic.outcome` | `done`, `not_sent`, `refused` or `unknown` |
//! | `error.type` | error code, or kind of the error, of a failed call; `other` for a malformed code, and for each new one after 500 different ones; `cancelled` if the future was dropped |
//!
//! The metric of credentials has only the label `essbasic.outcome`: `done` or `failed`. Except for the
//! error code, labels contain no value of a request or a response.
//!
//! ```
//! use essbasic_core::{Client, Credential};
//! use essbasic_core::metrics::CallMetrics;
//!
//! # fn main() -> Result<(), essbasic_core::Error> {
//! // Install a recorder first, such as `metrics_exporter_prometheus::PrometheusBuilder`.
//! let client = Client::builder()
//!     .credential(Credential::new("AKIDexample", "example-key"))
//!     .interceptor(CallMetrics::new())
//!     .build()?;
//! # Ok(())
//! # }
//! ```

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use metrics::{
    Label, SharedString, Unit, counter, describe_counter, describe_histogram, histogram,
};

use crate::interceptor::{CallRecord, CredentialRefresh, Interceptor};
use crate::request::ActionRef;

const DURATION: &str = "rpc.client.duration";
const ATTEMPTS: &str = "essbasic.client.attempts";
const RATE_LIMIT_WAIT: &str = "essbasic.client.rate_limit.wait";
const CREDENTIAL_REFRESHES: &str = "essbasic.client.credential.refreshes";

/// Maximum length of an error code in a label.
const MAX_CODE_BYTES: usize = 100;

/// Maximum number of different error codes in labels: recorders keep each for ever.
const MAX_CODES: usize = 500;

const OUTCOME: &str = "essbasic.outcome";

/// An interceptor that records the metrics of the [module](self).
#[derive(Clone, Debug)]
pub struct CallMetrics {
    /// Error codes that became labels.
    codes: Arc<Mutex<BTreeSet<String>>>,
}

impl CallMetrics {
    /// Creates the interceptor, and describes the metrics to the recorder that is installed.
    #[expect(clippy::new_without_default, reason = "creating it describes metrics")]
    pub fn new() -> Self {
        describe_histogram!(DURATION, Unit::Milliseconds, "Duration of calls");
        describe_counter!(ATTEMPTS, "Attempts of calls");
        describe_histogram!(
            RATE_LIMIT_WAIT,
            Unit::Milliseconds,
            "Time that calls waited for permits of the rate limiter"
        );
        describe_counter!(CREDENTIAL_REFRESHES, "Requests to the credential provider");
        Self { codes: Arc::default() }
    }

    /// Returns the labels in the order of their names, which recorders compare keys in.
    fn labels(&self, call: &CallRecord<'_>) -> Vec<Label> {
        let (service, method): (SharedString, SharedString) = match call.request.action_ref() {
            ActionRef::Declared(action) => (action.service.into(), action.name.into()),
            ActionRef::Raw(action) => (action.service.clone().into(), action.name.clone().into()),
        };
        let mut labels = Vec::with_capacity(6);
        if let Some(error) = self.error_type(call) {
            labels.push(Label::new("error.type", error));
        }
        labels.push(Label::from_static_parts("essbasic.environment", call.environment()));
        labels.push(Label::from_static_parts(OUTCOME, call.outcome_name()));
        labels.push(Label::new("rpc.method", method));
        labels.push(Label::new("rpc.service", service));
        labels.push(Label::from_static_parts("rpc.system", "tencentcloud"));
        labels
    }

    /// Returns the error code, or the kind of the error.
    fn error_type(&self, call: &CallRecord<'_>) -> Option<SharedString> {
        if call.is_cancelled() {
            return Some("cancelled".into());
        }
        let error = call.error()?;
        Some(match error.code() {
            Some(code) if self.is_label(code.as_str()) => code.as_str().to_owned().into(),
            Some(_) => "other".into(),
            None => error.kind().as_str().into(),
        })
    }

    /// Returns whether a code, which comes from outside, may be a label: short, without spaces, and one of
    /// the first.
    fn is_label(&self, code: &str) -> bool {
        let is_name = code.len() <= MAX_CODE_BYTES
            && code.bytes().all(|b| b.is_ascii_alphanumeric() || b"._".contains(&b));
        if !is_name {
            return false;
        }
        let mut codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
        codes.contains(code) || (codes.len() < MAX_CODES && codes.insert(code.to_owned()))
    }
}

impl Interceptor for CallMetrics {
    fn after_call(&self, call: &CallRecord<'_>) {
        let labels = self.labels(call);
        histogram!(DURATION, labels.clone()).record(milliseconds(call.duration()));
        histogram!(RATE_LIMIT_WAIT, labels.clone()).record(milliseconds(call.rate_limit_wait()));
        counter!(ATTEMPTS, labels).increment(call.attempts().into());
    }

    fn after_credential_refresh(&self, refresh: &CredentialRefresh<'_>) {
        let outcome = if refresh.error().is_none() { "done" } else { "failed" };
        counter!(CREDENTIAL_REFRESHES, OUTCOME => outcome).increment(1);
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
