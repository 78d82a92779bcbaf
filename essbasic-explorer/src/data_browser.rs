//! Data of the sandbox: its tables and rows, and commands for testers.

use std::borrow::Cow;

use axum::Router;
use axum::routing::get;
use essbasic_devtools::{Language, t};

use crate::app_state::AppState;

mod commands;
mod forms;
mod overview;
mod qr_image;
mod row;
mod table;

/// Path of this section.
const PATH: &str = "/data";

/// Routes of this section.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(PATH, get(overview::page).post(commands::execute))
        .route("/data/{table}", get(table::page))
        .route("/data/{table}/{*id}", get(row::page))
        .route("/images/qr-codes/{id}", get(qr_image::svg))
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
