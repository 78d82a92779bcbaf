//! List of actions, by domain or by search query.

use std::borrow::Cow;

use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use essbasic::{CATALOGUE, Entry};
use essbasic_devtools::action_docs::{self, MatchReason, SearchResult, SearchResults};
use essbasic_devtools::{Language, catalogue_docs, t};
use maud::{Markup, html};
use serde::Deserialize;

use crate::app_state::AppState;
use crate::language::{RequestLanguage, comma};
use crate::limits;
use crate::markdown::{self, Names};
use crate::page::Page;
use crate::paths::ACTIONS_PATH;

/// Results after this one are folded if only their documentation matches.
const ALWAYS_SHOWN: usize = 8;

/// Routes of this page.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route(ACTIONS_PATH, get(list_page)).route("/search", get(results))
}

/// Parameters of a search.
#[derive(Deserialize)]
pub(crate) struct SearchQuery {
    #[serde(default)]
    q: String,
}

impl SearchQuery {
    /// Returns whether nothing is searched for.
    pub(crate) fn is_empty(&self) -> bool {
        self.q.trim().is_empty()
    }
}

async fn list_page(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    Query(query): Query<SearchQuery>,
) -> Response {
    page(&state, language, &query)
}

/// Serves the list.
pub(crate) fn page(state: &AppState, language: Language, query: &SearchQuery) -> Response {
    let (title, query) =
        (t!(language, "actions"), limits::cut(&query.q, limits::NAME_CHARACTERS).0);
    let content = html! {
        h1 { (title) }
        (form(query, language))
        div #results { (list(query, language)) }
    };
    let address = form_urlencoded::Serializer::new(String::new()).append_pair("q", query).finish();
    let address = if query.is_empty() {
        ACTIONS_PATH.to_owned()
    } else {
        format!("{ACTIONS_PATH}?{address}")
    };
    Page::new(state, language, &title)
        .section(ACTIONS_PATH)
        .address(&address)
        .styles(&["search.css"])
        .scripts(&["search.js"])
        .render(&content)
}

/// Renders the search form.
pub(crate) fn form(query: &str, language: Language) -> Markup {
    html! {
        form.search-form role="search" action=(ACTIONS_PATH) method="get" {
            label for="q" { (t!(language, "find-action")) }
            div.line {
                input #q type="search" name="q" value=(query) autocomplete="off" spellcheck="false"
                    placeholder=(t!(language, "search-placeholder"));
                kbd aria-hidden="true" { "/" }
                button.plain-only { (t!(language, "find")) }
            }
        }
    }
}

/// Serves the results alone, for the script.
async fn results(
    RequestLanguage(language): RequestLanguage,
    Query(query): Query<SearchQuery>,
) -> Markup {
    list(limits::cut(&query.q, limits::NAME_CHARACTERS).0, language)
}

fn list(query: &str, language: Language) -> Markup {
    if query.trim().is_empty() {
        return all(language);
    }
    let SearchResults { results, nearest } = action_docs::search(query);
    let (first, others) = results.split_at(results.len().min(ALWAYS_SHOWN));
    let (folded, others): (Vec<_>, Vec<_>) = others.iter().partition(|it| is_only_mentioned(it));
    html! {
        p.count role="status" {
            @if results.is_empty() { (t!(language, "no-results", query = query)) }
            @else if nearest { (t!(language, "nearest-results", query = query)) }
            @else { (t!(language, "action-count", count = results.len())) }
        }
        ul.actions {
            @for result in first.iter().chain(others) {
                (item(result.entry, &result.reasons, language))
            }
        }
        @if !folded.is_empty() {
            details {
                summary { (t!(language, "documentation-results", count = folded.len())) }
                ul.actions {
                    @for result in folded { (item(result.entry, &result.reasons, language)) }
                }
            }
        }
    }
}

/// Returns whether nothing but the documentation of the action or of its fields matches.
fn is_only_mentioned(result: &SearchResult) -> bool {
    let in_documentation = |reason: &MatchReason| {
        matches!(reason, MatchReason::FieldDoc(_) | MatchReason::Documentation)
    };
    !result.reasons.is_empty() && result.reasons.iter().all(in_documentation)
}

fn all(language: Language) -> Markup {
    html! {
        p.count role="status" { (t!(language, "action-count", count = CATALOGUE.len())) }
        @for entries in CATALOGUE.chunk_by(|one, other| one.domain() == other.domain()) {
            @if let Some(first) = entries.first() {
                section.domain aria-labelledby={ "domain-" (first.domain()) } {
                    h2 id={ "domain-" (first.domain()) } {
                        (action_docs::domain_name(first.domain(), language)) " " span.faint { (entries.len()) }
                    }
                    ul.actions { @for entry in entries { (item(entry, &[], language)) } }
                }
            }
        }
    }
}

fn item(entry: &Entry, reasons: &[MatchReason], language: Language) -> Markup {
    let action = entry.descriptor();
    let names = Names::for_action(action);
    let summary = action_docs::summary(catalogue_docs::action(language, action));
    html! {
        li {
            a href={ "/actions/" (action.name) } {
                span.name { (action.name) } " " span.title lang="zh" { (action.title) }
            }
            @if action.deprecated { " " span.badge.care { (t!(language, "deprecated")) } }
            div.summary { (markdown::html(&summary, names)) }
            @if !reasons.is_empty() {
                p.match {
                    @for (index, reason) in reasons.iter().enumerate() {
                        @if index > 0 { (comma(language)) }
                        (reason_text(*reason, language))
                    }
                }
            }
        }
    }
}

fn reason_text(reason: MatchReason, language: Language) -> Cow<'static, str> {
    match reason {
        MatchReason::FieldName(name) => t!(language, "match-field", name = name),
        MatchReason::FieldDoc(name) => t!(language, "match-field-doc", name = name),
        MatchReason::ErrorCode(name) => t!(language, "match-code", name = name),
        MatchReason::Documentation => t!(language, "match-documentation"),
    }
}
