//! Nothing is changed unless a person has confirmed exactly that request.

use essbasic_sandbox::seed;
use serde_json::{Value, json};

use super::support::{Client, OnQuestion, builder, cancel, changes, connect, sandbox};

#[tokio::test]
async fn a_confirmed_change_is_sent_and_the_question_shows_what_to_whom_and_where() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    let result = client.call("change", cancel()).await;
    assert_eq!(result["outcome"], "done");
    assert_eq!(changes(&sandbox).len(), 1);
    let questions = client.questions();
    let [question] = &questions[..] else { panic!("{questions:?}") };
    for text in [
        "the sandbox",
        "ChannelCancelMultiFlowSignQRCode",
        "取消一码多签签署码",
        seed::QR_CODE,
        seed::ORGANIZATION,
        seed::OPERATOR,
        "Changes existing data.",
    ] {
        assert!(question.contains(text), "{text}: {question}");
    }
}

#[tokio::test]
async fn a_repeated_change_is_asked_again_and_the_question_says_so() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    client.call("change", cancel()).await;
    client.call("change", cancel()).await;
    let questions = client.questions();
    assert_eq!(questions.len(), 2);
    assert!(!questions[0].contains("was sent before"));
    assert!(questions[1].contains("was sent before"), "{}", questions[1]);
}

#[tokio::test]
async fn declining_is_a_result_and_sends_nothing() {
    let sandbox = sandbox().await;
    for (asked, outcome) in [
        (OnQuestion::Declines, "declined"),
        (OnQuestion::Cancels, "dismissed"),
        (OnQuestion::LeavesUnticked, "declined"),
    ] {
        let client = connect(builder(&sandbox), asked).await;
        let result = client.tool("change", cancel()).await;
        assert_eq!(result["structuredContent"]["outcome"], outcome, "{asked:?}");
        assert_ne!(result["isError"], true, "{asked:?}");
    }
    assert!(changes(&sandbox).is_empty());
}

#[tokio::test]
async fn an_invalid_change_is_rejected_before_anybody_is_asked() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    let mut arguments = cancel();
    arguments["request"]["QrCodeId"] = "short".into();
    let result = client.call("change", arguments).await;
    assert_eq!(result["outcome"], "not_sent");
    assert_eq!(result["violations"][0]["path"], "QrCodeId");
    assert!(client.questions().is_empty() && changes(&sandbox).is_empty());
}

/// A person with a browser.
pub(super) struct Browser(reqwest::Client);

impl Browser {
    pub(super) fn new() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self(reqwest::Client::builder().no_proxy().build().unwrap())
    }

    async fn open(&self, address: &str) -> (u16, String) {
        let response = self.0.get(address).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }

    pub(super) async fn decide(&self, address: &str, decision: &str) -> u16 {
        let request = self.0.post(address).header("sec-fetch-site", "same-origin");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let request = request.body(format!("decision={decision}"));
        request.send().await.unwrap().status().as_u16()
    }
}

/// Asks for a change, and returns the address of the page.
pub(super) async fn address(client: &Client, arguments: &Value) -> String {
    let result = client.tool("change", arguments.clone()).await;
    assert_ne!(result["isError"], true);
    let result = &result["structuredContent"];
    assert_eq!(result["outcome"], "waiting_for_confirmation", "{result}");
    result["address"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn without_elicitation_a_page_confirms_one_request_once() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Undeclared).await;
    let browser = Browser::new();
    let page = address(&client, &cancel()).await;
    assert_eq!(address(&client, &cancel()).await, page, "asking again has the same page");
    let (status, shown) = browser.open(&page).await;
    assert_eq!(status, 200);
    for text in ["Send to the sandbox?", seed::QR_CODE, seed::OPERATOR, "Changes existing data."] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    assert!(changes(&sandbox).is_empty());
    assert_eq!(browser.decide(&page, "confirm").await, 200);
    assert!(changes(&sandbox).is_empty(), "the page itself sends nothing");

    // The confirmation is for these bytes.
    let mut other = cancel();
    other["request"]["QrCodeId"] = "y".repeat(32).into();
    let other_page = address(&client, &other).await;
    assert_ne!(other_page, page);
    assert!(changes(&sandbox).is_empty());

    assert_eq!(client.call("change", cancel()).await["outcome"], "done");
    assert_eq!(changes(&sandbox).len(), 1);
    // It was used.
    assert_ne!(address(&client, &cancel()).await, page);
    assert_eq!(browser.open(&page).await.0, 404);
    assert_eq!(browser.decide(&page, "confirm").await, 404);
    assert_eq!(changes(&sandbox).len(), 1);
}

#[tokio::test]
async fn a_page_can_decline_and_a_program_cannot_confirm_on_it() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Undeclared).await;
    let browser = Browser::new();
    let page = address(&client, &cancel()).await;
    let program = browser.0.post(&page).body("decision=confirm");
    assert_eq!(program.send().await.unwrap().status(), 403);
    let elsewhere = browser.0.post(&page).header("origin", "http://elsewhere.example");
    assert_eq!(elsewhere.body("decision=confirm").send().await.unwrap().status(), 403);
    assert_eq!(address(&client, &cancel()).await, page, "still waiting");
    assert_eq!(browser.decide(&page, "decline").await, 200);
    assert_eq!(browser.decide(&page, "confirm").await, 404, "decided once");
    assert_eq!(client.call("change", cancel()).await["outcome"], "declined");
    assert!(changes(&sandbox).is_empty());
}

#[tokio::test]
async fn a_request_that_is_too_long_for_a_message_is_confirmed_on_a_page() {
    let sandbox = sandbox().await;
    let client = connect(builder(&sandbox), OnQuestion::Confirms).await;
    let ids: Vec<_> = (0..100).map(|number| format!("yDFlow{number:026}")).collect();
    let request = json!({ "FlowIds": ids, "CancelMessage": "测试" });
    let arguments = json!({ "action": "ChannelBatchCancelFlows", "request": request });
    let page = address(&client, &arguments).await;
    let (_, shown) = Browser::new().open(&page).await;
    assert!(shown.contains(&ids[99]));
    assert!(client.questions().is_empty() && changes(&sandbox).is_empty());
}
