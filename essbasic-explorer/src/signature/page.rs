//! Signature page: diagnosis form, and signing steps of an example.

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::get;
use essbasic::schema::{SampleMode, sample};
use essbasic::{Credential, Effect, Entry};
use essbasic_devtools::signature_diagnostics::KeyDisplay;
use essbasic_devtools::{Language, examples, t};
use http::StatusCode;
use maud::{Markup, html};

use super::form::Form;
use super::{report, steps};
use crate::app_state::AppState;
use crate::language::{RequestLanguage, comma};
use crate::limits;
use crate::page::Page;

/// Credential of the example outside of a sandbox.
const EXAMPLE_KEY: (&str, &str) = ("AKIDEXAMPLE", "ExampleSecretKey");

/// Routes of this page.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/signature", get(show).post(diagnose))
}

async fn show(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
) -> Response {
    let workers = state.workers().clone();
    let render_page = move |_: &_| {
        let content = html! {
            (heading(language))
            (Form::default().render(&state, language))
            (example(&state, language))
        };
        render(&state, language, StatusCode::OK, &content)
    };
    workers.respond(render_page).await
}

async fn diagnose(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    request: Request,
) -> Response {
    let read = state.form_memory().read(request, limits::DIAGNOSIS_FORM_BYTES).await;
    let (body, memory) = match read {
        Ok(read) => read,
        Err(status) => {
            let content = html! {
                (heading(language))
                p.bad role="alert" { (t!(language, "request-too-large")) }
                (Form::default().render(&state, language))
            };
            return render(&state, language, status, &content);
        }
    };
    let workers = state.workers().clone();
    let diagnosis = move |abandoned: &_| {
        let _held = memory;
        let form = Form::parse(&body);
        let report = report::render(&form, &state, language, abandoned);
        let content = html! { (heading(language)) (report) (form.render(&state, language)) };
        render(&state, language, StatusCode::OK, &content)
    };
    workers.respond(diagnosis).await
}

fn render(state: &AppState, language: Language, status: StatusCode, content: &Markup) -> Response {
    Page::new(state, language, &t!(language, "signature"))
        .section("/signature")
        .status(status)
        .styles(&["signature.css"])
        .scripts(&["signature.js"])
        .render(content)
}

fn heading(language: Language) -> Markup {
    html! {
        h1 { (t!(language, "signature")) }
        p {
            (t!(language, "signature-intro"))
        }
    }
}

/// Renders the signing steps of an action that only reads.
fn example(state: &AppState, language: Language) -> Markup {
    let is_read = |entry: &&Entry| entry.descriptor().effect == Effect::Read;
    let Some(entry) = essbasic::CATALOGUE.iter().find(is_read) else { return html! {} };
    let action = entry.descriptor();
    let examples = examples::for_action(action.name);
    let members = match examples.first() {
        Some(example) if state.sandbox().is_some() => example.request(examples::now()),
        // An example has the agent of a sandbox.
        _ => sample((action.request)(), SampleMode::Required),
    };
    let (credential, keys) = match (state.sandbox(), state.credential()) {
        (Some(_), Some(credential)) => (credential.clone(), steps::key_display(state)),
        // A real key signs only requests of the user.
        _ => (Credential::new(EXAMPLE_KEY.0, EXAMPLE_KEY.1), KeyDisplay::Revealed),
    };
    let client = state.client_builder().credential(credential.clone());
    html! {
        section {
            h2 #steps { (t!(language, "signing-steps")) }
            p {
                (t!(language, "signing-steps-example")) (language.sentence_separator()) code { (action.name) }
                @if state.sandbox().is_none() {
                    (comma(language))
                    (t!(language, "example-key"))
                }
            }
            (steps::render(client, &credential, keys, entry, &members, language))
        }
    }
}
