//! Responses for browsers: security headers, redirects.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderName, HeaderValue, StatusCode, header};

/// Headers of every response for a browser.
///
/// Pages load only their style sheet, cannot be framed and send no referrer: their address alone is
/// enough to act on them.
const SECURITY_HEADERS: [(HeaderName, &str); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'",
    ),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CACHE_CONTROL, "no-store"),
];

/// Creates a response with security headers.
pub(super) fn response(status: StatusCode, content_type: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    for (name, value) in SECURITY_HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Redirects the browser to another page of the sandbox.
#[cfg(feature = "pages")]
pub(super) fn see_other(path: &str) -> Response {
    let mut redirect = response(StatusCode::SEE_OTHER, "text/plain", Body::empty());
    if let Ok(path) = HeaderValue::from_str(path) {
        redirect.headers_mut().insert(header::LOCATION, path);
    }
    redirect
}
