//! Reports of diagnoses: of the form, and of a call in the call log.

use std::time::SystemTime;

use essbasic::Credential;
use essbasic_devtools::signature_diagnostics::{
    CapturedRequest, Certainty, DiagnosisInput, DiagnosisReport, Finding, Location, SecretKey,
    diagnose,
};
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{RecordedCall, seed};
use maud::{Markup, html};

use super::form::Form;
use crate::app_state::{AppState, is_default_credential};
use crate::language::colon;
use crate::limits;
use crate::work::Abandoned;

/// Renders the diagnosis of a posted form.
pub(super) fn render(
    form: &Form,
    state: &AppState,
    language: Language,
    abandoned: &Abandoned,
) -> Markup {
    let request = match form.request() {
        Ok(request) => request,
        Err(error) => return html! { p.bad role="alert" { (error.message(language)) } },
    };
    let credential = sandbox_credential(&request, state);
    let key = form.key().map(SecretKey::new).or_else(|| credential.map(secret_key));
    let is_unknown = state.sandbox().is_some() && credential.is_none() && form.key().is_none();
    let input = DiagnosisInput::new(&request)
        .canonical_request(&form.canonical_request)
        .string_to_sign(&form.string_to_sign)
        .received_at(seconds(SystemTime::now()))
        .abandoned(abandoned);
    let mut report = diagnose(&with_key(input, key.as_ref()));
    if is_unknown {
        report.findings.push(unknown_secret_id(&request, state));
    }
    render_report(&report, key.is_some(), language)
}

/// Renders why the signature of a call was rejected.
pub(crate) fn of_call(
    call: &RecordedCall,
    state: &AppState,
    language: Language,
    abandoned: &Abandoned,
) -> Markup {
    let sent = call.header("content-length").and_then(|length| length.parse().ok());
    let is_whole = call.request_body.is_complete()
        && sent.is_none_or(|sent: usize| sent == call.request_body.length());
    let request = captured(call);
    let credential = sandbox_credential(&request, state);
    let names_one = request.header("authorization").is_some_and(|it| it.contains("Credential="));
    let is_unknown = credential.is_none() && names_one;
    // The body is incomplete if the headers alone were rejected.
    let key = credential.filter(|_| is_whole).map(secret_key);
    let input = DiagnosisInput::new(&request).received_at(seconds(call.received_at));
    let mut findings = diagnose(&with_key(input.abandoned(abandoned), key.as_ref())).findings;
    if is_unknown {
        findings.push(unknown_secret_id(&request, state));
    }
    html! {
        @for (index, finding) in findings.iter().enumerate() {
            (render_finding(finding, Some(index == 0), language))
        }
        @if findings.is_empty() {
            p { (t!(language, "no-difference-body-incomplete")) }
        }
    }
}

/// Converts a recorded call.
fn captured(call: &RecordedCall) -> CapturedRequest {
    let mut line = call.request_head.lines().next().unwrap_or_default().split(' ');
    let mut request = CapturedRequest {
        method: line.next().unwrap_or_default().to_owned(),
        headers: call.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        body: Some(call.request_body.bytes().to_vec()),
        ..CapturedRequest::default()
    };
    request.set_target(line.next().unwrap_or_default());
    request
}

fn with_key<'a>(input: DiagnosisInput<'a>, key: Option<&'a SecretKey>) -> DiagnosisInput<'a> {
    match key {
        Some(key) => input.key(key),
        None => input,
    }
}

/// Returns the credential of the sandbox if the request names it.
fn sandbox_credential<'a>(
    request: &CapturedRequest,
    state: &'a AppState,
) -> Option<&'a Credential> {
    let header = request.header("authorization").unwrap_or_default();
    let credential = state.sandbox().and(state.credential())?;
    header.contains(&format!("Credential={}/", credential.secret_id())).then_some(credential)
}

/// Returns the note that the sandbox has another SecretId than the request.
fn unknown_secret_id(request: &CapturedRequest, state: &AppState) -> Finding {
    let header = request.header("authorization").unwrap_or_default();
    let sent = header.split("Credential=").nth(1).unwrap_or_default();
    let sent = sent.split(['/', ',', ' ']).next().unwrap_or_default();
    let known = state.credential().map_or("", Credential::secret_id);
    Finding::unknown_secret_id(known, sent)
}

/// Returns the SecretKey of a sandbox, as text if it is the default one.
fn secret_key(credential: &Credential) -> SecretKey {
    if is_default_credential(credential) {
        SecretKey::new(seed::SECRET_KEY)
    } else {
        SecretKey::from_credential(credential.clone())
    }
}

fn seconds(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or_default()
}

fn render_report(report: &DiagnosisReport, has_key: bool, language: Language) -> Markup {
    let differs = report.findings.iter().filter(|it| it.certainty != Certainty::Note).count();
    html! {
        section.diagnosis role="status" {
            h2 #diagnosis { (t!(language, "diagnosis-result")) }
            @match (report.verifies, differs) {
                (Some(true), 0) => p.good {
                    (t!(language, "signature-valid"))
                }
                (_, 0) => p {
                    (t!(language, "no-difference"))
                }
                (_, count) => p.bad { (t!(language, "difference-count", count = count)) }
            }
            @if !has_key {
                p.faint {
                    (t!(language, "no-key-given"))
                }
            }
            @if !report.complete { p.care { (t!(language, "diagnosis-incomplete")) } }
            @if report.tried > 1 {
                p.faint { (t!(language, "combinations-tried", count = report.tried)) }
            }
            @for finding in report.findings.iter().take(limits::LISTED) { (render_finding(finding, None, language)) }
            h3 { (t!(language, "service-computes")) }
            (numbered(&t!(language, "canonical-request"), &report.canonical_request, |line| {
                report.findings.iter().any(|it| it.location == Location::CanonicalRequest(line))
            }, language))
            (numbered(&t!(language, "string-to-sign"), &report.string_to_sign, |line| {
                report.findings.iter().any(|it| it.location == Location::StringToSign(line))
            }, language))
        }
    }
}

/// Renders a finding. Details may contain bytes of the body: with `is_open` they can be folded.
fn render_finding(finding: &Finding, is_open: Option<bool>, language: Language) -> Markup {
    html! {
        article.finding.note[finding.certainty == Certainty::Note] {
            (heading(finding, language))
            @if let Some(is_open) = is_open {
                details.object open[is_open] {
                    summary { (t!(language, "cause-and-fix")) }
                    (details(finding, language))
                }
            } @else { (details(finding, language)) }
        }
    }
}

fn heading(finding: &Finding, language: Language) -> Markup {
    let certainty = match finding.certainty {
        Certainty::Proven => None,
        Certainty::Likely => Some(t!(language, "certainty-likely")),
        _ => Some(t!(language, "certainty-note")),
    };
    html! {
        h3 {
            (finding.title(language)) (colon(language)) (finding.location.label(language))
            @if let Some(certainty) = certainty { " " span.badge { (certainty) } }
        }
    }
}

fn details(finding: &Finding, language: Language) -> Markup {
    html! {
        dl.facts {
            @if let Some(expected) = &finding.expected {
                dt { (t!(language, "expected")) }
                dd { (shown(expected, language)) }
            }
            @if let Some(found) = &finding.actual {
                dt { (t!(language, "actual")) }
                dd { (shown(found, language)) }
            }
            dt { (t!(language, "how-computed")) }
            dd { (finding.explanation(language)) }
            dt { (t!(language, "how-to-fix")) }
            dd { (finding.remedy(language)) }
        }
    }
}

fn shown(text: &str, language: Language) -> Markup {
    html! {
        @if text.is_empty() { span.faint { (t!(language, "empty-text")) } }
        @else { code { (visible(text)) } }
    }
}

/// Renders the lines of a text, and marks those that differ.
fn numbered(name: &str, text: &str, differs: impl Fn(usize) -> bool, language: Language) -> Markup {
    html! {
        h4 { (name) }
        @let more = text.split('\n').skip(limits::LINES).count();
        ol.lines {
            @for (index, line) in text.split('\n').take(limits::LINES).enumerate() {
                li class=[differs(index + 1).then_some("differs")] {
                    @let (start, is_whole) = limits::cut(line, limits::LINE_CHARACTERS);
                    code { (visible(start)) } @if !is_whole { span.faint { " …" } }
                    @if differs(index + 1) {
                        span.bad { " ← " (t!(language, "differs")) }
                    }
                }
            }
            @if more > 0 { li.faint { "… " (t!(language, "more-items", count = more)) } }
        }
    }
}

/// Makes relevant white space visible.
fn visible(text: &str) -> String {
    let edge = |part: &str| part.replace(' ', "␣");
    let inner = text.trim_matches(' ');
    let start = text.len() - text.trim_start_matches(' ').len();
    let end = text.trim_end_matches(' ').len().max(start);
    let shown = if inner.is_empty() {
        edge(text)
    } else {
        [edge(&text[..start]), inner.to_owned(), edge(&text[end..])].concat()
    };
    shown.replace('\r', "␍").replace('\n', "␊").replace('\t', "⇥").replace('\u{feff}', "⍰")
}
