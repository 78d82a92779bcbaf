//! A QR code as a picture, of the very link that the action answered.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use qrcode::QrCode;
use qrcode::render::svg;

use super::AT;
use crate::watched::Watched;

/// How many pixels a module has: enough for a telephone's camera.
const MODULE: u32 = 8;

/// The picture.
pub(super) async fn svg(watched: Watched, Path(id): Path<String>) -> Response {
    match watched.inside.row("qr_codes", &id).await {
        Ok(Some(_)) => {}
        Ok(None) => return watched.nothing(AT),
        Err(why) => return watched.untold(AT, &why),
    }
    let link = watched.inside.url(&format!("/qr-codes/{id}"));
    // Only a link of thousands of characters has no code.
    let Ok(code) = QrCode::new(link) else { return StatusCode::NOT_FOUND.into_response() };
    // Black on white, also on a dark page: not every camera reads the opposite.
    let picture = code
        .render::<svg::Color<'_>>()
        .module_dimensions(MODULE, MODULE)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    ([(header::CONTENT_TYPE, "image/svg+xml")], picture).into_response()
}
