//! Access to the pages of a real environment: cookie and token, of which browsers send one to any port.

use essbasic::CATALOGUE;
use essbasic_sandbox::seed;
use http::Method;
use serde_json::json;

use super::{CANCEL, HEADER, Pages, TOKEN, form};
use crate::support::get;

#[tokio::test]
async fn every_page_requires_the_cookie() {
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
    let seen = pages.request(Method::POST, CANCEL, &[HEADER], form(&[("json", "{}")])).await;
    assert_eq!(seen.status, 403);
    let port = pages.address.rsplit(':').next().unwrap();
    let token = format!("essbasic-explorer-{port}={TOKEN}");
    let other = pages.cookie().await.replace(port, "1");
    for cookie in [token, other] {
        let seen = pages.request(Method::GET, "/", &[("cookie", &cookie)], String::new()).await;
        assert_eq!(seen.status, 403, "{cookie}");
    }
}

#[tokio::test]
async fn the_address_with_the_token_sets_a_cookie_that_does_not_contain_it() {
    let pages = Pages::environment().await;
    let cookie = pages.cookie().await;
    assert!(!cookie.contains(TOKEN), "{cookie}");
    // It works again, and keeps the token out of the address, with and without the cookie.
    for headers in [&[][..], &[("cookie", &*cookie)]] {
        let address = format!("/?q=cancel&token={TOKEN}");
        let seen = pages.request(Method::GET, &address, headers, String::new()).await;
        assert_eq!(seen.status, 303);
        let location = seen.headers["location"].to_str().unwrap();
        assert_eq!(location.split_once('#').unwrap().0, "/?q=cancel");
        let cookie = seen.headers["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    }
    let page = pages.request(Method::GET, "/", &[("cookie", &cookie)], String::new()).await;
    assert_eq!(page.status, 200);
    page.has("an environment");
    page.has_not("href=\"/calls\"");
    page.has_not(TOKEN);
}

#[tokio::test]
async fn the_cookie_alone_neither_acts_nor_shows_data() {
    let pages = Pages::environment().await;
    let cookie = pages.cookie().await;
    let read = json!({"Agent": seed::agent()}).to_string();
    let cookie_alone = [("cookie", &*cookie)];
    let wrong_token = [("cookie", &*cookie), ("x-essbasic-token", "wrong")];
    for entry in CATALOGUE {
        let path = format!("/actions/{}", entry.descriptor().name);
        for part in ["", "/form", "/preview"] {
            for headers in [&cookie_alone[..], &wrong_token] {
                for body in [&[("json", &*read)][..], &[("example", "full")], &[]] {
                    let path = format!("{path}{part}");
                    let seen = pages.request(Method::POST, &path, headers, form(body)).await;
                    assert_eq!(seen.status, 403, "{path}");
                    seen.has_not(seed::APPLICATION);
                }
            }
        }
        let seen = pages.request(Method::GET, &path, &cookie_alone, String::new()).await;
        assert_eq!(seen.status, 200, "{path}");
        for secret in [TOKEN, seed::APPLICATION, seed::OPERATOR, seed::SECRET_ID] {
            seen.has_not(secret);
        }
    }
    assert_eq!(pages.sandbox.calls().len(), 0);
    let seen = pages.request(Method::GET, "/signature", &cookie_alone, String::new()).await;
    seen.has_not(seed::SECRET_ID);
    pages
        .post_with_token("/actions/DescribeTemplates", &[("json", &read)])
        .await
        .has("<h3>Done</h3>");
    let agent = pages.post_with_token(&format!("{CANCEL}/form"), &[("example", "agent")]).await;
    assert_eq!(agent.fields()["Agent.AppId"], seed::APPLICATION);
}

#[tokio::test]
async fn a_form_can_hold_the_token_where_scripts_are_disabled() {
    let pages = Pages::environment().await;
    let cookie = pages.cookie().await;
    let cookie = [("cookie", &*cookie)];
    let page = pages.request(Method::GET, CANCEL, &cookie, String::new()).await;
    let mut fields = page.fields();
    fields.insert("QrCodeId".to_owned(), seed::QR_CODE.to_owned());
    fields.insert("access".to_owned(), TOKEN.to_owned());
    let agent = serde_json::to_value(seed::agent()).unwrap();
    for name in ["AppId", "ProxyOrganizationOpenId"] {
        fields.insert(format!("Agent.{name}"), agent[name].as_str().unwrap().to_owned());
    }
    fields.insert("Agent.ProxyOperator.OpenId".to_owned(), seed::OPERATOR.to_owned());
    fields.remove("json");
    let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    let asked = pages.request(Method::POST, CANCEL, &cookie, form(&fields)).await;
    asked.has("Nothing has been sent yet");
    let question =
        asked.text.split("id=\"confirm\"").nth(1).unwrap().split("</form>").next().unwrap();
    let question = super::PageResponse { text: question.to_owned(), ..asked }.fields();
    let question: Vec<_> = question.iter().map(|(name, value)| (&**name, &**value)).collect();
    pages.request(Method::POST, CANCEL, &cookie, form(&question)).await.has("<h3>Done</h3>");
}

#[tokio::test]
async fn no_address_with_the_token_redirects_to_another_site() {
    let pages = Pages::environment().await;
    for path in [
        "//evil.example/",
        "//evil.example",
        "///evil.example/",
        "//evil.example/%2e%2e/",
        "//evil.example:1/?q=a&",
    ] {
        let separator = if path.contains('?') { "" } else { "?" };
        let url = format!("{}{path}{separator}token={TOKEN}", pages.address);
        let location = get(&url).await.location();
        assert!(location.starts_with('/') && !location.starts_with("//"), "{path}: {location}");
    }
}

#[tokio::test]
async fn control_characters_in_the_values_of_a_form_are_rejected() {
    let pages = Pages::sandbox().await;
    for name in ["table", "id", "command", "name", "mobile", "action", "kind", "back", "language"] {
        for text in ["flows\r\nX-Evil: 1", "a\nb", "a\tb", "a\u{0}b"] {
            for path in ["/data", "/language"] {
                let seen =
                    pages.post(path, &[("command", "scan"), ("id", "x"), (name, text)]).await;
                assert_eq!(seen.status, 400, "{path}: {name}");
            }
        }
    }
    let table = [("command", "scan"), ("table", "\u{202e}é/../.."), ("id", "//evil")];
    let seen = pages.post("/data", &table).await;
    assert_eq!(seen.status, 303);
    assert!(seen.headers["location"].to_str().unwrap().starts_with("/data/%"));
}
