//! List of calls and what happened between them, newest first, and its filter.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::time::SystemTime;

use axum::extract::Query;
use axum::response::Response;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{Record, RecordKind, RecordedCall};
use maud::{Markup, html};
use serde::Deserialize;

use super::{chart, rows};
use crate::app_state::AppState;
use crate::flash;
use crate::limits;
use crate::page::Page;
use crate::paths::CALLS_PATH;
use crate::sandbox_page::SandboxPage;
use crate::work::Abandoned;

/// Filter by kind, action or event, outcome and text. Default: all records.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    kind: String,
    action: String,
    outcome: String,
    q: String,
}

impl Filter {
    fn matches(&self, record: &Record) -> bool {
        let action = self.action.trim();
        (self.kind.is_empty() || record.kind().as_str() == self.kind)
            && (action.is_empty() || contains(record.name(), action))
            && (self.outcome.is_empty() || record.outcome() == self.outcome)
            && (self.q.trim().is_empty() || matches_text(record, self.q.trim()))
    }

    /// Returns the filter as a query string.
    fn query(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("kind", &self.kind), ("action", &self.action)])
            .extend_pairs([("outcome", &self.outcome), ("q", &self.q)])
            .finish()
    }
}

fn matches_text(record: &Record, text: &str) -> bool {
    match record {
        Record::Call(call) => call_contains(call, text),
        Record::Act(act) => {
            contains(&act.subject, text)
                || act.flows.iter().chain(&act.events).any(|id| contains(id, text))
        }
        Record::Delivery(delivery) => contains(&delivery.event, text),
        Record::Connection(connection) => contains(&connection.peer.to_string(), text),
        _ => false,
    }
}

fn call_contains(call: &RecordedCall, text: &str) -> bool {
    contains(&call.request_head, text)
        || contains(call.request_id.as_deref().unwrap_or_default(), text)
        || [&call.request_body, &call.response_body]
            .into_iter()
            .any(|body| contains(&String::from_utf8_lossy(body.bytes()), text))
}

fn contains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}

/// Returns the records that match a filter. Searches whole bodies, until the client has left.
pub(super) async fn filter(state: &AppState, records: Vec<Record>, filter: Filter) -> Vec<Record> {
    let matching = move |abandoned: &Abandoned| {
        let records = records.into_iter().take_while(|_| !abandoned.load(Ordering::Relaxed));
        records.filter(|record| filter.matches(record)).collect()
    };
    state.workers().run(matching).await.unwrap_or_default()
}

/// Serves the page.
pub(super) async fn page(
    context: SandboxPage,
    Query(criteria): Query<Filter>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let records = context.sandbox.records_after(0);
    let last = records.last().map_or(0, Record::number);
    let chart = chart::render(&records, SystemTime::now(), context.language);
    let shown = filter(&context.state, records, criteria.clone()).await;
    let first = shown.len().saturating_sub(limits::CALLS);
    let language = context.language;
    let title = t!(language, "call-log");
    let main = html! {
        h1 { (title) }
        (flash::message(&query, language))
        (chart)
        (filter_form(&criteria, language))
        (buttons(&criteria, language))
        div.scroll.cards tabindex="0" role="region" aria-label=(title) {
            table #calls data-live={ "/calls/live?" (criteria.query()) } data-last=(last) data-max-rows=(limits::CALLS) {
                thead { tr { @for heading in rows::headings(language) { th scope="col" { (heading) } } } }
                tbody { (rows::rows(&shown[first..], language)) }
            }
        }
        p.empty hidden[!shown.is_empty()] { (t!(language, "no-calls")) }
    };
    let address = format!("{CALLS_PATH}?{}", criteria.query());
    Page::new(&context.state, language, &title)
        .section(CALLS_PATH)
        .address(&address)
        .scripts(&["calls.js"])
        .styles(&["calls.css"])
        .render(&main)
}

fn filter_form(filter: &Filter, language: Language) -> Markup {
    let outcomes = [
        ("", t!(language, "outcome-any")),
        ("done", t!(language, "outcome-done")),
        ("canned", t!(language, "outcome-simulated")),
        ("rejected", t!(language, "outcome-refused")),
        ("status", t!(language, "outcome-status")),
        ("no-response", t!(language, "outcome-no-response")),
        ("disconnected", t!(language, "outcome-disconnected")),
    ];
    html! {
        form.filter role="search" action=(CALLS_PATH) {
            label {
                (t!(language, "record-kind"))
                select name="kind" {
                    option value="" { (t!(language, "record-kind-any")) }
                    @for kind in [RecordKind::Call, RecordKind::Act, RecordKind::Delivery, RecordKind::Connection] {
                        option value=(kind.as_str()) selected[kind.as_str() == filter.kind] { (rows::kind_name(kind, language)) }
                    }
                }
            }
            label { (t!(language, "action")) input name="action" value=(filter.action) list="actions"; }
            datalist #actions {
                @for entry in essbasic::CATALOGUE { option value=(entry.descriptor().name) {} }
            }
            label {
                (t!(language, "outcome"))
                select name="outcome" {
                    @for (word, name) in outcomes {
                        option value=(word) selected[word == filter.outcome] { (name) }
                    }
                }
            }
            label { (t!(language, "call-text")) input type="search" name="q" value=(filter.q); }
            button { (t!(language, "filter")) }
        }
    }
}

fn buttons(filter: &Filter, language: Language) -> Markup {
    let (pause, resume) = (t!(language, "pause"), t!(language, "resume"));
    html! {
        div.buttons {
            button #pause.quiet type="button" hidden data-pause=(pause) data-resume=(resume) { (pause) }
            span #connection role="status" data-live=(t!(language, "live")) data-paused=(t!(language, "paused"))
                data-lost=(t!(language, "not-connected")) {}
            a.button.quiet href={ "/calls/har?" (filter.query()) } { (t!(language, "export-har")) }
            form method="post" action="/calls/clear" {
                button.quiet { (t!(language, "clear-log")) }
            }
        }
    }
}
