//! Guided stories of a sandbox: pages with numbered steps, each of which is done by one button.
//!
//! The steps that are done are read from the call log since the story was begun. The address holds that
//! place in the log; nothing else is stored.

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

/// Routes of the stories.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(callbacks::RECEIVER, post(callbacks::accept))
        .route("/stories/{story}", get(page))
        .route("/stories/{story}/{step}", post(run))
}

/// A story.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Story {
    QrCode,
    Contract,
    Callbacks,
}

impl Story {
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

    /// Returns the address that begins the story.
    pub(crate) fn address(self) -> String {
        format!("/stories/{}", self.name())
    }

    pub(crate) fn title(self, language: Language) -> Cow<'static, str> {
        match self {
            Self::QrCode => t!(language, "story-qr-code"),
            Self::Contract => t!(language, "story-contract"),
            Self::Callbacks => t!(language, "story-callbacks"),
        }
    }

    pub(crate) fn summary(self, language: Language) -> Cow<'static, str> {
        match self {
            Self::QrCode => t!(language, "story-qr-code-summary"),
            Self::Contract => t!(language, "story-contract-summary"),
            Self::Callbacks => t!(language, "story-callbacks-summary"),
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

/// Progress of a story: its sandbox, and the records since it was begun.
struct Progress {
    story: Story,
    context: SandboxPage,
    since: u64,
    recorded: Recorded,
}

/// A step of a story.
struct Step {
    title: Cow<'static, str>,
    text: Cow<'static, str>,
    /// Result, once the step is done.
    result: Option<Markup>,
    /// Controls that do the step.
    controls: Markup,
}

/// Serves a story. Without the place at which it was begun, begins it now.
async fn page(
    context: SandboxPage,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let Some(story) = Story::find(&name) else { return context.not_found("/") };
    let since = query.get("since").and_then(|it| it.parse().ok());
    let Some(since) = since else {
        let last = context.sandbox.watch_calls().borrow().last;
        return Redirect::to(&format!("{}?since={last}", story.address())).into_response();
    };
    let progress = Progress::new(story, context, since);
    let steps = story.steps(&progress);
    progress.render(&steps, &query)
}

/// Does a step, and shows the story again.
async fn run(
    context: SandboxPage,
    Path((name, step)): Path<(String, String)>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let Some(story) = Story::find(&name) else { return context.not_found("/") };
    let since = query.get("since").and_then(|it| it.parse().ok()).unwrap_or_default();
    let progress = Progress::new(story, context, since);
    let done = match story {
        Story::QrCode => qr_code::run(&progress, &step).await,
        Story::Contract => contract::run(&progress, &step).await,
        Story::Callbacks => callbacks::run(&progress, &step).await,
    };
    let address = progress.address();
    match done {
        Ok(()) => Redirect::to(&format!("{address}#next")).into_response(),
        Err(code) => {
            let code = code.replace('!', "%21");
            Redirect::to(&format!("{address}&message={code}")).into_response()
        }
    }
}

impl Progress {
    fn new(story: Story, context: SandboxPage, since: u64) -> Self {
        let recorded = Recorded::new(context.sandbox.records_after(since));
        Self { story, context, since, recorded }
    }

    fn address(&self) -> String {
        format!("{}?since={}", self.story.address(), self.since)
    }

    fn language(&self) -> Language {
        self.context.language
    }

    fn render(&self, steps: &[Step], query: &BTreeMap<String, String>) -> Response {
        let language = self.language();
        let title = self.story.title(language);
        let done = steps.iter().filter(|it| it.result.is_some()).count();
        let current = steps.iter().position(|it| it.result.is_none());
        let main = html! {
            p { a href="/" { (t!(language, "home")) } }
            h1 { (title) }
            p { (self.story.summary(language)) }
            (flash::message(query, language))
            p.progress {
                progress value=(done) max=(steps.len()) aria-label=(t!(language, "story-progress-label")) {}
                " " (t!(language, "story-progress", done = done, steps = steps.len()))
            }
            ol.steps {
                @for (index, step) in steps.iter().enumerate() {
                    @let is_current = current == Some(index);
                    li id=[is_current.then_some("next")] .done[step.result.is_some()] .current[is_current]
                        aria-current=[is_current.then_some("step")] {
                        h2 {
                            (step.title)
                            @if step.result.is_some() { " " span.good { "✓" span.hidden { " " (t!(language, "story-step-done")) } } }
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
                div.outcome.done role="status" { p { (t!(language, "story-complete")) } }
            }
            div.buttons {
                a.button.quiet href=(self.story.address()) { (t!(language, "story-again")) }
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

    /// Renders the button that does a step.
    fn button(&self, step: &str, label: &str) -> Markup {
        html! {
            form method="post" action={ (self.story.address()) "/" (step) "?since=" (self.since) } {
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
                    (t!(self.language(), "story-open-form"))
                }
            }
        }
    }

    /// Sends a request of the agent. `Err` is the code of the message.
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

    /// Executes a command of a person. `Err` is the code of the message.
    async fn act(&self, command: Command) -> Result<CommandOutput, &'static str> {
        self.context.sandbox.execute(&command).await.map_err(flash::error)
    }
}

/// The signer of the stories, obviously invented.
fn signer() -> Person {
    Person { name: "测试甲".to_owned(), mobile: "13000000001".to_owned() }
}

/// Returns a form with fields, as the query of an action's page.
fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// Renders the ID of an object, and the link to its call.
fn created(label: &str, id: &str, call: u64, language: Language) -> Markup {
    html! {
        p {
            (label) " " code data-copy { (id) } " "
            a href={ "/calls/" (call) } { (t!(language, "story-view-call")) }
        }
    }
}

/// Returns a text of a response, by its path.
fn text<'a>(value: &'a Map<String, Value>, path: &str) -> Option<&'a str> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let value = value.get(first)?;
    if rest.is_empty() { value.as_str() } else { value.pointer(&format!("/{rest}"))?.as_str() }
}
