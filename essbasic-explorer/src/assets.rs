//! Styles and scripts, compiled in.

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{StatusCode, header};

use crate::app_state::AppState;

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

/// Name, content type and content of each asset.
const ASSETS: &[(&str, &str, &str)] = &[
    ("explorer.css", CSS, include_str!("assets/explorer.css")),
    ("action.css", CSS, include_str!("assets/action.css")),
    ("search.css", CSS, include_str!("assets/search.css")),
    ("action.js", SCRIPT, include_str!("assets/action.js")),
    ("explorer.js", SCRIPT, include_str!("assets/explorer.js")),
    ("search.js", SCRIPT, include_str!("assets/search.js")),
    ("files.js", SCRIPT, include_str!("assets/files.js")),
    ("uploads.js", SCRIPT, include_str!("assets/uploads.js")),
    ("times.js", SCRIPT, include_str!("assets/times.js")),
    ("json.js", SCRIPT, include_str!("assets/json.js")),
    ("limits.js", SCRIPT, include_str!("assets/limits.js")),
    ("calls.css", CSS, include_str!("assets/calls.css")),
    ("calls.js", SCRIPT, include_str!("assets/calls.js")),
    ("contracts.css", CSS, include_str!("assets/contracts.css")),
    ("placing.js", SCRIPT, include_str!("assets/placing.js")),
    ("home.css", CSS, include_str!("assets/home.css")),
    ("data.css", CSS, include_str!("assets/data.css")),
    ("settings.css", CSS, include_str!("assets/settings.css")),
    ("signature.css", CSS, include_str!("assets/signature.css")),
    ("signature.js", SCRIPT, include_str!("assets/signature.js")),
    ("icon.svg", SVG, include_str!("assets/icon.svg")),
];

/// Routes of the assets.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/assets/{name}", get(asset))
}

/// Returns the address of an asset.
pub(crate) fn address(name: &str) -> String {
    format!("/assets/{name}")
}

async fn asset(Path(name): Path<String>) -> Response {
    match ASSETS.iter().find(|asset| asset.0 == name) {
        Some((_, kind, text)) => {
            ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, "no-cache")], *text)
                .into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
