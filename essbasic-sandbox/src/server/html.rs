//! What all pages have in common: small, plain, and without a thing from elsewhere.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderName, HeaderValue, StatusCode, header};
use maud::{DOCTYPE, Markup, html};

const STYLE: &str = "\
body{font:17px/1.5 system-ui,sans-serif;max-width:30rem;margin:0 auto;padding:1rem}\
h1{font-size:1.3rem}dt{color:#666}dd{margin:0 0 .5rem}\
input,button{font:inherit;display:block;width:100%;box-sizing:border-box;padding:.6rem;margin:.3rem 0}\
button{background:#0052d9;color:#fff;border:0;border-radius:.3rem}\
button.no{background:#fff;color:#b3261e;border:1px solid}footer{color:#666;font-size:.8rem}";

/// Pages load nothing, are framed by nobody, and tell nobody where they are: their address is
/// all that it takes to act on them.
const HEADERS: [(HeaderName, &str); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    ),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CACHE_CONTROL, "no-store"),
];

/// A page.
pub(super) fn page(status: StatusCode, title: &str, content: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="zh" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (STYLE) }
            }
            body {
                main {
                    h1 { (title) }
                    (content)
                }
                footer { "essbasic sandbox: nothing here is legally binding." }
            }
        }
    };
    let mut response = Response::new(Body::from(page.into_string()));
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    guard(&mut response);
    response
}

/// A page with a sentence on it.
pub(super) fn says(status: StatusCode, title: &str, sentence: &str) -> Response {
    page(status, title, &html! { p { (sentence) } })
}

/// Sends the browser to another page of the sandbox.
pub(super) fn see(path: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(path) = HeaderValue::from_str(path) {
        response.headers_mut().insert(header::LOCATION, path);
    }
    guard(&mut response);
    response
}

/// Adds what every answer for a browser has.
pub(super) fn guard(response: &mut Response) {
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
}

/// The fields for a name and a mobile number.
pub(super) fn person() -> Markup {
    html! {
        input name="Name" placeholder="姓名 name" required;
        input name="Mobile" placeholder="手机号 mobile" inputmode="numeric" pattern="[0-9]{11}" required;
    }
}
