//! Protection of local HTTP servers against requests that other sites make a browser send.

use std::net::IpAddr;

use http::{HeaderMap, HeaderName, Method, header};

/// Returns whether a request that changes something was sent by another site's page.
///
/// Relies on headers that browsers add. Clients that are no browsers send none, and are accepted.
pub fn is_cross_site(method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() {
        return false;
    }
    // No page can set this header; browsers send it to every trustworthy address.
    if let Some(site) = text(headers, &HeaderName::from_static("sec-fetch-site")) {
        return !matches!(site, "same-origin" | "none");
    }
    let host = text(headers, &header::HOST).unwrap_or_default();
    let is_own = |origin: &str| {
        let authority = ["http://", "https://"].into_iter().find_map(|it| origin.strip_prefix(it));
        authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
    };
    text(headers, &header::ORIGIN).is_some_and(|origin| !is_own(origin))
}

/// Returns whether a request names its host as an IP address or as `localhost`.
///
/// Any other name may belong to a site that resolves it to this machine (DNS rebinding).
pub fn has_local_host(headers: &HeaderMap) -> bool {
    let host = text(headers, &header::HOST).unwrap_or_default();
    let Ok(authority) = host.parse::<http::uri::Authority>() else { return false };
    let name = authority.host();
    name.eq_ignore_ascii_case("localhost")
        || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name).map(|value| value.to_str().unwrap_or_default())
}
