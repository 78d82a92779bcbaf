//! Checks of a request by itself, without a key.

use super::auth_header::AuthHeader;
use super::captured_request::CapturedRequest;
use super::cause::Cause;
use super::finding::{Finding, Location};
use super::inputs::{SigningInputs, TERMINATOR};
use super::line_diff::date_cause;

/// Tolerance of the service for timestamps, in seconds.
const TOLERANCE: u64 = 300;

/// Returns the differences that the request shows by itself.
pub(super) fn findings(
    request: &CapturedRequest,
    header: &AuthHeader,
    expected: &SigningInputs,
    now: Option<i64>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    authorization(request, header, &mut findings);
    timestamp(header, now, &mut findings);
    scope(header, expected, &mut findings);
    if header.well_formed {
        signed(request, header, expected, &mut findings);
    }
    let path =
        [&*request.path, if request.query.is_empty() { "" } else { "?" }, &request.query].concat();
    if request.method != "POST" {
        let found = Finding::new(Cause::Method, Location::RequestLine, "POST", &request.method);
        findings.push(found.into_note());
    }
    if request.path != "/" {
        findings.push(Finding::new(Cause::Path, Location::RequestLine, "/", &path).into_note());
    } else if !request.query.is_empty() {
        findings.push(Finding::new(Cause::Query, Location::RequestLine, "/", &path).into_note());
    }
    if request.body.is_none() {
        findings.push(Finding::no_body());
    }
    findings
}

fn authorization(request: &CapturedRequest, header: &AuthHeader, findings: &mut Vec<Finding>) {
    let line = Location::Header("Authorization");
    let form =
        "TC3-HMAC-SHA256 Credential=…/DATE/SERVICE/tc3_request, SignedHeaders=…, Signature=…";
    match request.header("authorization") {
        None => findings.push(Finding::new(Cause::Authorization, line, form, "")),
        Some(text) if !header.well_formed => {
            findings.push(Finding::new(Cause::Authorization, line, form, text));
        }
        Some(_) => {
            let digits = &header.signature;
            let is_hex = digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit());
            if !is_hex {
                let expected = "[0-9a-f]{64}";
                findings.push(Finding::new(Cause::Authorization, line, expected, digits));
            } else if digits.bytes().any(|b| b.is_ascii_uppercase()) {
                let expected = digits.to_ascii_lowercase();
                findings.push(Finding::new(Cause::UpperHex, line, &expected, digits));
            }
        }
    }
}

fn timestamp(header: &AuthHeader, now: Option<i64>, findings: &mut Vec<Finding>) {
    let line = Location::Header("X-TC-Timestamp");
    let Some(seconds) = header.seconds else {
        findings.push(Finding::new(Cause::Timestamp, line, "[0-9]{10}", &header.timestamp));
        return;
    };
    if seconds.to_string() != header.timestamp {
        let expected = seconds.to_string();
        findings.push(Finding::new(Cause::Milliseconds, line, &expected, &header.timestamp));
    }
    if let Some(now) = now.filter(|now| now.abs_diff(seconds) > TOLERANCE) {
        findings.push(
            Finding::new(Cause::Expired, line, &now.to_string(), &header.timestamp).into_note(),
        );
    }
}

/// Checks date and service of the credential scope.
fn scope(header: &AuthHeader, expected: &SigningInputs, findings: &mut Vec<Finding>) {
    let line = Location::StringToSign(3);
    if header.date.is_empty() && header.service.is_empty() {
        return;
    }
    let (ours, theirs) =
        (expected.scope(), format!("{}/{}/{TERMINATOR}", header.date, header.service));
    if header.date != expected.date {
        let cause = date_cause(&header.date, header.seconds);
        findings.push(Finding::new(cause, line, &ours, &theirs));
    }
    if header.service != expected.service {
        findings.push(Finding::new(Cause::Service, line, &ours, &theirs));
    }
}

/// Checks the names and the order of the signed headers.
fn signed(
    request: &CapturedRequest,
    header: &AuthHeader,
    expected: &SigningInputs,
    findings: &mut Vec<Finding>,
) {
    let list = header.signed.join(";");
    let line = Location::CanonicalRequest(3 + expected.headers.len() + 2);
    let lower: Vec<_> = header.signed.iter().map(|name| name.to_ascii_lowercase()).collect();
    if lower != header.signed {
        findings.push(Finding::new(Cause::SignedHeaders, line, &expected.header_list, &list));
    }
    if !lower.is_sorted() {
        findings.push(Finding::new(Cause::HeaderOrder, line, &expected.header_list, &list));
    }
    for name in ["content-type", "host"] {
        if !lower.iter().any(|it| it == name) {
            findings.push(Finding::new(Cause::SignedHeaders, line, "content-type;host", &list));
        }
    }
    for (index, (name, _)) in expected.headers.iter().enumerate() {
        if request.header(name).is_none() {
            let cause = match name.as_str() {
                "content-type" => Cause::ContentType,
                "host" => Cause::Host,
                "x-tc-action" => Cause::Action,
                _ => Cause::SignedHeaders,
            };
            let line = Location::CanonicalRequest(4 + index);
            findings.push(Finding::new(cause, line, &format!("{name}:…"), ""));
        }
    }
}
