//! OpenAPI document and Postman collection. `tests/python/api_description.py` validates and uses them.

use std::collections::BTreeSet;

use essbasic::CATALOGUE;
use essbasic_devtools::Language;
use essbasic_devtools::api_description::{openapi, postman};
use serde_json::{Value, json};

/// Time of the examples.
const NOW: i64 = 1_767_225_600;

fn schema(document: &Value, name: &str) -> Value {
    document["components"]["schemas"][name].clone()
}

/// Calls a function with every object inside a value.
fn visit(value: &Value, found: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(members) => {
            found(value);
            members.values().for_each(|inner| visit(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| visit(inner, found)),
        _ => {}
    }
}

#[test]
fn every_action_is_an_operation_that_is_told_by_its_header() {
    let document = openapi::document(Language::English, NOW);
    for action in CATALOGUE.iter().map(essbasic::Entry::descriptor) {
        let operation = &document["paths"][format!("/#{}", action.name)]["post"];
        assert_eq!(operation["operationId"], action.name);
        assert_eq!(operation["parameters"][0]["schema"]["enum"], json!([action.name]));
        assert_eq!(operation["x-essbasic-effect"]["name"], action.effect.as_str());
        let codes = operation["x-essbasic-errors"].as_object().unwrap();
        assert!(action.errors.iter().all(|code| codes.contains_key(*code)), "{}", action.name);
        let request = &operation["requestBody"]["content"]["application/json"]["examples"]["1"];
        assert!(request["value"].is_object(), "{}", action.name);
    }
    assert_eq!(document["paths"].as_object().unwrap().len(), CATALOGUE.len());
}

#[test]
fn uploads_have_servers_of_their_own() {
    let document = openapi::document(Language::English, NOW);
    let upload = &document["paths"]["/#UploadFiles"]["post"];
    assert_eq!(upload["servers"][0]["url"], "https://file.ess.tencent.cn");
    assert_eq!(document["servers"][0]["url"], "https://essbasic.tencentcloudapi.com");
    assert!(document["paths"]["/#DescribeTemplates"]["post"]["servers"].is_null());
}

#[test]
fn references_point_to_components_and_every_component_is_used() {
    let document = openapi::document(Language::English, NOW);
    let mut used = BTreeSet::new();
    visit(&document, &mut |object| {
        if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
            assert!(document.pointer(&reference[1..]).is_some_and(Value::is_object), "{reference}");
            used.extend(reference.strip_prefix("#/components/schemas/").map(str::to_owned));
        }
    });
    let components = document["components"]["schemas"].as_object().unwrap();
    let components: BTreeSet<_> = components.keys().cloned().collect();
    assert_eq!(components, used);
}

#[test]
fn limits_rules_and_values_are_keywords() {
    let document = openapi::document(Language::English, NOW);
    let create = schema(&document, "ChannelCreateMultiFlowSignQRCodeRequest");
    assert_eq!(create["required"], json!(["Agent", "TemplateId", "FlowName"]));
    let properties = &create["properties"];
    let name = &properties["FlowName"];
    assert_eq!((&name["minLength"], &name["maxLength"]), (&json!(1), &json!(200)));
    // 0 means not set.
    let day = &properties["FlowEffectiveDay"];
    assert_eq!((&day["minimum"], &day["maximum"]), (&json!(0), &json!(30)));
    let required = json!(["ProxyOrganizationOpenId", "ProxyOperator.OpenId"]);
    assert_eq!(properties["Agent"]["x-essbasic-required"], required);
    assert_eq!(properties["QrEffectiveDay"]["deprecated"], true);
    let mobile = &schema(&document, "ApproverRestriction")["properties"]["Mobile"];
    assert_eq!((&mobile["x-essbasic-secret"], &mobile["maxLength"]), (&json!(true), &json!(11)));
    let kind = &schema(&document, "FlowApproverInfo")["properties"]["ApproverType"]["anyOf"];
    assert!(kind[0]["enum"].as_array().unwrap().contains(&"PERSON".into()), "{kind}");
    assert_eq!(kind[1], json!({"type": "string"}));
}

#[test]
fn response_has_an_error_and_a_request_id_and_null_for_missing_values() {
    let document = openapi::document(Language::English, NOW);
    let response = schema(&document, "ChannelCreateMultiFlowSignQRCodeResponse");
    let properties = response["properties"].as_object().unwrap();
    assert!(properties.contains_key("Error") && properties.contains_key("RequestId"));
    let code = json!({"$ref": "#/components/schemas/SignQrCode"});
    assert_eq!(properties["QrCode"]["anyOf"], json!([code, {"type": "null"}]));
}

#[test]
fn languages_differ_in_texts_only() {
    let [english, chinese] = [Language::English, Language::Chinese].map(|language| {
        let mut texts = 0;
        let mut document = openapi::document(language, NOW);
        remove_texts(&mut document, &mut texts);
        (document, texts)
    });
    assert!(english.1 > 1000);
    assert_eq!(english, chinese);
}

fn remove_texts(value: &mut Value, removed: &mut usize) {
    match value {
        Value::Object(members) => {
            for name in ["description", "summary", "title", "retries"] {
                *removed += usize::from(members.get(name).is_some_and(Value::is_string));
                members.retain(|key, value| key != name || !(value.is_string() || value.is_null()));
            }
            members.remove("x-essbasic-errors");
            members.values_mut().for_each(|inner| remove_texts(inner, removed));
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| remove_texts(inner, removed)),
        _ => {}
    }
}

#[test]
fn collection_has_a_request_for_each_action_and_a_script_that_signs() {
    let collection = postman::collection(Language::Chinese, NOW);
    let folders = collection["item"].as_array().unwrap();
    let requests: Vec<_> = folders.iter().flat_map(|it| it["item"].as_array().unwrap()).collect();
    assert_eq!(requests.len(), CATALOGUE.len());
    for request in &requests {
        let body = request["request"]["body"]["raw"].as_str().unwrap();
        assert!(serde_json::from_str::<Value>(body).unwrap().is_object(), "{body}");
    }
    let upload = requests.iter().find(|it| it["name"].as_str().unwrap().starts_with("UploadFiles"));
    assert_eq!(upload.unwrap()["request"]["url"]["raw"], "{{fileUrl}}/");
    let script = collection["event"][0]["script"]["exec"].to_string();
    assert!(script.contains("TC3-HMAC-SHA256"), "{script}");
    // Users fill in their keys.
    let key = collection["variable"].as_array().unwrap().iter().find(|it| it["key"] == "secretKey");
    assert_eq!(key.unwrap()["value"], "");
}
