//! What stands before every page: who may ask, and what a browser may do with an answer.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use essbasic_sandbox::csrf;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

/// Pages run no script but their own, are framed by nobody, and tell nobody where they are.
const HEADERS: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    // Without any, a browser hides from these pages' own forms where they come from.
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Refuses what comes from elsewhere, and adds what every answer for a browser has.
pub(crate) async fn stand(request: Request, next: Next) -> Response {
    let mut response = match refusal(request.method(), request.headers()) {
        Some(why) => (StatusCode::FORBIDDEN, why).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    let kept = response.headers_mut().entry(header::CACHE_CONTROL);
    kept.or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Why a request is not answered: a page from elsewhere made a browser send it.
fn refusal(method: &Method, headers: &HeaderMap) -> Option<&'static str> {
    if !csrf::has_local_host(headers) {
        return Some("These pages are reached by address, or as localhost.");
    }
    let is_from_elsewhere = csrf::is_cross_site(method, headers);
    is_from_elsewhere.then_some("What another page sends is not taken.")
}
