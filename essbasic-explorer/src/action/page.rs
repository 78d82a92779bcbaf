//! The page around an action: to read on one side, to try on the other.

use axum::response::{IntoResponse, Response};
use essbasic::Entry;
use essbasic::validate::Violation;
use http::{HeaderMap, StatusCode};
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::{facts, is_fragment, tree};
use crate::form::{self, Form};
use crate::markdown::{self, Names};
use crate::page::Page;
use crate::site::Site;
use essbasic_devtools::Language;
use essbasic_devtools::action_docs;

/// An action's page with a request in its form.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    site: &'a Site,
    language: Language,
    entry: &'static Entry,
    members: &'a Map<String, Value>,
    violations: &'a [Violation],
    longer: Option<&'a str>,
    text: Option<&'a str>,
}

impl<'a> Shown<'a> {
    pub(crate) fn new(
        site: &'a Site,
        language: Language,
        entry: &'static Entry,
        members: &'a Map<String, Value>,
    ) -> Self {
        Self { site, language, entry, members, violations: &[], longer: None, text: None }
    }

    /// What is wrong with the request.
    pub(crate) fn violations(self, violations: &'a [Violation]) -> Self {
        Self { violations, ..self }
    }

    /// The list that gets another item.
    pub(crate) fn longer(self, longer: Option<&'a str>) -> Self {
        Self { longer, ..self }
    }

    /// The text in JSON that the request was read from, which is shown as it was typed.
    pub(crate) fn text(self, text: Option<&'a str>) -> Self {
        Self { text, ..self }
    }

    /// The page without anything having happened.
    pub(crate) fn page(self) -> Response {
        self.with(StatusCode::OK, None)
    }

    /// What happened: by itself for a script, else on the page.
    pub(crate) fn answer(
        self,
        headers: &HeaderMap,
        status: StatusCode,
        answer: &Markup,
    ) -> Response {
        if is_fragment(headers) {
            return (status, answer.clone()).into_response();
        }
        self.with(status, Some(answer))
    }

    fn with(self, status: StatusCode, answer: Option<&Markup>) -> Response {
        let (language, action) = (self.language, self.entry.descriptor());
        let content = html! {
            header.action {
                h1.key { (breakable(action.name)) }
                p.title lang="zh" { (action.title) }
                p.badges {
                    a.badge href={ "/?q=" (self.entry.domain()) } { (self.entry.domain().replace('_', " ")) }
                    " " span.badge.(action.effect.name()) { (action.effect.name()) }
                    @if action.deprecated { " " span.badge.care { (language.say("deprecated", "已弃用")) } }
                    " " a href=(action.manual) rel="noreferrer" { (language.say("Manual", "官方文档")) " ↗" }
                    " " a.jump href="#try" { (language.say("Try it", "试一试")) " ↓" }
                }
            }
            div.columns {
                section #read aria-label=(language.say("Documentation", "文档")) { (self.read()) }
                section #try aria-labelledby="try-title" tabindex="-1" { (self.form(answer)) }
            }
        };
        let address = format!("/actions/{}", action.name);
        Page::new(self.site, language, action.name)
            .status(status)
            .at("/")
            .back(&address)
            .styles(&["action.css", "signature.css"])
            .scripts(&["json.js", "limits.js", "files.js", "signature.js", "action.js"])
            .around(&content)
    }

    fn read(self) -> Markup {
        let (language, action) = (self.language, self.entry.descriptor());
        html! {
            div.doc { (markdown::html(action.doc, Names::of(action))) }
            (facts::facts(action, language))
            h2 #request { (language.say("Request", "请求参数")) }
            (tree::request(action, language))
            h2 #answer { (language.say("Answer", "返回")) }
            (tree::answer(action, language))
            h2 #codes { (language.say("Error codes, and what to do", "错误码及处理")) }
            dl.codes {
                @for (code, advice) in action_docs::error_codes(action) {
                    dt { code { (code) } }
                    dd { (markdown::html(advice, Names::of(action))) }
                }
            }
        }
    }

    fn form(self, answer: Option<&Markup>) -> Markup {
        let (language, entry) = (self.language, self.entry);
        let action = entry.descriptor();
        let (address, schema) = (format!("/actions/{}", action.name), (action.request)());
        let form = Form {
            entry,
            members: self.members,
            violations: self.violations,
            longer: self.longer,
            language,
        };
        let text = self.text.map_or_else(|| form::pretty(schema, self.members), str::to_owned);
        html! {
            h2 #try-title { (language.say("Try it", "试一试")) }
            div.ways hidden role="group" aria-label=(language.say("How to write the request", "填写方式")) {
                button.way type="button" data-way="fields" aria-pressed="true" { (language.say("Form", "表单")) }
                button.way type="button" data-way="json" aria-pressed="false" { "JSON" }
            }
            p #kept .faint hidden {
                (language.say("Your last values are filled in. ", "已填入您上次的值。"))
                a href=(address) data-afresh { (language.say("Start afresh", "重新填写")) }
            }
            form #fields .request method="post" action=(address) autocomplete="off" novalidate data-action=(action.name) {
                // What Enter presses, and not the first button of a list.
                button.hidden type="submit" tabindex="-1" aria-hidden="true" {}
                div #members { (form.fields()) }
                (self.buttons("fields"))
            }
            form #json .request method="post" action=(address) autocomplete="off" novalidate {
                label for="text" { (language.say("The request in JSON", "JSON 请求")) }
                textarea #text name="json" rows="16" spellcheck="false" { "\n" (text) }
                p #json-wrong .wrong role="status" {}
                (self.buttons("json"))
            }
            div #result role="region" tabindex="-1" aria-label=(language.say("What happened", "结果")) aria-live="polite" {
                @if let Some(answer) = answer { (answer) }
            }
        }
    }

    fn buttons(self, of: &str) -> Markup {
        let language = self.language;
        let action = self.entry.descriptor();
        let address = format!("/actions/{}", action.name);
        let elsewhere = format!("{address}/elsewhere");
        html! {
            div.buttons {
                button.send type="submit" {
                    @if self.site.inside().is_some() { (language.say("Send", "发送")) }
                    @else { (language.say("Send to ", "发送到 ")) (self.site.name()) }
                }
                button.quiet name="panel" value="call" formaction=(elsewhere) { (language.say("Take it along", "带走代码")) }
                button.quiet name="panel" value="signature" formaction=(elsewhere) { (language.say("How it is signed", "签名过程")) }
                @if of == "fields" {
                    button.quiet name="sample" value="required" formaction={ (address) "/form" } { (language.say("Fill with a sample", "填入示例")) }
                } @else {
                    button.quiet.plain-only name="as" value="form" formaction={ (address) "/form" } { (language.say("Show as a form", "转为表单")) }
                }
            }
        }
    }
}

/// A name that a narrow page breaks between its words.
fn breakable(name: &str) -> Markup {
    let is_start = |(at, letter): (usize, char)| {
        let before = name[..at].chars().next_back();
        letter.is_ascii_uppercase() && before.is_some_and(|before| before.is_ascii_lowercase())
    };
    let starts = name.char_indices().filter(|it| is_start(*it)).map(|(at, _)| at);
    let ends = starts.chain([name.len()]);
    let mut from = 0;
    html! {
        @for end in ends {
            (&name[std::mem::replace(&mut from, end)..end]) wbr;
        }
    }
}
