//! Home page of a sandbox: guides, search, and code that connects an SDK.

use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use essbasic_devtools::{Language, t};
use maud::{Markup, html};

use crate::app_state::AppState;
use crate::code_samples;
use crate::guides::Guide;
use crate::language::RequestLanguage;
use crate::page::Page;
use crate::paths::{CONTRACTS_PATH, SETTINGS_PATH};
use crate::search::{self, SearchQuery};

mod connect;

/// Routes of this page.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/", get(home_or_actions))
}

/// Serves the home page of a sandbox; otherwise, and for a search, the list of actions.
async fn home_or_actions(
    State(state): State<AppState>,
    RequestLanguage(language): RequestLanguage,
    Query(query): Query<SearchQuery>,
) -> Response {
    if state.sandbox().is_some() && query.is_empty() {
        return page(&state, language);
    }
    search::page(&state, language, &query)
}

fn page(state: &AppState, language: Language) -> Response {
    let title = t!(language, "home");
    let content = html! {
        h1 { (t!(language, "home-title")) }
        p { (t!(language, "home-intro")) }
        (search::form("", language))
        div #results data-home {}
        section aria-labelledby="guides" {
            h2 #guides { (t!(language, "home-guides")) }
            ul.guides {
                @for guide in Guide::ALL {
                    li {
                        a href=(guide.address()) { (guide.title(language)) }
                        p { (guide.summary(language)) }
                    }
                }
            }
        }
        section aria-labelledby="connect" {
            h2 #connect { (t!(language, "connect-your-sdk")) }
            p { (t!(language, "connect-intro")) }
            (connections(state, language))
        }
        section aria-labelledby="more" {
            h2 #more { (t!(language, "home-more")) }
            ul {
                li { a href="/actions" { (t!(language, "home-actions", count = essbasic::CATALOGUE.len())) } }
                li { a href="/calls" { (t!(language, "home-calls")) } }
                li { a href="/callbacks" { (t!(language, "home-callbacks")) } }
                li { a href=(CONTRACTS_PATH) { (t!(language, "home-contracts")) } }
                li { a href=(SETTINGS_PATH) { (t!(language, "home-settings")) } }
            }
        }
    };
    Page::new(state, language, &title)
        .styles(&["search.css", "signature.css", "home.css"])
        .scripts(&["search.js", "signature.js"])
        .render(&content)
}

/// Renders the lines that point each SDK at this sandbox. One is unfolded at a time.
fn connections(state: &AppState, language: Language) -> Markup {
    let Some(target) = connect::Target::of(state, language) else { return html! {} };
    html! {
        @if !target.has_key { p.care { (t!(language, "connect-own-key")) } }
        @for (index, snippet) in target.snippets().iter().enumerate() {
            details.object.connect name="connect" open[index == 0] {
                summary { (snippet.name) }
                @if !snippet.package.is_empty() { p.faint { code { (snippet.package) } } }
                (code_samples::block(snippet.file, &snippet.code, &format!("connect-{index}"), language))
            }
        }
    }
}
