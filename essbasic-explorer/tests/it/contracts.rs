//! Pages about contracts, organizations and templates.

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic_sandbox::{Callback, Command, Person, Sandbox, SignerRef, seed};
use serde_json::json;

use crate::data_browser::{call, contract, full};
use crate::support::{client, get, page, person, sandbox, submit, without_redacted};

/// Follows a form to the page that it leads to.
async fn pressed(sandbox: &Sandbox, form: &str) -> String {
    let response = submit(sandbox, "/data", form).await;
    assert_eq!(response.status, 303, "{form}");
    page(sandbox, &response.location()).await
}

fn number_of_rows(list: &str) -> usize {
    list.matches("<p class=\"name\">").count()
}

#[tokio::test]
async fn contracts_are_listed_newest_first_and_filtered() {
    let sandbox = sandbox().await;
    let seeded = number_of_rows(&page(&sandbox, "/contracts").await);
    let client = client(&sandbox);
    let lease = contract(&client, "租赁合同").await;
    sandbox.advance(std::time::Duration::from_secs(60));
    let order = contract(&client, "采购合同").await;
    sandbox.sign(&order, &person()).unwrap();
    let list = page(&sandbox, "/contracts").await;
    assert_eq!(number_of_rows(&list), seeded + 2);
    assert!(list.find(&order) < list.find(&lease), "{list}");
    assert!(list.contains("1 of 1 signed") && list.contains("0 of 1 signed"), "{list}");
    let signed = page(&sandbox, "/contracts?status=ALL").await;
    assert!(signed.contains(&order) && !signed.contains(&lease), "{signed}");
    let open = page(&sandbox, "/contracts?status=open&q=%E7%A7%9F%E8%B5%81").await;
    assert!(open.contains(&lease) && !open.contains(&order), "{open}");
    let own = page(&sandbox, "/contracts?organization=org_dianziqian").await;
    assert_eq!(number_of_rows(&own), seeded + 2);
    let other = page(&sandbox, "/contracts?organization=org_other").await;
    assert!(other.contains("No contract matches"), "{other}");
    let by_id = page(&sandbox, &format!("/contracts?q={lease}")).await;
    assert_eq!(number_of_rows(&by_id), 1);
}

#[tokio::test]
async fn the_list_of_contracts_has_pages() {
    let sandbox = sandbox().await;
    let seeded = number_of_rows(&page(&sandbox, "/contracts").await);
    for number in 0..60 {
        let person =
            Person { name: "测试甲".to_owned(), mobile: format!("130000000{number:02}") };
        sandbox.scan(seed::QR_CODE, &person).unwrap();
    }
    let first = page(&sandbox, "/contracts?status=open").await;
    assert_eq!(number_of_rows(&first), 25);
    assert!(
        first.contains("1 / 3")
            && first.contains("status=open&amp;q=&amp;organization=&amp;page=2")
    );
    let last = 60 + seeded - 2 * 25;
    assert_eq!(number_of_rows(&page(&sandbox, "/contracts?page=3").await), last);
    assert_eq!(number_of_rows(&page(&sandbox, "/contracts?page=99999999").await), 0);
}

#[tokio::test]
async fn a_contract_shows_signers_document_and_what_to_do_next() {
    let sandbox = sandbox().await;
    let client = client(&sandbox);
    let flow = contract(&client, "租赁合同").await;
    let address = format!("/contracts/{flow}");
    let shown = page(&sandbox, &address).await;
    for text in [
        "租赁合同",
        "in progress",
        "测**",
        "130****0001",
        &format!("/actions/ChannelCancelFlow?FlowId={flow}&amp;Agent.AppId={}", seed::APPLICATION),
        &format!("/actions/CreateSignUrls?FlowIds.0={flow}"),
        &format!("/organizations/{}/org_dianziqian", seed::APPLICATION),
        "595 × 842 pt",
        "1 field is placed by keyword",
        &format!("/data/flows/{flow}"),
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    let visible = without_redacted(&shown).replace("placeholder=\"测试甲\"", "");
    assert!(!visible.contains("测试甲"), "{visible}");

    let signer = shown.split("name=\"signer\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = format!("table=flows&id={flow}&signer={signer}&command=sign");
    let done = pressed(&sandbox, &form).await;
    assert!(done.contains("Done.") && done.contains("completed"), "{done}");
    assert!(!done.contains("value=\"decline\""), "a signed contract cannot be declined");
    assert!(done.contains(&format!("DescribeResourceUrlsByFlows?FlowIds.0={flow}")));
    assert!(!done.contains("ChannelCancelFlow?"), "{done}");
}

#[tokio::test]
async fn the_timeline_links_calls_by_request_id_and_callbacks() {
    let sandbox = sandbox().await;
    sandbox.add_callback(Callback::new("http://127.0.0.1:1/")).await.unwrap();
    let client = client(&sandbox);
    let flow = contract(&client, "租赁合同").await;
    let cancel = ChannelCancelMultiFlowSignQRCode::new(seed::agent(), seed::QR_CODE);
    let unrelated = cancel.send(&client).await.unwrap().request_id.clone();
    sandbox.sign(&flow, &person()).unwrap();
    let shown = page(&sandbox, &format!("/contracts/{flow}")).await;
    let timeline = shown.split("class=\"timeline\"").nth(1).unwrap();
    let call = sandbox.calls().into_iter().find(|it| it.action() == "ChannelCreateFlowByFiles");
    let call = call.unwrap();
    let id = call.request_id.as_deref().unwrap();
    assert!(timeline.contains(&format!("href=\"/calls/{}\">{id}</a>", call.number)), "{timeline}");
    assert!(!timeline.contains(&unrelated), "{timeline}");
    for event in sandbox.events().iter().filter(|it| it.json.contains(&flow)) {
        assert!(timeline.contains(&format!("/callbacks/{}", event.id)), "{timeline}");
    }
    assert!(timeline.find("ChannelCreateFlowByFiles") < timeline.find("FlowStatusChange"));
}

#[tokio::test]
async fn the_timeline_has_acts_of_people_before_their_events_although_the_clock_was_moved() {
    let sandbox = sandbox().await;
    let client = client(&sandbox);
    let (flow, other) = (contract(&client, "合同").await, contract(&client, "协议").await);
    let hour = std::time::Duration::from_secs(3600);
    sandbox.execute(&Command::Advance(hour)).await.unwrap();
    sandbox.sign(&flow, &person()).unwrap();
    let declined = Command::Decline {
        flow_id: other.clone(),
        signer: SignerRef::Person(person()),
        message: "不同意".to_owned(),
    };
    sandbox.execute(&declined).await.unwrap();
    call(&client, "DescribeFlowDetailInfo", json!({"FlowIds": [flow]})).await;
    let timeline = |page: String| page.split("class=\"timeline\"").nth(1).unwrap().to_owned();
    let signed = timeline(page(&sandbox, &format!("/contracts/{flow}")).await);
    let at = |part: &str| signed.find(part).unwrap_or_else(|| panic!("{part}: {signed}"));
    let (act, event) = (at("person</span> signed"), at("<code>finish</code>"));
    assert!(at("<code>start</code>") < act && act < event, "{signed}");
    assert!(
        event < at("DescribeFlowDetailInfo"),
        "later than the event by the real time: {signed}"
    );
    let other = timeline(page(&sandbox, &format!("/contracts/{other}")).await);
    assert!(other.contains("person</span> declined") && !other.contains("</span> signed"));
}

#[tokio::test]
async fn the_pdf_is_viewed_and_downloaded() {
    let sandbox = sandbox().await;
    let flow = contract(&client(&sandbox), "租赁合同").await;
    let url = format!("{}/contracts/{flow}/pdf", sandbox.endpoint());
    let viewed = get(&url).await;
    assert!(viewed.status == 200 && viewed.body.starts_with(b"%PDF"));
    assert!(viewed.head.contains("content-disposition: inline"), "{}", viewed.head);
    let download = get(&format!("{url}?download=1")).await;
    assert!(download.head.contains("content-disposition: attachment"), "{}", download.head);
}

#[tokio::test]
async fn fields_are_drawn_at_their_positions_in_the_colour_of_their_signer() {
    let sandbox = sandbox().await;
    let client = client(&sandbox);
    let file = call(
        &client,
        "UploadFiles",
        json!({"BusinessType": "DOCUMENT",
        "FileInfos": [{"FileBody": crate::support::PDF, "FileName": "a.pdf"}]}),
    )
    .await["FileIds"]
        .clone();
    let place = |x: f64, y: f64, page: i64| {
        json!({"ComponentType": "SIGN_SIGNATURE", "ComponentPage": page,
        "ComponentPosX": x, "ComponentPosY": y, "ComponentWidth": 100, "ComponentHeight": 40})
    };
    let signer = |number: u8, fields| {
        json!({"ApproverType": "PERSON", "Name": format!("测试{number}"),
        "Mobile": format!("1300000000{number}"), "SignComponents": fields})
    };
    let text = json!({"ComponentType": "TEXT", "ComponentName": "<price>", "ComponentPage": 1,
        "ComponentPosX": 72, "ComponentPosY": 90, "ComponentValue": "a secret price"});
    let start = json!({"FlowName": "合同", "FileIds": file, "Components": [text],
        "FlowApprovers": [signer(1, json!([place(72.5, 700.0, 1)])), signer(2, json!([place(300.0, 700.0, -1), place(1.0, 1.0, 7)]))]});
    let flow = call(&client, "ChannelCreateFlowByFiles", start).await["FlowId"].clone();
    let shown = page(&sandbox, &format!("/contracts/{}", flow.as_str().unwrap())).await;
    for drawn in [
        "<g class=\"field initiator\" data-field=\"0\"><rect x=\"72\" y=\"90\" width=\"120\" height=\"20\">",
        "<g class=\"field signer-0\" data-field=\"1\"><rect x=\"72.5\" y=\"700\" width=\"100\" height=\"40\">",
        "<g class=\"field signer-1\" data-field=\"2\"><rect x=\"300\" y=\"700\"",
        "&lt;price&gt;",
        "1 field is placed by keyword",
    ] {
        assert!(shown.contains(drawn), "{drawn}: {shown}");
    }
    assert!(!shown.contains("a secret price"));
}

#[tokio::test]
async fn an_organization_shows_employees_seals_and_quota() {
    let sandbox = full().await;
    let list = page(&sandbox, "/organizations").await;
    assert!(list.contains(seed::ORGANIZATION_NAME) && list.contains("license valid"), "{list}");
    let found = page(&sandbox, "/organizations?q=org_other").await;
    assert_eq!(number_of_rows(&found), 1);
    let address = format!("/organizations/{}/{}", seed::APPLICATION, seed::ORGANIZATION);
    let shown = page(&sandbox, &address).await;
    for text in ["超级管理员", seed::OPERATOR, "合同章", "in review", "AUTO_SIGN", "100 licenses"]
    {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    let visible = without_redacted(&shown);
    assert!(!visible.contains("测试经办人") && !visible.contains("13000000099"), "{visible}");
    let before = shown.split("in review").next().unwrap();
    let seal = before.rsplit("src=\"/images/seals/").next().unwrap().split('"').next().unwrap();
    // What was uploaded is no image: it is not shown as one.
    let image = get(&format!("{}/images/seals/{seal}", sandbox.endpoint())).await;
    assert!(image.head.contains("content-type: image/svg+xml"), "{}", image.head);
    let back = address.replace('/', "%2F");
    let review = format!("table=seals&id={seal}&back={back}&command=review&approved=yes");
    let approved = submit(&sandbox, "/data", &review).await;
    assert!(approved.location().starts_with(&address), "{}", approved.location());
    assert!(!page(&sandbox, &address).await.contains("in review"));
}

#[tokio::test]
async fn pictures_of_seals_are_shown() {
    let sandbox = sandbox().await;
    // The first bytes of a PNG.
    let seal = json!({"SealName": "章", "SealImage": "iVBORw0KGgoAAAANSUhEUg=="});
    let id = call(&client(&sandbox), "CreateSealByImage", seal).await["SealId"].clone();
    let url = format!("{}/images/seals/{}", sandbox.endpoint(), id.as_str().unwrap());
    let image = get(&url).await;
    assert!(image.head.contains("content-type: image/png"), "{}", image.head);
    assert!(image.body.starts_with(b"\x89PNG"));
}

#[tokio::test]
async fn a_template_shows_recipients_and_fields() {
    let sandbox = sandbox().await;
    let list = page(&sandbox, "/templates").await;
    assert_eq!(number_of_rows(&list), 3);
    let shown = page(&sandbox, &format!("/templates/{}", seed::TEMPLATE_WITH_FIELDS)).await;
    for text in [
        "劳动合同",
        "员工",
        "initiating organization",
        "The initiator fills in 薪资",
        "class=\"field initiator\"",
        "class=\"field signer-0\"",
        "class=\"field signer-1\"",
        &format!("TemplateId={}", seed::TEMPLATE_WITH_FIELDS),
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
}

#[tokio::test]
async fn what_does_not_exist_is_not_found_and_content_is_escaped() {
    const SCRIPT: &str = "<script>alert(1)</script>";
    let sandbox = sandbox().await;
    for nothing in [
        "/contracts/nothing",
        "/contracts/nothing/pdf",
        "/organizations/a/b",
        "/templates/nothing",
        "/images/seals/nothing",
        "/placing?contract=nothing",
    ] {
        assert_eq!(get(&format!("{}{nothing}", sandbox.endpoint())).await.status, 404, "{nothing}");
    }
    let flow = contract(&client(&sandbox), SCRIPT).await;
    for path in ["/contracts", &format!("/contracts/{flow}"), "/contracts?q=%3Cscript%3E"] {
        assert!(!page(&sandbox, path).await.contains("<script>"), "{path}");
    }
}
