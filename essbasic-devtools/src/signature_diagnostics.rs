//! Signature diagnostics: the steps of a TC3 signature, and why the service rejected one.
//!
//! [`diagnose()`] takes a request that was rejected with `AuthFailure.SignatureFailure` and reports
//! which line of which text differs from what the service computes. It compares the texts that the
//! client produced; without them, a bounded search tries common mistakes (another host, the local
//! date, a re-encoded body) until one yields the signature that was sent.
//!
//! ```
//! use essbasic_devtools::signature_diagnostics::{CapturedRequest, Cause, DiagnosisInput, diagnose};
//!
//! let request = CapturedRequest::parse(
//!     "POST / HTTP/1.1\n\
//!      Host: essbasic.tencentcloudapi.com\n\
//!      Content-Type: application/json\n\
//!      X-TC-Action: DescribeTemplates\n\
//!      X-TC-Timestamp: 1751328000\n\
//!      Authorization: TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2025-06-30/essbasic/tc3_request, \
//!      SignedHeaders=content-type;host;x-tc-action, \
//!      Signature=0000000000000000000000000000000000000000000000000000000000000000\n\n{}",
//! )
//! .unwrap();
//! let report = diagnose(&DiagnosisInput::new(&request));
//! assert_eq!(report.findings[0].cause, Cause::LocalDate);
//! assert_eq!(report.findings[0].location.to_string(), "string to sign, line 3");
//! ```

mod auth_header;
mod candidates;
mod captured_request;
mod cause;
mod diagnose;
mod finding;
mod inputs;
mod line_diff;
mod secret_key;
mod signing_steps;
mod static_checks;

pub use captured_request::{CapturedRequest, ParseError};
pub use cause::Cause;
pub use diagnose::{DiagnosisInput, DiagnosisReport, diagnose};
pub use finding::{Certainty, Finding, Location};
pub use secret_key::SecretKey;
pub use signing_steps::{KeyDisplay, SigningStep, signing_steps};
