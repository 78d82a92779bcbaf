//! Form for a captured callback: whether it is genuine, what it says, and otherwise why not.

use axum::extract::{Request, State};
use axum::response::Response;
use essbasic::callback::Payload;
use essbasic_devtools::callback_diagnostics::{
    self, CallbackDiagnosis, CallbackSecrets, CapturedCallback, SignatureCheck,
};
use essbasic_devtools::{Language, t};
use http::StatusCode;
use maud::{Markup, html};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::event;
use crate::app_state::AppState;
use crate::language::RequestLanguage;
use crate::limits::{self, short};
use crate::links::Links;
use crate::page::Page;
use crate::paths::{CALLBACKS_PATH, OPEN_CALLBACK_PATH};
use crate::tree::Tree;

/// A posted form. Token and key are wiped when dropped, and not rendered.
#[derive(Debug, Default)]
struct Form {
    capture: String,
    signature: String,
    token: Option<SecretString>,
    key: Option<SecretString>,
}

impl Form {
    fn parse(body: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            let secret = || Some(value.trim()).filter(|it| !it.is_empty()).map(SecretString::from);
            match &*name {
                // Browsers encode line breaks as CR LF.
                "capture" => form.capture = value.replace("\r\n", "\n"),
                "signature" => value.trim().clone_into(&mut form.signature),
                "callback_token" => form.token = secret(),
                "callback_key" => form.key = secret(),
                _ => {}
            }
        }
        form
    }

    fn secrets(&self) -> Result<CallbackSecrets, callback_diagnostics::CallbackCause> {
        let text =
            |secret: &Option<SecretString>| secret.as_ref().map(|it| it.expose_secret().to_owned());
        CallbackSecrets::new(text(&self.token), text(&self.key))
    }

    fn render(&self, language: Language) -> Markup {
        let capture = if self.capture.len() > limits::REQUEST_BYTES { "" } else { &self.capture };
        let secret = |name: &str, label: &str| {
            html! {
                p.field {
                    label for=(name) { (label) }
                    input #(name) name=(name) type="password" autocomplete="off";
                }
            }
        };
        html! {
            form.diagnosis-form method="post" action=(OPEN_CALLBACK_PATH) autocomplete="off" {
                p.field {
                    label for="capture" { (t!(language, "callback-capture")) }
                    textarea #capture name="capture" spellcheck="false" autocapitalize="off" { "\n" (capture) }
                }
                p.field {
                    label for="signature" { (t!(language, "callback-signature")) }
                    input #signature name="signature" value=(self.signature) placeholder="sha256=…" spellcheck="false";
                }
                (secret("callback_token", &t!(language, "callback-token-label")))
                (secret("callback_key", &t!(language, "callback-key-label")))
                button { (t!(language, "open-callback")) }
            }
        }
    }
}

/// Serves the empty form.
pub(super) async fn show(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
) -> Response {
    page(&state, language, StatusCode::OK, &html! { (Form::default().render(language)) })
}

/// Serves the form with the diagnosis of a posted one.
pub(super) async fn diagnose(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    request: Request,
) -> Response {
    let read = state.form_memory().read(request, limits::DIAGNOSIS_FORM_BYTES).await;
    let (body, memory) = match read {
        Ok(read) => read,
        Err(status) => {
            let content = html! {
                p.bad role="alert" { (t!(language, "request-too-large")) }
                (Form::default().render(language))
            };
            return page(&state, language, status, &content);
        }
    };
    let workers = state.workers().clone();
    let diagnosis = move |_: &_| {
        let _held = memory;
        let form = Form::parse(&body);
        let content = html! { (report(&form, language)) (form.render(language)) };
        page(&state, language, StatusCode::OK, &content)
    };
    workers.respond(diagnosis).await
}

fn page(state: &AppState, language: Language, status: StatusCode, content: &Markup) -> Response {
    let title = t!(language, "open-callback");
    let main = html! {
        @if state.sandbox().is_some() { p { a href=(CALLBACKS_PATH) { (t!(language, "all-events")) } } }
        h1 { (title) }
        p { (t!(language, "open-callback-intro")) }
        (content)
    };
    let section = if state.sandbox().is_some() { CALLBACKS_PATH } else { OPEN_CALLBACK_PATH };
    Page::new(state, language, &title)
        .section(section)
        .address(OPEN_CALLBACK_PATH)
        .status(status)
        .styles(&["signature.css"])
        .render(&main)
}

/// Renders the diagnosis.
fn report(form: &Form, language: Language) -> Markup {
    let mut captured = match CapturedCallback::parse(form.capture.as_bytes()) {
        Ok(captured) => captured,
        Err(error) => return finding(&error.message(language), None),
    };
    let secrets = match form.secrets() {
        Ok(secrets) => secrets,
        Err(cause) => return finding(&cause.message(language), Some(&cause.hint(language))),
    };
    if !form.signature.is_empty() {
        captured.signature = Some(form.signature.clone());
    }
    let diagnosis = CallbackDiagnosis::new(&captured, &secrets);
    html! {
        section.diagnosis {
            h2 { (heading(&diagnosis, language)) }
            @if let Some(cause) = diagnosis.cause {
                (finding(&cause.message(language), Some(&cause.hint(language))))
            } @else if diagnosis.encrypted && !secrets.has_key() {
                (finding(&t!(language, "callback-needs-key"), None))
            }
            (content(&diagnosis, language))
        }
    }
}

fn finding(message: &str, hint: Option<&str>) -> Markup {
    html! {
        div.finding role="alert" {
            p { strong { (message) } }
            @if let Some(hint) = hint { p { (hint) } }
        }
    }
}

fn heading(diagnosis: &CallbackDiagnosis, language: Language) -> Markup {
    match diagnosis.signature {
        _ if diagnosis.is_genuine() => {
            html! { span.good { (t!(language, "callback-genuine")) } }
        }
        SignatureCheck::NotChecked if diagnosis.cause.is_none() => {
            html! { span.care { (t!(language, "callback-not-checked")) } }
        }
        _ => html! { span.bad { (t!(language, "callback-not-genuine")) } },
    }
}

/// Renders what the callback says.
fn content(diagnosis: &CallbackDiagnosis, language: Language) -> Markup {
    if matches!(diagnosis.payload, Some(Payload::Probe)) {
        return html! { p { (t!(language, "callback-is-probe")) } };
    }
    let Some(message) = diagnosis.message() else { return html! {} };
    let kind = message.event.msg_type();
    html! {
        dl.facts {
            dt { (t!(language, "event")) } dd.mono { (short(kind)) }
            dt { (t!(language, "meaning")) } dd { (short(&callback_diagnostics::summary(message, language))) }
            @if let Some(id) = &message.msg_id { dt { (t!(language, "message-id")) } dd.mono { (short(id)) } }
        }
        (Tree::render_redacted(&Value::Object(message.data.0.clone()), &event::redaction(kind), &Links::default(), language))
    }
}
