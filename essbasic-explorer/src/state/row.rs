//! A row's own page: its members as a tree, with links to what they name, and what can be done.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};
use serde_json::Value;

use super::{AT, forms, name};
use crate::page::Page;
use crate::places::Places;
use crate::said::said;
use crate::tree::{Marks, Tree};
use crate::watched::Watched;

/// The page.
pub(super) async fn page(
    watched: Watched,
    Path((table, id)): Path<(String, String)>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let row = match watched.inside.row(&table, &id).await {
        Ok(Some(row)) => row,
        Ok(None) => return watched.nothing(AT),
        Err(why) => return watched.untold(AT, &why),
    };
    let value = opened(row.value);
    let places = match Places::of(&watched.inside, &[&value]).await {
        Ok(places) => places,
        Err(why) => return watched.untold(AT, &why),
    };
    let language = watched.language;
    let title = name(&table, language);
    let marks = Marks::Paths(row.pii_paths, String::new());
    let content = html! {
        p { a href={ (AT) "/" (table) } { (title) } }
        h1.key { (row.id) }
        (said(&query, language))
        @if table == "qr_codes" { (picture(&row.key, &watched)) }
        (forms::of(&table, &row.id, &value, &watched))
        h2 { (watched.say("Members", "内容")) }
        (Tree::of(&value, &marks, &places, language))
        @if row.id == row.key {
            p { a href={ "/inspector?" (naming(&row.key)) } {
                (watched.say("Calls that name it", "提及此项的调用"))
            } }
        }
    };
    Page::new(&watched.site, language, title).at(AT).styles(&["state.css"]).around(&content)
}

/// The query for calls that have the last part of a key in them.
fn naming(key: &str) -> String {
    let id = key.rsplit('/').next().unwrap_or_default();
    form_urlencoded::Serializer::new(String::new()).append_pair("q", id).finish()
}

/// An event is kept as text; it is read here, so that it can be opened.
fn opened(mut value: Value) -> Value {
    let text = value.get("event").and_then(Value::as_str);
    if let Some(event) = text.and_then(|text| serde_json::from_str::<Value>(text).ok()) {
        value["event"] = event;
    }
    value
}

fn picture(id: &str, watched: &Watched) -> Markup {
    let link = watched.inside.url(&format!("/qr-codes/{id}"));
    html! {
        figure {
            img.code src={ "/pictures/" (id) } width="220" height="220"
                alt=(watched.say("The QR code, of the address below it", "二维码，内容为下方链接"));
            figcaption { a href=(link) { (link) } }
        }
    }
}
