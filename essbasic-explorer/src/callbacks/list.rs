//! List of events, newest first, with their deliveries.

use std::borrow::Cow;
use std::collections::BTreeMap;

use axum::extract::Query;
use axum::response::Response;
use essbasic_devtools::callback_samples::{CALLBACK_SAMPLES, callback_sample};
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{DeliveryStatus, Event, EventFilter, Events};
use maud::{Markup, html};
use serde::Deserialize;

use super::{address, deliveries};
use crate::limits::short;
use crate::page::Page;
use crate::paths::{CALLBACKS_PATH, OPEN_CALLBACK_PATH, SETTINGS_PATH, TRIGGER_EVENT_PATH};
use crate::sandbox_page::SandboxPage;
use crate::{flash, pagination};

/// Number of events per page.
const PAGE_SIZE: usize = 50;

/// Filter by event type, status and text. Default: all events.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Selection {
    event: String,
    status: String,
    q: String,
    page: Option<usize>,
}

impl Selection {
    fn filter(&self) -> EventFilter {
        let mut filter = EventFilter::default();
        self.event.trim().clone_into(&mut filter.kind);
        self.q.trim().clone_into(&mut filter.text);
        filter.status = match self.status.as_str() {
            "waiting" => Some(DeliveryStatus::Waiting),
            "delivered" => Some(DeliveryStatus::Delivered),
            "dropped" => Some(DeliveryStatus::Dropped),
            _ => None,
        };
        filter
    }

    /// Returns the address of a page of the list.
    fn address(&self, page: usize) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("event", &self.event), ("status", &self.status), ("q", &self.q)])
            .append_pair("page", &page.to_string())
            .finish();
        format!("{CALLBACKS_PATH}?{query}")
    }
}

/// Serves the page.
pub(super) async fn page(
    context: SandboxPage,
    Query(selection): Query<Selection>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let number = selection.page.unwrap_or(1).clamp(1, 1_000_000);
    let filter = selection.filter();
    let found = context.sandbox.find_events(&filter, (number - 1) * PAGE_SIZE, PAGE_SIZE).await;
    let events = match found {
        Ok(events) => events,
        Err(error) => return context.read_error(CALLBACKS_PATH, &error),
    };
    let language = context.language;
    let title = t!(language, "callbacks");
    let main = html! {
        h1 { (title) " " span.faint { (events.total) } }
        (flash::message(&query, language))
        (receivers(&context))
        div.buttons {
            a.button.quiet href=(TRIGGER_EVENT_PATH) { (t!(language, "trigger-event")) }
            a.button.quiet href=(OPEN_CALLBACK_PATH) { (t!(language, "open-callback")) }
        }
        (filter_form(&selection, language))
        @if events.events.is_empty() { p { (t!(language, "no-events")) } }
        @else { (table(&events, &title, language)) }
        (pagination::render(events.total, PAGE_SIZE, number, |page| selection.address(page), language))
    };
    let address = selection.address(number);
    Page::new(&context.state, language, &title)
        .section(CALLBACKS_PATH)
        .address(&address)
        .styles(&["calls.css", "data.css"])
        .render(&main)
}

/// Renders the callbacks of the sandbox.
fn receivers(context: &SandboxPage) -> Markup {
    let (urls, language) = (context.sandbox.callbacks(), context.language);
    html! {
        @if urls.is_empty() { (no_receiver(language)) }
        @else {
            p { (t!(language, "posted-to")) (language.sentence_separator())
                @for (index, url) in urls.iter().enumerate() {
                    @if index > 0 { (crate::language::list_separator(language)) }
                    span.mono { (deliveries::shown_url(url)) }
                }
            }
        }
    }
}

/// Renders why nothing is posted, with a link to the setting.
pub(super) fn no_receiver(language: Language) -> Markup {
    html! {
        p.care {
            (t!(language, "no-callback-url")) (language.sentence_separator())
            a href={ (SETTINGS_PATH) "#callbacks" } { (t!(language, "add-callback")) }
        }
    }
}

fn filter_form(selection: &Selection, language: Language) -> Markup {
    let statuses = [
        ("", t!(language, "delivery-any")),
        ("waiting", deliveries::status_name(DeliveryStatus::Waiting, language)),
        ("delivered", deliveries::status_name(DeliveryStatus::Delivered, language)),
        ("dropped", deliveries::status_name(DeliveryStatus::Dropped, language)),
    ];
    html! {
        form.filter role="search" action=(CALLBACKS_PATH) {
            label { (t!(language, "event")) input name="event" value=(selection.event) list="events"; }
            datalist #events {
                @for sample in CALLBACK_SAMPLES { option value=(sample.name) { (sample.title(language)) } }
            }
            label {
                (t!(language, "delivery-status"))
                select name="status" {
                    @for (word, name) in statuses {
                        option value=(word) selected[word == selection.status] { (name) }
                    }
                }
            }
            label { (t!(language, "event-text")) input type="search" name="q" value=(selection.q); }
            button { (t!(language, "filter")) }
        }
    }
}

fn table(events: &Events, title: &str, language: Language) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(title) {
            table {
                thead { tr {
                    th scope="col" { (t!(language, "time-utc")) }
                    th scope="col" { (t!(language, "event")) }
                    th.wide-only scope="col" { (t!(language, "meaning")) }
                    th scope="col" { (t!(language, "deliveries")) }
                } }
                tbody { @for event in &events.events { (row(event, language)) } }
            }
        }
    }
}

fn row(event: &Event, language: Language) -> Markup {
    html! {
        tr {
            td { (deliveries::clock(event.emitted_on)) }
            td {
                a href=(address(&event.id)) { (short(&event.kind)) }
                @if let Some(operation) = deliveries::operation(event) { " " code { (operation) } }
            }
            td.wide-only { (meaning(event, language)) }
            td { (deliveries::summary(event, language)) }
        }
    }
}

/// Returns the title of an event.
fn meaning(event: &Event, language: Language) -> Cow<'static, str> {
    match callback_sample(&event.kind) {
        Some(sample) => sample.title(language).into(),
        None => "–".into(),
    }
}
