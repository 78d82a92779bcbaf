//! Rejection of cross-site requests, and security headers of every page.

use essbasic_sandbox::seed;
use http::Method;

use super::{CANCEL, Pages, cancel};

#[tokio::test]
async fn cross_site_requests_are_rejected() {
    let pages = Pages::sandbox().await;
    let text = super::json(&cancel(seed::QR_CODE));
    let body = super::form(&[("json", &text)]);
    for headers in [
        [("origin", "https://elsewhere.invalid")],
        [("origin", "null")],
        [("sec-fetch-site", "cross-site")],
        [("sec-fetch-site", "same-site")],
        [("host", "rebound.invalid")],
    ] {
        for path in [CANCEL, "/language"] {
            let seen = pages.request(Method::POST, path, &headers, body.clone()).await;
            assert_eq!(seen.status, 403, "{headers:?}");
        }
    }
    let own = [("origin", pages.address.as_str())];
    let seen = pages.request(Method::POST, CANCEL, &own, body).await;
    seen.has("<h3>Done</h3>");
}

#[tokio::test]
async fn every_page_has_a_strict_content_security_policy() {
    let pages = Pages::sandbox().await;
    for path in ["/", CANCEL, "/search?q=a", "/assets/action.js"] {
        let seen = pages.get(path).await;
        let policy = seen.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(seen.headers["x-content-type-options"], "nosniff");
        for forbidden in
            ["<script>", " style=\"", " onclick=", " onload=", "href=\"http:", "src=\"http"]
        {
            seen.has_not(forbidden);
        }
    }
}
