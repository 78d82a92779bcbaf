//! What is seen of a request by itself, whatever it was signed with.

use super::auth_header::AuthHeader;
use super::captured_request::CapturedRequest;
use super::finding::{Cause, Certainty, Finding, Location};
use super::inputs::SigningInputs;
use super::line_diff::told;
use super::messages;

/// How far a timestamp may be off, in seconds.
const TOLERANCE: u64 = 300;

/// What can be read off the request.
pub(super) fn findings(
    pasted: &CapturedRequest,
    claim: &AuthHeader,
    expected: &SigningInputs,
    now: Option<i64>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    authorization(pasted, claim, &mut findings);
    moment(claim, now, &mut findings);
    scope(claim, expected, &mut findings);
    if claim.well_formed {
        signed(pasted, claim, expected, &mut findings);
    }
    let path =
        [&*pasted.path, if pasted.query.is_empty() { "" } else { "?" }, &pasted.query].concat();
    if pasted.method != "POST" {
        let found = told(Cause::Method, Location::RequestLine, "POST", &pasted.method);
        findings.push(note(found));
    }
    if pasted.path != "/" {
        findings.push(note(told(Cause::Path, Location::RequestLine, "/", &path)));
    } else if !pasted.query.is_empty() {
        findings.push(note(told(Cause::Query, Location::RequestLine, "/", &path)));
    }
    if pasted.body.is_none() {
        findings.push(messages::no_body());
    }
    findings
}

/// Whose signature is asked for: the action's in the catalogue, else the host's first word.
pub(super) fn service(pasted: &CapturedRequest) -> Option<String> {
    let action = pasted.header("x-tc-action").and_then(essbasic::find);
    if let Some(entry) = action {
        return Some(entry.descriptor().service.to_owned());
    }
    let host = pasted.header("host")?.to_ascii_lowercase();
    let cloud = [".tencentcloudapi.com", ".test.ess.tencent.cn"];
    let label = cloud.iter().find_map(|end| host.strip_suffix(end))?.split('.').next()?;
    Some(label.to_owned())
}

fn note(finding: Finding) -> Finding {
    Finding { certainty: Certainty::Note, ..finding }
}

fn authorization(pasted: &CapturedRequest, claim: &AuthHeader, findings: &mut Vec<Finding>) {
    let line = Location::Header("Authorization");
    let form =
        "TC3-HMAC-SHA256 Credential=…/DATE/SERVICE/tc3_request, SignedHeaders=…, Signature=…";
    match pasted.header("authorization") {
        None => findings.push(told(Cause::Authorization, line, form, "(no header)")),
        Some(header) if !claim.well_formed => {
            findings.push(told(Cause::Authorization, line, form, header));
        }
        Some(_) => {
            let digits = &claim.signature;
            let is_hex = digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit());
            if !is_hex {
                let sixty_four = "(64 hexadecimal digits)";
                findings.push(told(Cause::Authorization, line, sixty_four, digits));
            } else if digits.bytes().any(|b| b.is_ascii_uppercase()) {
                let expected = digits.to_ascii_lowercase();
                findings.push(told(Cause::UpperHex, line, &expected, digits));
            }
        }
    }
}

fn moment(claim: &AuthHeader, now: Option<i64>, findings: &mut Vec<Finding>) {
    let line = Location::Header("X-TC-Timestamp");
    let Some(seconds) = claim.seconds else {
        let found = if claim.timestamp.is_empty() { "(no header)" } else { &claim.timestamp };
        findings.push(told(Cause::Timestamp, line, "(seconds since 1970)", found));
        return;
    };
    if seconds.to_string() != claim.timestamp {
        let expected = seconds.to_string();
        findings.push(told(Cause::Milliseconds, line, &expected, &claim.timestamp));
    }
    if let Some(now) = now.filter(|now| now.abs_diff(seconds) > TOLERANCE) {
        findings.push(note(told(Cause::Expired, line, &now.to_string(), &claim.timestamp)));
    }
}

/// The date and the service that the header claims.
fn scope(claim: &AuthHeader, expected: &SigningInputs, findings: &mut Vec<Finding>) {
    let line = Location::StringToSign(3);
    if claim.date.is_empty() && claim.service.is_empty() {
        return;
    }
    let whole = |date: &str, service: &str| format!("{date}/{service}/tc3_request");
    let (ours, theirs) =
        (whole(&expected.date, &expected.service), whole(&claim.date, &claim.service));
    if claim.date != expected.date {
        let mistake = messages::kind_of_date(&claim.date, claim.seconds);
        findings.push(told(mistake, line, &ours, &theirs));
    }
    if claim.service != expected.service {
        findings.push(told(Cause::Service, line, &ours, &theirs));
    }
}

/// Which headers are signed, and in which order.
fn signed(
    pasted: &CapturedRequest,
    claim: &AuthHeader,
    expected: &SigningInputs,
    findings: &mut Vec<Finding>,
) {
    let list = claim.signed.join(";");
    let line = Location::CanonicalRequest(3 + expected.headers.len() + 2);
    let lower: Vec<_> = claim.signed.iter().map(|name| name.to_ascii_lowercase()).collect();
    if lower != claim.signed {
        findings.push(told(Cause::SignedHeaders, line, &expected.list, &list));
    }
    if !lower.is_sorted() {
        findings.push(told(Cause::HeaderOrder, line, &expected.list, &list));
    }
    for name in ["content-type", "host"] {
        if !lower.iter().any(|it| it == name) {
            findings.push(told(Cause::SignedHeaders, line, "content-type;host", &list));
        }
    }
    for (at, (name, _)) in expected.headers.iter().enumerate() {
        if pasted.header(name).is_none() {
            let mistake = match name.as_str() {
                "content-type" => Cause::ContentType,
                "host" => Cause::Host,
                "x-tc-action" => Cause::Action,
                _ => Cause::SignedHeaders,
            };
            let whole = format!("{name}:…");
            findings.push(told(mistake, Location::CanonicalRequest(4 + at), &whole, "(no header)"));
        }
    }
}
