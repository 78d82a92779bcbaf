//! What a tester does from the pages.

use essbasic::templates::DescribeTemplates;
use essbasic_sandbox::{Sandbox, seed};

use super::{call, contract};
use crate::inspector::{page, press, watched};
use crate::stories::client;

/// Presses a button, and follows to what is said of it.
async fn pressed(sandbox: &Sandbox, form: &str) -> String {
    let seen = press(sandbox, "/state", form).await;
    assert_eq!(seen.status, 303, "{form}");
    page(sandbox, &seen.location()).await
}

/// The value of a form's field.
fn value<'p>(page: &'p str, name: &str) -> &'p str {
    let field = format!("name=\"{name}\" value=\"");
    page.split(&field).nth(1).unwrap().split('"').next().unwrap()
}

#[tokio::test]
async fn a_code_is_scanned_and_the_contract_signed() {
    let sandbox = watched().await;
    let scan = format!("table=qr_codes&id={}&act=scan&mobile=13000000001", seed::QR_CODE);
    assert!(pressed(&sandbox, &scan).await.contains("not what this button sends"));
    let flow = pressed(&sandbox, &format!("{scan}&name=%E6%B5%8B%E8%AF%95%E7%94%B2")).await;
    assert!(flow.contains("A contract was started"), "{flow}");
    let (id, signer) = (value(&flow, "id"), value(&flow, "signer"));
    let sign = format!("table=flows&id={id}&signer={signer}&act=sign");
    assert!(pressed(&sandbox, &sign).await.contains("Done."));
    assert!(pressed(&sandbox, &sign).await.contains("The contract has ended."));
}

#[tokio::test]
async fn a_signer_refuses_and_the_contract_ends() {
    let sandbox = watched().await;
    let flow = contract(&client(&sandbox), "合同").await;
    let seen = page(&sandbox, &format!("/state/flows/{flow}")).await;
    let signer = value(&seen, "signer");
    let refuse = format!("table=flows&id={flow}&signer={signer}&act=refuse&message=no");
    assert!(pressed(&sandbox, &refuse).await.contains("REJECT"));
    let stranger = "&act=sign&name=nobody&mobile=13000000009";
    let again = pressed(&sandbox, &format!("table=flows&id={flow}{stranger}")).await;
    assert!(
        again.contains("class=\"said refused\"")
            && again.contains("They do not sign this contract")
    );
}

#[tokio::test]
async fn a_link_is_agreed_to_and_a_seal_reviewed() {
    let sandbox = watched().await;
    let client = client(&sandbox);
    let flow = contract(&client, "合同").await;
    call(&client, "CreateSignUrls", serde_json::json!({"FlowIds": [flow]})).await;
    let links = page(&sandbox, "/state/links").await;
    let row = links.split("<tr>").find(|row| row.contains("<td>Sign</td>")).unwrap();
    let link = row.split("/state/links/").nth(1).unwrap().split('"').next().unwrap();
    assert!(pressed(&sandbox, &format!("table=links&id={link}&act=agree")).await.contains("Done."));
    assert!(page(&sandbox, &format!("/state/flows/{flow}")).await.contains(">ALL<"));

    let seal = serde_json::json!({"SealName": "章", "SealImage": super::PDF});
    let made = call(&client, "CreateSealByImage", seal).await;
    let review = format!("table=seals&id={}&act=review&good=no", made["SealId"].as_str().unwrap());
    assert!(pressed(&sandbox, &review).await.contains("FAIL"));
}

#[tokio::test]
async fn the_clock_moves_and_faults_befall_calls() {
    let sandbox = watched().await;
    let describe = DescribeTemplates::new(seed::agent());
    let before = page(&sandbox, "/state").await;
    let after = pressed(&sandbox, "act=clock&seconds=86400").await;
    let day = |page: &str| page.split("<strong>").nth(1).unwrap()[..10].to_owned();
    assert_ne!(day(&before), day(&after));
    let fault = "act=fault&action=DescribeTemplates&kind=status&value=503&per_mille=1000";
    let on = pressed(&sandbox, fault).await;
    assert!(on.contains("DescribeTemplates: a status of HTTP"), "{on}");
    let once = || describe.send_once(&sandbox);
    assert_eq!(once().await.unwrap_err().http_status(), Some(503));
    let off = pressed(&sandbox, "act=no-faults").await;
    assert!(off.contains("All faults have ended") && once().await.is_ok());
    for nonsense in
        ["act=fault&kind=status&value=9&per_mille=1", "act=clock&seconds=-1", "act=x", ""]
    {
        assert!(
            pressed(&sandbox, nonsense).await.contains("not what this button sends"),
            "{nonsense}"
        );
    }
    pressed(&sandbox, "act=contracts&left=0").await;
    let scan = format!("table=qr_codes&id={}&act=scan&name=x&mobile=13000000001", seed::QR_CODE);
    assert!(pressed(&sandbox, &scan).await.contains("No contracts are left."));
}

/// A call that is not repeated.
trait SendOnce {
    async fn send_once(&self, sandbox: &Sandbox) -> Result<(), essbasic::Error>;
}

impl SendOnce for DescribeTemplates {
    async fn send_once(&self, sandbox: &Sandbox) -> Result<(), essbasic::Error> {
        let client = client(sandbox);
        self.send(&client).retry(essbasic::RetryPolicy::none()).await.map(drop)
    }
}
