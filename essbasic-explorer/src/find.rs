//! Finding an action: all of them by domain, or those that a few words are about.

use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use essbasic::{CATALOGUE, Entry};
use maud::{Markup, html};
use serde::Deserialize;

use crate::language::RequestLanguage;
use crate::markdown::{self, Names};
use crate::page::Page;
use crate::site::Site;
use essbasic_devtools::Language;
use essbasic_devtools::action_docs::{self, MatchReason, SearchResult};

mod domain;

/// The addresses of this page.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/", get(page)).route("/find", get(fragment))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

async fn page(
    State(site): State<Site>,
    RequestLanguage(language): RequestLanguage,
    Query(asked): Query<Asked>,
) -> Response {
    let title = language.say("Actions", "接口");
    let content = html! {
        h1 { (title) }
        form.find role="search" action="/" method="get" {
            label for="q" { (language.say("Find an action", "查找接口")) }
            div.line {
                input #q type="search" name="q" value=(asked.q) autocomplete="off" spellcheck="false"
                    placeholder=(language.say("name, title, member, error code …", "名称、标题、参数、错误码……"));
                kbd aria-hidden="true" { "/" }
                button.plain-only { (language.say("Find", "查找")) }
            }
        }
        div #found { (list(&asked.q, language)) }
    };
    let back = form_urlencoded::Serializer::new(String::new()).append_pair("q", &asked.q).finish();
    let back = if asked.q.is_empty() { "/".to_owned() } else { format!("/?{back}") };
    Page::new(&site, language, title)
        .back(&back)
        .styles(&["find.css"])
        .scripts(&["find.js"])
        .around(&content)
}

/// The list alone, for a script while somebody types.
async fn fragment(
    RequestLanguage(language): RequestLanguage,
    Query(asked): Query<Asked>,
) -> Markup {
    list(&asked.q, language)
}

fn list(typed: &str, language: Language) -> Markup {
    let words = action_docs::split_query(typed);
    if words.is_empty() {
        return all(language);
    }
    let found = action_docs::search(&words);
    html! {
        p.count role="status" {
            @match found.len() {
                0 => { (language.say("No action is about “", "没有与“")) (typed) (language.say("”.", "”相关的接口。")) }
                1 => (language.say("1 action", "1 个接口")),
                many => { (many) " " (language.say("actions", "个接口")) }
            }
        }
        ul.actions { @for found in &found { (line(found.entry, Some(found), language)) } }
    }
}

fn all(language: Language) -> Markup {
    html! {
        p.count role="status" { (CATALOGUE.len()) " " (language.say("actions", "个接口")) }
        @for entries in CATALOGUE.chunk_by(|one, other| one.domain() == other.domain()) {
            @if let Some(first) = entries.first() {
                section.domain aria-labelledby={ "domain-" (first.domain()) } {
                    h2 id={ "domain-" (first.domain()) } {
                        (domain::name(first.domain(), language)) " " span.faint { (entries.len()) }
                    }
                    ul.actions { @for entry in entries { (line(entry, None, language)) } }
                }
            }
        }
    }
}

fn line(entry: &Entry, found: Option<&SearchResult>, language: Language) -> Markup {
    let action = entry.descriptor();
    let names = Names::of(action);
    html! {
        li {
            a href={ "/actions/" (action.name) } {
                span.name { (action.name) } " " span.title lang="zh" { (action.title) }
            }
            @if action.deprecated { " " span.badge.care { (language.say("deprecated", "已弃用")) } }
            div.summary { (markdown::html(&action_docs::summary(action.doc), names)) }
            @if let Some(found) = found.filter(|found| !found.reasons.is_empty()) {
                p.why {
                    @for (at, reason) in found.reasons.iter().enumerate() {
                        @if at > 0 { ", " }
                        (why(*reason, language))
                    }
                }
            }
        }
    }
}

fn why(reason: MatchReason, language: Language) -> Markup {
    let (what, name) = match reason {
        MatchReason::FieldName(name) => (language.say("member ", "参数 "), name),
        MatchReason::FieldDoc(name) => (language.say("about member ", "参数说明 "), name),
        MatchReason::ErrorCode(name) => (language.say("code ", "错误码 "), name),
        MatchReason::Documentation => (language.say("in its documentation", "文档正文"), ""),
    };
    html! { (what) @if !name.is_empty() { code { (name) } } }
}
