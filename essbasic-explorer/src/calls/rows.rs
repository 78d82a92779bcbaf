//! Rows of the list: calls, and what happened between them.

use std::borrow::Cow;

use essbasic_devtools::{Language, t};
use essbasic_sandbox::{
    ActKind, ActSource, CallOutcome, Record, RecordKind, RecordedAct, RecordedCall,
    RecordedConnection, RecordedDelivery, SignatureStatus,
};
use maud::{Markup, html};

use crate::callbacks;
use crate::flash;
use crate::limits::short;
use crate::links;
use crate::time;

/// Number of contracts of an act that a row links to.
const LINKED_FLOWS: usize = 3;

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

/// Returns the name of a kind of record.
pub(super) fn kind_name(kind: RecordKind, language: Language) -> Cow<'static, str> {
    match kind {
        RecordKind::Call => t!(language, "record-calls"),
        RecordKind::Act => t!(language, "record-acts"),
        RecordKind::Delivery => t!(language, "record-deliveries"),
        _ => t!(language, "record-connections"),
    }
}

/// Renders rows, newest first.
pub(super) fn rows(records: &[Record], language: Language) -> Markup {
    html! {
        @for record in records.iter().rev() {
            @match record {
                Record::Call(it) => (call(it, language)),
                Record::Act(it) => (act(it, language)),
                Record::Delivery(it) => (delivery(it, language)),
                Record::Connection(it) => (connection(it, language)),
                _ => {},
            }
        }
    }
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

fn call(call: &RecordedCall, language: Language) -> Markup {
    html! {
        tr {
            td { a href={ "/calls/" (call.number) } { (call.number) } }
            td { time datetime=(time::rfc3339(call.received_at)) { (time::time_of_day(call.received_at)) } }
            td.action { (action(call)) (badges(call, language)) }
            td { (outcome(call, language)) }
            td.extra { (signature_status(call.signature, language)) }
            td.number { (time::milliseconds(call.duration)) " ms" }
            td.client { (client(call)) }
        }
    }
}

fn act(act: &RecordedAct, language: Language) -> Markup {
    let table = if act.kind == ActKind::ReviewSeal { "seals" } else { "qr_codes" };
    let subject = (!act.subject.is_empty()).then(|| links::address(table, &act.subject));
    let flow = act.flows.first().map(|id| links::address("flows", id));
    html! {
        tr {
            td { @if let Some(address) = flow.or(subject) { a href=(address) { (act.number) } } @else { (act.number) } }
            td { time datetime=(time::rfc3339(act.started_at)) { (time::time_of_day(act.started_at)) } }
            td.action {
                span.badge { (t!(language, "record-act")) } " " (act_name(act.kind, language))
                @for id in act.flows.iter().take(LINKED_FLOWS) { " " code { (short(id)) } }
                @if act.flows.is_empty() && !act.subject.is_empty() { " " code { (short(&act.subject)) } }
                (event_badge(act.events.len(), language))
            }
            td { (act_result(act, language)) }
            td.extra {}
            td.number { (time::milliseconds(act.duration)) " ms" }
            td.client { (source_name(act.source, language)) }
        }
    }
}

/// Renders whether an act changed something, and otherwise why not.
pub(crate) fn act_result(act: &RecordedAct, language: Language) -> Markup {
    html! {
        @match act.result {
            Ok(()) => span.good { (t!(language, "outcome-done")) },
            Err(error) => {
                span.bad { (t!(language, "act-failed")) } " "
                span.reason { (flash::error_text(error, language)) }
            },
        }
    }
}

/// Returns what a person did.
pub(crate) fn act_name(kind: ActKind, language: Language) -> Cow<'static, str> {
    match kind {
        ActKind::Scan => t!(language, "act-scan"),
        ActKind::Sign => t!(language, "act-sign"),
        ActKind::Decline => t!(language, "act-decline"),
        ActKind::Fill => t!(language, "act-fill"),
        ActKind::ReviewSeal => t!(language, "act-review-seal"),
        _ => t!(language, "act-complete-link"),
    }
}

fn source_name(source: ActSource, language: Language) -> Cow<'static, str> {
    match source {
        ActSource::Page => t!(language, "source-page"),
        ActSource::ControlApi => t!(language, "source-control-api"),
        ActSource::Handle => t!(language, "source-explorer"),
        _ => t!(language, "source-program"),
    }
}

fn delivery(delivery: &RecordedDelivery, language: Language) -> Markup {
    html! {
        tr {
            td { a href=(callbacks::address(&delivery.event)) { (delivery.number) } }
            td { (callbacks::clock(delivery.attempt.started_on)) }
            td.action {
                span.badge { (t!(language, "record-delivery")) } " " (short(&delivery.kind))
                (callbacks::cause(delivery.cause, language))
            }
            td { span .good[delivery.is_accepted()] .care[!delivery.is_accepted()] { (callbacks::response(&delivery.attempt, language)) } }
            td.extra {}
            td.number { (delivery.attempt.milliseconds) " ms" }
            td.client { (callbacks::shown_url(&delivery.url)) }
        }
    }
}

fn connection(connection: &RecordedConnection, language: Language) -> Markup {
    html! {
        tr {
            td { (connection.number) }
            td { time datetime=(time::rfc3339(connection.received_at)) { (time::time_of_day(connection.received_at)) } }
            td.action { span.badge.bad { "TLS" } " " span.reason { (t!(language, "tls-on-http")) } }
            td { span.bad { (t!(language, "tls-not-served")) } }
            td.extra {}
            td.number {}
            td.client { (connection.peer.ip()) }
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
        @if let Some(foreign) = &call.foreign_signature {
            " " span.badge.bad { (short(&foreign.method)) }
        }
        (event_badge(call.events.len(), language))
    }
}

fn event_badge(count: usize, language: Language) -> Markup {
    html! { @if count > 0 { " " span.badge { (t!(language, "event-count", count = count)) } } }
}

/// Renders the outcome of a call.
pub(crate) fn outcome(call: &RecordedCall, language: Language) -> Markup {
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
