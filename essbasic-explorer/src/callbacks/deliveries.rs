//! Renders deliveries of events.

use std::borrow::Cow;
use std::time::{Duration, UNIX_EPOCH};

use essbasic_devtools::{Language, t};
use essbasic_sandbox::{
    Delivery, DeliveryAttempt, DeliveryCause, DeliveryError, DeliveryStatus, Event,
};
use maud::{Markup, html};

use crate::language::comma;
use crate::limits::short;
use crate::time;

/// Number of deliveries of an event in a list.
const LISTED: usize = 4;

/// Returns the address of a callback without query, user name and password, which may be secret.
pub(crate) fn shown_url(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = url.split_once("://") else { return short(url) };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.rsplit('@').next().unwrap_or_default();
    short(&format!("{scheme}://{host}{path}"))
}

/// Returns the change that an event reports, such as `start`, if its type covers several changes.
pub(crate) fn operation(event: &Event) -> Option<String> {
    let json: serde_json::Value = serde_json::from_str(&event.json).ok()?;
    json["MsgData"]["Operate"].as_str().filter(|text| !text.is_empty()).map(short)
}

/// Returns the name of a status.
pub(super) fn status_name(status: DeliveryStatus, language: Language) -> Cow<'static, str> {
    match status {
        DeliveryStatus::Delivered => t!(language, "delivery-delivered"),
        DeliveryStatus::Dropped => t!(language, "delivery-dropped"),
        _ => t!(language, "delivery-waiting"),
    }
}

/// Renders the deliveries of an event in a cell of a list.
pub(crate) fn summary(event: &Event, language: Language) -> Markup {
    let omitted = event.deliveries.len().saturating_sub(LISTED);
    html! {
        @if event.deliveries.is_empty() { span.faint { (t!(language, "not-posted")) } }
        @for (index, delivery) in event.deliveries.iter().take(LISTED).enumerate() {
            @if index > 0 { br; }
            (status(delivery, language)) " "
            span.faint { (shown_url(&delivery.url)) } (cause(delivery.cause, language))
        }
        @if omitted > 0 { br; span.faint { "… " (t!(language, "more-items", count = omitted)) } }
    }
}

/// Renders the status of a delivery, with the last response of the receiver.
fn status(delivery: &Delivery, language: Language) -> Markup {
    match (delivery.status, delivery.last_attempts.last()) {
        (DeliveryStatus::Delivered, _) => html! {
            span.good { (status_name(delivery.status, language)) }
        },
        (DeliveryStatus::Waiting, Some(last)) => html! {
            span.care { (response(last, language)) }
            @if delivery.attempts > 1 {
                " " span.badge.care { (t!(language, "attempt-count", count = delivery.attempts)) }
            }
        },
        (status, _) => html! { span.care { (status_name(status, language)) } },
    }
}

/// Renders the cause of a delivery, unless it is the event itself.
pub(crate) fn cause(cause: DeliveryCause, language: Language) -> Markup {
    let name = match cause {
        DeliveryCause::Duplicate => t!(language, "delivery-duplicate"),
        DeliveryCause::Resend => t!(language, "delivery-resend"),
        _ => return html! {},
    };
    html! { " " span.badge { (name) } }
}

/// Describes the response of the receiver, or its absence.
pub(crate) fn response(attempt: &DeliveryAttempt, language: Language) -> Cow<'static, str> {
    match attempt.response {
        Ok(status) => format!("HTTP {status}").into(),
        Err(DeliveryError::TimedOut) => t!(language, "delivery-timed-out"),
        Err(DeliveryError::NotSent) => t!(language, "delivery-not-sent"),
        Err(_) => t!(language, "delivery-no-response"),
    }
}

/// Renders all deliveries of an event with their attempts.
pub(super) fn table(event: &Event, language: Language) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(t!(language, "deliveries")) {
            table {
                thead { tr {
                    th scope="col" { (t!(language, "callback-url-heading")) }
                    th scope="col" { (t!(language, "delivery-status")) }
                    th scope="col" { (t!(language, "attempts")) }
                    th scope="col" { (t!(language, "callback-response")) }
                } }
                tbody { @for delivery in &event.deliveries { (row(delivery, language)) } }
            }
        }
    }
}

fn row(delivery: &Delivery, language: Language) -> Markup {
    let is_waiting = delivery.status == DeliveryStatus::Waiting;
    html! {
        tr {
            td { (shown_url(&delivery.url)) (cause(delivery.cause, language)) }
            td .good[delivery.status == DeliveryStatus::Delivered] .care[delivery.status == DeliveryStatus::Dropped] {
                (status_name(delivery.status, language))
            }
            td.number { (delivery.attempts) }
            td {
                @for (index, attempt) in delivery.last_attempts.iter().enumerate() {
                    @if index > 0 { br; }
                    (clock(attempt.started_on)) " "
                    span .good[attempt.response == Ok(200)] .care[attempt.response != Ok(200)] { (response(attempt, language)) }
                    (comma(language)) (attempt.milliseconds) " ms"
                    @if !attempt.body.is_empty() { " " code { (short(&attempt.body)) } }
                }
                @if is_waiting && delivery.attempts > 0 {
                    br;
                    span.faint { (t!(language, "next-attempt")) (language.sentence_separator()) (clock(delivery.next_attempt_on)) }
                }
            }
        }
    }
}

/// Renders a time of day, with its date for machines.
pub(crate) fn clock(milliseconds: i64) -> Markup {
    let since = Duration::from_millis(u64::try_from(milliseconds).unwrap_or_default());
    let at = UNIX_EPOCH.checked_add(since).unwrap_or(UNIX_EPOCH);
    html! { time datetime=(time::rfc3339(at)) { (time::time_of_day(at)) } }
}
