//! Page of a row: its fields as a tree, with links, commands, and the image of a QR code.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::Response;
use essbasic_devtools::t;
use maud::{Markup, html};
use serde_json::Value;

use super::{forms, title};
use crate::flash;
use crate::limits::short;
use crate::links::{self, Links};
use crate::page::Page;
use crate::paths::{CONTRACTS_PATH, DATA_PATH};
use crate::sandbox_page::SandboxPage;
use crate::tree::{Redaction, Tree};

/// Serves the page.
pub(super) async fn page(
    context: SandboxPage,
    Path((table, id)): Path<(String, String)>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let row = match context.sandbox.row(&table, &id).await {
        Ok(Some(row)) => row,
        Ok(None) => return context.not_found(DATA_PATH),
        Err(error) => return context.read_error(DATA_PATH, &error),
    };
    let value = parse_event(row.value);
    let links = match Links::find(&context.sandbox, &[&value]).await {
        Ok(links) => links,
        Err(error) => return context.read_error(DATA_PATH, &error),
    };
    let language = context.language;
    let heading = title(&table, language);
    let redaction = Redaction::Paths(row.pii_paths, String::new());
    let (page, raw) = (links::address(&table, &row.id), links::raw_address(&table, &row.id));
    let main = html! {
        p { a href={ (DATA_PATH) "/" (table) } { (heading) } }
        h1.key { (short(&row.id)) }
        (flash::message(&query, language))
        @if page != raw { p { a href=(page) { (t!(language, "page-of-row")) } } }
        @if table == "qr_codes" { (qr_code(&row.key, &context)) }
        (forms::commands(&table, &row.id, &value, language))
        h2 { (t!(language, "row-fields")) }
        (Tree::render(&value, &redaction, &links, language))
        @if row.id == row.key {
            p { a href={ "/calls?" (calls_query(&row.key)) } { (t!(language, "related-calls")) } }
        }
    };
    Page::new(&context.state, language, &heading)
        .section(CONTRACTS_PATH)
        .address(&raw)
        .styles(&["data.css"])
        .render(&main)
}

/// Returns the query for calls that contain the last part of a key.
fn calls_query(key: &str) -> String {
    let id = key.rsplit('/').next().unwrap_or_default();
    form_urlencoded::Serializer::new(String::new()).append_pair("q", id).finish()
}

/// Parses the body of an event, which is stored as text.
fn parse_event(mut value: Value) -> Value {
    let text = value.get("event").and_then(Value::as_str);
    if let Some(event) = text.and_then(|text| serde_json::from_str::<Value>(text).ok()) {
        value["event"] = event;
    }
    value
}

fn qr_code(id: &str, context: &SandboxPage) -> Markup {
    let link = context.sandbox.url(&format!("/qr-codes/{id}"));
    html! {
        figure {
            img.code src={ "/images/qr-codes/" (id) } width="220" height="220"
                alt=(t!(context.language, "qr-code-image"));
            figcaption { a href=(link) { (link) } }
        }
    }
}
