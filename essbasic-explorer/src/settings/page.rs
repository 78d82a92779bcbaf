//! Page of the settings.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::response::Response;
use essbasic_devtools::t;
use http::StatusCode;
use maud::{Markup, html};

use super::{callbacks, clock, faults, keys, snapshots};
use crate::flash;
use crate::page::Page;
use crate::paths::SETTINGS_PATH;
use crate::sandbox_page::SandboxPage;

/// Serves the page.
pub(super) async fn show(
    context: SandboxPage,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let message = flash::message(&query, context.language);
    render(&context, StatusCode::OK, &message, None)
}

/// Renders the page, with a callback that was not accepted.
pub(super) fn render(
    context: &SandboxPage,
    status: StatusCode,
    message: &Markup,
    rejected: Option<&callbacks::Draft>,
) -> Response {
    let language = context.language;
    let title = t!(language, "settings");
    let parts = [
        ("callbacks", t!(language, "callbacks")),
        ("keys", t!(language, "settings-keys")),
        ("clock", t!(language, "clock")),
        ("faults", t!(language, "faults")),
        ("data", t!(language, "settings-data")),
    ];
    let main = html! {
        h1 { (title) }
        (message)
        nav.parts aria-label=(t!(language, "settings-parts")) {
            @for (id, name) in &parts { a href={ "#" (id) } { (name) } }
        }
        section #callbacks { h2 { (parts[0].1) } (callbacks::render(context, rejected)) }
        section #keys { h2 { (parts[1].1) } (keys::render(context)) }
        section #clock { h2 { (parts[2].1) } (clock::render(context)) }
        section #faults { h2 { (parts[3].1) } (faults::render(context)) }
        section #data { h2 { (parts[4].1) } (snapshots::render(context)) }
    };
    Page::new(&context.state, language, &title)
        .status(status)
        .section(SETTINGS_PATH)
        .styles(&["settings.css"])
        .render(&main)
}
