//! Protection against cross-site requests.

use essbasic_sandbox::seed;

use crate::support::{FORM, request, sandbox};

#[tokio::test]
async fn cross_site_posts_are_rejected_and_own_ones_accepted() {
    let sandbox = sandbox().await;
    let own = sandbox.endpoint();
    let post = async |path: &str, kind: &str, body: &str, headers: &str| {
        let headers = format!("{kind}{}", headers.replace("OWN", &own));
        request("POST", &format!("{own}{path}"), &headers, body.as_bytes()).await.status
    };
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
        let clock = post(
            "/sandbox/clock",
            "Content-Type: application/json\r\n",
            "{\"Seconds\":1}",
            headers,
        );
        assert_eq!(clock.await, if is_own { 200 } else { 403 }, "{headers}");
        for (path, form) in [
            ("/data", "command=set-contracts&contracts=1"),
            ("/settings", "command=advance-clock&seconds=1"),
            ("/calls/clear", ""),
        ] {
            let pressed = post(path, FORM, form, headers).await;
            assert_eq!(pressed, if is_own { 303 } else { 403 }, "{path} {headers}");
        }
    }
    let person = "Name=x&Mobile=13000000001";
    let scanned = post(&scan, FORM, person, "Origin: http://127.0.0.1:1\r\n").await;
    assert_eq!(scanned, 303, "who follows a link need not come from here");
}
