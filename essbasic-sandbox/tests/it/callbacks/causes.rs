//! Events that are rarely seen, from their causes.

use std::collections::BTreeSet;

use essbasic::callback::{CallbackKeys, Event, Payload};
use essbasic_sandbox::{Sandbox, seed};
use serde_json::{Value, json};

use crate::support::{PDF, call, client, person, upload};

/// Returns the events as a receiver decodes them.
fn events(sandbox: &Sandbox) -> Vec<Event> {
    let keys = CallbackKeys::plain("token").unwrap();
    let decode = |event: essbasic_sandbox::Event| {
        let body = event.json.into_bytes();
        match keys.receive(Some(&keys.sign(&body)), &body).unwrap() {
            Payload::Message(message) => message.event,
            Payload::Probe => unreachable!(),
        }
    };
    sandbox.events().into_iter().map(decode).collect()
}

fn kinds(sandbox: &Sandbox) -> Vec<String> {
    events(sandbox).iter().map(|it| it.msg_type().to_owned()).collect()
}

/// Calls an action with the seeded agent.
async fn act(sandbox: &Sandbox, action: &str, fields: Value) -> Value {
    let mut all = json!({ "Agent": seed::agent() });
    all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    call(&client(sandbox), action, &all).await.unwrap().into()
}

#[tokio::test]
async fn templates_report_copies_status_and_deletion() {
    let sandbox = Sandbox::start().await.unwrap();
    let operate = async |id: &str, kind: &str| {
        act(&sandbox, "OperateTemplate", json!({"TemplateId": id, "OperateType": kind})).await
    };
    let copy = operate(seed::TEMPLATE, "COPY").await["TemplateId"].as_str().unwrap().to_owned();
    operate(&copy, "DISABLE").await;
    operate(&copy, "DELETE").await;
    assert_eq!(kinds(&sandbox), ["TemplateAdd", "TemplateAvailable", "TemplateDelete"]);
    for event in events(&sandbox) {
        let data = event.data().0;
        assert_eq!(data["TemplateId"], copy.as_str(), "{data:?}");
    }
}

#[tokio::test]
async fn seals_report_their_operations_and_the_review() {
    let sandbox = Sandbox::start().await.unwrap();
    let image = json!({"SealName": "合同章", "SealImage": PDF});
    let seal = act(&sandbox, "CreateSealByImage", image.clone()).await["SealId"].clone();
    sandbox.review_seal(seal.as_str().unwrap(), true);
    let revoke = json!({"SealId": seal, "UserIds": [seed::OPERATOR]});
    act(&sandbox, "ChannelDeleteSealPolicies", revoke.clone()).await;
    act(&sandbox, "ChannelCreateSealPolicy", revoke).await;
    act(
        &sandbox,
        "ChannelUpdateSealStatus",
        json!({"SealId": seal, "Status": "DISABLE", "Reason": ""}),
    )
    .await;
    let seen: Vec<_> = events(&sandbox)
        .iter()
        .map(|event| match event {
            Event::OperateSeal(it) => it.operate.clone().unwrap().as_str().to_owned(),
            Event::AuditSealAuth(it) => it.review_status.clone().unwrap().as_str().to_owned(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(seen, ["Create", "PASS", "Enable", "Invalid", "Valid", "Disable"]);

    let rejected = Sandbox::start().await.unwrap();
    let seal = act(&rejected, "CreateSealByImage", image).await["SealId"].clone();
    rejected.review_seal(seal.as_str().unwrap(), false);
    let Some(Event::AuditSealAuth(it)) = events(&rejected).pop() else { panic!() };
    assert_eq!(it.review_status.unwrap().as_str(), "REJECT");
    assert!(it.review_reason.is_some_and(|it| !it.is_empty()));
}

#[tokio::test]
async fn auto_sign_reports_consent_seal_withdrawal_and_cancelled_links() {
    let sandbox = Sandbox::start().await.unwrap();
    let user = json!({"Name": person().name, "IdCardType": "ID_CARD",
        "IdCardNumber": "000000190001010000"});
    let scene = json!({"SceneKey": "E_PRESCRIPTION_AUTO_SIGN", "UserData": "ZGF0YQ==",
        "AutoSignConfig": {"UserInfo": user, "SealImgCallback": true}});
    let of_user = json!({"SceneKey": "E_PRESCRIPTION_AUTO_SIGN", "UserInfo": user});
    act(&sandbox, "ChannelCreateUserAutoSignEnableUrl", scene.clone()).await;
    let mut cancel = of_user.clone();
    cancel["Operator"] = json!({"OpenId": seed::OPERATOR});
    act(&sandbox, "ChannelCancelUserAutoSignEnableUrl", cancel).await;
    let link = act(&sandbox, "ChannelCreateUserAutoSignEnableUrl", scene).await;
    sandbox.complete_link(link["Url"].as_str().unwrap()).unwrap();
    act(&sandbox, "ChannelDisableUserAutoSign", of_user).await;
    let expected =
        ["CancelUserAutoSign", "OpenUserAutoSign", "AutoSignSealImg", "DisableUserAutoSign"];
    assert_eq!(kinds(&sandbox), expected);
    for event in events(&sandbox) {
        let data = event.data().0;
        assert_eq!(data["SceneKey"], "E_PRESCRIPTION_AUTO_SIGN");
        assert_eq!(data["UserData"], "ZGF0YQ==");
    }
}

#[tokio::test]
async fn roles_are_reported_when_they_change() {
    let sandbox = Sandbox::start().await.unwrap();
    let role = act(&sandbox, "ChannelCreateRole", json!({"Name": "财务"})).await["RoleId"].clone();
    let give = json!({"RoleIds": [role], "OpenIds": [seed::OPERATOR]});
    act(&sandbox, "ChannelCreateUserRoles", give.clone()).await;
    act(&sandbox, "ChannelCreateUserRoles", give).await;
    let take = json!({"RoleId": role, "OpenIds": [seed::OPERATOR]});
    act(&sandbox, "ChannelDeleteRoleUsers", take).await;
    assert_eq!(kinds(&sandbox), ["RolesChange", "RolesChange"]);
    let Event::RolesChange(change) = &events(&sandbox)[0] else { panic!() };
    assert_eq!(change.proxy_operator_open_id.as_deref(), Some(seed::OPERATOR));
}

#[tokio::test]
async fn the_other_organization_receives_the_contract_and_a_late_signer_is_named() {
    let sandbox = Sandbox::start().await.unwrap();
    let file = upload(&client(&sandbox), seed::agent(), "a.pdf").await.unwrap();
    let now = sandbox.now().await.unwrap();
    let start = json!({"FlowName": "采购合同", "FileIds": [file], "Unordered": true, "FlowApprovers": [
        {"ApproverType": "ORGANIZATION", "OrganizationOpenId": seed::OTHER_ORGANIZATION,
         "OpenId": seed::OTHER_OPERATOR, "Deadline": now + 3600,
         "SignComponents": [{"ComponentType": "SIGN_SEAL"}]},
        {"ApproverType": "PERSON", "Name": person().name, "Mobile": person().mobile,
         "SignComponents": [{"ComponentType": "SIGN_SIGNATURE"}]},
    ]});
    let flow = act(&sandbox, "ChannelCreateFlowByFiles", start).await["FlowId"].clone();
    let receipt = events(&sandbox).into_iter().find_map(|event| match event {
        Event::ReceiveFlow(it) => Some(it),
        _ => None,
    });
    let receipt = receipt.unwrap();
    assert_eq!(receipt.flow_id.as_deref(), flow.as_str());
    assert_eq!(receipt.proxy_organization_open_id.as_deref(), Some(seed::OTHER_ORGANIZATION));

    sandbox.advance(std::time::Duration::from_secs(3601));
    let late: Vec<_> = events(&sandbox)
        .into_iter()
        .filter_map(|event| match event {
            Event::ApproverDeadlineExpired(it) => it.recipient_id,
            _ => None,
        })
        .collect();
    assert_eq!(late.len(), 1, "the person had no deadline of their own");
    let last: BTreeSet<_> = kinds(&sandbox).into_iter().rev().take(2).collect();
    assert!(last.contains("FlowStatusChange"), "{last:?}");
}

#[tokio::test]
async fn an_organization_that_is_added_to_a_contract_receives_it_once() {
    let sandbox = Sandbox::start().await.unwrap();
    let receipts = || {
        let received = |event| match event {
            Event::ReceiveFlow(it) => it.flow_id,
            _ => None,
        };
        events(&sandbox).into_iter().filter_map(received).collect::<Vec<_>>()
    };
    let partner = json!({"ApproverType": "ORGANIZATION", "OpenId": seed::OTHER_OPERATOR,
        "OrganizationOpenId": seed::OTHER_ORGANIZATION,
        "SignComponents": [{"ComponentType": "SIGN_SEAL"}]});
    let added = json!({"FlowId": seed::FLOW_DYNAMIC, "FlowApprovers": [partner]});
    act(&sandbox, "ChannelCreateDynamicFlowApprover", json!({"FillDynamicFlowList": [added]}))
        .await;
    assert_eq!(receipts(), [seed::FLOW_DYNAMIC]);

    let file = upload(&client(&sandbox), seed::agent(), "a.pdf").await.unwrap();
    let start = json!({"FlowName": "采购合同", "FileIds": [file], "FlowApprovers": [
        {"ApproverType": "ORGANIZATION", "OrganizationOpenId": seed::ORGANIZATION,
         "SignComponents": [{"ComponentType": "SIGN_SEAL"}]},
    ]});
    let started = act(&sandbox, "ChannelCreateFlowByFiles", start).await;
    let party = json!({"RecipientId": started["Approvers"][0]["RecipientId"],
        "OrganizationOpenId": seed::OTHER_ORGANIZATION, "OpenId": seed::OTHER_OPERATOR});
    let added = json!({"FlowId": started["FlowId"], "Approvers": [party]});
    act(&sandbox, "ChannelCreateFlowApprovers", added).await;
    assert_eq!(receipts(), [seed::FLOW_DYNAMIC, started["FlowId"].as_str().unwrap()]);
}

#[tokio::test]
async fn a_scan_without_quota_reports_the_failure_and_one_with_quota_the_charge() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.set_contract_quota(0);
    sandbox.scan(seed::QR_CODE, &person()).unwrap_err();
    let [Event::CreateFlowByQrCode(failed)] = &events(&sandbox)[..] else { panic!() };
    assert_eq!(failed.qr_code_id.as_deref(), Some(seed::QR_CODE));
    sandbox.set_contract_quota(1);
    let flow = sandbox.scan(seed::QR_CODE, &person()).unwrap();
    let charged = events(&sandbox).into_iter().find_map(|event| match event {
        Event::MultiFlowSignQrCodeCost(it) => Some(it),
        _ => None,
    });
    let charged = charged.unwrap();
    assert_eq!(charged.qr_code_id.as_deref(), Some(seed::QR_CODE));
    assert_eq!(charged.flow_id.as_deref(), Some(flow.as_str()));
}
