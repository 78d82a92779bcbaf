//! Commands of testers.

use essbasic_sandbox::{Sandbox, seed};

use super::{call, contract};
use crate::support::{client, page, sandbox, submit};

/// Presses a button, and follows to what is said of it.
async fn pressed(sandbox: &Sandbox, form: &str) -> String {
    let seen = submit(sandbox, "/data", form).await;
    assert_eq!(seen.status, 303, "{form}");
    page(sandbox, &seen.location()).await
}

/// The value of a form's field.
fn value<'p>(page: &'p str, name: &str) -> &'p str {
    let field = format!("name=\"{name}\" value=\"");
    page.split(&field).nth(1).unwrap().split('"').next().unwrap()
}

#[tokio::test]
async fn a_code_is_scanned_and_its_contract_signed() {
    let sandbox = sandbox().await;
    let scan = format!("table=qr_codes&id={}&command=scan&mobile=13000000001", seed::QR_CODE);
    assert!(pressed(&sandbox, &scan).await.contains("The form is incomplete"));
    let flow = pressed(&sandbox, &format!("{scan}&name=%E6%B5%8B%E8%AF%95%E7%94%B2")).await;
    assert!(flow.contains("Contract started"), "{flow}");
    let (id, signer) = (value(&flow, "id"), value(&flow, "signer"));
    let sign = format!("table=flows&id={id}&signer={signer}&command=sign");
    assert!(pressed(&sandbox, &sign).await.contains("Done."));
    assert!(pressed(&sandbox, &sign).await.contains("The contract has ended."));
}

#[tokio::test]
async fn a_signer_declines_and_the_contract_ends() {
    let sandbox = sandbox().await;
    let flow = contract(&client(&sandbox), "合同").await;
    let seen = page(&sandbox, &format!("/contracts/{flow}")).await;
    let signer = value(&seen, "signer");
    let refuse = format!("table=flows&id={flow}&signer={signer}&command=decline&message=no");
    assert!(pressed(&sandbox, &refuse).await.contains("REJECT"));
    let stranger = "&command=sign&name=stranger&mobile=13000000009";
    let again = pressed(&sandbox, &format!("table=flows&id={flow}{stranger}")).await;
    assert!(
        again.contains("class=\"flash bad\"")
            && again.contains("This person does not sign this contract")
    );
}

#[tokio::test]
async fn a_link_is_completed_and_a_seal_reviewed() {
    let sandbox = sandbox().await;
    let client = client(&sandbox);
    let flow = contract(&client, "合同").await;
    call(&client, "CreateSignUrls", serde_json::json!({"FlowIds": [flow]})).await;
    let links = page(&sandbox, "/data/links").await;
    let row = links.split("<tr>").find(|row| row.contains("<td>Sign</td>")).unwrap();
    let link = row.split("/data/links/").nth(1).unwrap().split('"').next().unwrap();
    assert!(
        pressed(&sandbox, &format!("table=links&id={link}&command=agree")).await.contains("Done.")
    );
    assert!(page(&sandbox, &format!("/data/flows/{flow}")).await.contains(">ALL<"));

    let seal = serde_json::json!({"SealName": "章", "SealImage": crate::support::PDF});
    let made = call(&client, "CreateSealByImage", seal).await;
    let review =
        format!("table=seals&id={}&command=review&approved=no", made["SealId"].as_str().unwrap());
    assert!(pressed(&sandbox, &review).await.contains("FAIL"));
    assert!(pressed(&sandbox, &review).await.contains("The seal is not in review."));
}

#[tokio::test]
async fn the_contract_quota_is_set() {
    let sandbox = sandbox().await;
    assert!(pressed(&sandbox, "command=x").await.contains("The form is incomplete"));
    pressed(&sandbox, "command=set-contracts&contracts=0").await;
    let scan =
        format!("table=qr_codes&id={}&command=scan&name=x&mobile=13000000001", seed::QR_CODE);
    assert!(pressed(&sandbox, &scan).await.contains("No contracts are left."));
}
