//! What became of a call: whether the service acted, what it said, and what to do.

use std::time::Duration;

use essbasic::{Entry, Error, ErrorKind, JsonObject, Outcome, Reply};
use maud::{Markup, html};
use serde_json::Value;

use crate::markdown::{self, Names};
use crate::site::Site;
use essbasic_devtools::Language;
use essbasic_devtools::action_docs;

mod download;
mod tree;

/// What became of a call.
#[derive(Clone, Copy)]
pub(crate) struct Answer<'a> {
    pub(crate) site: &'a Site,
    pub(crate) entry: &'static Entry,
    pub(crate) result: &'a Result<Reply<JsonObject>, Error>,
    pub(crate) took: Duration,
    pub(crate) language: Language,
}

impl Answer<'_> {
    pub(crate) fn render(self) -> Markup {
        match self.result {
            Ok(reply) => self.done(reply),
            Err(error) => self.failed(error),
        }
    }

    fn done(self, reply: &Reply<JsonObject>) -> Markup {
        let (language, members) = (self.language, &reply.output.0);
        let misread = self.entry.rewrite_output(members).err();
        html! {
            div.outcome.done {
                h3 { (language.say("Done", "成功")) }
                @if let Some(misread) = misread {
                    p.care { (language.say(
                        "The service acted. Its answer is not quite this action's: ",
                        "服务已执行，但返回与文档不符：",
                    )) (misread) }
                }
                (self.facts(Some(200), None, Some(&reply.request_id)))
            }
            h3 { (language.say("Answer", "返回")) }
            (tree::tree(self.site, self.entry, members, &reply.request_id, language))
            (download::whole(&Value::Object(members.clone()), self.entry.descriptor().name, language))
        }
    }

    fn failed(self, error: &Error) -> Markup {
        let language = self.language;
        let (title, class, said) = outcome(error.outcome(), language);
        let deepest = deepest(error).filter(|text| !error.message().contains(text));
        let (advice, code) = (self.advice(error), error.code().map(essbasic::ErrorCode::as_str));
        html! {
            div class={ "outcome " (class) } {
                h3 { (title) }
                p { (said) }
                p.message { (error.message()) }
                @if let Some(deepest) = deepest { p { (language.say("Because: ", "原因：")) (deepest) } }
                @if !error.violations().is_empty() {
                    ul.violations {
                        @for violation in error.violations() {
                            li data-path=(violation.path) data-message=(violation.message) { (violation) }
                        }
                    }
                }
                @if let Some(advice) = advice { div.advice { (language.say("What to do: ", "怎么办：")) (advice) } }
                (self.facts(error.http_status(), code, error.request_id()))
            }
        }
    }

    fn facts(self, status: Option<u16>, code: Option<&str>, request_id: Option<&str>) -> Markup {
        let language = self.language;
        html! {
            dl.facts {
                @if let Some(code) = code { dt { (language.say("Code", "错误码")) } dd { code data-copy { (code) } } }
                @if let Some(status) = status { dt { (language.say("HTTP status", "HTTP 状态")) } dd { (status) } }
                @if let Some(id) = request_id { dt { (language.say("Request id", "请求 ID")) } dd { code data-copy { (id) } } }
                dt { (language.say("Took", "用时")) } dd { (milliseconds(self.took)) " ms" }
            }
            @if let (Some(id), Some(_)) = (request_id, self.site.inside()) {
                p { a href={ "/inspector/" (id) } { (language.say("See it in the inspector", "在调用记录中查看")) } }
            }
        }
    }

    /// What to do: as the error itself says, else as the action's documentation or the code's
    /// class does.
    fn advice(self, error: &Error) -> Option<Markup> {
        let action = self.entry.descriptor();
        if let Some(hint) = error.hint() {
            return Some(html! { (hint) "." });
        }
        let code = error.code().filter(|_| error.kind() == ErrorKind::Service)?.as_str();
        let said =
            action_docs::error_help(action, code).unwrap_or_else(|| action_docs::class_help(code));
        Some(markdown::html(said, Names::of(action)))
    }
}

/// An outcome in words: its title, its class, and whether the service acted.
fn outcome(outcome: Outcome, language: Language) -> (&'static str, &'static str, &'static str) {
    let (title, said) = match outcome {
        Outcome::NotSent => (
            ("Not sent", "未发送"),
            ("Nothing left this machine, so it may be sent again.", "请求未发出，可以重新发送。"),
        ),
        Outcome::Refused => (
            ("Refused", "被拒绝"),
            (
                "The service read the request, and answered that it would not.",
                "服务已收到请求并拒绝执行。",
            ),
        ),
        _ => (
            ("Unknown", "结果未知"),
            (
                "It was sent, and no answer could be understood: the service may have acted. Find out before sending it again.",
                "请求已发出，但未得到可理解的应答：服务可能已执行。重发前请先确认。",
            ),
        ),
    };
    (language.say(title.0, title.1), outcome.name(), language.say(said.0, said.1))
}

/// The cause at the bottom, which says most.
fn deepest(error: &Error) -> Option<String> {
    let mut deepest = std::error::Error::source(error)?;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    Some(deepest.to_string()).filter(|text| !text.is_empty())
}

fn milliseconds(took: Duration) -> String {
    format!("{:.1}", took.as_secs_f64() * 1000.0)
}
