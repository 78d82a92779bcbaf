//! Page of a table: its rows, or those that contain a text.

use axum::extract::{Path, Query};
use axum::response::Response;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::{Row, Rows};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;

use super::title;
use crate::limits::short;
use crate::page::Page;
use crate::paths::{CONTRACTS_PATH, DATA_PATH};
use crate::sandbox_page::SandboxPage;
use crate::tree::{Redaction, secrets};
use crate::{links, pagination, status, tabs, time};

/// Number of rows per page.
const PAGE_SIZE: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Selection {
    q: String,
    page: Option<usize>,
}

/// Serves the page.
pub(super) async fn page(
    context: SandboxPage,
    Path(table): Path<String>,
    Query(selection): Query<Selection>,
) -> Response {
    let number = selection.page.unwrap_or(1).clamp(1, 1_000_000);
    let text = selection.q.trim();
    let rows = match context.sandbox.rows(&table, text, (number - 1) * PAGE_SIZE, PAGE_SIZE).await {
        Ok(Some(rows)) => rows,
        Ok(None) => return context.not_found(DATA_PATH),
        Err(error) => return context.read_error(DATA_PATH, &error),
    };
    let heading = title(&table, context.language);
    let main = html! {
        (tabs::render(&format!("{DATA_PATH}/{table}"), context.language))
        p { a href=(DATA_PATH) { (t!(context.language, "all-tables")) } }
        h1 { (heading) " " span.faint { (rows.total) } }
        form.search role="search" {
            label { (t!(context.language, "row-text")) input type="search" name="q" value=(text); }
            button { (t!(context.language, "search")) }
        }
        @if rows.rows.is_empty() { p { (t!(context.language, "no-rows")) } }
        @else { (list(&table, &rows, &context)) }
        (pagination::render(rows.total, PAGE_SIZE, number, |page| address(&table, text, page), context.language))
    };
    Page::new(&context.state, context.language, &heading)
        .section(CONTRACTS_PATH)
        .address(&address(&table, text, number))
        .styles(&["data.css", "contracts.css"])
        .render(&main)
}

/// Returns the address of a page of the list.
fn address(table: &str, text: &str, page: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", text).append_pair("page", &page.to_string());
    format!("{DATA_PATH}/{table}?{}", query.finish())
}

fn list(table: &str, rows: &Rows, context: &SandboxPage) -> Markup {
    let columns = columns(&rows.rows);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(title(table, context.language)) {
            table.rows {
                thead { tr {
                    th scope="col" { (t!(context.language, "table-key")) }
                    @for name in &columns { th scope="col" { (name) } }
                } }
                tbody { @for row in &rows.rows { tr {
                    td { a.key href=(links::raw_address(table, &row.id)) { (short(&row.id)) } }
                    (cells(row, &columns, context.language))
                } } }
            }
        }
    }
}

/// Fields that describe a row, most important first.
const DESCRIPTIVE: [&str; 19] = [
    "kind",
    "purpose",
    "name",
    "flow_name",
    "status",
    "open_id",
    "template",
    "flow",
    "file",
    "quota",
    "count",
    "contracts",
    "verified",
    "delivered",
    "attempts",
    "on",
    "created_on",
    "done_on",
    "expires_on",
];

/// Maximum number of columns, without the key.
const MAX_COLUMNS: usize = 5;

/// Returns the columns for some rows.
fn columns(rows: &[Row]) -> Vec<&'static str> {
    let has = |name: &&&str| rows.iter().any(|row| row.value.get(**name).is_some());
    DESCRIPTIVE.iter().filter(has).take(MAX_COLUMNS).copied().collect()
}

/// Renders the cells of a row. Personal data is redacted.
fn cells(row: &Row, columns: &[&'static str], language: Language) -> Markup {
    let redaction = Redaction::Paths(row.pii_paths, String::new());
    let hidden = secrets(&row.value, &redaction);
    let is_hidden = |text: &str| hidden.iter().any(|it| text.contains(it.as_str()));
    html! {
        @for name in columns {
            td {
                @match &row.value[*name] {
                    Value::Null => {}
                    Value::String(text) if text.is_empty() => {}
                    _ if redaction.field(name).0 => span.faint { "•••" },
                    Value::String(text) if is_hidden(text) => span.faint { "•••" },
                    Value::String(text) if *name == "status" => (status::name(text, language)),
                    Value::String(text) => (short(text)),
                    Value::Number(number) if is_time(name) => {
                        (time::seconds(number.as_i64().unwrap_or(i64::MAX)))
                    },
                    Value::Bool(_) | Value::Number(_) => (row.value[*name]),
                    // An enum is stored as an object with the name of its variant.
                    Value::Object(one) if one.len() == 1 => @for kind in one.keys() { (short(kind)) },
                    Value::Array(_) | Value::Object(_) => span.faint { "…" },
                }
            }
        }
    }
}

/// Returns whether a field is a time, by its name.
fn is_time(name: &str) -> bool {
    name == "on" || name.ends_with("_on")
}
