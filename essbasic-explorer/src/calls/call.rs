//! Page of one call.

use std::collections::BTreeMap;
use std::io;

use axum::extract::{Path, Query};
use axum::response::Response;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{RecordedCall, SignatureStatus};
use http::HeaderMap;
use maud::{Markup, html};
use serde_json::Value;

use super::{messages, rows};
use crate::language::{colon, comma};
use crate::limits::{self, short};
use crate::links::Links;
use crate::page::Page;
use crate::paths::CALLS_PATH;
use crate::sandbox_page::SandboxPage;
use crate::signature;
use crate::time;
use crate::work::Abandoned;
use crate::{callbacks, code_samples, fault, flash, form};

/// Serves the page.
pub(super) async fn page(
    context: SandboxPage,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let Some(call) = context.sandbox.call(&id) else { return context.not_found(CALLS_PATH) };
    let callbacks = caused_events(&context, &call).await;
    let (request, response) = (messages::request(&call), messages::read(&call.response_body));
    let values: Vec<&Value> = [&request, &response].into_iter().flatten().collect();
    let links = Links::find(&context.sandbox, &values).await;
    let (callbacks, links) = match callbacks.and_then(|callbacks| Ok((callbacks, links?))) {
        Ok(rendered) => rendered,
        Err(error) => return context.read_error(CALLS_PATH, &error),
    };
    let workers = context.state.workers().clone();
    let render = move |abandoned: &_| {
        let language = context.language;
        let signature = match call.signature {
            // A diagnosis of a request without the header could only say that it is missing.
            SignatureStatus::Invalid
                if call.foreign_signature.is_none() || call.header("authorization").is_some() =>
            {
                diagnosis(&call, &context, abandoned)
            }
            _ => html! {},
        };
        let title = format!("{} {}", call.number, short(call.action()));
        let main = html! {
            p { a href=(CALLS_PATH) { (t!(language, "all-calls")) } }
            h1.key {
                span.faint { (call.number) } " "
                @if essbasic::find_action(call.action()).is_some() {
                    a href={ "/actions/" (call.action()) } { (call.action()) }
                } @else { (short(call.action())) }
            }
            (flash::message(&query, language))
            (facts(&call, &context))
            (foreign_signature(&call, language))
            (signature)
            (actions(&call, &context))
            (callbacks)
            (messages::both(&call, request.as_ref(), response.as_ref(), &links, language))
        };
        let address = format!("{CALLS_PATH}/{}", call.number);
        Page::new(&context.state, language, &title)
            .section(CALLS_PATH)
            .address(&address)
            .styles(&["calls.css", "signature.css"])
            .render(&main)
    };
    workers.respond(render).await
}

/// Renders links that resend the request, edit it, or show it as code.
fn actions(call: &RecordedCall, context: &SandboxPage) -> Markup {
    let language = context.language;
    let entry = essbasic::find_action(call.action());
    let request = call.fields();
    html! {
        div.buttons {
            form method="post" action={ (CALLS_PATH) "/" (call.number) "/resend" } {
                button { (t!(language, "resend")) }
            }
            @if entry.is_some() && request.is_some() {
                a.button.quiet href={ (CALLS_PATH) "/" (call.number) "/code" } { (t!(language, "copy-as")) }
                a.button.quiet href={ "/actions/" (call.action()) "?call=" (call.number) "#try" } {
                    (t!(language, "edit-and-resend"))
                }
            } @else if !call.request_body.is_complete() {
                span.faint { (t!(language, "request-too-long-to-edit", recorded = call.request_body.bytes().len())) }
            }
        }
    }
}

/// Serves the request of a call as code, on a page of its own since code contains personal data.
pub(super) async fn code(
    context: SandboxPage,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(call) = context.sandbox.call(&id) else { return context.not_found(CALLS_PATH) };
    let Some((entry, request)) = essbasic::find_action(call.action()).zip(call.fields()) else {
        return context.not_found(CALLS_PATH);
    };
    let workers = context.state.workers().clone();
    let render = move |_: &_| {
        let language = context.language;
        let title = format!("{} {}", call.number, call.action());
        let address = format!("{CALLS_PATH}/{}", call.number);
        let main = html! {
            p { a href=(address) { (title) } }
            h1 { (t!(language, "copy-as")) }
            @if form::is_short(&request) { (code_samples::panel(&context.state, entry, &request, language, &headers)) }
            @else { p.care { (t!(language, "form-too-long")) } }
        };
        Page::new(&context.state, language, &title)
            .section(CALLS_PATH)
            .address(&format!("{address}/code"))
            .styles(&["action.css", "signature.css"])
            .scripts(&["signature.js"])
            .render(&main)
    };
    workers.respond(render).await
}

/// Renders the method of a signature that is not TC3-HMAC-SHA256, and how to change it.
fn foreign_signature(call: &RecordedCall, language: Language) -> Markup {
    let Some(foreign) = &call.foreign_signature else { return html! {} };
    html! {
        section.diagnosis {
            h2 { (t!(language, "foreign-signature-title", method = short(&foreign.method))) }
            p {
                @if foreign.method.starts_with("Hmac") { (t!(language, "foreign-signature-old")) }
                @else { (t!(language, "foreign-signature-other")) }
            }
            dl.facts {
                @if !foreign.secret_id.is_empty() { dt { "SecretId" } dd { code { (short(&foreign.secret_id)) } } }
                dt { (t!(language, "how-to-fix")) }
                dd {
                    (t!(language, "foreign-signature-fix")) " "
                    a href="/#connect" { (t!(language, "connect-your-sdk")) }
                }
            }
        }
    }
}

fn facts(call: &RecordedCall, context: &SandboxPage) -> Markup {
    html! {
        dl.facts {
            dt { (t!(context.language, "outcome")) } dd { (rows::outcome(call, context.language)) }
            @if let Some(inside) = &call.encrypted_call {
                dt { (t!(context.language, "encrypted-call")) }
                dd {
                    (short(&inside.action)) " "
                    @if let Some(code) = &inside.code { span.bad { (t!(context.language, "outcome-refused")) } " " code { (code) } }
                    @else { span.good { (t!(context.language, "outcome-done")) } }
                }
            }
            dt { (t!(context.language, "signature")) } dd { (signature_status(call.signature, context)) }
            dt { (t!(context.language, "time")) } dd { (time::rfc3339(call.received_at)) (comma(context.language)) (time::milliseconds(call.duration)) " ms" }
            @if let Some(id) = &call.request_id { dt { (t!(context.language, "request-id")) } dd.mono { (id) } }
            @if let Some(status) = call.status { dt { (t!(context.language, "status-code")) } dd { (status) } }
            dt { (t!(context.language, "version")) } dd { (short(call.version())) }
            dt { (t!(context.language, "client")) }
            dd { @if let Some(from) = call.peer { (from) " " } (short(call.user_agent())) }
            @if !call.delay.is_zero() {
                dt { (t!(context.language, "fault")) } dd.care { (t!(context.language, "delayed-by", milliseconds = call.delay.as_millis())) }
            }
            @if let Some(fault) = call.fault { dt { (t!(context.language, "fault")) } dd.care { (fault::describe(fault, context.language)) } }
            @if let Some(number) = call.replay_of() {
                dt { (t!(context.language, "resend-of")) } dd { a href={ (CALLS_PATH) "/" (number) } { (number) } }
            }
        }
    }
}

fn signature_status(status: SignatureStatus, context: &SandboxPage) -> Markup {
    match status {
        SignatureStatus::Valid => html! {
            span.good { (t!(context.language, "signature-verified")) }
        },
        SignatureStatus::Invalid => html! {
            span.bad { (t!(context.language, "signature-mismatch")) } (colon(context.language))
            a href="#signature" { (t!(context.language, "signature-why")) }
        },
        _ => html! { (t!(context.language, "signature-not-checked")) },
    }
}

/// Renders why the signature was rejected.
fn diagnosis(call: &RecordedCall, context: &SandboxPage, abandoned: &Abandoned) -> Markup {
    html! {
        section.diagnosis {
            h2 #signature { (t!(context.language, "signature-rejected-title")) }
            (signature::of_call(call, &context.state, context.language, abandoned))
            p { a href="/signature" { (t!(context.language, "check-another-request")) } }
        }
    }
}

/// Renders the callbacks that the call caused.
async fn caused_events(context: &SandboxPage, call: &RecordedCall) -> io::Result<Markup> {
    let mut events = Vec::new();
    for id in call.events.iter().take(limits::LISTED) {
        events.push(context.sandbox.event(id).await?);
    }
    let language = context.language;
    Ok(html! {
        @if !events.is_empty() {
            h2 { (t!(language, "callbacks")) }
            div.scroll tabindex="0" role="region" aria-label=(t!(language, "callbacks")) {
                table {
                    thead { tr {
                        th scope="col" { (t!(language, "event")) }
                        th scope="col" { (t!(language, "deliveries")) }
                    } }
                    tbody { @for event in &events { tr {
                        @if let Some(event) = event {
                            td { a href=(callbacks::address(&event.id)) { (short(&event.kind)) } }
                            td { (callbacks::summary(event, language)) }
                        } @else { td colspan="2" { (t!(language, "event-deleted")) } }
                    } } }
                }
            }
            @if call.events.len() > limits::LISTED {
                p.faint { "… " (t!(language, "more-items", count = call.events.len() - limits::LISTED)) }
            }
        }
    })
}
