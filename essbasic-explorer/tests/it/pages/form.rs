//! Filling a form in, or writing JSON: one is the other.

use essbasic::CATALOGUE;
use essbasic::schema::{SampleMode, sample};
use serde_json::{Map, Value, json};

use super::{CANCEL, Pages};

/// The request that the fields of a form are, as the page itself reads them.
async fn read_back(pages: &Pages, action: &str, fields: &[(&str, &str)]) -> Map<String, Value> {
    let body = super::form(fields);
    let seen =
        pages.request(http::Method::POST, &format!("/actions/{action}/form"), &[], body).await;
    let text = &seen.fields()["json"];
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{action}: {error}: {text}"))
}

#[tokio::test]
async fn every_full_request_survives_the_form() {
    let pages = Pages::sandbox().await;
    for entry in CATALOGUE {
        let action = entry.descriptor();
        let members = sample((action.request)(), SampleMode::Full);
        let text = super::json(&members);
        let form = pages.post(&format!("/actions/{}/form", action.name), &[("json", &text)]).await;
        assert_eq!(form.status, 200, "{}: {}", action.name, form.text);
        let fields = form.fields();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        let again = read_back(&pages, action.name, &fields).await;
        assert_eq!(Value::from(again), Value::from(members), "{}", action.name);
    }
}

#[tokio::test]
async fn integers_keep_their_digits_and_texts_their_characters() {
    let pages = Pages::sandbox().await;
    let action = "ChannelCreateMultiFlowSignQRCode";
    let fields = [
        ("QrCodeExpiredOn", "9007199254740993"),
        ("MaxFlowNum", "12a"),
        ("FlowName", "<script>alert(1)</script>\r\n\"合同\" & 'quotes'"),
    ];
    let read = read_back(&pages, action, &fields).await;
    let expected = json!({
        "QrCodeExpiredOn": 9_007_199_254_740_993_i64,
        "MaxFlowNum": "12a",
        "FlowName": "<script>alert(1)</script>\n\"合同\" & 'quotes'",
    });
    assert_eq!(Value::from(read), expected);
}

#[tokio::test]
async fn items_are_added_and_removed_without_a_script() {
    let pages = Pages::sandbox().await;
    let action = "CreateSignUrls";
    let given = [("FlowIds.0", "one"), ("FlowIds.2", "three"), ("FlowIds.10", "eleven")];
    let read = read_back(&pages, action, &given).await;
    assert_eq!(Value::from(read), json!({"FlowIds": ["one", "three", "eleven"]}));

    let longer = [&given[..], &[("add", "FlowIds")]].concat();
    let seen = pages.post(&format!("/actions/{action}/form"), &longer).await;
    assert_eq!(seen.fields()["FlowIds.3"], "");
    let shorter = [&given[..], &[("remove", "FlowIds.2")]].concat();
    let seen = pages.post(&format!("/actions/{action}/form"), &shorter).await;
    assert_eq!(seen.fields()["FlowIds.1"], "eleven");
    let item = pages.get(&format!("/actions/{action}/item?path=FlowIds.7")).await;
    assert!(item.fields().contains_key("FlowIds.7"));
    assert_eq!(pages.get(&format!("/actions/{action}/item?path=Endpoint.7")).await.status, 404);
}

#[tokio::test]
async fn a_json_error_is_reported_with_its_position_and_keeps_the_text() {
    let pages = Pages::sandbox().await;
    let form = format!("{CANCEL}/form");
    let text = "{\n  \"QrCodeId\": \"<b>\",\n  oops\n}";
    let seen = pages.post(&form, &[("json", text)]).await;
    assert_eq!(seen.status, 400);
    seen.has("line 3 column 3");
    let page = pages.request(http::Method::POST, &form, &[], super::form(&[("json", text)])).await;
    assert_eq!(page.fields()["json"], text);

    for (text, problem) in [
        (
            "{\"QrCodeId\": \"a\",\n \"QrCodeId\": \"b\"}",
            "`QrCodeId` occurs twice at line 2 column 11",
        ),
        ("{\"Agent\": {\"AppId\": \"a\", \"AppId\": \"b\"}}", "`AppId` occurs twice at line 1"),
        ("[]", "must be a JSON object"),
    ] {
        let seen = pages.post(CANCEL, &[("json", text)]).await;
        assert_eq!(seen.status, 400, "{text}");
        seen.has(problem);
    }

    let unfit = r#"{"QrCodeId": 5, "Surprise": true, "Agent": {"AppId": "\"\""}}"#;
    let seen = pages.post(&form, &[("json", unfit)]).await;
    assert_eq!(seen.status, 400);
    for text in
        ["QrCodeId must be string", "Surprise is not a field", "Agent.AppId is &quot;&quot;"]
    {
        seen.has(text);
    }
}

#[tokio::test]
async fn a_form_starts_with_the_agent_and_the_values_of_the_query() {
    let pages = Pages::sandbox().await;
    let fields = pages.get(&format!("{CANCEL}?QrCodeId=carried")).await.fields();
    assert_eq!(fields["QrCodeId"], "carried");
    assert_eq!(fields["Agent.ProxyOperator.OpenId"], essbasic_sandbox::seed::OPERATOR);
    let filled = pages.post(&format!("{CANCEL}/form"), &[("example", "0")]).await.fields();
    assert_eq!(filled["QrCodeId"], essbasic_sandbox::seed::QR_CODE);
    assert_eq!(filled["Agent.AppId"], essbasic_sandbox::seed::APPLICATION);
}

#[tokio::test]
async fn an_example_fills_in_only_what_is_missing() {
    let pages = Pages::sandbox().await;
    let form = "/actions/CreateSignUrls/form";
    let typed = [("FlowIds.0", "typed"), ("Agent.AppId", "mine"), ("example", "1")];
    let filled = pages.post(form, &typed).await.fields();
    assert_eq!((&*filled["FlowIds.0"], &*filled["Agent.AppId"]), ("typed", "mine"));
    assert_eq!(filled["Name"], essbasic_sandbox::seed::signer().name);
    assert_eq!(filled["Agent.ProxyOperator.OpenId"], essbasic_sandbox::seed::OPERATOR);

    let excluding = [("FlowGroupId", "typed"), ("example", "0")];
    let filled = pages.post(form, &excluding).await.fields();
    assert_eq!(filled["FlowGroupId"], "typed");
    assert_eq!(filled.get("FlowIds.0").map_or("", String::as_str), "");

    let carried = "/actions/ChannelCreateFlowByFiles/form";
    let filled = pages.post(carried, &[("FileIds.0", "carried"), ("example", "0")]).await.fields();
    assert_eq!(filled["FileIds.0"], "carried");
    assert_eq!(filled["FlowApprovers.1.OpenId"], essbasic_sandbox::seed::OPERATOR);
}

#[tokio::test]
async fn each_example_is_offered_and_simulated_actions_are_marked() {
    let pages = Pages::sandbox().await;
    let several = pages.get("/actions/CreateSignUrls").await;
    several.has("Use example: For all signers of a contract");
    several.has("Use example: For one person");
    pages.get(CANCEL).await.has_not("Simulated");
    pages.get("/actions/ChannelCreateEmbedWebUrl").await.has(">Simulated<");
    let sent = pages.post("/actions/CreateLegalSealQrCode", &[("json", "{}")]).await;
    sent.has_not("returns a canned response");
    let agent = serde_json::to_string(&essbasic_sandbox::seed::agent()).unwrap();
    let json = format!("{{\"Agent\": {agent}}}");
    let sent = pages.post("/actions/CreateLegalSealQrCode", &[("json", &json)]).await;
    sent.has("returns a canned response");
}

#[tokio::test]
async fn controls_show_files_and_default_values() {
    let pages = Pages::sandbox().await;
    let item = pages.get("/actions/UploadFiles/item?path=FileInfos.0").await;
    item.has("name=\"FileInfos.0.FileBody\"");
    item.has("data-file");
    let seen = pages.get("/actions/ChannelCreateFlowByFiles").await;
    seen.has_not("data-file");
    let seen = pages.get("/actions/ChannelCreateMultiFlowSignQRCode").await;
    seen.has("name=\"MaxFlowNum\" value=\"\" type=\"text\" autocomplete=\"off\" spellcheck=\"false\" inputmode=\"numeric\" placeholder=\"5\"");
}
