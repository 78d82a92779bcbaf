//! Overview: all tables, the clock and the faults.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::response::Response;
use essbasic_devtools::t;
use maud::html;

use super::{PATH, forms, title};
use crate::flash;
use crate::page::Page;
use crate::sandbox_page::SandboxPage;

/// Serves the page.
pub(super) async fn page(
    context: SandboxPage,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let (tables, now) = match (context.sandbox.tables().await, context.sandbox.now().await) {
        (Ok(tables), Ok(now)) => (tables, now),
        (Err(error), _) | (_, Err(error)) => return context.read_error(PATH, &error),
    };
    let language = context.language;
    let heading = t!(language, "sandbox-data");
    let main = html! {
        h1 { (heading) }
        (flash::message(&query, language))
        ul.tables {
            @for table in tables {
                li { a href={ (PATH) "/" (table.name) } { (title(table.name, language)) } " " span.faint { (table.rows) } }
            }
        }
        (forms::clock(now, language))
        (forms::faults(&context))
    };
    Page::new(&context.state, language, &heading).section(PATH).styles(&["data.css"]).render(&main)
}
