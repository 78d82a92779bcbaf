//! Typed events: lenient decoding, undeclared events and fields, redaction.

use essbasic::callback::events::{
    ApproveCallbackStatus, CostType, FlowCallbackStatus, SealOperate, TemplateStatus,
};
use essbasic::callback::{CallbackErrorKind, Event, MsgVersion, Payload};
use serde_json::{Value, json};

use super::{contract_message, keys, message, receive_plain};

#[test]
fn all_44_event_types_are_declared_and_round_trip() {
    assert_eq!(Event::TYPES.len(), 44);
    for (index, name) in Event::TYPES.iter().enumerate() {
        assert!(!Event::TYPES[..index].contains(name), "{name} is listed twice");
        let message = message(&json!({
            "MsgId": name,
            "MsgType": name,
            "MsgVersion": "ThirdPartyApp",
            "MsgData": { "ApplicationId": "app", "ProxyOrganizationOpenId": "org", "Newer": 1 }
        }));
        assert!(!matches!(message.event, Event::Other { .. }), "{name}");
        assert_eq!(message.event.msg_type(), *name);
        assert_eq!(message.msg_version, Some(MsgVersion::ThirdPartyApp));
        assert_eq!(message.application_id(), Some("app"));
        assert_eq!(message.proxy_organization_open_id(), Some("org"));
        assert_eq!(message.data.0["Newer"], 1, "undeclared fields are kept");
        let typed = message.event.data().0;
        assert_eq!(
            Value::Object(typed),
            json!({"ApplicationId": "app", "ProxyOrganizationOpenId": "org"})
        );

        let callback = keys().encrypt(&message);
        let received = keys().receive(Some(&callback.signature), &callback.body).unwrap();
        assert_eq!(received, Payload::Message(message), "{name} round-trips");
    }
}

#[test]
fn wire_names_keep_the_vendors_spelling() {
    for name in ["ForwardFLow", "QuiteJob", "OrgOpenTsignBiz", "MultiFlowSignQrCodeCost"] {
        assert!(Event::TYPES.contains(&name), "{name}");
    }
}

#[test]
fn an_undeclared_event_keeps_its_name_and_fields() {
    let message = message(&json!({"MsgType": "Newer", "MsgData": {"Name": "Invented Person"}}));
    let Event::Other { msg_type, data } = &message.event else { panic!("{message:?}") };
    assert_eq!((msg_type.as_str(), &data.0["Name"]), ("Newer", &json!("Invented Person")));
    assert!(!format!("{message:?}").contains("Invented"));
    assert!(format!("{message:?}").contains("Name"));
}

#[test]
fn event_fields_may_be_an_object_or_text_or_siblings_of_the_type() {
    let data = json!({"FlowId": "flow", "FlowCallbackStatus": 2});
    let forms = [
        json!({"MsgId": "m", "MsgType": "FlowStatusChange", "MsgData": data}),
        json!({"MsgId": "m", "MsgType": "FlowStatusChange", "MsgData": data.to_string()}),
        json!({"MsgId": "m", "MsgType": "FlowStatusChange", "FlowId": "flow", "FlowCallbackStatus": 2}),
    ];
    for form in forms {
        let message = message(&form);
        assert_eq!(message.key(), "m");
        assert_eq!(Value::Object(message.data.0.clone()), data, "{form}");
        let Event::FlowStatusChange(change) = message.event else { panic!("{form}") };
        assert_eq!(change.flow_id.as_deref(), Some("flow"));
        assert_eq!(change.flow_callback_status, Some(FlowCallbackStatus::Part));
    }
}

#[test]
fn undecodable_event_fields_are_kept_unchanged() {
    for odd in [json!("no JSON"), json!([1]), json!(7), json!("[1]")] {
        let message = message(&json!({"MsgId": 5, "MsgType": "QuiteJob", "MsgData": odd}));
        assert_eq!(message.data.0["MsgData"], odd);
        assert_eq!(message.msg_id.as_deref(), Some("5"));
    }
    assert!(message(&json!({"MsgType": "QuiteJob", "MsgData": null})).data.0["MsgData"].is_null());
    assert_eq!(receive_plain(&json!({"Unlike": 1})), Err(CallbackErrorKind::NotAnEvent));
}

#[test]
fn numbers_and_text_are_converted_into_each_other() {
    let message = message(&json!({"MsgType": "BillingUse", "MsgData": {
        "FlowId": 12, "UseCount": "-3", "CostTime": " 1700000000 ", "CostType": "2",
    }}));
    let Event::BillingUse(usage) = message.event else { panic!("another event") };
    assert_eq!(usage.flow_id.as_deref(), Some("12"));
    assert_eq!((usage.use_count, usage.cost_time), (Some(-3), Some(1_700_000_000)));
    assert_eq!(usage.cost_type, Some(CostType::Refund));
}

#[test]
fn an_unexpected_field_does_not_affect_others() {
    let message = message(&json!({"MsgType": "FlowStatusChange", "MsgData": {
        "FlowId": "flow", "CreateOn": "yesterday", "Unordered": "true", "DeadLine": null,
        "FlowCallbackStatus": 99, "Operate": {"odd": true}, "CcInfos": "text",
        "Approvers": [{"ApproveCallbackStatus": 19, "Required": 1, "ApproveTime": []}, "odd"],
        "UserFlowType": {"Name": "type", "UserFlowTypeId": 5}
    }}));
    let Event::FlowStatusChange(change) = &message.event else { panic!("another event") };
    assert_eq!(change.flow_id.as_deref(), Some("flow"));
    assert_eq!((change.create_on, change.unordered), (None, Some(true)));
    assert_eq!(change.flow_callback_status, Some(FlowCallbackStatus::Other(99)));
    assert!(change.operate.is_none());
    let approvers = change.approvers.as_ref().unwrap();
    assert_eq!(approvers.len(), 1);
    assert_eq!(approvers[0].approve_callback_status, Some(ApproveCallbackStatus::Forward));
    assert_eq!(approvers[0].required, Some(true));
    let category = change.user_flow_type.as_ref().unwrap();
    assert_eq!(category.user_flow_type_id.as_deref(), Some("5"));
    assert_eq!(category.name.as_deref(), Some("type"));
    assert_eq!(message.data.0["CreateOn"], "yesterday");
}

#[test]
fn every_field_of_a_contract_event_is_typed_whatever_the_case_of_its_name() {
    let message = message(&json!({"MsgType": "FlowStatusChange", "MsgData": {
        "UserFlowType": {"name": "sales", "user_flow_type_id": "id"},
        "flow_id": "flow",
        "Approvers": [{
            "ApproverIdCardTypeDesc": "identity card", "ApproverSource": "WEWORKAPP",
            "CustomApproverTag": "tag", "CustomUserId": "user"
        }]
    }}));
    let Event::FlowStatusChange(change) = &message.event else { panic!("another event") };
    let category = change.user_flow_type.as_ref().unwrap();
    assert_eq!(category.name.as_deref(), Some("sales"));
    assert_eq!(category.user_flow_type_id.as_deref(), Some("id"));
    assert_eq!(change.flow_id.as_deref(), Some("flow"));
    let approver = &change.approvers.as_ref().unwrap()[0];
    assert_eq!(approver.approver_id_card_type_desc.as_deref(), Some("identity card"));
    assert_eq!(approver.approver_source.as_deref(), Some("WEWORKAPP"));
    assert_eq!(approver.custom_approver_tag.as_deref(), Some("tag"));
    assert_eq!(approver.custom_user_id.as_deref(), Some("user"));
}

#[test]
fn final_contract_statuses_are_final() {
    for status in 0..30 {
        let is_final = [3, 4, 5, 6, 16, 21].contains(&status);
        assert_eq!(FlowCallbackStatus::from(status).is_final(), is_final, "{status}");
    }
}

/// Decodes an event and unwraps its variant.
macro_rules! decode {
    ($name:ident $data:tt) => {
        match message(&json!({ "MsgType": stringify!($name), "MsgData": $data })).event {
            Event::$name(event) => event,
            other => panic!("{other:?}"),
        }
    };
}

#[test]
fn events_of_every_module_are_decoded() {
    let seal = decode!(OperateSeal { "Operate": "Enable", "AuthorizedUsers": [{"UserId": "u"}] });
    assert_eq!(seal.operate, Some(SealOperate::Enable));
    assert_eq!(seal.authorized_users.unwrap()[0].user_id.as_deref(), Some("u"));
    let template = decode!(TemplateAvailable { "TemplateStatus": "DISABLE" });
    assert_eq!(template.template_status, Some(TemplateStatus::Disable));
    let opened = decode!(OrgOpenTsignBiz { "USCC": "0000", "OpenSuccess": "true" });
    assert_eq!((opened.uscc.as_deref(), opened.open_success), (Some("0000"), Some(true)));
    let code = decode!(CreateFlowByQrCode { "QrCodeId": "code" });
    assert_eq!(code.qr_code_id.as_deref(), Some("code"));
    let task = decode!(CancelFlows { "TaskId": "task" });
    assert_eq!(task.task_id.as_deref(), Some("task"));
    let opened = decode!(OpenUserAutoSign { "SceneKey": "OTHER" });
    assert_eq!(opened.scene_key.unwrap().as_str(), "OTHER");
}

#[test]
fn debug_does_not_show_personal_data() {
    let message = message(&json!({"MsgId": "m", "MsgType": "FlowStatusChange", "MsgData": {
        "UserData": "private-1", "CustomerData": "private-2", "FlowMessage": "private-3",
        "FlowDescription": "private-4", "CallbackUrl": "private-5", "Unlisted": "private-6",
        "CcInfos": [{"Name": "private-7", "Mobile": "private-8"}],
        "Approvers": [{
            "ApproverName": "private-9", "ApproverMobile": "private-10",
            "ApproverIdCardNumber": "private-11", "ApproveMessage": "private-12",
            "CaSign": "private-13"
        }],
        "UserFlowType": {"Name": "private-14"}
    }}));
    for secret in [
        json!({"LegalName": "private-15"}),
        json!({"CertifyReason": "private-16"}),
        json!({"AuthorizedUsers": [{"UserName": "private-17"}], "ReviewReason": "private-18"}),
        json!({"UserData": "private-19", "Remark": "private-20"}),
    ] {
        for name in Event::TYPES {
            let event = super::message(&json!({"MsgType": name, "MsgData": secret})).event;
            assert!(!format!("{event:?}").contains("private"), "{event:?}");
        }
    }
    let received = Payload::Message(message);
    let shown = format!("{received:?}");
    assert!(!shown.contains("private"), "{shown}");
    assert!(shown.contains("approver_name: ***"), "{shown}");
    assert!(!format!("{:?}", contract_message()).contains("13000000000"));
}
