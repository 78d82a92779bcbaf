//! Settings of a running sandbox: callbacks, keys, clock, faults, snapshots and reset.

use axum::Router;
use axum::routing::get;

use crate::app_state::AppState;
use crate::paths::{RESET_PATH, SETTINGS_PATH, SNAPSHOTS_PATH};

mod callbacks;
mod clock;
mod commands;
mod faults;
mod keys;
mod page;
mod snapshots;

/// Routes of this section.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(SETTINGS_PATH, get(page::show).post(commands::execute))
        .route(RESET_PATH, get(snapshots::confirm_reset))
        .route(&format!("{SNAPSHOTS_PATH}/{{id}}"), get(snapshots::show))
}
