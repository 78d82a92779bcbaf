//! Guides of a sandbox: pages with numbered steps, each of which a button completes.
//!
//! Completed steps are found in the call log. The address of a guide holds the number of the last record
//! before its start; nothing else is stored.

use std::borrow::Cow;
use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{Command, CommandOutput, Person};
use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::app_state::AppState;
use crate::flash;
use crate::page::Page;
use crate::sandbox_page::SandboxPage;

mod callbacks;
mod contract;
mod qr_code;
mod recorded;
mod sample_pdf;

use recorded::Recorded;

/// Routes of the guides.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(callbacks::RECEIVER, post(callbacks::accept))
        .route("/guides/{guide}", get(page))
        .route("/guides/{guide}/{step}", post(run))
}

/// A guide.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Guide {
    QrCode,
    Contract,
    Callbacks,
}

impl Guide {
    pub(crate) const ALL: [Self; 3] = [Self::QrCode, Self::Contract, Self::Callbacks];

    fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Returns the name in addresses.
    fn name(self) -> &'static str {
        match self {
            Self::QrCode => "qr-code",
            Self::Contract => "contract",
            Self::Callbacks => "callbacks",
        }
    }

    /// Returns the address that starts the guide.
    pub(crate) fn address(self) -> String {
        format!("/guides/{}", self.name())
    }

    pub(crate) fn title(self, language: Language) -> Cow<'static, str> {
        match self {
            Self::QrCode => t!(language, "guide-qr-code"),
            Self::Contract => t!(language, "guide-contract"),
            Self::Callbacks => t!(language, "guide-callbacks"),
        }
    }

    pub(crate) fn summary(self, language: Language) -> Cow<'static, str> {
        match self {
            Self::QrCode => t!(language, "guide-qr-code-summary"),
            Self::Contract => t!(language, "guide-contract-summary"),
            Self::Callbacks => t!(language, "guide-callbacks-summary"),
        }
    }

    fn steps(self, progress: &Progress) -> Vec<Step> {
        match self {
            Self::QrCode => qr_code::steps(progress),
            Self::Contract => contract::steps(progress),
            Self::Callbacks => callbacks::steps(progress),
        }
    }
}

/// Progress of a guide: its sandbox, and the records since its start.
struct Progress {
    guide: Guide,
    context: SandboxPage,
    since: u64,
    recorded: Recorded,
}

/// A step of a guide.
struct Step {
    title: Cow<'static, str>,
    text: Cow<'static, str>,
    /// Result; `None` until the step is completed.
    result: Option<Markup>,
    /// Controls that complete the step.
    controls: Markup,
}

/// Serves a guide. Starts it now if the address has no `since`.
async fn page(
    context: SandboxPage,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let Some(guide) = Guide::find(&name) else { return context.not_found("/") };
    let since = query.get("since").and_then(|it| it.parse().ok());
    let Some(since) = since else {
        let last = context.sandbox.watch_calls().borrow().last;
        return Redirect::to(&format!("{}?since={last}", guide.address())).into_response();
    };
    let progress = Progress::new(guide, context, since);
    let steps = guide.steps(&progress);
    progress.render(&steps, &query)
}

/// Executes a step, and redirects to the guide.
async fn run(
    context: SandboxPage,
    Path((name, step)): Path<(String, String)>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let Some(guide) = Guide::find(&name) else { return context.not_found("/") };
    let since = query.get("since").and_then(|it| it.parse().ok()).unwrap_or_default();
    let progress = Progress::new(guide, context, since);
    let result = match guide {
        Guide::QrCode => qr_code::run(&progress, &step).await,
        Guide::Contract => contract::run(&progress, &step).await,
        Guide::Callbacks => callbacks::run(&progress, &step).await,
    };
    let address = progress.address();
    match result {
        Ok(()) => Redirect::to(&format!("{address}#next")).into_response(),
        Err(code) => {
            let code = code.replace('!', "%21");
            Redirect::to(&format!("{address}&message={code}")).into_response()
        }
    }
}

impl Progress {
    fn new(guide: Guide, context: SandboxPage, since: u64) -> Self {
        let recorded = Recorded::new(context.sandbox.records_after(since));
        Self { guide, context, since, recorded }
    }

    fn address(&self) -> String {
        format!("{}?since={}", self.guide.address(), self.since)
    }

    fn language(&self) -> Language {
        self.context.language
    }

    fn render(&self, steps: &[Step], query: &BTreeMap<String, String>) -> Response {
        let language = self.language();
        let title = self.guide.title(language);
        let done = steps.iter().filter(|it| it.result.is_some()).count();
        let current = steps.iter().position(|it| it.result.is_none());
        let main = html! {
            p { a href="/" { (t!(language, "home")) } }
            h1 { (title) }
            p { (self.guide.summary(language)) }
            (flash::message(query, language))
            p.progress {
                progress value=(done) max=(steps.len()) aria-label=(t!(language, "guide-progress-label")) {}
                " " (t!(language, "guide-progress", done = done, steps = steps.len()))
            }
            ol.steps {
                @for (index, step) in steps.iter().enumerate() {
                    @let is_current = current == Some(index);
                    li id=[is_current.then_some("next")] .done[step.result.is_some()] .current[is_current]
                        aria-current=[is_current.then_some("step")] {
                        h2 {
                            (step.title)
                            @if step.result.is_some() { " " span.good { "✓" span.hidden { " " (t!(language, "guide-step-done")) } } }
                        }
                        @if let Some(result) = &step.result { (result) }
                        @else {
                            p { (step.text) }
                            @if is_current { (step.controls) }
                        }
                    }
                }
            }
            @if current.is_none() {
                div.outcome.done role="status" { p { (t!(language, "guide-complete")) } }
            }
            div.buttons {
                a.button.quiet href=(self.guide.address()) { (t!(language, "guide-again")) }
                a.button.quiet href="/calls" { (t!(language, "view-in-call-log")) }
            }
        };
        Page::new(&self.context.state, language, &title)
            .section("/")
            .address(&self.address())
            .styles(&["signature.css", "home.css"])
            .scripts(&["signature.js"])
            .render(&main)
    }

    /// Renders the button that completes a step.
    fn button(&self, step: &str, label: &str) -> Markup {
        html! {
            form method="post" action={ (self.guide.address()) "/" (step) "?since=" (self.since) } {
                button { (label) }
            }
        }
    }

    /// Renders the button that sends a request, and the link to the form with this request.
    fn request_button(&self, step: &str, label: &str, action: &str, form: &str) -> Markup {
        html! {
            div.buttons {
                (self.button(step, label))
                a.button.quiet href={ "/actions/" (action) "?" (form) } {
                    (t!(self.language(), "guide-open-form"))
                }
            }
        }
    }

    /// Sends a request as the agent. `Err` is the code of the message to show.
    async fn send(&self, action: &str, request: Value) -> Result<(), &'static str> {
        let action = essbasic::find_action(action).ok_or("!failed")?.descriptor();
        let state = &self.context.state;
        let Value::Object(mut request) = request else { return Err("!failed") };
        request.insert("Agent".to_owned(), Value::Object(state.agent().clone()));
        let call =
            state.client().call_json(action, &request).language(self.language().service_tag());
        match call.await {
            Ok(_) => Ok(()),
            Err(error) if error.outcome() == essbasic::Outcome::Refused => Err("!rejected"),
            Err(_) => Err("!no-response"),
        }
    }

    /// Executes a command of a person. `Err` is the code of the message to show.
    async fn act(&self, command: Command) -> Result<CommandOutput, &'static str> {
        self.context.sandbox.execute(&command).await.map_err(flash::error)
    }
}

/// Returns the signer of all guides, an invented person.
fn signer() -> Person {
    Person { name: "测试甲".to_owned(), mobile: "13000000001".to_owned() }
}

/// Encodes fields as the query of an action's page, which fills them into the form.
fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// Renders the ID of an object, and the link to its call.
fn created(label: &str, id: &str, call: u64, language: Language) -> Markup {
    html! {
        p {
            (label) " " code data-copy { (id) } " "
            a href={ "/calls/" (call) } { (t!(language, "guide-view-call")) }
        }
    }
}

/// Returns the string at a path, such as `QrCode/QrCodeId`.
fn text<'a>(value: &'a Map<String, Value>, path: &str) -> Option<&'a str> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let value = value.get(first)?;
    if rest.is_empty() { value.as_str() } else { value.pointer(&format!("/{rest}"))?.as_str() }
}
