//! The style and the scripts, which are compiled in.

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{StatusCode, header};

use crate::site::Site;

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

/// Each asset's name, its kind and its text.
const ASSETS: &[(&str, &str, &str)] = &[
    ("explorer.css", CSS, include_str!("assets/explorer.css")),
    ("action.css", CSS, include_str!("assets/action.css")),
    ("find.css", CSS, include_str!("assets/find.css")),
    ("action.js", SCRIPT, include_str!("assets/action.js")),
    ("explorer.js", SCRIPT, include_str!("assets/explorer.js")),
    ("find.js", SCRIPT, include_str!("assets/find.js")),
    ("files.js", SCRIPT, include_str!("assets/files.js")),
    ("json.js", SCRIPT, include_str!("assets/json.js")),
    ("limits.js", SCRIPT, include_str!("assets/limits.js")),
    ("inspector.css", CSS, include_str!("assets/inspector.css")),
    ("inspector.js", SCRIPT, include_str!("assets/inspector.js")),
    ("state.css", CSS, include_str!("assets/state.css")),
    ("signature.css", CSS, include_str!("assets/signature.css")),
    ("signature.js", SCRIPT, include_str!("assets/signature.js")),
    ("icon.svg", SVG, include_str!("assets/icon.svg")),
];

/// The assets' addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/assets/{name}", get(asset))
}

/// Where an asset is.
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
