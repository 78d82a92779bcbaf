//! Form for an event that nothing has caused: any type, with the fields of a sample to edit.

use axum::extract::{Query, Request};
use axum::response::{IntoResponse, Redirect, Response};
use essbasic_devtools::callback_samples::{CALLBACK_SAMPLES, CallbackSample, callback_sample};
use essbasic_devtools::t;
use essbasic_sandbox::{Command, CommandError, CommandOutput, EventError, seed};
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::address;
use crate::page::Page;
use crate::paths::{CALLBACKS_PATH, TRIGGER_EVENT_PATH};
use crate::sandbox_page::SandboxPage;
use crate::{flash, limits};

/// Event that the form starts with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Selection {
    event: String,
}

/// Serves the form with the sample of an event.
pub(super) async fn show(context: SandboxPage, Query(selection): Query<Selection>) -> Response {
    let sample = callback_sample(&selection.event).unwrap_or(&CALLBACK_SAMPLES[0]);
    render(&context, StatusCode::OK, sample.name, &sample_text(sample), &html! {})
}

/// Adds the event, and shows it.
pub(super) async fn send(context: SandboxPage, request: Request) -> Response {
    let read = context.state.form_memory().read(request, limits::SMALL_FORM_BYTES).await;
    let problem = |text: &str| html! { p.bad role="alert" { (text) } };
    let body = match read {
        Ok((body, _)) => body,
        Err(status) => {
            let text = problem(&t!(context.language, "request-too-large"));
            return render(&context, status, CALLBACK_SAMPLES[0].name, "{}", &text);
        }
    };
    let (mut kind, mut text) = (String::new(), String::new());
    for (name, value) in form_urlencoded::parse(&body) {
        match &*name {
            "event" => value.trim().clone_into(&mut kind),
            "fields" => text = value.replace("\r\n", "\n"),
            _ => {}
        }
    }
    let data: Map<String, Value> = match serde_json::from_str(&text) {
        Ok(data) => data,
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            let invalid = t!(context.language, "event-json", line = line, column = column);
            return render(&context, StatusCode::BAD_REQUEST, &kind, &text, &problem(&invalid));
        }
    };
    let command = Command::TriggerEvent { kind: kind.clone(), data };
    match context.sandbox.execute(&command).await {
        Ok(CommandOutput::Triggered(id)) => {
            Redirect::to(&flash::address(&address(&id), "event-triggered")).into_response()
        }
        Err(CommandError::Event(EventError::Name)) => {
            let invalid = t!(context.language, "event-name");
            render(&context, StatusCode::BAD_REQUEST, &kind, &text, &problem(&invalid))
        }
        Ok(_) => Redirect::to(CALLBACKS_PATH).into_response(),
        Err(error) => {
            Redirect::to(&flash::address(CALLBACKS_PATH, flash::error(error))).into_response()
        }
    }
}

/// Returns the fields of a sample, of the sandbox's application and organization.
fn sample_text(sample: &CallbackSample) -> String {
    let mut fields = sample.fields();
    for (name, value) in [
        ("ApplicationId", seed::APPLICATION),
        ("ProxyOrganizationOpenId", seed::ORGANIZATION),
        ("ProxyOperatorOpenId", seed::OPERATOR),
    ] {
        if let Some(field) = fields.get_mut(name) {
            *field = value.into();
        }
    }
    // Objects of JSON always serialize.
    serde_json::to_string_pretty(&fields).unwrap_or_default()
}

fn render(
    context: &SandboxPage,
    status: StatusCode,
    kind: &str,
    fields: &str,
    problem: &Markup,
) -> Response {
    let language = context.language;
    let title = t!(language, "trigger-event");
    let main = html! {
        p { a href=(CALLBACKS_PATH) { (t!(language, "all-events")) } }
        h1 { (title) }
        p { (t!(language, "trigger-intro")) }
        (problem)
        form.filter action=(TRIGGER_EVENT_PATH) {
            label.long { (t!(language, "event-sample"))
                select name="event" {
                    @for sample in CALLBACK_SAMPLES {
                        option value=(sample.name) selected[sample.name == kind] {
                            (sample.name) " · " (sample.title(language))
                        }
                    }
                } }
            button.quiet { (t!(language, "load-sample")) }
        }
        form.diagnosis-form method="post" action=(TRIGGER_EVENT_PATH) {
            p.field {
                label for="event" { (t!(language, "event")) }
                input #event name="event" value=(kind) required spellcheck="false";
            }
            p.field {
                label for="fields" { (t!(language, "event-fields")) }
                textarea #fields name="fields" rows="16" spellcheck="false" autocapitalize="off" { "\n" (fields) }
            }
            button { (t!(language, "trigger")) }
        }
    };
    Page::new(&context.state, language, &title)
        .section(CALLBACKS_PATH)
        .address(TRIGGER_EVENT_PATH)
        .status(status)
        .styles(&["signature.css"])
        .render(&main)
}
