//! Rejects cross-site requests, and adds security headers to every response.

use std::borrow::Cow;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use essbasic_devtools::{Language, t};
use essbasic_sandbox::csrf;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use crate::language::RequestLanguage;

/// Restricts scripts, frames and referrers to this site.
const HEADERS: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    // With `no-referrer`, browsers send `Origin: null` from forms of these pages.
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Rejects cross-site requests and adds the headers.
pub(crate) async fn apply(request: Request, next: Next) -> Response {
    let RequestLanguage(language) = RequestLanguage::from_headers(request.headers());
    let mut response = match rejection(request.method(), request.headers(), language) {
        Some(reason) => (StatusCode::FORBIDDEN, reason).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    let cache = response.headers_mut().entry(header::CACHE_CONTROL);
    cache.or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Returns the reason to reject a request that another site made the browser send.
fn rejection(
    method: &Method,
    headers: &HeaderMap,
    language: Language,
) -> Option<Cow<'static, str>> {
    if !csrf::has_local_host(headers) {
        return Some(t!(language, "host-not-local"));
    }
    let is_cross_site = csrf::is_cross_site(method, headers);
    is_cross_site.then(|| t!(language, "cross-site-rejected"))
}
