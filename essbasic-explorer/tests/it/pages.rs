//! Search, action pages, and the pages of a real environment.

use std::collections::BTreeMap;

use essbasic::{Client, RetryPolicy};
use essbasic_sandbox::{Sandbox, seed};
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Map, Value};

use crate::support::browser;

mod access;
mod action_page;
mod browser_security;
mod chinese;
mod code_samples;
mod confirmation;
mod form;
mod limits;
mod search;
mod submit;

const TOKEN: &str = "a-token-that-only-this-test-has";

/// Header with which scripts send the token.
const HEADER: (&str, &str) = ("x-essbasic-token", TOKEN);

/// A server with pages, and an HTTP client.
struct Pages {
    sandbox: Sandbox,
    address: String,
    http: reqwest::Client,
}

/// A response.
struct PageResponse {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Pages {
    /// Serves the pages of a sandbox.
    async fn sandbox() -> Self {
        let pages = essbasic_explorer::sandbox_pages;
        let sandbox = Sandbox::builder().pages(pages).without_rate_limit().start().await.unwrap();
        let address = sandbox.endpoint();
        Self { sandbox, address, http: browser() }
    }

    /// Serves the pages of an environment, which is a sandbox.
    async fn environment() -> Self {
        let sandbox = Sandbox::start().await.unwrap();
        let client = Client::builder()
            .credential(essbasic::Credential::new(seed::SECRET_ID, seed::SECRET_KEY))
            .endpoint(sandbox.endpoint())
            .retry(RetryPolicy::none())
            .build()
            .unwrap();
        let agent = serde_json::to_value(seed::agent()).unwrap().as_object().unwrap().clone();
        let environment = essbasic_explorer::RemoteEnvironment::new(client, "an environment")
            .credential(essbasic::Credential::new(seed::SECRET_ID, seed::SECRET_KEY))
            .agent(agent);
        let router = essbasic_explorer::environment_pages(environment, TOKEN);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { sandbox, address, http: browser() }
    }

    /// Returns the cookie that the address with the token sets.
    async fn cookie(&self) -> String {
        let opened = self.get(&format!("/?token={TOKEN}")).await;
        let cookie = opened.headers["set-cookie"].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Posts a form as a script of a page in a real environment does.
    async fn post_with_token(&self, path: &str, pairs: &[(&str, &str)]) -> PageResponse {
        let cookie = self.cookie().await;
        let headers = [("accept", "text/html-fragment"), ("cookie", &cookie), HEADER];
        self.request(Method::POST, path, &headers, form(pairs)).await
    }

    async fn get(&self, path: &str) -> PageResponse {
        self.request(Method::GET, path, &[], String::new()).await
    }

    async fn post(&self, path: &str, pairs: &[(&str, &str)]) -> PageResponse {
        self.request(Method::POST, path, &[("accept", "text/html-fragment")], form(pairs)).await
    }

    async fn request(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> PageResponse {
        let mut request = self.http.request(method, format!("{}{path}", self.address)).body(body);
        request = request.header("content-type", "application/x-www-form-urlencoded");
        if headers.iter().all(|(name, _)| *name != "accept") {
            request = request.header("accept", "text/html");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        PageResponse { status, headers, text: answer.text().await.unwrap() }
    }
}

impl PageResponse {
    fn has(&self, text: &str) {
        assert!(self.text.contains(text), "`{text}` is not in: {}", self.text);
    }

    fn has_not(&self, text: &str) {
        assert!(!self.text.contains(text), "`{text}` is in: {}", self.text);
    }

    /// Returns the fields that a browser would post.
    fn fields(&self) -> BTreeMap<String, String> {
        let mut fields = BTreeMap::new();
        for tag in self.text.split('<').skip(1) {
            let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
            if tag.starts_with("input ") {
                fields.insert(attribute(tag, "name"), attribute(tag, "value"));
            } else if tag.starts_with("textarea ") {
                // The first line break is not part of the text.
                fields.insert(attribute(tag, "name"), unescaped(&after[1..]));
            } else if tag.starts_with("select ") {
                fields.insert(attribute(tag, "name"), String::new());
                fields.insert(String::new(), attribute(tag, "name"));
            } else if tag.starts_with("option ") && tag.contains(" selected") {
                let select = fields[""].clone();
                fields.insert(select, attribute(tag, "value"));
            }
        }
        fields.remove("");
        fields
    }
}

fn attribute(tag: &str, name: &str) -> String {
    let start = tag.find(&format!(" {name}=\"")).map(|at| at + name.len() + 3);
    let value = start.and_then(|at| tag[at..].split('"').next());
    unescaped(value.unwrap_or_default())
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn cancel(id: &str) -> Map<String, Value> {
    let agent = serde_json::to_value(seed::agent()).unwrap();
    Map::from_iter([("Agent".to_owned(), agent), ("QrCodeId".to_owned(), id.into())])
}

fn json(members: &Map<String, Value>) -> String {
    serde_json::to_string(members).unwrap()
}

const CANCEL: &str = "/actions/ChannelCancelMultiFlowSignQRCode";
