//! Token that protects the pages of a real environment from other users of the machine.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use http::{HeaderMap, StatusCode, Uri, header};
use subtle::ConstantTimeEq;

/// Query parameter of the address that the command prints.
const PARAMETER: &str = "token";

/// Creates a random token for [`environment_pages`](crate::environment_pages): 32 bytes in hexadecimal.
pub fn new_token() -> String {
    let halves: [u128; 2] = [rand::random(), rand::random()];
    halves.map(|half| format!("{half:032x}")).concat()
}

/// Rejects requests without the token. The address with the token sets a cookie.
pub(crate) async fn require_token(
    State(token): State<Arc<str>>,
    request: Request,
    next: Next,
) -> Response {
    let name = cookie_name(request.headers());
    let cookies = CookieJar::from_headers(request.headers());
    if cookies.get(&name).is_some_and(|cookie| is_equal(cookie.value(), &token)) {
        return next.run(request).await;
    }
    let query = request.uri().query().unwrap_or_default().as_bytes();
    let parameter = form_urlencoded::parse(query).find(|(name, _)| name == PARAMETER);
    if parameter.is_some_and(|(_, value)| is_equal(&value, &token)) {
        let cookie = Cookie::build((name, &*token)).path("/").http_only(true);
        let cookie = cookie.same_site(SameSite::Strict).build().to_string();
        let address = without_token(request.uri());
        return (
            StatusCode::SEE_OTHER,
            [(header::SET_COOKIE, cookie), (header::LOCATION, address)],
        )
            .into_response();
    }
    let message = "These pages act with your key. Open the address that the command printed.";
    (StatusCode::FORBIDDEN, message).into_response()
}

/// Returns the name of the cookie, which contains the port: browsers send cookies to all ports.
fn cookie_name(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let port = host.rsplit(':').next().filter(|port| port.bytes().all(|b| b.is_ascii_digit()));
    format!("essbasic-explorer-{}", port.unwrap_or_default())
}

fn is_equal(value: &str, token: &str) -> bool {
    value.as_bytes().ct_eq(token.as_bytes()).into()
}

/// Returns the address without the token, to keep it out of the browser's history.
fn without_token(uri: &Uri) -> String {
    let query = uri.query().unwrap_or_default();
    let others = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != PARAMETER);
    let others = form_urlencoded::Serializer::new(String::new()).extend_pairs(others).finish();
    if others.is_empty() { uri.path().to_owned() } else { format!("{}?{others}", uri.path()) }
}
