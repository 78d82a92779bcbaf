//! The page that places fields on a document.

use essbasic_sandbox::seed;

use crate::data_browser::contract;
use crate::support::{client, page, sandbox, submit};

/// Returns the JSON that a page shows to take along.
fn output(page: &str) -> serde_json::Value {
    let text = page.split("<code data-copy>").nth(1).unwrap().split("</code>").next().unwrap();
    let parts = text.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    serde_json::from_str(&parts.collect::<String>().replace("&quot;", "\"")).unwrap()
}

#[tokio::test]
async fn a_blank_page_has_a_field_that_is_moved_by_numbers() {
    let sandbox = sandbox().await;
    let shown = page(&sandbox, "/placing?width=842&height=595&pages=2").await;
    assert!(shown.contains("842 × 595 pt") && shown.contains("name=\"x.0\""), "{shown}");
    let form = "width=842&height=595&pages=2&type.0=SIGN_SEAL&party.0=2&name.0=&page.0=2\
        &x.0=100.25&y.0=200&w.0=119&h.0=119&do=update";
    let moved = submit(&sandbox, "/placing", form).await;
    assert_eq!(moved.status, 200);
    let moved = moved.text();
    assert!(
        moved.contains("data-page=\"2\"") && moved.contains("<rect x=\"100.25\" y=\"200\""),
        "{moved}"
    );
    let expected = serde_json::json!({"FlowApprovers": [
        {"SignComponents": []},
        {"SignComponents": [{"ComponentType": "SIGN_SEAL", "GenerateMode": "NORMAL", "ComponentPage": 2,
            "ComponentPosX": 100.25, "ComponentPosY": 200, "ComponentWidth": 119, "ComponentHeight": 119}]},
    ]});
    assert_eq!(output(&moved), expected);
}

#[tokio::test]
async fn fields_are_added_and_removed() {
    let sandbox = sandbox().await;
    let added = submit(&sandbox, "/placing", "new-type=TEXT&new-party=0&do=add").await.text();
    assert_eq!(output(&added)["Components"][0]["ComponentType"], "TEXT");
    let two = "type.0=TEXT&party.0=0&x.0=1&type.1=DATE&party.1=1&x.1=2";
    let removed = submit(&sandbox, "/placing", &format!("{two}&remove=0")).await.text();
    let left = output(&removed);
    assert!(left.get("Components").is_none(), "{left}");
    assert_eq!(left["FlowApprovers"][0]["Components"][0]["ComponentPosX"], 2);
}

#[tokio::test]
async fn the_fields_fill_in_the_form_of_the_action() {
    let sandbox = sandbox().await;
    let flow = contract(&client(&sandbox), "合同").await;
    let form =
        format!("contract={flow}&type.0=SIGN_SIGNATURE&party.0=1&page.0=1&x.0=10&y.0=20&do=use");
    let used = submit(&sandbox, "/placing", &form).await;
    assert_eq!(used.status, 303);
    let address = used.location();
    assert!(address.starts_with("/actions/ChannelCreateFlowByFiles?FileIds.0="), "{address}");
    let filled = page(&sandbox, &address).await;
    let x = "name=\"FlowApprovers.0.SignComponents.0.ComponentPosX\"";
    let control = filled.split('<').find(|tag| tag.contains(x)).unwrap();
    assert!(control.contains("value=\"10\""), "{control}");
}

#[tokio::test]
async fn fields_of_a_template_are_moved_and_keep_what_the_page_does_not_show() {
    let sandbox = sandbox().await;
    let shown = page(&sandbox, &format!("/placing?template={}", seed::TEMPLATE_WITH_FIELDS)).await;
    let placed = output(&shown);
    assert_eq!(placed["Components"][0]["ComponentId"], "ComponentId_salary");
    assert_eq!(placed["Components"][0]["ComponentRequired"], true);
    assert_eq!(placed["FlowApprovers"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn signers_are_named_where_they_are_chosen_and_in_the_drawing() {
    let sandbox = sandbox().await;
    let flow = contract(&client(&sandbox), "合同").await;
    let of_contract = page(&sandbox, &format!("/placing?contract={flow}")).await;
    assert!(of_contract.contains("Signer 1 · 测**"), "{of_contract}");
    let template = seed::TEMPLATE_WITH_FIELDS;
    let of_template = page(&sandbox, &format!("/placing?template={template}")).await;
    assert!(of_template.contains("Signer 1 · 员工"), "{of_template}");
    let drawing = of_template.split("id=\"drawing\"").nth(1).unwrap();
    assert!(drawing.contains(">员工 · SIGN_SIGNATURE<"), "{drawing}");
    assert!(drawing.contains("class=\"outline\""), "{drawing}");
}

#[tokio::test]
async fn nonsense_is_corrected_and_fields_are_limited() {
    let sandbox = sandbox().await;
    let form = "type.0=SIGN_DATE&party.0=999&page.0=x&x.0=-5&y.0=NaN&w.0=1e99&h.0=inf&base.0=%5B%5D\
        &type.1=%3Cscript%3E&party.1=1&type.2=TEXT";
    let corrected = submit(&sandbox, "/placing", form).await.text();
    assert!(!corrected.contains("<script>"));
    let signers = output(&corrected)["FlowApprovers"].as_array().unwrap().clone();
    assert_eq!(signers.len(), 50);
    let field = &signers[49]["SignComponents"][0];
    assert_eq!((&field["ComponentPosX"], &field["ComponentWidth"]), (&0.into(), &14_400.into()));
    let many: Vec<_> = (0..250).map(|it| format!("type.{it}=TEXT&party.{it}=1&x.{it}=1")).collect();
    let many = many.join("&");
    let full = submit(&sandbox, "/placing", &format!("{many}&do=add")).await;
    assert_eq!(full.status, 422);
    let full = full.text();
    assert!(full.contains("At most 200 fields"), "{full}");
    let fields = output(&full)["FlowApprovers"][0]["Components"].as_array().unwrap().len();
    assert_eq!(fields, 200);
    let long = submit(&sandbox, "/placing", &format!("{many}&do=use")).await;
    assert!(long.status == 422 && long.text().contains("copy the JSON instead"));
}
