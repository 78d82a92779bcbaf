//! Data of the sandbox: its tables and rows, and commands of testers on them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use essbasic_devtools::{Language, t};
use maud::html;

use crate::app_state::AppState;
use crate::page::Page;
use crate::paths::{CONTRACTS_PATH, DATA_PATH};
use crate::sandbox_page::SandboxPage;
use crate::{flash, tabs};

mod commands;
mod forms;
mod row;
mod table;

pub(crate) use forms::person as person_fields;

/// Routes of this section.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(DATA_PATH, get(overview).post(commands::execute))
        .route("/data/{table}", get(table::page))
        .route("/data/{table}/{*id}", get(row::page))
}

/// Serves the overview: all tables.
async fn overview(context: SandboxPage, Query(query): Query<BTreeMap<String, String>>) -> Response {
    let tables = match context.sandbox.tables().await {
        Ok(tables) => tables,
        Err(error) => return context.read_error(DATA_PATH, &error),
    };
    let language = context.language;
    let heading = t!(language, "sandbox-data");
    let main = html! {
        (tabs::render(DATA_PATH, language))
        h1 { (heading) }
        (flash::message(&query, language))
        ul.tables {
            @for table in tables {
                li { a href={ (DATA_PATH) "/" (table.name) } { (title(table.name, language)) } " " span.faint { (table.rows) } }
            }
        }
    };
    Page::new(&context.state, language, &heading)
        .section(CONTRACTS_PATH)
        .address(DATA_PATH)
        .styles(&["data.css", "contracts.css"])
        .render(&main)
}

/// Returns the title of a table.
fn title(table: &str, language: Language) -> Cow<'_, str> {
    match table {
        "settings" => t!(language, "table-settings"),
        "accounts" => t!(language, "table-accounts"),
        "organizations" => t!(language, "table-organizations"),
        "employees" => t!(language, "table-employees"),
        "roles" => t!(language, "table-roles"),
        "templates" => t!(language, "table-templates"),
        "files" => t!(language, "table-files"),
        "file_contents" => t!(language, "table-contents"),
        "convert_tasks" => t!(language, "table-convert-tasks"),
        "registrations" => t!(language, "table-registrations"),
        "flows" => t!(language, "table-flows"),
        "groups" => t!(language, "table-groups"),
        "cancel_tasks" => t!(language, "table-cancel-tasks"),
        "qr_codes" => t!(language, "table-qr-codes"),
        "seals" => t!(language, "table-seals"),
        "auto_signs" => t!(language, "table-auto-signs"),
        "links" => t!(language, "table-links"),
        "charges" => t!(language, "table-charges"),
        "reports" => t!(language, "table-reports"),
        "scheduled_tasks" => t!(language, "table-scheduled-tasks"),
        "outbox" => t!(language, "table-events"),
        other => other.into(),
    }
}
