//! Access to the pages of a real environment, which act with the user's key and show people's data.
//!
//! Browsers send cookies to every port of a host, and any user of the machine may listen on another
//! port of 127.0.0.1. A cookie alone is therefore no credential. Access has two halves:
//!
//! | half | kept by the browser | sent to other ports | required for |
//! |---|---|---|---|
//! | cookie, a random value | as a cookie | yes | every page |
//! | token of the printed address | in `localStorage`, which belongs to one port | no | everything that acts, signs or shows data |
//!
//! Pages that need the cookie alone contain documentation and empty forms, which are public.
//! The address with `?token=…` sets the cookie, and redirects to an address with the token in its
//! fragment, which browsers do not send. A script stores it, removes it from the address, and sends it
//! in a header, which no form or image of another origin can do. Without scripts, forms ask for the
//! token. No page contains it, except in response to a form that had it as a field.

use std::fmt;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use essbasic_devtools::{Language, t};
use http::{HeaderMap, HeaderName, StatusCode, Uri, header};
use maud::{Markup, html};
use subtle::ConstantTimeEq;

use crate::language::RequestLanguage;
use crate::links;

/// Query parameter of the address that the command prints.
const PARAMETER: &str = "token";

/// Header with which scripts send the token.
const HEADER: HeaderName = HeaderName::from_static("x-essbasic-token");

/// Field of forms that holds the token, for browsers without scripts.
pub(crate) const FIELD: &str = "access";

/// Creates a random token for [`environment_pages`](crate::environment_pages): 32 bytes in hexadecimal.
pub fn new_token() -> String {
    let halves: [u128; 2] = [rand::random(), rand::random()];
    halves.map(|half| format!("{half:032x}")).concat()
}

/// The two halves of a server. `Debug` shows neither.
pub(crate) struct Access {
    token: String,
    cookie: String,
}

impl Access {
    pub(crate) fn new(token: &str) -> Self {
        Self { token: token.to_owned(), cookie: new_token() }
    }

    /// Returns whether a request has the token in its header, or in a field of its form.
    pub(crate) fn allows(&self, headers: &HeaderMap, field: Option<&str>) -> bool {
        let sent = headers.get(HEADER).and_then(|value| value.to_str().ok()).or(field);
        sent.is_some_and(|sent| is_equal(sent.trim(), &self.token))
    }
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Access(***)")
    }
}

/// Rejects requests without the cookie. The address with the token sets it.
pub(crate) async fn require_cookie(
    State(access): State<Arc<Access>>,
    request: Request,
    next: Next,
) -> Response {
    let name = cookie_name(request.headers());
    let query = request.uri().query().unwrap_or_default().as_bytes();
    let parameter = form_urlencoded::parse(query).find(|(name, _)| name == PARAMETER);
    if !parameter.is_some_and(|(_, value)| is_equal(&value, &access.token)) {
        let cookies = CookieJar::from_headers(request.headers());
        if cookies.get(&name).is_some_and(|cookie| is_equal(cookie.value(), &access.cookie)) {
            return next.run(request).await;
        }
        let RequestLanguage(language) = RequestLanguage::from_headers(request.headers());
        return (StatusCode::FORBIDDEN, t!(language, "access-denied")).into_response();
    }
    let cookie = Cookie::build((name, &*access.cookie)).path("/").http_only(true);
    let cookie = cookie.same_site(SameSite::Strict).build().to_string();
    let address = format!("{}#key={}", without_token(request.uri()), access.token);
    (StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, address)])
        .into_response()
}

/// Renders the field for the token, for browsers without scripts. It has a value if one was posted.
pub(crate) fn field(access: Option<&Access>, value: Option<&str>, language: Language) -> Markup {
    html! {
        @if access.is_some() {
            label.plain-only {
                (t!(language, "access-token"))
                input type="password" name=(FIELD) value=[value] autocomplete="off";
            }
        }
    }
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
    let path = links::local(uri.path());
    if others.is_empty() { path.to_owned() } else { format!("{path}?{others}") }
}
