//! Home page of a sandbox, and its guides.

use essbasic_sandbox::{Sandbox, seed};

use crate::support::{get, page, request, sandbox, submit};

/// Starts a guide and returns its address.
async fn start(sandbox: &Sandbox, guide: &str) -> String {
    let started = get(&format!("{}/guides/{guide}", sandbox.endpoint())).await;
    assert_eq!(started.status, 303);
    started.location()
}

/// Executes a step and returns the page that follows.
async fn step(sandbox: &Sandbox, guide: &str, step: &str) -> String {
    let (path, query) = guide.split_once('?').unwrap();
    let done = submit(sandbox, &format!("{path}/{step}?{query}"), "").await;
    assert_eq!(done.status, 303);
    let location = done.location();
    assert!(!location.contains("message"), "{step}: {location}");
    page(sandbox, location.split('#').next().unwrap()).await
}

fn done(page: &str) -> usize {
    page.matches("<li class=\"done\"").count()
}

async fn home(sandbox: &Sandbox) -> String {
    let url = format!("{}/", sandbox.endpoint());
    request("GET", &url, "Accept: text/html\r\n", b"").await.text()
}

#[tokio::test]
async fn the_home_page_connects_each_sdk_with_address_and_key() {
    let sandbox = sandbox().await;
    let home = home(&sandbox).await;
    let host = sandbox.endpoint().replace("http://", "");
    for part in
        ["Rust", "Python", "Go", "Java", "Node.js", "PHP", "curl", "protocol=&quot;http&quot;"]
    {
        assert!(home.contains(part), "{part}");
    }
    assert!(home.matches(&*host).count() >= 7 && home.matches(seed::SECRET_KEY).count() >= 7);
    assert!(home.contains("name=\"q\""), "the home page searches");
    let found = format!("{}/?q=QrInvalid", sandbox.endpoint());
    let found = request("GET", &found, "Accept: text/html\r\n", b"").await.text();
    assert!(found.contains("ChannelCancelMultiFlowSignQRCode"), "/?q= still searches");
    assert!(page(&sandbox, "/actions").await.contains("99 actions"));
}

#[tokio::test]
async fn a_secret_key_of_its_own_is_not_shown() {
    let own = essbasic::Credential::new("AKIDown", "OwnSecretKeyOwnSecretKey");
    let sandbox = Sandbox::builder().credential(own).pages(essbasic_explorer::sandbox_pages);
    let sandbox = sandbox.start().await.unwrap();
    let home = home(&sandbox).await;
    assert!(home.contains("AKIDown") && home.contains("YOUR_SECRET_KEY"));
    assert!(!home.contains("OwnSecretKey"));
}

#[tokio::test]
async fn the_guide_to_a_code_is_completed_by_its_buttons() {
    let sandbox = sandbox().await;
    let guide = start(&sandbox, "qr-code").await;
    assert_eq!(done(&page(&sandbox, &guide).await), 0);
    for (number, name) in ["create", "scan", "sign", "cancel", "cancel-again"].iter().enumerate() {
        assert_eq!(done(&step(&sandbox, &guide, name).await), number + 1, "{name}");
    }
    let end = page(&sandbox, &guide).await;
    assert!(end.contains("All steps are done") && end.contains("src=\"/images/qr-codes/"));
    assert!(end.contains("<code>OperationDenied.QrInvalid</code>"), "the rejection: {end}");
    let code = end.split("href=\"/calls/").find(|it| it.contains("/code\"")).unwrap();
    let code = page(&sandbox, &format!("/calls/{}", code.split('"').next().unwrap())).await;
    assert!(code.contains("ChannelCancelMultiFlowSignQRCode"), "{code}");
    let again = start(&sandbox, "qr-code").await;
    assert_eq!(
        done(&page(&sandbox, &again).await),
        0,
        "a guide starts after the last record of the log"
    );
}

#[tokio::test]
async fn the_guide_to_a_contract_ends_with_its_pdf() {
    let sandbox = sandbox().await;
    let guide = start(&sandbox, "contract").await;
    for (number, name) in ["upload", "start", "link", "sign", "download"].iter().enumerate() {
        assert_eq!(done(&step(&sandbox, &guide, name).await), number + 1, "{name}");
    }
    let end = page(&sandbox, &guide).await;
    let link = end.split("class=\"pdf\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let pdf = get(&format!("{}{link}", sandbox.endpoint())).await;
    assert!(pdf.body.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn steps_done_elsewhere_are_ticked_and_others_are_rejected() {
    let sandbox = sandbox().await;
    let guide = start(&sandbox, "qr-code").await;
    let (path, query) = guide.split_once('?').unwrap();
    let early = submit(&sandbox, &format!("{path}/sign?{query}"), "").await.location();
    assert!(page(&sandbox, &early).await.contains("class=\"flash"), "a message says so");
    let created = step(&sandbox, &guide, "create").await;
    let scan = created.split("href=\"/qr-codes/").nth(1).unwrap().split('"').next().unwrap();
    let form = "Name=Test&Mobile=13000000007";
    let scanned = submit(&sandbox, &format!("/qr-codes/{scan}"), form).await;
    assert_eq!(done(&page(&sandbox, &guide).await), 2, "a scan on the page counts");
    submit(&sandbox, &scanned.location(), "Command=sign").await;
    assert_eq!(done(&page(&sandbox, &guide).await), 3);
    for unknown in ["/guides/other", "/guides/other/create?since=0"] {
        let method = if unknown.contains('?') { "POST" } else { "GET" };
        let url = format!("{}{unknown}", sandbox.endpoint());
        assert_eq!(request(method, &url, "", b"").await.status, 404, "{unknown}");
    }
}

#[tokio::test]
async fn the_guide_to_callbacks_has_a_receiver_of_its_own() {
    let sandbox = sandbox().await;
    let guide = start(&sandbox, "callbacks").await;
    let first = page(&sandbox, &guide).await;
    assert!(first.contains("essbasic callback listen") && done(&first) == 0);
    assert_eq!(done(&step(&sandbox, &guide, "receiver").await), 1);
    for (name, steps) in [("trigger", 3), ("resend", 4)] {
        assert_eq!(done(&step(&sandbox, &guide, name).await), steps, "{name} shows its delivery");
    }
}
