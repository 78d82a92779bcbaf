//! Settings of the sandbox, and what every page says of them.

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::templates::DescribeTemplates;
use essbasic::{Environment, RetryPolicy, codes};
use essbasic_sandbox::{Callback, Sandbox, seed};

use crate::support::{client, get, page, person, sandbox, submit, without_redacted};

/// Posts a form of the settings. Returns the page that it leads to.
async fn posted(sandbox: &Sandbox, form: &str) -> String {
    let response = submit(sandbox, "/settings", form).await;
    assert_eq!(response.status, 303, "{form}: {}", response.text());
    page(sandbox, response.location().split('#').next().unwrap()).await
}

/// Sends a call once.
async fn describe(sandbox: &Sandbox) -> Result<(), essbasic::Error> {
    let describe = DescribeTemplates::new(seed::agent());
    describe.send(&client(sandbox)).retry(RetryPolicy::none()).await.map(drop)
}

#[tokio::test]
async fn callbacks_are_added_changed_and_removed() {
    let sandbox = sandbox().await;
    let list = page(&sandbox, "/callbacks").await;
    assert!(list.contains("href=\"/settings#callbacks\""), "{list}");
    let added =
        posted(&sandbox, "command=add-callback&url=http%3A%2F%2F127.0.0.1%3A1%2Fa%3Fkey%3Dxyzzy")
            .await;
    assert!(added.contains("Callback saved") && added.contains("http://127.0.0.1:1/a"), "{added}");
    let setting = sandbox.callback_settings().remove(0);
    assert_eq!((setting.token, setting.key), (None, None));
    let key = "k".repeat(32);
    let change = format!(
        "command=save-callback&id={}&url=http%3A%2F%2F127.0.0.1%3A1%2Fb%3Fkey%3Dxyzzy&token=plugh&key={key}",
        setting.id
    );
    let changed = posted(&sandbox, &change).await;
    for secret in ["xyzzy", "plugh", &key] {
        assert!(changed.contains(secret), "{secret} can be changed");
        assert!(!without_redacted(&changed).contains(secret), "{secret} is shown");
    }
    let remove = format!("command=remove-callback&id={}", setting.id);
    assert!(posted(&sandbox, &remove).await.contains("Callback removed"));
    assert!(posted(&sandbox, &remove).await.contains("Not found or deleted"));
    assert!(sandbox.callbacks().is_empty());
}

#[tokio::test]
async fn a_rejected_callback_stays_in_the_form_with_the_reason() {
    let sandbox = sandbox().await;
    for (form, reason) in [
        ("url=ftp%3A%2F%2Fhost%2F", "has to begin with http://"),
        ("url=http%3A%2F%2Fhost%2Fa&key=abcdefgh", "needs a token"),
        ("url=http%3A%2F%2Fhost%2Fa&token=t&key=abcdefgh", "the key has 32 characters"),
        ("url=", "has to begin with http://"),
    ] {
        let response = submit(&sandbox, "/settings", &format!("command=add-callback&{form}")).await;
        assert_eq!(response.status, 422, "{form}");
        let text = response.text();
        assert!(text.contains(reason), "{form}: {text}");
        assert_eq!(text.contains("value=\"abcdefgh\""), form.contains("abcdefgh"), "{form}");
    }
    for number in 0..10 {
        let url = format!("http://127.0.0.1:1/{number}");
        sandbox.add_callback(Callback::new(url)).await.unwrap();
    }
    let response =
        submit(&sandbox, "/settings", "command=add-callback&url=http%3A%2F%2Fhost%2F").await;
    assert!(response.text().contains("remove another callback first"));
}

#[tokio::test]
async fn the_clock_is_moved_and_set_back_and_every_page_says_so() {
    let sandbox = sandbox().await;
    assert!(!page(&sandbox, "/calls").await.contains("class=\"banner\""));
    posted(&sandbox, "command=set-clock&time=2030-03-17T17%3A46&stopped=yes").await;
    assert_eq!(sandbox.clock().now, 1_900_000_000 - 1_900_000_000 % 60);
    for path in ["/actions/DescribeTemplates", "/calls", "/callbacks", "/data", "/settings"] {
        let page = page(&sandbox, path).await;
        assert!(page.contains("The clock is stopped: 2030-03-17 17:46"), "{path}");
    }
    posted(&sandbox, "command=advance-clock&seconds=60").await;
    assert!(page(&sandbox, "/calls").await.contains("2030-03-17 17:47"));
    posted(&sandbox, "command=real-time").await;
    assert!(sandbox.clock().is_real);
    for invalid in
        ["time=yesterday", "time=", "time=1969-12-31T23%3A59", "time=10000-01-01T00%3A00"]
    {
        let page = posted(&sandbox, &format!("command=set-clock&{invalid}")).await;
        assert!(page.contains("The form is incomplete"), "{invalid}");
    }
    let negative = posted(&sandbox, "command=advance-clock&seconds=-1").await;
    assert!(negative.contains("The form is incomplete"));
}

#[tokio::test]
async fn the_banner_ends_faults_and_moved_clock_and_stays_on_the_page() {
    let sandbox = sandbox().await;
    posted(&sandbox, "command=inject-fault&kind=throttle&percent=100").await;
    posted(&sandbox, "command=advance-clock&seconds=3600").await;
    let shown = page(&sandbox, "/callbacks").await;
    assert!(shown.contains("1 fault is active") && shown.contains("The clock is moved"));
    let end = submit(&sandbox, "/settings", "command=end-all&back=%2Fcallbacks").await;
    assert_eq!(end.location(), "/callbacks");
    assert!(sandbox.faults().is_empty() && sandbox.clock().is_real);
    for elsewhere in ["%2F%2Fevil.example", "https%3A%2F%2Fevil.example"] {
        let end = submit(&sandbox, "/settings", &format!("command=end-all&back={elsewhere}")).await;
        assert_eq!(end.location(), "/");
    }
}

#[tokio::test]
async fn faults_have_a_code_a_probability_and_a_duration() {
    let sandbox = sandbox().await;
    let code = codes::OPERATION_DENIED_QR_INVALID;
    let fault = format!(
        "command=inject-fault&kind=reject&code={code}&percent=100&action=DescribeTemplates&seconds=600"
    );
    let on = posted(&sandbox, &fault).await;
    assert!(
        on.contains("DescribeTemplates: rejected with OperationDenied.QrInvalid, 100 %"),
        "{on}"
    );
    assert_eq!(describe(&sandbox).await.unwrap_err().code(), Some(&code));
    let id = sandbox.faults()[0].id();
    assert!(sandbox.faults()[0].remaining().is_some());
    let off = posted(&sandbox, &format!("command=remove-fault&id={id}")).await;
    assert!(off.contains("Fault removed"));
    describe(&sandbox).await.unwrap();
    let rare = posted(&sandbox, "command=inject-fault&kind=status&value=503&percent=12.5").await;
    assert!(rare.contains("every action: HTTP 503, 12.5 %"), "{rare}");
    assert!(posted(&sandbox, "command=clear-faults").await.contains("All faults cleared"));
    for (invalid, reason) in [
        ("kind=reject&code=No.Such&percent=1", "no action documents"),
        ("kind=status&value=9&percent=1", "The form is incomplete"),
        ("kind=reset&percent=101", "The form is incomplete"),
        ("kind=reset&percent=NaN", "The form is incomplete"),
        ("kind=reset&percent=1&seconds=x", "The form is incomplete"),
        ("kind=none&percent=1", "The form is incomplete"),
    ] {
        let page = posted(&sandbox, &format!("command=inject-fault&{invalid}")).await;
        assert!(page.contains(reason), "{invalid}");
    }
    assert!(sandbox.faults().is_empty());
}

#[tokio::test]
async fn snapshots_are_taken_restored_and_deleted() {
    let sandbox = sandbox().await;
    let saved = posted(&sandbox, "command=save-snapshot&name=%3Cbefore%3E").await;
    assert!(saved.contains("Snapshot taken") && saved.contains("&lt;before&gt;"), "{saved}");
    let id = sandbox.snapshots()[0].id;
    assert!(!saved.contains("value=\"restore-snapshot\""), "it is confirmed first: {saved}");
    let question = page(&sandbox, &format!("/settings/snapshots/{id}")).await;
    assert!(question.contains("that came later") && question.contains("Cancel"), "{question}");
    assert!(question.contains("value=\"restore-snapshot\"") && question.contains("&lt;before&gt;"));
    assert_eq!(get(&format!("{}/settings/snapshots/7", sandbox.endpoint())).await.status, 404);
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    cancel.send(&client(&sandbox)).await.unwrap();
    posted(&sandbox, &format!("command=restore-snapshot&id={id}")).await;
    sandbox.scan(seed::QR_CODE, &person()).unwrap();
    posted(&sandbox, &format!("command=delete-snapshot&id={id}")).await;
    assert!(sandbox.snapshots().is_empty());
    for (form, reason) in
        [("save-snapshot&name=", "1 to 64"), ("restore-snapshot&id=7", "Not found")]
    {
        assert!(posted(&sandbox, &format!("command={form}")).await.contains(reason), "{form}");
    }
    for _ in 0..10 {
        sandbox.save_snapshot("full").await.unwrap();
    }
    let full = posted(&sandbox, "command=save-snapshot&name=more").await;
    assert!(full.contains("delete another snapshot first"));
}

#[tokio::test]
async fn a_reset_is_confirmed_first() {
    let sandbox = sandbox().await;
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    let settings = page(&sandbox, "/settings").await;
    assert!(settings.contains("href=\"/settings/reset\""));
    assert!(!settings.contains("name=\"command\" value=\"reset\""));
    let question = page(&sandbox, "/settings/reset").await;
    assert!(question.contains("name=\"command\" value=\"reset\"") && question.contains("Cancel"));
    posted(&sandbox, "command=reset").await;
    assert!(sandbox.row("flows", &flow).await.unwrap().is_none());
}

#[tokio::test]
async fn pages_show_the_key_of_the_sandbox_and_hide_any_other() {
    // The key is a part of the ID.
    let own = page(&sandbox().await, "/settings").await.replace(seed::SECRET_ID, "");
    assert!(own.contains(seed::SECRET_KEY) && !without_redacted(&own).contains(seed::SECRET_KEY));
    let credential = essbasic::Credential::new("AKIDanotherone", "another-secret-key");
    let builder = Sandbox::builder().credential(credential).pages(essbasic_explorer::sandbox_pages);
    let other = page(&builder.start().await.unwrap(), "/settings").await;
    assert!(other.contains("AKIDanotherone") && !other.contains("another-secret-key"));
}

#[tokio::test]
async fn every_page_names_the_kind_of_environment() {
    let sandbox = sandbox().await;
    for path in ["/actions/DescribeTemplates", "/signature", "/settings"] {
        assert!(page(&sandbox, path).await.contains("class=\"chip sandbox\">Sandbox<"), "{path}");
    }
    let missing = get(&format!("{}/settings/nothing", sandbox.endpoint())).await;
    assert!(missing.status == 404 && missing.text().contains("class=\"chip sandbox\""));
    for (environment, class) in [
        (Environment::Test, "test"),
        (Environment::Production, "production"),
        (Environment::custom("https://proxy.invalid").unwrap(), "custom"),
    ] {
        let client = essbasic::Client::builder()
            .credential(sandbox.credential())
            .environment(environment)
            .build()
            .unwrap();
        let environment = essbasic_explorer::RemoteEnvironment::new(client, "an environment");
        let queue = essbasic_explorer::ConfirmationQueue::default();
        let router = essbasic_explorer::confirmation_pages(environment, queue);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let page = get(&format!("http://{address}/confirm/unknown")).await.text();
        assert!(page.contains(&format!("class=\"chip {class}\"")), "{class}: {page}");
    }
}
