//! Timeline of a contract: calls that name it, what people did with it, and events about it.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{SystemTime, UNIX_EPOCH};

use essbasic_devtools::callback_samples::callback_sample;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{Event, EventFilter, Record, RecordedAct, RecordedCall};
use maud::{Markup, html};

use crate::limits::{self, short};
use crate::sandbox_page::SandboxPage;
use crate::work::Abandoned;
use crate::{callbacks, calls, person, time};

/// Renders the last calls, acts and events, oldest first.
pub(super) async fn render(context: &SandboxPage, id: &str) -> io::Result<Markup> {
    let mut filter = EventFilter::default();
    id.clone_into(&mut filter.text);
    let events = context.sandbox.find_events(&filter, 0, limits::LISTED).await?;
    let (records, name) = (context.sandbox.records_after(0), id.to_owned());
    let search = move |abandoned: &Abandoned| {
        let records = records.into_iter().take_while(|_| !abandoned.load(Ordering::Relaxed));
        records.filter(|record| is_about(record, &name)).collect::<Vec<_>>()
    };
    let records = context.state.workers().run(search).await.unwrap_or_default();
    let language = context.language;
    let mut items = Vec::new();
    // The sandbox's clock dates events and can be moved: an event comes after the record that caused it.
    let mut causes = BTreeMap::new();
    for record in &records {
        let (at, number, events, item) = match record {
            Record::Call(it) => (it.received_at, it.number, &it.events, call(it, language)),
            Record::Act(it) => (it.started_at, it.number, &it.events, act(it, language)),
            _ => continue,
        };
        let order = (milliseconds(at), number);
        causes.extend(events.iter().map(|event| (event.as_str(), order)));
        items.push((order, order.0, item));
    }
    for it in events.events.iter().rev() {
        let order = causes.get(it.id.as_str()).copied().unwrap_or((it.emitted_on, u64::MAX));
        items.push((order, it.emitted_on, event(it, language)));
    }
    items.sort_by_key(|(order, ..)| *order);
    let left_out = items.len().saturating_sub(limits::LISTED);
    Ok(html! {
        @if items.is_empty() { p { (t!(language, "timeline-empty")) } }
        @if left_out > 0 { p.faint { "… " (t!(language, "more-items", count = left_out)) } }
        ol.timeline {
            @for (_, at, item) in items.iter().skip(left_out) {
                li { time.faint { (time::seconds(at / 1000)) } " " (item) }
            }
        }
    })
}

/// Returns whether a record is about a contract.
fn is_about(record: &Record, id: &str) -> bool {
    match record {
        Record::Call(call) => names(call, id),
        Record::Act(act) => act.flows.iter().any(|flow| flow == id),
        _ => false,
    }
}

/// Returns whether the recorded part of a call contains an ID.
fn names(call: &Arc<RecordedCall>, id: &str) -> bool {
    let bodies = [call.request_body.bytes(), call.response_body.bytes()];
    call.target().contains(id)
        || bodies.into_iter().any(|body| String::from_utf8_lossy(body).contains(id))
}

fn milliseconds(at: SystemTime) -> i64 {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

fn call(call: &RecordedCall, language: Language) -> Markup {
    html! {
        span.badge { (t!(language, "timeline-call")) } " "
        (short(call.action())) " " (calls::outcome(call, language)) " "
        a.mono href=(calls::address(call)) { (short(call.request_id.as_deref().unwrap_or("–"))) }
    }
}

fn act(act: &RecordedAct, language: Language) -> Markup {
    html! {
        span.badge { (t!(language, "record-act")) } " "
        (calls::act_name(act.kind, language)) " " (calls::act_result(act, language)) " "
        @if let Some(person) = &act.person { (person::render(&person.name, &person.mobile)) }
    }
}

fn event(event: &Event, language: Language) -> Markup {
    html! {
        span.badge { (t!(language, "timeline-event")) } " "
        a href=(callbacks::address(&event.id)) { (short(&event.kind)) } " "
        @if let Some(operation) = callbacks::operation(event) { code { (operation) } " " }
        @if let Some(sample) = callback_sample(&event.kind) { (sample.title(language)) " " }
        span .deliveries[!event.deliveries.is_empty()] { (callbacks::summary(event, language)) }
    }
}
