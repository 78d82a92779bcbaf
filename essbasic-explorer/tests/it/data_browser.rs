//! The data browser: tables, rows and commands.

use std::time::Duration;

use essbasic::organizations::{
    CreateBatchOrganizationRegistrationTasks, RegistrationOrganizationInfo,
};
use essbasic::{Agent, Client, RawAction};
use essbasic_sandbox::{Sandbox, seed};
use serde_json::{Value, json};

use crate::support::{PDF, client, get, page, person, sandbox, submit, without_redacted};

mod commands;
mod csrf;
mod qr_image;

/// An invalid identity number: the region does not exist, and the check digit is wrong.
const NUMBER: &str = "000000190001010000";

/// Calls an action, and returns the fields of the response.
pub(crate) async fn call(client: &Client, action: &str, members: Value) -> Value {
    let mut all = json!({ "Agent": seed::agent() });
    all.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    let action = RawAction::new(action, "2021-05-26");
    let reply = client.call_raw(&action, all.as_object().unwrap()).await;
    Value::Object(reply.unwrap().output.0.clone())
}

fn signer() -> Value {
    json!({"ApproverType": "PERSON", "Name": person().name, "Mobile": person().mobile,
        "SignComponents": [{"ComponentType": "SIGN_SIGNATURE"}]})
}

async fn file(client: &Client) -> Value {
    let info = json!([{"FileBody": PDF, "FileName": "a.docx"}]);
    let uploaded =
        call(client, "UploadFiles", json!({"BusinessType": "DOCUMENT", "FileInfos": info}));
    uploaded.await["FileIds"][0].clone()
}

/// Starts a contract that a person signs, and returns its ID.
pub(crate) async fn contract(client: &Client, name: &str) -> String {
    let info = json!([{"FileBody": PDF, "FileName": "a.pdf"}]);
    let files =
        call(client, "UploadFiles", json!({"BusinessType": "DOCUMENT", "FileInfos": info})).await;
    let start = json!({"FlowName": name, "FileIds": files["FileIds"], "FlowApprovers": [signer()]});
    let started = call(client, "ChannelCreateFlowByFiles", start).await;
    started["FlowId"].as_str().unwrap().to_owned()
}

/// Starts a sandbox with at least one row in each table.
pub(crate) async fn full() -> Sandbox {
    let sandbox = sandbox().await;
    let client = client(&sandbox);
    let flow = contract(&client, "租赁合同").await;
    sandbox.sign(&flow, &person()).unwrap();
    let open = contract(&client, "采购合同").await;
    call(&client, "CreateSignUrls", json!({"FlowIds": [open]})).await;
    call(&client, "ChannelCreateRole", json!({"Name": "财务"})).await;
    let resource = file(&client).await;
    let convert = json!({"ResourceId": resource, "ResourceType": "docx", "ResourceName": "a.docx"});
    call(&client, "CreateFileConvertTask", convert).await;
    let info = |name: &str, file: &Value| json!({"FileIds": [file], "FlowName": name, "FlowApprovers": [signer()]});
    let info_file = call(
        &client,
        "UploadFiles",
        json!({"BusinessType": "DOCUMENT",
        "FileInfos": [{"FileBody": PDF, "FileName": "b.pdf"}]}),
    )
    .await["FileIds"][0]
        .clone();
    let group = json!({"FlowFileInfos": [info("一", &info_file), info("二", &info_file)],
        "FlowGroupName": "合同组"});
    call(&client, "ChannelCreateFlowGroupByFiles", group).await;
    call(&client, "ChannelBatchCancelFlows", json!({"FlowIds": [open]})).await;
    call(&client, "CreateSealByImage", json!({"SealName": "合同章", "SealImage": PDF})).await;
    let who = json!({"Name": person().name, "IdCardType": "ID_CARD", "IdCardNumber": NUMBER});
    let scene =
        json!({"SceneKey": "E_PRESCRIPTION_AUTO_SIGN", "AutoSignConfig": {"UserInfo": who}});
    call(&client, "ChannelCreateUserAutoSignEnableUrl", scene).await;
    call(&client, "CreateChannelFlowEvidenceReport", json!({"FlowId": flow})).await;
    let new =
        RegistrationOrganizationInfo::new("甲公司", "org_a", "a-admin", "SANDBOX", "测试法人");
    let register =
        CreateBatchOrganizationRegistrationTasks::new(Agent::new(seed::APPLICATION), [new]);
    register.send(&client).await.unwrap();
    sandbox.advance(Duration::from_secs(1));
    sandbox
}

/// Returns the links of a page that start with a prefix.
fn links(page: &str, start: &str) -> Vec<String> {
    let at = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    at.filter(|link| link.starts_with(start)).map(|link| link.replace("&amp;", "&")).collect()
}

#[tokio::test]
async fn every_table_and_row_has_a_page_whose_personal_data_can_be_hidden() {
    let sandbox = full().await;
    let mut rows = 0;
    let all = page(&sandbox, "/data").await;
    let mut tables = links(&all, "/data/");
    tables.sort();
    // The tabs lead to one of them.
    tables.dedup();
    assert_eq!(tables.len(), 21);
    for table in tables {
        let list = page(&sandbox, &table).await;
        let of_table = links(&list, &format!("{table}/"));
        assert!(!of_table.is_empty(), "{table} is empty");
        let hidden = ["测试", "13000000", NUMBER];
        assert!(!hidden.iter().any(|it| list.contains(it)), "{table}: {list}");
        for row in of_table {
            let whole = page(&sandbox, &row).await;
            let seen = without_redacted(&whole).replace("placeholder=\"测试甲\" ", "");
            let seen = seen.replace("placeholder=\"测试甲\"", "").replace("13000000001", "");
            let hidden = ["测试", "13000000", NUMBER, seed::SECRET_KEY];
            let found: Vec<_> = hidden.iter().filter(|it| seen.contains(**it)).collect();
            assert!(found.is_empty(), "{row} shows {found:?}: {seen}");
            rows += 1;
        }
    }
    assert!(rows > 40, "{rows}");
}

#[tokio::test]
async fn tokens_of_links_are_not_in_addresses() {
    let sandbox = full().await;
    let list = page(&sandbox, "/data/links").await;
    let rows = links(&list, "/data/links/");
    let mut flows = 0;
    for row in &rows {
        let shown = page(&sandbox, row).await;
        assert!(row.starts_with("/data/links/_"));
        let asks = shown.contains("Complete the request of this link");
        flows += usize::from(asks && !links(&shown, "/contracts/").is_empty());
    }
    assert!(flows > 0, "a link to sign leads to its contract: {rows:?}");
}

#[tokio::test]
async fn rows_are_paginated_and_searched() {
    let sandbox = sandbox().await;
    sandbox.copy_template(seed::TEMPLATE, 60);
    let first = page(&sandbox, "/data/templates").await;
    assert_eq!(links(&first, "/data/templates/").len(), 50);
    let next = links(&first, "/data/templates?").remove(0);
    let second = page(&sandbox, &next).await;
    assert_eq!(links(&second, "/data/templates/").len(), 13);
    let found = page(&sandbox, "/data/templates?q=PersonOnly").await;
    assert_eq!(links(&found, "/data/templates/").len(), 1);
    let none = page(&sandbox, "/data/templates?q=%3Cscript%3E&page=9999999").await;
    assert!(links(&none, "/data/templates/").is_empty() && !none.contains("<script>"));
    for nothing in
        ["/data/nothing", "/data/flows/nothing", "/data/links/_0", "/images/qr-codes/nothing"]
    {
        assert_eq!(get(&format!("{}{nothing}", sandbox.endpoint())).await.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn content_of_rows_is_escaped() {
    const SCRIPT: &str = "<script>alert(1)</script>";
    let sandbox = sandbox().await;
    let client = client(&sandbox);
    let flow = contract(&client, SCRIPT).await;
    let operator = json!([{"Id": "evil", "Name": SCRIPT, "Mobile": "13000000042"}]);
    let sync = json!({"OperatorType": "CREATE", "ProxyOrganizationOperators": operator});
    call(&client, "SyncProxyOrganizationOperators", sync).await;
    let form = format!(
        "table=qr_codes&id={}&command=scan&name={SCRIPT}&mobile=13000000043",
        seed::QR_CODE
    );
    let scanned = submit(&sandbox, "/data", &form).await.location();
    let employee = format!("/data/employees/{}/org_dianziqian/evil", seed::APPLICATION);
    for path in
        ["/data/flows", "/data/employees", &employee, &format!("/data/flows/{flow}"), &scanned]
    {
        let seen = page(&sandbox, path).await;
        assert!(!seen.contains("<script>"), "{path}: {seen}");
    }
    assert!(page(&sandbox, &employee).await.contains("&lt;script&gt;"));
}
