//! Renders the page of an action: documentation and form.

use axum::response::{IntoResponse, Response};
use essbasic::Entry;
use essbasic::validate::Violation;
use essbasic_devtools::{Language, action_docs, catalogue_docs, t};
use http::{HeaderMap, StatusCode};
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::{facts, tree};
use crate::access;
use crate::app_state::AppState;
use crate::error_page;
use crate::form::{self, Form, FormData};
use crate::limits;
use crate::markdown::{self, Names};
use crate::page::Page;

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
        let content = html! {
            header.action {
                h1.key { (breakable(action.name)) }
                p.title lang="zh" { (action.title) }
                p.badges {
                    a.badge href={ "/?q=" (self.entry.domain()) } { (action_docs::domain_name(self.entry.domain(), language)) }
                    " " span.badge.(action.effect.name()) { (facts::effect_name(action.effect, language)) }
                    @if action.deprecated { " " span.badge.care { (t!(language, "deprecated")) } }
                    " " a href=(action.manual) rel="noreferrer" { (t!(language, "api-reference")) " ↗" }
                    " " a.jump href="#try" { (t!(language, "try-it")) " ↓" }
                }
            }
            div.columns {
                section #documentation aria-label=(t!(language, "documentation")) { (self.documentation()) }
                section #try aria-labelledby="try-title" tabindex="-1" { (self.try_it(result)) }
            }
        };
        let address = format!("/actions/{}", action.name);
        Page::new(self.state, language, action.name)
            .status(status)
            .section("/")
            .address(&address)
            .styles(&["action.css", "signature.css"])
            .scripts(&["json.js", "limits.js", "files.js", "signature.js", "action.js"])
            .render(&content)
    }

    fn documentation(self) -> Markup {
        let (language, action) = (self.language, self.entry.descriptor());
        let doc = catalogue_docs::action(language, action);
        html! {
            div.doc { (markdown::html(doc, Names::for_action(action))) }
            (facts::facts(action, self.state.client().environment(), language))
            h2 #request { (t!(language, "request")) }
            (tree::request(action, language))
            h2 #response { (t!(language, "response")) }
            (tree::response(action, language))
            h2 #codes { (t!(language, "error-codes")) }
            dl.codes {
                @for (code, help) in action_docs::error_codes(action, language) {
                    dt { code { (code) } }
                    dd { (markdown::html(&help, Names::for_action(action))) }
                }
            }
        }
    }

    fn try_it(self, result: Option<&Markup>) -> Markup {
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
            h2 #try-title { (t!(language, "try-it")) }
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
                (access::field(self.state, self.access, language))
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
                (access::field(self.state, self.access, language))
                (self.buttons("json"))
            }
            div #result role="region" tabindex="-1" aria-label=(t!(language, "result")) aria-live="polite" {
                @if let Some(result) = result { (result) }
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
                @if mode == "fields" {
                    button.quiet name="example" value="required" formaction={ (address) "/form" } { (t!(language, "use-example")) }
                } @else {
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
