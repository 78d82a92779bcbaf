//! Image of a seal.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::header;

use crate::paths::ORGANIZATIONS_PATH;
use crate::sandbox_page::SandboxPage;

/// Image formats by their first bytes. Anything else that was uploaded is not shown.
const FORMATS: [(&[u8], &str); 2] =
    [(b"\x89PNG\r\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg")];

/// Shown for a seal without a picture, such as one that the service draws.
const PLACEHOLDER: &str = concat!(
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 96\">",
    "<circle cx=\"48\" cy=\"48\" r=\"42\" fill=\"#fff\" stroke=\"#c62828\" stroke-width=\"3\"/>",
    "<path d=\"M48 26l6.5 15 16 1.3-12.3 10.4 3.9 15.6L48 60l-14.1 8.3 3.9-15.6L25.5 42.3l16-1.3z\" fill=\"#c62828\"/>",
    "</svg>"
);

/// Serves the image.
pub(super) async fn image(context: SandboxPage, Path(id): Path<String>) -> Response {
    match context.sandbox.row("seals", &id).await {
        Ok(Some(_)) => {}
        Ok(None) => return context.not_found(ORGANIZATIONS_PATH),
        Err(error) => return context.read_error(ORGANIZATIONS_PATH, &error),
    }
    let bytes = match context.sandbox.seal_image(&id).await {
        Ok(bytes) => bytes.unwrap_or_default(),
        Err(error) => return context.read_error(ORGANIZATIONS_PATH, &error),
    };
    match FORMATS.iter().find(|(start, _)| bytes.starts_with(start)) {
        Some((_, kind)) => ([(header::CONTENT_TYPE, *kind)], bytes).into_response(),
        None => ([(header::CONTENT_TYPE, "image/svg+xml")], PLACEHOLDER).into_response(),
    }
}
