//! Renders the page of an action: documentation and form.

use axum::response::{IntoResponse, Response};
use essbasic::Entry;
use essbasic::validate::Violation;
use essbasic_devtools::{Language, action_docs, catalogue_docs, examples, t};
use http::{HeaderMap, StatusCode};
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::{facts, siblings, tree};
use crate::access;
use crate::app_state::AppState;
use crate::error_page;
use crate::form::{self, Form, FormData};
use crate::limits;
use crate::markdown::{self, Names};
use crate::page::Page;
use crate::paths::ACTIONS_PATH;

/// The page of an action with a request in its form.
#[derive(Clone, Copy)]
pub(crate) struct ActionPage<'a> {
    state: &'a AppState,
    language: Language,
    entry: &'static Entry,
    request: &'a Map<String, Value>,
    violations: &'a [Violation],
    grown_list: Option<&'a str>,
    text: Option<&'a str>,
    /// The token, if it was posted as a field.
    access: Option<&'a str>,
}

impl<'a> ActionPage<'a> {
    pub(crate) fn new(
        state: &'a AppState,
        language: Language,
        entry: &'static Entry,
        request: &'a Map<String, Value>,
    ) -> Self {
        let (violations, grown_list, text, access) = (&[][..], None, None, None);
        Self { state, language, entry, request, violations, grown_list, text, access }
    }

    /// Sets the violations to show.
    pub(crate) fn violations(self, violations: &'a [Violation]) -> Self {
        Self { violations, ..self }
    }

    /// Sets the list that gets another item.
    pub(crate) fn grown_list(self, grown_list: Option<&'a str>) -> Self {
        Self { grown_list, ..self }
    }

    /// Sets the form that was posted.
    pub(crate) fn form(self, posted: &'a FormData) -> Self {
        let (text, access) = (posted.control("json"), posted.control(access::FIELD));
        Self { text, access, ..self }
    }

    /// Sets the JSON that the request was parsed from, to show it unchanged.
    pub(crate) fn text(self, text: Option<&'a str>) -> Self {
        Self { text, ..self }
    }

    /// Renders the page without a result.
    pub(crate) fn page(self) -> Response {
        self.render(StatusCode::OK, None)
    }

    /// Renders a result: alone for a script, otherwise in the page.
    pub(crate) fn with_result(
        self,
        headers: &HeaderMap,
        status: StatusCode,
        result: &Markup,
    ) -> Response {
        if error_page::is_fragment(headers) {
            return (status, result.clone()).into_response();
        }
        self.render(status, Some(result))
    }

    fn render(self, status: StatusCode, result: Option<&Markup>) -> Response {
        let (language, action) = (self.language, self.entry.descriptor());
        let names = Names::for_action(action);
        let doc = catalogue_docs::action(language, action);
        let content = html! {
            header.action {
                (siblings::render(self.entry, language))
                h1.key { (breakable(action.name)) }
                p.title lang="zh" { (action.title) }
                div.lead { (markdown::html(&action_docs::summary(doc), names)) }
                p.badges {
                    span.badge.(action.effect.as_str()) { (facts::effect_name(action.effect, language)) }
                    @if self.state.sandbox().is_some() && examples::is_simulated(action.name) {
                        " " span.badge.care title=(t!(language, "simulated-doc")) { (t!(language, "simulated")) }
                    }
                    @if action.deprecated { " " span.badge.care { (t!(language, "deprecated")) } }
                    " " a href=(action.api_reference) rel="noreferrer" { (t!(language, "api-reference")) " ↗" }
                    " " a.jump href="#documentation" { (t!(language, "documentation")) " ↓" }
                }
            }
            div.columns {
                section #try aria-labelledby="try-title" tabindex="-1" { (self.try_it()) }
                div.side {
                    div #result role="region" tabindex="-1" aria-label=(t!(language, "result")) aria-live="polite" {
                        @if let Some(result) = result { (result) }
                    }
                    section #documentation aria-label=(t!(language, "documentation")) { (self.documentation()) }
                }
            }
        };
        let address = format!("/actions/{}", action.name);
        Page::new(self.state, language, action.name)
            .status(status)
            .section(ACTIONS_PATH)
            .address(&address)
            .styles(&["action.css", "signature.css"])
            .scripts(&[
                "json.js",
                "limits.js",
                "files.js",
                "uploads.js",
                "times.js",
                "signature.js",
                "action.js",
            ])
            .render(&content)
    }

    fn documentation(self) -> Markup {
        let (language, action) = (self.language, self.entry.descriptor());
        let names = Names::for_action(action);
        let doc = catalogue_docs::action(language, action);
        // The summary is in the header.
        let details = doc.split_once("\n\n").map(|(_, details)| details);
        html! {
            @if let Some(details) = details { div.doc { (markdown::html(details, names)) } }
            (facts::facts(action, self.state.client().environment(), language))
            details #request .part {
                summary { h2 { (t!(language, "request")) } }
                (tree::request(action, language))
            }
            details #response .part {
                summary { h2 { (t!(language, "response")) } }
                (tree::response(action, language))
            }
            details #codes .part {
                summary { h2 { (t!(language, "error-codes")) " " span.faint { (action.errors.len()) } } }
                dl.codes {
                    @for (code, help) in action_docs::error_codes(action, language) {
                        dt { code { (code) } }
                        dd { (markdown::html(&help, names)) }
                    }
                }
            }
        }
    }

    fn try_it(self) -> Markup {
        let (language, entry) = (self.language, self.entry);
        let action = entry.descriptor();
        let (address, schema) = (format!("/actions/{}", action.name), (action.request)());
        let form = Form {
            entry,
            request: self.request,
            violations: self.violations,
            grown_list: self.grown_list,
            language,
        };
        let text = match self.text {
            Some(text) => text.to_owned(),
            None if form::is_short(self.request) => form::pretty(schema, self.request),
            None => String::new(),
        };
        let text = if text.len() > 2 * limits::REQUEST_BYTES { "" } else { &text };
        let fields = form.fields();
        let is_private = self.state.access().is_some();
        html! {
            h2.hidden #try-title { (t!(language, "try-it")) }
            div.modes hidden role="group" aria-label=(t!(language, "input-mode")) {
                button.mode type="button" data-mode="fields" aria-pressed="true" { (t!(language, "form")) }
                button.mode type="button" data-mode="json" aria-pressed="false" { "JSON" }
            }
            p #restored .faint hidden {
                (t!(language, "values-restored")) (language.sentence_separator())
                a href=(address) data-start-over { (t!(language, "start-over")) }
            }
            form #fields .request method="post" action=(address) autocomplete="off" novalidate data-action=(action.name) data-private[is_private] {
                // Enter presses the first button: this one, not one of a list.
                button.hidden type="submit" tabindex="-1" aria-hidden="true" {}
                (access::field(self.state.access(), self.access, language))
                (self.examples())
                div #values {
                    @if let Some(fields) = fields { (fields) }
                    @else { p.care data-too-long { (t!(language, "form-too-long")) } }
                }
                (self.buttons("fields"))
            }
            form #json .request method="post" action=(address) autocomplete="off" novalidate {
                label for="json-text" { (t!(language, "json-request")) }
                textarea #json-text name="json" rows="16" spellcheck="false" { "\n" (text) }
                p #json-error .error role="status" {}
                (access::field(self.state.access(), self.access, language))
                (self.buttons("json"))
            }
        }
    }

    /// Renders the buttons that fill in an example.
    fn examples(self) -> Markup {
        let (language, name) = (self.language, self.entry.descriptor().name);
        html! {
            div.examples {
                @for (index, example) in examples::for_action(name).iter().enumerate() {
                    button.quiet.small name="example" value=(index) formaction={ "/actions/" (name) "/form" } {
                        @match example.title(language) {
                            Some(title) => (t!(language, "use-this-example", title = title)),
                            None => (t!(language, "use-example")),
                        }
                    }
                }
            }
        }
    }

    fn buttons(self, mode: &str) -> Markup {
        let language = self.language;
        let action = self.entry.descriptor();
        let address = format!("/actions/{}", action.name);
        let preview = format!("{address}/preview");
        html! {
            div.buttons {
                button.send type="submit" {
                    @if self.state.sandbox().is_some() { (t!(language, "send")) }
                    @else { (t!(language, "send-to", name = self.state.name())) }
                }
                button.quiet name="panel" value="code" formaction=(preview) { (t!(language, "get-code")) }
                button.quiet name="panel" value="signature" formaction=(preview) { (t!(language, "signing-steps")) }
                @if mode == "json" {
                    button.quiet.plain-only name="as" value="form" formaction={ (address) "/form" } { (t!(language, "show-as-form")) }
                }
            }
        }
    }
}

/// Renders a name with line break opportunities between its words.
fn breakable(name: &str) -> Markup {
    let is_start = |(at, letter): (usize, char)| {
        let before = name[..at].chars().next_back();
        letter.is_ascii_uppercase() && before.is_some_and(|before| before.is_ascii_lowercase())
    };
    let starts = name.char_indices().filter(|position| is_start(*position)).map(|(at, _)| at);
    let ends = starts.chain([name.len()]);
    let mut from = 0;
    html! {
        @for end in ends {
            (&name[std::mem::replace(&mut from, end)..end]) wbr;
        }
    }
}
