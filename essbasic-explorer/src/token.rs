//! A token that only its person has: other users of a machine reach its ports as well.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, Uri, header};
use subtle::ConstantTimeEq;

/// The parameter that an address carries it in, once.
const PARAMETER: &str = "token";

/// A text that nobody guesses: 32 random bytes in hexadecimal.
pub(crate) fn random() -> String {
    let halves: [u128; 2] = [rand::random(), rand::random()];
    halves.map(|half| format!("{half:032x}")).concat()
}

/// Lets those in who have it: by the address that was printed once, then by a cookie.
pub(crate) async fn stand(State(token): State<Arc<str>>, request: Request, next: Next) -> Response {
    let cookie = cookie_name(request.headers());
    if has_cookie(request.headers(), &cookie, &token) {
        return next.run(request).await;
    }
    let query = request.uri().query().unwrap_or_default().as_bytes();
    let shown = form_urlencoded::parse(query).find(|(name, _)| name == PARAMETER);
    if shown.is_some_and(|(_, shown)| is_same(&shown, &token)) {
        let kept = format!("{cookie}={token}; Path=/; HttpOnly; SameSite=Strict");
        let place = without_token(request.uri());
        return (StatusCode::SEE_OTHER, [(header::SET_COOKIE, kept), (header::LOCATION, place)])
            .into_response();
    }
    let why = "These pages act with somebody's key. Open the address that the command printed.";
    (StatusCode::FORBIDDEN, why).into_response()
}

/// A cookie's name, of its port: cookies of one host are sent to all of its ports.
fn cookie_name(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let port = host.rsplit(':').next().filter(|port| port.bytes().all(|b| b.is_ascii_digit()));
    format!("essbasic-explorer-{}", port.unwrap_or_default())
}

fn has_cookie(headers: &HeaderMap, name: &str, token: &str) -> bool {
    let cookies = headers.get_all(header::COOKIE).into_iter();
    let cookies = cookies.filter_map(|cookies| cookies.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';'));
    pairs.any(|pair| {
        let pair = pair.trim().split_once('=');
        pair.is_some_and(|(key, value)| key == name && is_same(value, token))
    })
}

fn is_same(shown: &str, token: &str) -> bool {
    shown.as_bytes().ct_eq(token.as_bytes()).into()
}

/// The address without the token, which should stand in nobody's history.
fn without_token(uri: &Uri) -> String {
    let query = uri.query().unwrap_or_default();
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != PARAMETER);
    let kept = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    if kept.is_empty() { uri.path().to_owned() } else { format!("{}?{kept}", uri.path()) }
}
