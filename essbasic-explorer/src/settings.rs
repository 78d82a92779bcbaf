//! Settings of a running sandbox: callbacks, keys, clock, faults, snapshots and reset.

use axum::Router;
use axum::routing::get;

use crate::app_state::AppState;

mod callbacks;
mod clock;
mod commands;
mod faults;
mod keys;
mod page;
mod snapshots;

/// Path of this section.
pub(crate) const PATH: &str = "/settings";

/// Path of the page that asks before a reset.
const RESET_PATH: &str = "/settings/reset";

/// Routes of this section.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(PATH, get(page::show).post(commands::execute))
        .route(RESET_PATH, get(snapshots::confirm_reset))
}
