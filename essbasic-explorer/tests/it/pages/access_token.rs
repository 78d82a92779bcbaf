//! Access to the pages of a real environment requires the token.

use http::Method;

use super::{CANCEL, Pages, TOKEN};

#[tokio::test]
async fn every_page_requires_the_token() {
    let pages = Pages::environment().await;
    for path in [
        "/",
        CANCEL,
        "/search?q=a",
        "/assets/explorer.css",
        "/nothing",
        "/?token=wrong",
        "/?token=",
    ] {
        let seen = pages.get(path).await;
        assert_eq!(seen.status, 403, "{path}");
        seen.has_not("<html");
    }
    let seen = pages.post(CANCEL, &[("json", "{}")]).await;
    assert_eq!(seen.status, 403);
    let other = [("cookie", "essbasic-explorer-1=a-token-that-only-this-test-has")];
    assert_eq!(pages.ask(Method::GET, "/", &other, String::new()).await.status, 403);
}

#[tokio::test]
async fn the_token_in_the_address_becomes_a_cookie() {
    let pages = Pages::environment().await;
    let seen = pages.get(&format!("/?q=cancel&token={TOKEN}")).await;
    assert_eq!(seen.status, 303);
    assert_eq!(seen.headers["location"], "/?q=cancel");
    let cookie = seen.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = [("cookie", cookie.split(';').next().unwrap())];
    let page = pages.ask(Method::GET, "/", &cookie, String::new()).await;
    assert_eq!(page.status, 200);
    page.has("an environment");
    page.has_not("href=\"/calls\"");
    page.has_not(TOKEN);
}
