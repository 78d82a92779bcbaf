//! Limits of pages: what is posted, queried or stored makes no large page, and none that is cut in silence.

use essbasic_sandbox::{Fault, FaultKind, seed};
use http::Method;
use serde_json::{Value, json};

use super::{CANCEL, PageResponse, Pages, form};

/// Largest page.
const MAX_PAGE: usize = 8 << 20;

const FILES: &str = "/actions/ChannelCreateFlowByFiles";

async fn post(pages: &Pages, path: &str, pairs: &[(&str, &str)]) -> PageResponse {
    let seen = pages.request(Method::POST, path, &[], form(pairs)).await;
    assert!(seen.text.len() < MAX_PAGE, "{path}: {}", seen.text.len());
    seen
}

/// A request with a list of some invalid items.
fn request(items: usize) -> String {
    let signers = vec![json!({"ApproverType": 7}); items];
    json!({"Agent": seed::agent(), "FlowApprovers": signers}).to_string()
}

#[tokio::test]
async fn a_list_of_thousands_is_shown_as_json() {
    let pages = Pages::sandbox().await;
    let long = request(8000);
    for path in [FILES.to_owned(), format!("{FILES}/form"), format!("{FILES}/preview")] {
        let seen = post(&pages, &path, &[("json", &long)]).await;
        seen.has("too long for the form");
        assert_eq!(seen.fields()["json"], long, "the text is lost");
    }
    let seen = pages.post(&format!("{FILES}/form"), &[("json", &request(2))]).await;
    seen.has("must be string");
    let names: Vec<_> = (0..8000).map(|at| format!("FlowApprovers.{at}.Name")).collect();
    let pairs: Vec<_> = names.iter().map(|name| (&**name, "x")).collect();
    assert_eq!(post(&pages, FILES, &pairs).await.status, 422);
}

#[tokio::test]
async fn a_query_of_another_site_makes_no_large_page() {
    let pages = Pages::sandbox().await;
    let items: Vec<_> = (0..2500).map(|at| format!("FlowApprovers.{at}.Name=x")).collect();
    let query = items.join("&");
    assert!(query.len() > 60_000);
    let cross_site = [("sec-fetch-site", "cross-site")];
    let seen =
        pages.request(Method::GET, &format!("{FILES}?{query}"), &cross_site, String::new()).await;
    seen.has("too long for the form");
    assert!(seen.text.len() < MAX_PAGE / 2, "{}", seen.text.len());
    let words = "a+".repeat(30_000);
    for path in [format!("/?q={words}"), format!("/search?q={words}")] {
        let seen = pages.get(&path).await;
        assert_eq!(seen.status, 200);
        assert!(seen.text.len() < 150_000, "{}", seen.text.len());
    }
    let path = format!("{FILES}/item?path=FlowApprovers.{}", "0".repeat(50_000));
    assert_eq!(pages.get(&path).await.status, 404);
}

#[tokio::test]
async fn forms_of_too_many_values_are_rejected() {
    let pages = Pages::sandbox().await;
    let seen = pages.request(Method::POST, FILES, &[], "A=&".repeat(20_001)).await;
    assert_eq!(seen.status, 413);
    seen.has("more than 20000 values");
    let values = format!("{{\"FileIds\":[{}0]}}", "0,".repeat(300_000));
    let seen = post(&pages, FILES, &[("json", &values)]).await;
    assert_eq!(seen.status, 400);
    seen.has("more than 200000 values");
}

#[tokio::test]
async fn a_long_file_is_neither_repeated_nor_lost_by_a_confirmation() {
    let pages = Pages::environment().await;
    let body = "JVBERi0x".repeat(1 << 18);
    let file = json!({"FileName": "lease.pdf", "FileBody": body});
    let request = json!({"Agent": seed::agent(), "BusinessType": "DOCUMENT", "FileInfos": [file]});
    let request = request.to_string();
    let asked = pages.post_with_token("/actions/UploadFiles", &[("json", &request)]).await;
    asked.has("Nothing has been sent yet");
    assert!(asked.text.len() < 10_000, "{}", asked.text.len());
    let fields = asked.fields();
    let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    pages.post_with_token("/actions/UploadFiles", &fields).await.has("<h3>Done</h3>");
    let sent = pages.sandbox.calls().last().unwrap().request_body.length();
    assert!(sent > body.len(), "{sent}");
}

#[tokio::test]
async fn faults_and_calls_with_long_names_make_no_large_page() {
    let pages = Pages::sandbox().await;
    let fault = Fault::new(FaultKind::Reset).for_action("x".repeat(128)).with_per_mille(0);
    while pages.sandbox.inject_fault(fault.clone()).is_ok() {}
    let seen = pages.get("/data").await;
    assert!(seen.text.len() < 150_000, "{}", seen.text.len());
    let action = ("x-tc-action", &*"A".repeat(8000));
    for _ in 0..200 {
        pages.request(Method::POST, "/", &[action, ("user-agent", action.1)], String::new()).await;
    }
    for path in ["/calls", "/calls/1"] {
        let seen = pages.get(path).await;
        assert_eq!(seen.status, 200, "{path}");
        assert!(seen.text.len() < 400_000, "{path}: {}", seen.text.len());
    }
}

#[tokio::test]
async fn forms_that_are_announced_and_do_not_arrive_hold_up_no_others() {
    let pages = Pages::sandbox().await;
    let host = pages.address.replace("http://", "");
    let length = 96 << 20;
    let head =
        format!("POST {FILES} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n\r\njson=");
    let mut connections = Vec::new();
    for _ in 0..3 {
        let mut stream = tokio::net::TcpStream::connect(&host).await.unwrap();
        tokio::io::AsyncWriteExt::write_all(&mut stream, head.as_bytes()).await.unwrap();
        connections.push(stream);
    }
    // They are read before the next request is.
    assert_eq!(pages.get("/data").await.status, 200);
    let long = request(8000);
    let form = [("json", long.as_str())];
    let posted = post(&pages, FILES, &form);
    let posted = tokio::time::timeout(std::time::Duration::from_secs(20), posted).await;
    posted.unwrap().has("too long for the form");
}

#[tokio::test]
async fn violations_are_listed_up_to_a_number() {
    let pages = Pages::sandbox().await;
    let unknown = (0..1000).map(|at| (format!("Unknown{at}"), Value::from(at)));
    let text = unknown.collect::<Value>().to_string();
    let seen = pages.post(CANCEL, &[("json", &text)]).await;
    assert_eq!(seen.status, 422);
    assert!(seen.text.matches("is not a field of").count() < 210);
}
