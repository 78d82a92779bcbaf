//! Rows of the list of calls.

use std::borrow::Cow;
use std::sync::Arc;

use essbasic_devtools::{Language, t};
use essbasic_sandbox::{CallOutcome, RecordedCall, SignatureStatus};
use maud::{Markup, html};

use crate::limits::short;
use crate::time;

/// Returns the headings of the columns.
pub(super) fn headings(language: Language) -> [Cow<'static, str>; 7] {
    [
        t!(language, "number"),
        t!(language, "time-utc"),
        t!(language, "action"),
        t!(language, "outcome"),
        t!(language, "signature"),
        t!(language, "duration"),
        t!(language, "client"),
    ]
}

/// Renders rows, newest first.
pub(super) fn rows(calls: &[Arc<RecordedCall>], language: Language) -> Markup {
    html! { @for call in calls.iter().rev() { (row(call, language)) } }
}

/// Renders a row in place of omitted calls.
pub(super) fn omitted(calls: usize, language: Language) -> Markup {
    html! {
        tr.omitted {
            td colspan="7" {
                (t!(language, "rows-omitted", count = calls))
            }
        }
    }
}

fn row(call: &RecordedCall, language: Language) -> Markup {
    html! {
        tr {
            td { a href={ "/calls/" (call.number) } { (call.number) } }
            td { time datetime=(time::rfc3339(call.received_at)) { (time::time_of_day(call.received_at)) } }
            td.action { (action(call)) (badges(call, language)) }
            td { (outcome(call, language)) }
            td { (signature_status(call.signature, language)) }
            td.number { (time::milliseconds(call.duration)) " ms" }
            td.client { (client(call)) }
        }
    }
}

fn action(call: &RecordedCall) -> String {
    match call.action() {
        "" => "–".to_owned(),
        action => short(action),
    }
}

fn badges(call: &RecordedCall, language: Language) -> Markup {
    html! {
        @if let Some(inside) = &call.encrypted_call {
            " " span.badge .bad[inside.code.is_some()] { (short(&inside.action)) }
        }
        @if let Some(number) = call.replay_of() {
            " " span.badge { (t!(language, "resend-of-number", number = number)) }
        }
        @if call.fault.is_some() || !call.delay.is_zero() {
            " " span.badge.care { (t!(language, "fault-badge")) }
        }
        @if !call.events.is_empty() {
            " " span.badge { (t!(language, "event-count", count = call.events.len())) }
        }
    }
}

/// Renders the outcome of a call.
pub(super) fn outcome(call: &RecordedCall, language: Language) -> Markup {
    let status = call.status.unwrap_or_default();
    match &call.outcome {
        CallOutcome::Done => html! { span.good { (t!(language, "outcome-done")) } },
        CallOutcome::Canned => {
            html! { span.good { (t!(language, "outcome-simulated")) } }
        }
        CallOutcome::Rejected(code) => {
            html! { span.bad { (t!(language, "outcome-refused")) } " " code { (code) } }
        }
        CallOutcome::HttpStatus => html! { span.bad { "HTTP " (status) } },
        CallOutcome::NoResponse => html! { span.bad { (t!(language, "outcome-no-response")) } },
        _ => html! { span.care { (t!(language, "outcome-disconnected")) } },
    }
}

/// Renders the status of a signature.
fn signature_status(status: SignatureStatus, language: Language) -> Markup {
    match status {
        SignatureStatus::Valid => html! { span.good { (t!(language, "verdict-valid")) } },
        SignatureStatus::Invalid => html! { span.bad { (t!(language, "verdict-invalid")) } },
        _ => html! { span.faint { (t!(language, "verdict-not-checked")) } },
    }
}

/// Renders the first product of the user agent, and the address.
fn client(call: &RecordedCall) -> Markup {
    let agent = call.user_agent().split([' ', ';']).next().unwrap_or_default();
    html! {
        @if !agent.is_empty() { (short(agent)) " " }
        @if let Some(from) = call.peer { span.faint { (from.ip()) } }
    }
}
