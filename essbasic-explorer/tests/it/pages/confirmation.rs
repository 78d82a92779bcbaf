//! Confirmation of calls to a real environment.

use essbasic_sandbox::seed;
use serde_json::json;

use super::{CANCEL, Pages, cancel};

#[tokio::test]
async fn read_actions_are_sent_without_confirmation() {
    let pages = Pages::environment().await;
    let request = json!({"Agent": seed::agent()}).to_string();
    let seen = pages.post_with_token("/actions/DescribeTemplates", &[("json", &request)]).await;
    seen.has("<h3>Done</h3>");
    seen.has_not("inspector");
}

#[tokio::test]
async fn other_actions_ask_for_confirmation_with_environment_agent_and_request() {
    let pages = Pages::environment().await;
    let text = super::json(&cancel(seed::QR_CODE));
    let asked = pages.post_with_token(CANCEL, &[("json", &text)]).await;
    let shown = [seed::APPLICATION, seed::OPERATOR, seed::QR_CODE];
    for text in ["an environment", "Nothing has been sent", "Cancel</a>"].into_iter().chain(shown) {
        asked.has(text);
    }
    asked.has_not("Request ID");
    let fields = asked.fields();
    let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    pages.post_with_token(CANCEL, &fields).await.has("<h3>Done</h3>");
    let again = pages.post_with_token(CANCEL, &fields).await;
    assert_eq!(again.status, 409);
    again.has("Nothing has been sent");
}

#[tokio::test]
async fn a_confirmation_is_valid_once_and_for_one_request() {
    let pages = Pages::environment().await;
    let text = super::json(&cancel(seed::QR_CODE));
    let asked =
        pages.post_with_token(CANCEL, &[("json", &text)]).await.fields()["confirmation"].clone();
    let other = super::json(&cancel(&"x".repeat(32)));
    let changed =
        pages.post_with_token(CANCEL, &[("json", &other), ("confirmation", &asked)]).await;
    changed.has("Nothing has been sent");
    let elsewhere = "/actions/ChannelDeleteRole";
    let seen = pages.post_with_token(elsewhere, &[("json", &text), ("confirmation", &asked)]).await;
    seen.has_not("Request ID");
    pages
        .post_with_token(CANCEL, &[("json", &text), ("confirmation", &asked)])
        .await
        .has("<h3>Done</h3>");
    let twice = pages.post_with_token(CANCEL, &[("json", &text), ("confirmation", &asked)]).await;
    twice.has("Nothing has been sent");
    pages
        .post_with_token(CANCEL, &[("json", &text), ("confirmation", "")])
        .await
        .has("Nothing has been sent");
}
