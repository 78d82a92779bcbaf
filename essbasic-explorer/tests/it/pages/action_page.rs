//! Reading what an action is.

use essbasic::CATALOGUE;

use super::{CANCEL, Pages};

#[tokio::test]
async fn every_action_page_lists_all_fields_and_codes() {
    let pages = Pages::sandbox().await;
    for entry in CATALOGUE {
        let action = entry.descriptor();
        let seen = pages.get(&format!("/actions/{}", action.name)).await;
        assert_eq!(seen.status, 200, "{}", action.name);
        for code in action.errors {
            seen.has(&format!("<code>{code}</code>"));
        }
        let schemas = [(action.request)(), (action.response)()];
        let fields = schemas.iter().flat_map(|schema| schema.fields);
        for field in fields.filter(|field| !field.hidden) {
            seen.has(&format!("<code class=\"name\">{}</code>", field.name));
        }
    }
}

#[tokio::test]
async fn documentation_uses_wire_names() {
    let pages = Pages::sandbox().await;
    let seen = pages.get("/actions/ChannelCreateFlowByFiles").await;
    seen.has("<code>NeedPreview</code>");
    seen.has_not("<code>need_preview</code>");
    seen.has("<a href=\"/actions/UploadFiles\"><code>UploadFiles</code></a>");
    seen.has_not("| error code |");
}

#[tokio::test]
async fn related_actions_link_to_each_other() {
    let pages = Pages::sandbox().await;
    let cancel = pages.get(CANCEL).await;
    cancel.has("Get this from <a href=\"/actions/ChannelCreateMultiFlowSignQRCode\">");
    let create = pages.get("/actions/ChannelCreateMultiFlowSignQRCode").await;
    create.has("href=\"/actions/ChannelCancelMultiFlowSignQRCode#try\" data-related=\"QrCodeId\"");
}

#[tokio::test]
async fn the_language_is_negotiated_and_can_be_chosen() {
    let pages = Pages::sandbox().await;
    let english = pages.get(CANCEL).await;
    english.has("<html lang=\"en\">");
    let asks = [("accept-language", "zh-CN,zh;q=0.9,en;q=0.8")];
    let chinese = pages.request(http::Method::GET, CANCEL, &asks, String::new()).await;
    chinese.has("<html lang=\"zh\">");
    chinese.has("请求参数");

    let chosen = pages.post("/language", &[("language", "zh"), ("back", CANCEL)]).await;
    assert_eq!(
        (chosen.status.as_u16(), &chosen.headers["location"]),
        (303, &CANCEL.parse().unwrap())
    );
    let cookie = chosen.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap();
    let keeps = [("cookie", cookie), ("accept-language", "en")];
    pages.request(http::Method::GET, CANCEL, &keeps, String::new()).await.has("<html lang=\"zh\">");
    for elsewhere in ["https://elsewhere.invalid/", "//elsewhere.invalid/", "/\\elsewhere.invalid"]
    {
        let chosen = pages.post("/language", &[("language", "zh"), ("back", elsewhere)]).await;
        assert_eq!(chosen.headers["location"], "/", "{elsewhere}");
    }
}

#[tokio::test]
async fn an_unknown_action_is_not_found() {
    let pages = Pages::sandbox().await;
    let seen = pages.get("/actions/%3Cscript%3Ealert(1)%3C%2Fscript%3E").await;
    assert_eq!(seen.status, 404);
    seen.has("&lt;script&gt;alert(1)&lt;/script&gt;");
}

#[tokio::test]
async fn agents_and_required_ids_of_the_same_action_have_no_producers() {
    let pages = Pages::sandbox().await;
    let form = pages.get(CANCEL).await;
    let agent = form.text.split("name=\"Agent.AppId\"").nth(1).unwrap();
    let agent = agent.split("name=\"Agent.ProxyOrganizationOpenId\"").next().unwrap();
    assert!(!agent.contains("Get this from"), "{agent}");
    let flow = pages.get("/actions/ChannelCancelFlow").await;
    flow.has("Get this from");
    flow.has_not("Get this from <a href=\"/actions/ChannelCancelFlow\">");
}

#[tokio::test]
async fn essential_fields_come_before_optional_ones_and_offer_an_item() {
    let pages = Pages::sandbox().await;
    let seen = pages.get("/actions/ChannelCreateFlowByFiles").await;
    let form = seen.text.split("id=\"values\"").nth(1).unwrap();
    let at = |name: &str| form.find(&format!("name=\"{name}\"")).unwrap();
    let quick = ["FlowName", "FileIds.0", "FlowApprovers.0.Name", "NeedSignReview"].map(at);
    assert!(quick.is_sorted(), "{quick:?}");
    seen.has("name=\"offered.FlowApprovers.0\"");
    seen.has("data-list=\"FileIds\" ");
    seen.has("data-upload=\"DOCUMENT\"");
}

#[tokio::test]
async fn the_form_comes_before_the_documentation_and_other_actions_are_near() {
    let pages = Pages::sandbox().await;
    let seen = pages.get(CANCEL).await;
    let at = |text: &str| seen.text.find(text).unwrap();
    assert!(at("id=\"try\"") < at("id=\"result\""));
    assert!(at("id=\"result\"") < at("id=\"documentation\""));
    let index = CATALOGUE.iter().position(|it| CANCEL.ends_with(it.descriptor().name)).unwrap();
    for (rel, index) in [("prev", index - 1), ("next", index + 1)] {
        let name = CATALOGUE[index].descriptor().name;
        seen.has(&format!("<a rel=\"{rel}\" href=\"/actions/{name}\""));
    }
    seen.has("data-palette");
}
