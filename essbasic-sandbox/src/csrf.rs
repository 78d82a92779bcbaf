//! What a browser says of where a request comes from, for whoever takes requests on this machine:
//! a page from elsewhere can make a browser send some.

use std::net::IpAddr;

use http::{HeaderMap, HeaderName, Method, header};

/// Whether a request is sent by another page than its own server's.
///
/// Browsers say so; what is no browser says nothing, and is let in.
pub fn is_cross_site(method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() {
        return false;
    }
    let host = text(headers, &header::HOST).unwrap_or_default();
    let is_own = |origin: &str| {
        let scheme = ["http://", "https://"].into_iter().find_map(|it| origin.strip_prefix(it));
        scheme == Some(host)
    };
    // No page can write this header, and it is there wherever a browser trusts an address.
    if let Some(site) = text(headers, &HeaderName::from_static("sec-fetch-site")) {
        return !matches!(site, "same-origin" | "none");
    }
    text(headers, &header::ORIGIN).is_some_and(|origin| !is_own(origin))
}

/// Whether a request names its host by address, or as `localhost`: no page from elsewhere has one
/// of those for a name of its own.
pub fn has_local_host(headers: &HeaderMap) -> bool {
    let host = text(headers, &header::HOST).unwrap_or_default();
    let Ok(authority) = host.parse::<http::uri::Authority>() else { return false };
    let name = authority.host();
    name == "localhost" || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name).map(|value| value.to_str().unwrap_or_default())
}
