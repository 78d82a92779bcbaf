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
async fn the_list_has_every_action_and_is_small() {
    let pages = Pages::sandbox().await;
    let seen = pages.get("/actions").await;
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
async fn an_action_is_found_by_chinese_words_and_by_its_title() {
    let pages = Pages::sandbox().await;
    let name = "ChannelCancelMultiFlowSignQRCode";
    for query in ["取消一码多签签署码", "取消 一码多", "取消二维码"] {
        assert_eq!(found(&pages, query).await[0], name, "{query}");
    }
    let query = super::form(&[("q", "没有这样的词")]);
    pages.get(&format!("/search?{query}")).await.has("No results for “没有这样的词”");
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
async fn later_results_that_only_mention_the_words_are_folded() {
    let pages = Pages::sandbox().await;
    let seen = pages.get("/search?q=vendor").await;
    let (shown, folded) = seen.text.split_once("<details>").unwrap();
    let (shown, folded) = (shown.split("<li>").skip(1), folded.split("<li>").skip(1));
    for result in folded.clone() {
        assert!(
            result.contains("the documentation") || result.contains("description of"),
            "{result}"
        );
        assert!(!result.contains("error code"), "{result}");
    }
    let (shown, folded) = (shown.count(), folded.count());
    assert!(shown >= 8 && folded > 1, "{shown} shown, {folded} folded");
    seen.has(&format!("{} actions<", shown + folded));
    seen.has(&format!("{folded} more actions whose documentation matches"));
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
async fn the_nearest_matches_are_marked_and_the_query_is_escaped() {
    let pages = Pages::sandbox().await;
    let seen = pages.get("/search?q=cancle+qr").await;
    seen.has("No exact match for “cancle qr”");
    seen.has("ChannelCancelMultiFlowSignQRCode");
    let seen = pages.get("/?q=xyzzy+%3Cscript%3E").await;
    seen.has("No results for “xyzzy &lt;script&gt;”");
    seen.has_not("<script>");
}
