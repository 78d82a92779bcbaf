//! Finding an action.

use essbasic::{CATALOGUE, Entry};

use super::Pages;

/// The actions that are found, in their order.
async fn found(pages: &Pages, words: &str) -> Vec<String> {
    let query = super::form(&[("q", words)]);
    let seen = pages.get(&format!("/search?{query}")).await;
    let links = seen.text.split("<li><a href=\"/actions/").skip(1);
    links.map(|link| link.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_start_page_lists_every_action_and_is_small() {
    let pages = Pages::sandbox().await;
    let seen = pages.get("/").await;
    for entry in CATALOGUE {
        seen.has(&format!("\"/actions/{}\"", entry.descriptor().name));
        seen.has(entry.descriptor().title);
    }
    let mut bytes = seen.text.len();
    for part in seen.text.split("/assets/").skip(1) {
        let name = part.split('"').next().unwrap();
        let asset = pages.get(&format!("/assets/{name}")).await;
        assert_eq!(asset.status, 200, "{name}");
        bytes += asset.text.len();
    }
    assert!(bytes < 150_000, "{bytes} bytes");
}

#[tokio::test]
async fn an_action_is_found_by_its_chinese_title() {
    let pages = Pages::sandbox().await;
    let name = "ChannelCancelMultiFlowSignQRCode";
    let title = essbasic::find(name).unwrap().descriptor().title;
    assert!(title.starts_with("取消一码多"));
    assert_eq!(found(&pages, title).await, [name]);
    // The documentation of others has both words.
    assert_eq!(found(&pages, "取消 一码多").await[0], name);
}

#[tokio::test]
async fn chinese_words_are_found_in_documentation() {
    let pages = Pages::sandbox().await;
    let seen =
        pages.get(&format!("/search?{}", super::form(&[("q", "每个任务最多 3000 份")]))).await;
    seen.has("CancelOrganizationFlows");
    assert_eq!(found(&pages, "没有这样的词").await, [""; 0]);
}

#[tokio::test]
async fn matches_of_names_rank_before_fields_and_documentation() {
    let pages = Pages::sandbox().await;
    assert_eq!(found(&pages, "uploadfiles").await[0], "UploadFiles");
    let by_member = found(&pages, "QrCodeId").await;
    assert_eq!(
        by_member[..2],
        ["ChannelCancelMultiFlowSignQRCode", "ChannelCreateMultiFlowSignQRCode",]
    );
    let seen = pages.get("/search?q=FlowApprovers").await;
    seen.has("field FlowApprovers");
}

#[tokio::test]
async fn an_error_code_finds_the_actions_that_return_it() {
    let pages = Pages::sandbox().await;
    let code = "OperationDenied.QrInvalid";
    let mut answer_it: Vec<_> = CATALOGUE.iter().map(Entry::descriptor).collect();
    answer_it.retain(|action| action.errors.contains(&code));
    let seen = found(&pages, code).await;
    assert!(
        !answer_it.is_empty() && answer_it.iter().all(|it| seen.iter().any(|name| name == it.name))
    );
    let seen = pages.get(&format!("/search?q={code}")).await;
    seen.has(&format!("error code {code}"));
}

#[tokio::test]
async fn all_words_must_match() {
    let pages = Pages::sandbox().await;
    let (cancel, both) = (found(&pages, "cancel").await, found(&pages, "cancel qrcode").await);
    assert!(!both.is_empty() && both.len() < cancel.len());
    assert!(both.iter().all(|name| cancel.contains(name)));
    let seen = pages.get("/?q=cancel+%3Cscript%3E").await;
    seen.has("No results for “cancel &lt;script&gt;”");
    seen.has_not("<script>");
}
