//! Pages for the people of a contract, behind links and QR codes.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use super::frame;
use crate::context::Context;

mod contract;
mod link;
mod person;
mod picture;
mod qr_code;
mod texts;

pub(super) use link::show as link;

/// Creates the routes of the pages; `GET /links/{token}` belongs to the documents as well.
pub(super) fn routes() -> Router<Arc<Context>> {
    Router::new()
        .route("/done", get(link::done))
        .route("/canned", get(link::canned))
        .route("/links/{token}", post(link::submit))
        .route("/qr-codes/{id}", get(qr_code::show).post(qr_code::scan))
        .route("/images/qr-codes/{id}", get(picture::show))
        .route("/images/weixin-qr-codes/{id}", get(picture::show))
        .route("/pages/style.css", get(frame::style))
        .route("/pages/language", post(frame::choose_language))
}
