//! Image of a QR code, with the link that the action returned.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use qrcode::QrCode;
use qrcode::render::svg;

use super::PATH;
use crate::sandbox_page::SandboxPage;

/// Width of a module in pixels.
const MODULE: u32 = 8;

/// Serves the image.
pub(super) async fn svg(context: SandboxPage, Path(id): Path<String>) -> Response {
    match context.sandbox.row("qr_codes", &id).await {
        Ok(Some(_)) => {}
        Ok(None) => return context.not_found(PATH),
        Err(error) => return context.read_error(PATH, &error),
    }
    let link = context.sandbox.url(&format!("/qr-codes/{id}"));
    // Fails only for links of thousands of characters.
    let Ok(code) = QrCode::new(link) else { return StatusCode::NOT_FOUND.into_response() };
    // Black on white even on a dark page: not every camera reads inverted codes.
    let image = code
        .render::<svg::Color<'_>>()
        .module_dimensions(MODULE, MODULE)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    ([(header::CONTENT_TYPE, "image/svg+xml")], image).into_response()
}
