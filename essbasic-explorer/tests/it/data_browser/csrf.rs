//! Protection against cross-site requests.

use essbasic_sandbox::{Sandbox, seed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::sandbox;

/// The status of a post with these headers.
async fn post(sandbox: &Sandbox, path: &str, kind: &str, body: &str, headers: &str) -> u16 {
    let host = sandbox.endpoint().replace("http://", "");
    let headers = headers.replace("OWN", &sandbox.endpoint());
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(&host).await.unwrap();
    stream.write_all((head + body).as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer[9..12].parse().unwrap()
}

#[tokio::test]
async fn cross_site_posts_are_rejected_and_own_ones_accepted() {
    const FORM: &str = "application/x-www-form-urlencoded";
    let sandbox = sandbox().await;
    let scan = format!("/qr-codes/{}", seed::QR_CODE);
    for (headers, is_own) in [
        ("", true),
        ("Origin: OWN\r\n", true),
        ("Sec-Fetch-Site: same-origin\r\nOrigin: null\r\n", true),
        ("Sec-Fetch-Site: none\r\n", true),
        ("Origin: null\r\n", false),
        ("Origin: http://evil.example\r\n", false),
        ("Origin: http://127.0.0.1:1\r\n", false),
        ("Sec-Fetch-Site: cross-site\r\n", false),
        ("Sec-Fetch-Site: same-site\r\nOrigin: OWN\r\n", false),
    ] {
        let clock =
            post(&sandbox, "/sandbox/clock", "application/json", "{\"Seconds\":1}", headers);
        assert_eq!(clock.await, if is_own { 200 } else { 403 }, "{headers}");
        for (path, form) in [("/data", "command=advance-clock&seconds=1"), ("/calls/clear", "")] {
            let pressed = post(&sandbox, path, FORM, form, headers).await;
            assert_eq!(pressed, if is_own { 303 } else { 403 }, "{path} {headers}");
        }
    }
    let person = "Name=x&Mobile=13000000001";
    let scanned = post(&sandbox, &scan, FORM, person, "Origin: http://127.0.0.1:1\r\n").await;
    assert_eq!(scanned, 303, "who follows a link need not come from here");
}
