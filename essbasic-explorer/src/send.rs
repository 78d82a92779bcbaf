//! Sending: checked, agreed to where it is not a sandbox, and sent once.

use std::time::Instant;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use essbasic::validate::{self, Violation};
use essbasic::{Effect, Entry};
use http::{HeaderMap, StatusCode};
use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::action::{self, Shown};
use crate::answer::Answer;
use crate::form::Posted;
use crate::language::RequestLanguage;
use crate::site::Site;
use essbasic_devtools::Language;
use essbasic_devtools::action_docs;

/// Sends what a form says, unless something is wrong with it or it was not agreed to.
pub(crate) async fn send(
    State(site): State<Site>,
    RequestLanguage(language): RequestLanguage,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(entry) = essbasic::find(&name) else { return action::none(&site, language, &name) };
    let (posted, action) = (Posted::read(&body), entry.descriptor());
    let members = match posted.members((action.request)()) {
        Ok(members) => members,
        Err(mistake) => return action::mistaken(&site, language, entry, &headers, &mistake),
    };
    let text = posted.control("json");
    let shown = Shown::new(&site, language, entry, &members).text(text);
    let is_unchecked = posted.control("unchecked").is_some();
    let found = validate::json((action.request)(), &members);
    if !found.is_empty() && !is_unchecked {
        let of = if text.is_some() { "json" } else { "fields" };
        let told = wrong(&found, of, language);
        return shown.violations(&found).answer(&headers, StatusCode::UNPROCESSABLE_ENTITY, &told);
    }
    if site.inside().is_none() && action.effect != Effect::Read {
        let agreed = posted.control("agreed").unwrap_or_default();
        if !site.pending().take(agreed, action.name, &members) {
            let asked = ask(&site, entry, &members, is_unchecked, language);
            return shown.answer(&headers, StatusCode::OK, &asked);
        }
    }
    let call = site.client().call_json(action, &members);
    let call = call.language(language.say("en-US", "zh-CN"));
    let call = if is_unchecked { call.unchecked() } else { call };
    let started = Instant::now();
    let result = call.await;
    let answer = Answer { site: &site, entry, result: &result, took: started.elapsed(), language };
    shown.answer(&headers, StatusCode::OK, &answer.render())
}

/// What is wrong with a request that was not sent, each with the way to where it is.
fn wrong(found: &[Violation], of: &str, language: Language) -> Markup {
    html! {
        div.outcome.not_sent {
            h3 { (language.say("Not sent", "未发送")) }
            p { (language.say("The request breaks rules of the manual:", "请求不符合文档要求：")) }
            ul.violations {
                @for violation in found {
                    li data-path=(violation.path) data-message=(violation.message) {
                        a href={ "#m-" (violation.path) } { code { (violation.path) } } " " (violation.message)
                    }
                }
            }
            button.quiet form=(of) name="unchecked" value="1" {
                (language.say("Send it all the same", "仍然发送"))
            }
        }
    }
}

/// Asks whether it shall really be sent: what will happen, where, and for whom.
fn ask(
    site: &Site,
    entry: &Entry,
    members: &Map<String, Value>,
    is_unchecked: bool,
    language: Language,
) -> Markup {
    let action = entry.descriptor();
    let agreed = site.pending().ask(action.name, members);
    let text = Value::Object(members.clone()).to_string();
    let for_whom = for_whom(members);
    html! {
        div.outcome.asked {
            h3 { (language.say("Send it to ", "确认发送到 ")) (site.name()) (language.say("?", "？")) }
            p { strong { (action.name) } " " span lang="zh" { (action.title) } }
            p { (action_docs::describe_effect(action.effect, language).unwrap_or_default()) " "
                (language.say("Nothing was sent so far.", "尚未发送。")) }
            dl.facts {
                dt { (language.say("Where", "环境")) } dd { (site.name()) }
                @for (name, id) in &for_whom { dt { code { (name) } } dd { (id) } }
            }
            form #agree .request method="post" action={ "/actions/" (action.name) } autocomplete="off" {
                input type="hidden" name="json" value=(text);
                input type="hidden" name="agreed" value=(agreed);
                @if is_unchecked { input type="hidden" name="unchecked" value="1"; }
                button.danger type="submit" { (language.say("Yes, send it", "确认发送")) }
            }
        }
    }
}

/// The ids of the agent, by their paths.
fn for_whom(members: &Map<String, Value>) -> Vec<(String, String)> {
    fn ids(place: &str, value: &Value, found: &mut Vec<(String, String)>) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    ids(&format!("{place}.{name}"), member, found);
                }
            }
            Value::String(text) => found.push((place.to_owned(), text.clone())),
            _ => {}
        }
    }
    let mut found = Vec::new();
    ids("Agent", members.get("Agent").unwrap_or(&Value::Null), &mut found);
    found
}
