//! Picture of a QR code, which contains the address of its page.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use qrcode::QrCode;
use qrcode::render::svg;

use crate::context::Context;
use crate::server::language::Language;
use crate::server::messages;
use crate::server::response;

/// Width of a module in pixels.
const MODULE: u32 = 8;

/// Serves the picture.
pub(super) async fn show(
    State(context): State<Arc<Context>>,
    language: Language,
    Path(id): Path<String>,
) -> Response {
    let known = context.gateway.store().read(|state| {
        let code = state.qr_codes.get(&id)?;
        Some(state.url(&format!("/qr-codes/{}", code.id)))
    });
    let link = match known.stored().await {
        Ok(Some(link)) => link,
        Ok(None) => return messages::nothing_here(language),
        Err(error) => return messages::failed(language, error),
    };
    // Fails only for links of thousands of characters.
    let Ok(code) = QrCode::new(link) else { return messages::nothing_here(language) };
    // Black on white even on a dark page: not every camera reads inverted codes.
    let picture = code
        .render::<svg::Color<'_>>()
        .module_dimensions(MODULE, MODULE)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    response::response(StatusCode::OK, "image/svg+xml", Body::from(picture))
}
