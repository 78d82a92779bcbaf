//! Page of an event: its deliveries, its fields, and the request as it is posted.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::Response;
use essbasic::callback;
use essbasic::schema::SecretFields;
use essbasic_devtools::callback_samples::callback_sample;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::Event;
use maud::{Markup, html};
use serde_json::Value;

use super::{address, deliveries, list};
use crate::limits::{self, short};
use crate::links::Links;
use crate::page::Page;
use crate::paths::CALLBACKS_PATH;
use crate::sandbox_page::SandboxPage;
use crate::tree::{Redaction, Tree};
use crate::{flash, highlight, time};

/// Serves the page.
pub(super) async fn page(
    context: SandboxPage,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let event = match context.sandbox.event(&id).await {
        Ok(Some(event)) => event,
        Ok(None) => return context.not_found(CALLBACKS_PATH),
        Err(error) => return context.read_error(CALLBACKS_PATH, &error),
    };
    let value: Value = serde_json::from_str(&event.json).unwrap_or_default();
    let links = match Links::find(&context.sandbox, &[&value]).await {
        Ok(links) => links,
        Err(error) => return context.read_error(CALLBACKS_PATH, &error),
    };
    let language = context.language;
    let title = short(&event.kind);
    let main = html! {
        p { a href=(CALLBACKS_PATH) { (t!(language, "all-events")) } }
        h1.key { (title) @if let Some(operation) = deliveries::operation(&event) { " " span.faint { (operation) } } }
        (flash::message(&query, language))
        (facts(&event, &value, language))
        h2 { (t!(language, "deliveries")) }
        @if !event.deliveries.is_empty() { (deliveries::table(&event, language)) }
        @else if context.sandbox.callbacks().is_empty() { (list::no_receiver(language)) }
        @else { p.faint { (t!(language, "not-posted")) } }
        (resend(&event, &context))
        h2 { (t!(language, "event-fields")) }
        (Tree::render(&value["MsgData"], &redaction(&event.kind), &links, language))
        (requests(&event, &context))
    };
    Page::new(&context.state, language, &title)
        .section(CALLBACKS_PATH)
        .address(&address(&event.id))
        .styles(&["data.css"])
        .render(&main)
}

/// Returns the redaction of the fields of an event. Those of an undeclared event are redacted.
pub(super) fn redaction(kind: &str) -> Redaction {
    let declared = callback::Event::schema(kind);
    Redaction::Fields(declared.map_or(SecretFields::all(), SecretFields::of))
}

fn facts(event: &Event, value: &Value, language: Language) -> Markup {
    let text = |value: &Value| value.as_str().map(short).unwrap_or_default();
    html! {
        dl.facts {
            @if let Some(sample) = callback_sample(&event.kind) {
                dt { (t!(language, "meaning")) } dd { (sample.title(language)) }
            }
            dt { (t!(language, "time")) } dd { (time::seconds(event.emitted_on / 1000)) " UTC" }
            dt { (t!(language, "message-id")) } dd.mono { (text(&value["MsgId"])) }
        }
    }
}

/// Renders the forms that send the event again.
fn resend(event: &Event, context: &SandboxPage) -> Markup {
    let (urls, language) = (context.sandbox.callbacks(), context.language);
    let action = format!("{}/resend", address(&event.id));
    html! {
        @if !urls.is_empty() {
            div.buttons {
                form method="post" action=(action) { button { (t!(language, "resend")) } }
                @if urls.len() > 1 {
                    @for (index, url) in urls.iter().enumerate() {
                        form method="post" action=(action) {
                            button.quiet name="callback" value=(index) {
                                (t!(language, "resend-to", url = deliveries::shown_url(url)))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Renders the requests that post the event. An unencrypted one contains personal data.
fn requests(event: &Event, context: &SandboxPage) -> Markup {
    let language = context.language;
    let urls = context.sandbox.callbacks();
    let requests = urls.iter().filter_map(|url| context.sandbox.callback_request(event, url));
    html! {
        @for request in requests {
            details.object {
                summary { (t!(language, "posted-request", url = deliveries::shown_url(&request.url))) }
                @let body = String::from_utf8_lossy(&request.body);
                @let (start, is_whole) = limits::cut(&body, limits::SHOWN_BYTES);
                pre.json tabindex="0" {
                    "POST " (deliveries::shown_url(&request.url)) "\nContent-Type: application/json\n"
                    @if let Some(signature) = &request.signature { "Content-Signature: " (signature) "\n" }
                    "\n" (highlight::json(start)) @if !is_whole { "…" }
                }
            }
        }
    }
}
