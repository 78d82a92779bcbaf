//! List of organizations.

use axum::extract::Query;
use axum::response::Response;
use essbasic_devtools::{Language, t};
use essbasic_sandbox::Row;
use maud::{Markup, html};

use crate::limits::short;
use crate::links;
use crate::paths::ORGANIZATIONS_PATH;
use crate::row_list::{RowList, Selection};
use crate::sandbox_page::SandboxPage;

/// Serves the page.
pub(super) async fn page(context: SandboxPage, Query(selection): Query<Selection>) -> Response {
    let (language, now) = (context.language, context.sandbox.clock().now);
    let title = t!(language, "table-organizations");
    let footer = html! {
        div.buttons {
            a.button.quiet href="/actions/CreateConsoleLoginUrl" { (t!(language, "add-organization")) }
        }
    };
    let list = RowList { table: "organizations", path: ORGANIZATIONS_PATH, title };
    list.page(context, selection, |row| item(row, now, language), &footer).await
}

fn item(row: &Row, now: i64, language: Language) -> Markup {
    let text = |name: &str| row.value[name].as_str().unwrap_or_default();
    html! {
        p.name {
            a href=(links::address("organizations", &row.id)) { (short(text("name"))) } " "
            (states(&row.value, now, language))
        }
        p.faint { code { (short(&row.id)) } }
    }
}

/// Renders whether an organization is verified and has a valid license.
pub(super) fn states(organization: &serde_json::Value, now: i64, language: Language) -> Markup {
    let is_verified = organization["status"] == "VERIFIED";
    let is_active = organization["active_until"].as_i64().is_some_and(|until| until > now);
    html! {
        @if is_verified { span.badge.read { (t!(language, "verified")) } }
        @else { span.badge.care { (t!(language, "not-verified")) } }
        " "
        @if is_active { span.badge.read { (t!(language, "license-valid")) } }
        @else { span.badge.care { (t!(language, "license-missing")) } }
    }
}
