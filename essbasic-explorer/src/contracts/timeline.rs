//! Timeline of a contract: calls that name it, and events about it.

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{SystemTime, UNIX_EPOCH};

use essbasic_devtools::callback_samples::callback_sample;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{Event, EventFilter, RecordedCall};
use maud::{Markup, html};

use crate::limits::{self, short};
use crate::sandbox_page::SandboxPage;
use crate::work::Abandoned;
use crate::{callbacks, calls, time};

/// Renders the last calls and events, oldest first.
pub(super) async fn render(context: &SandboxPage, id: &str) -> io::Result<Markup> {
    let mut filter = EventFilter::default();
    id.clone_into(&mut filter.text);
    let events = context.sandbox.find_events(&filter, 0, limits::LISTED).await?;
    let (calls, name) = (context.sandbox.calls_after(0), id.to_owned());
    let search = move |abandoned: &Abandoned| {
        let calls = calls.into_iter().take_while(|_| !abandoned.load(Ordering::Relaxed));
        calls.filter(|call| names(call, &name)).collect::<Vec<_>>()
    };
    let calls = context.state.workers().run(search).await.unwrap_or_default();
    let language = context.language;
    // In the same millisecond, a call comes before the events that it caused.
    let mut items: Vec<(i64, Markup)> =
        calls.iter().map(|it| (milliseconds(it.received_at), call(it, language))).collect();
    let oldest_first = events.events.iter().rev();
    items.extend(oldest_first.map(|it| (it.emitted_on, event(it, language))));
    items.sort_by_key(|(time, _)| *time);
    let left_out = items.len().saturating_sub(limits::LISTED);
    Ok(html! {
        @if items.is_empty() { p { (t!(language, "timeline-empty")) } }
        @if left_out > 0 { p.faint { "… " (t!(language, "more-items", count = left_out)) } }
        ol.timeline {
            @for (at, item) in items.iter().skip(left_out) {
                li { time.faint { (time::seconds(at / 1000)) } " " (item) }
            }
        }
    })
}

/// Returns whether the recorded part of a call contains an ID.
fn names(call: &Arc<RecordedCall>, id: &str) -> bool {
    let bodies = [call.request_body.bytes(), call.response_body.bytes()];
    bodies.into_iter().any(|body| String::from_utf8_lossy(body).contains(id))
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

fn event(event: &Event, language: Language) -> Markup {
    let json: serde_json::Value = serde_json::from_str(&event.json).unwrap_or_default();
    let operate = json["MsgData"]["Operate"].as_str();
    html! {
        span.badge { (t!(language, "timeline-event")) } " "
        a href=(callbacks::address(&event.id)) { (short(&event.kind)) } " "
        @if let Some(operate) = operate { code { (short(operate)) } " " }
        @if let Some(sample) = callback_sample(&event.kind) { (sample.title(language)) " " }
        span.deliveries { (callbacks::summary(event, language)) }
    }
}
