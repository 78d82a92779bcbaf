//! List of templates.

use axum::extract::Query;
use axum::response::Response;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::Row;
use maud::{Markup, html};

use crate::limits::short;
use crate::links;
use crate::paths::TEMPLATES_PATH;
use crate::row_list::{RowList, Selection};
use crate::sandbox_page::SandboxPage;

/// Serves the page.
pub(super) async fn page(context: SandboxPage, Query(selection): Query<Selection>) -> Response {
    let language = context.language;
    let title = t!(language, "table-templates");
    let list = RowList { table: "templates", path: TEMPLATES_PATH, title };
    list.page(context, selection, |row| item(row, language), &html! {}).await
}

fn item(row: &Row, language: Language) -> Markup {
    let parties = row.value["parties"].as_array().map_or(0, Vec::len);
    let fields = row.value["fields"].as_array().map_or(0, Vec::len);
    html! {
        p.name {
            a href=(links::address("templates", &row.id)) { (short(row.value["name"].as_str().unwrap_or_default())) } " "
            (availability(row, language))
        }
        p.faint { (t!(language, "template-size", parties = parties, fields = fields)) " · " code { (short(&row.id)) } }
    }
}

/// Renders whether a template can be used.
pub(super) fn availability(row: &Row, language: Language) -> Markup {
    html! {
        @if row.value["available"] == true { span.badge.read { (t!(language, "template-enabled")) } }
        @else { span.badge.care { (t!(language, "template-disabled")) } }
    }
}
