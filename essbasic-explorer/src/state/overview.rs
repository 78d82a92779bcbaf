//! All tables, the clock and the faults.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::response::Response;
use maud::html;

use super::{AT, forms, name};
use crate::page::Page;
use crate::said::said;
use crate::watched::Watched;

/// The page.
pub(super) async fn page(
    watched: Watched,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let (tables, now) = match (watched.inside.tables().await, watched.inside.now().await) {
        (Ok(tables), Ok(now)) => (tables, now),
        (Err(why), _) | (_, Err(why)) => return watched.untold(AT, &why),
    };
    let title = watched.say("What the sandbox keeps", "沙箱数据");
    let content = html! {
        h1 { (title) }
        (said(&query, watched.language))
        ul.tables {
            @for table in tables {
                li { a href={ (AT) "/" (table.name) } { (name(table.name, watched.language)) } " " span.faint { (table.rows) } }
            }
        }
        (forms::clock(now, &watched))
        (forms::faults(&watched))
    };
    Page::new(&watched.site, watched.language, title).at(AT).styles(&["state.css"]).around(&content)
}
