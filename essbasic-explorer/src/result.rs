//! Result of a call: outcome, response or error, and advice.

use std::borrow::Cow;
use std::time::Duration;

use essbasic::{Entry, Error, ErrorKind, JsonObject, Outcome, Reply};
use essbasic_devtools::{Language, action_docs, error_text, examples, t};
use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::app_state::AppState;
use crate::language::full_stop;
use crate::markdown::{self, Names};
use crate::time;
use crate::{form, highlight, limits};

mod download;
mod next_steps;
mod tree;

/// The result of a call.
#[derive(Clone, Copy)]
pub(crate) struct CallResult<'a> {
    pub(crate) state: &'a AppState,
    pub(crate) entry: &'static Entry,
    pub(crate) request: &'a Map<String, Value>,
    pub(crate) result: &'a Result<Reply<JsonObject>, Error>,
    pub(crate) duration: Duration,
    pub(crate) language: Language,
}

impl CallResult<'_> {
    pub(crate) fn render(self) -> Markup {
        match self.result {
            Ok(reply) => self.done(reply),
            Err(error) => self.failed(error),
        }
    }

    fn done(self, reply: &Reply<JsonObject>) -> Markup {
        let (language, response) = (self.language, &reply.output.0);
        let irregular = self.entry.rewrite_output(response).err();
        html! {
            div.outcome.done {
                h3 { (t!(language, "done")) }
                @if self.state.sandbox().is_some() && examples::is_simulated(self.entry.descriptor().name) {
                    p.care { (t!(language, "simulated-doc")) }
                }
                @if let Some(error) = irregular {
                    p.care { (t!(language, "response-irregular", error = error_text::text(language, &error))) }
                }
                (self.facts(Some(200), None, Some(&reply.request_id)))
            }
            (next_steps::render(self.entry, response, self.request, language))
            h3 { (t!(language, "response")) }
            (tree::tree(self.state, self.entry, response, &reply.request_id, language))
            (download::json(&Value::Object(response.clone()), self.entry.descriptor().name, language))
            (self.sent())
        }
    }

    /// Renders the request as JSON, unless it contains long files.
    fn sent(self) -> Markup {
        let schema = (self.entry.descriptor().request)();
        let json = if form::is_short(self.request) {
            form::pretty(schema, self.request)
        } else {
            String::new()
        };
        let is_shown = !json.is_empty() && json.len() <= limits::SHOWN_BYTES;
        html! { @if is_shown { (highlight::folded(&t!(self.language, "request-json"), &json)) } }
    }

    fn failed(self, error: &Error) -> Markup {
        let language = self.language;
        let (title, meaning) = outcome_texts(error.outcome(), language);
        let cause = error_text::root_cause(language, error);
        let (advice, code) = (self.help(error), error.code().map(essbasic::ErrorCode::as_str));
        html! {
            div class={ "outcome " (error.outcome().as_str()) } {
                h3 { (title) }
                p { (meaning) }
                p.message { (limits::cut(&error_text::message(language, error), limits::LINE_CHARACTERS).0) }
                @if let Some(cause) = cause { p { (t!(language, "cause", cause = cause)) } }
                @if !error.violations().is_empty() {
                    ul.violations {
                        @for violation in error.violations().iter().take(limits::LISTED) {
                            @let requirement = error_text::requirement(language, &violation.requirement);
                            li data-path=(violation.path) data-message=(requirement) {
                                code { (violation.path) } " " (requirement)
                            }
                        }
                    }
                }
                @if let Some(advice) = advice { div.advice { (t!(language, "advice")) (language.sentence_separator()) (advice) } }
                (self.facts(error.http_status(), code, error.request_id()))
            }
            (self.sent())
        }
    }

    fn facts(self, status: Option<u16>, code: Option<&str>, request_id: Option<&str>) -> Markup {
        let language = self.language;
        html! {
            dl.facts {
                @if let Some(code) = code { dt { (t!(language, "error-code")) } dd { code data-copy { (code) } } }
                @if let Some(status) = status { dt { (t!(language, "http-status")) } dd { (status) } }
                @if let Some(id) = request_id { dt { (t!(language, "request-id")) } dd { code data-copy { (id) } } }
                dt { (t!(language, "duration")) } dd { (time::milliseconds(self.duration)) " ms" }
            }
            @if let (Some(id), Some(_)) = (request_id, self.state.sandbox()) {
                p { a href={ "/calls/" (id) } { (t!(language, "view-in-call-log")) } }
            }
        }
    }

    /// Returns the hint of the error, or the help for its code or the class of the code.
    fn help(self, error: &Error) -> Option<Markup> {
        let action = self.entry.descriptor();
        if let Some(hint) = error_text::hint(self.language, error) {
            return Some(html! { (hint) (full_stop(self.language)) });
        }
        let code = error.code().filter(|_| error.kind() == ErrorKind::Service)?.as_str();
        let help = action_docs::error_help(action, code, self.language).map(Cow::Borrowed);
        let help = help.unwrap_or_else(|| action_docs::class_help(code, self.language));
        Some(markdown::html(&help, Names::for_action(action)))
    }
}

/// Returns the title of an outcome, and its meaning.
fn outcome_texts(outcome: Outcome, language: Language) -> (Cow<'static, str>, Cow<'static, str>) {
    match outcome {
        Outcome::NotSent => (t!(language, "not-sent"), t!(language, "not-sent-meaning")),
        Outcome::Refused => (t!(language, "refused"), t!(language, "refused-meaning")),
        _ => (t!(language, "unknown"), t!(language, "unknown-meaning")),
    }
}
