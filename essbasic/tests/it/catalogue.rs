//! The catalogue: complete, documented, and consistent with the API reference's examples.

use std::collections::BTreeSet;

use essbasic::schema::{SampleMode, StructSchema, sample};
use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::{Agent, CATALOGUE, Effect, Entry, ErrorCode, JsonObject, codes, response, validate};
use essbasic_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::support::{fixture, shared};

/// Returns all structs of an action, nested ones included.
fn structs(entry: &Entry) -> Vec<&'static StructSchema> {
    let action = entry.descriptor();
    [(action.request)(), (action.response)()]
        .into_iter()
        .flat_map(StructSchema::with_inner)
        .collect()
}

#[test]
#[ignore = "needs ../shared"]
fn the_catalogue_lists_the_actions_of_the_specification() {
    let spec = shared("spec/api.json");
    let specified: BTreeSet<_> = spec["actions"].as_object().unwrap().keys().cloned().collect();
    let names: Vec<_> = CATALOGUE.iter().map(|entry| entry.descriptor().name.to_owned()).collect();
    let unique: BTreeSet<_> = names.iter().cloned().collect();
    assert_eq!(unique.len(), names.len(), "an action is listed twice");
    assert_eq!(unique, specified);
}

#[test]
fn examples_round_trip_through_typed_structs() {
    let parts = |example: &Value| (example["input"].clone(), example["output"].clone());
    round_trip(&fixture("examples.json")["examples"], parts);
}

#[test]
#[ignore = "needs ../shared"]
fn examples_of_the_api_reference_round_trip_through_typed_structs() {
    round_trip(&shared("spec/examples.json"), parsed_parts);
}

/// Parses the request and the response of an example of the API reference.
fn parsed_parts(example: &Value) -> (Value, Value) {
    let part = |name: &str| serde_json::from_str(example[name].as_str().unwrap()).unwrap();
    (part("input"), part("output"))
}

fn round_trip(examples: &Value, parts: impl Fn(&Value) -> (Value, Value)) {
    let mut count = 0;
    for (name, examples) in examples.as_object().unwrap() {
        let entry = essbasic::find_action(name).unwrap();
        for example in examples.as_array().unwrap() {
            let (request, response) = parts(example);
            let written = entry.rewrite_request(request.as_object().unwrap()).unwrap();
            assert!(same(&request, &written), "{name}: {request}");

            match response::decode::<JsonObject>(200, response.to_string().as_bytes()) {
                Ok(reply) => {
                    let mut written = entry.rewrite_output(&reply.output.0).unwrap();
                    written["RequestId"] = json!(reply.request_id);
                    assert!(same(&response["Response"], &written), "{name}: {response}");
                }
                Err(error) => {
                    let code = error.code().unwrap_or_else(|| panic!("{name}: {error}"));
                    assert_eq!(code, response["Response"]["Error"]["Code"].as_str().unwrap());
                }
            }
            count += 1;
        }
    }
    assert!(count > 0);
}

/// Returns whether two values are equal as JSON: 119 equals 119.0, and `null` a missing field.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let names: BTreeSet<_> = one.keys().chain(other.keys()).collect();
            let field = |object: &serde_json::Map<String, Value>, name: &str| {
                object.get(name).cloned().unwrap_or_default()
            };
            names.into_iter().all(|name| same(&field(one, name), &field(other, name)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (one, other) => one == other,
    }
}

#[test]
fn every_action_and_field_is_documented() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        let name = action.name;
        assert!(!action.title.is_empty(), "{name} has no title");
        assert!(action.api_reference.starts_with("https://"), "{name} has no API reference");
        assert!(action.doc.len() > 80, "{name}: {}", action.doc);
        // The API reference lists none for the action that carries encrypted ones.
        let is_outer = name == "CreateRequestWithEncryption";
        assert!(is_outer || !action.errors.is_empty(), "{name} has no codes");
        assert_eq!((action.version, action.service), ("2021-05-26", "essbasic"), "{name}");
        for schema in structs(entry) {
            assert!(schema.fields.is_empty() || !schema.doc.is_empty(), "{name}: {}", schema.name);
            for field in schema.fields {
                let path = format!("{name}: {}.{}", schema.name, field.name);
                assert!(field.doc.len() > 8, "{path}: {}", field.doc);
                assert!(field.values.iter().all(|value| !value.doc.is_empty()), "{path}");
            }
        }
    }
}

#[test]
fn every_request_requires_an_agent() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        // The agent of an encrypted call is in the encrypted body.
        if action.name == "CreateRequestWithEncryption" {
            continue;
        }
        let (_, agent) = (action.request)().field("Agent").unwrap();
        assert!(agent.required, "{}", action.name);
    }
}

#[test]
fn already_done_codes_are_among_the_actions_error_codes() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        let Effect::Idempotent(codes) = action.effect else { continue };
        assert!(codes.iter().all(|code| action.errors.contains(code)), "{}", action.name);
    }
}

#[test]
fn every_sample_is_valid_and_round_trips() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        for mode in [SampleMode::Required, SampleMode::Full] {
            let request = sample((action.request)(), mode);
            let violations = validate::json((action.request)(), &request);
            assert!(
                violations.is_empty(),
                "{} {mode:?}: {violations:?}\n{request:#?}",
                action.name
            );
            let written = entry.rewrite_request(&request).unwrap();
            assert_eq!(written, Value::Object(request), "{}", action.name);
            let response = sample((action.response)(), mode);
            let written = entry.rewrite_output(&response).unwrap();
            assert_eq!(written, Value::Object(response), "{}", action.name);
        }
    }
}

#[tokio::test]
async fn the_sandbox_accepts_every_sample_request() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    // A sample does not contain an encrypted call.
    for entry in CATALOGUE.iter().filter(|entry| entry.domain() != "encryption") {
        let action = entry.descriptor();
        let request = sample((action.request)(), SampleMode::Required);
        let error = client.call_json(action, &request).await.unwrap_err();
        let code = error.code().unwrap_or_else(|| panic!("{}: {error}", action.name));
        let invalid = ["InvalidParameter", "MissingParameter", "UnknownParameter", "InvalidAction"];
        assert!(!invalid.contains(&code.as_str()), "{}: {error}", action.name);
    }
}

#[test]
fn struct_names_are_unique() {
    let mut known: Vec<&'static StructSchema> = Vec::new();
    for entry in CATALOGUE {
        for schema in structs(entry) {
            match known.iter().find(|other| other.name == schema.name) {
                Some(other) => assert!(std::ptr::eq(*other, schema), "two structs {}", schema.name),
                None => known.push(schema),
            }
        }
    }
}

#[test]
#[ignore = "needs ../shared"]
fn accepted_examples_of_the_api_reference_break_no_constraint() {
    let examples = shared("spec/examples.json");
    let mut violations = Vec::new();
    for (name, examples) in examples.as_object().unwrap() {
        let action = essbasic::find_action(name).unwrap().descriptor();
        for example in examples.as_array().unwrap() {
            let (request, response) = parsed_parts(example);
            if response["Response"]["Error"].is_object() {
                continue;
            }
            let found = validate::json((action.request)(), request.as_object().unwrap());
            // The API reference masks IDs; a masked ID may have any length.
            let found = found.iter().filter(|it| !it.message.contains("exactly 32 characters"));
            violations.extend(found.map(|violation| format!("{name}: {violation}")));
        }
    }
    assert_eq!(violations, [""; 0]);
}

#[test]
fn every_error_code_of_an_action_is_declared() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        for code in action.errors {
            let is_declared = ErrorCode::COMMON.iter().chain(codes::ALL).any(|it| it == code);
            assert!(is_declared, "{} lists {code}", action.name);
        }
    }
}

#[test]
fn no_error_code_is_declared_twice() {
    let all: Vec<_> = ErrorCode::COMMON.iter().chain(codes::ALL).collect();
    for (index, code) in all.iter().enumerate() {
        assert!(!all[..index].contains(code), "{code}");
    }
}

#[test]
fn code_of_the_catalogue_matches_in_a_pattern() {
    let is_invalid =
        |code: &str| matches!(ErrorCode::from(code), codes::OPERATION_DENIED_QR_INVALID);
    assert!(is_invalid("OperationDenied.QrInvalid") && !is_invalid("OperationDenied"));
}

#[test]
fn agent_is_an_application_an_organization_or_an_operator() {
    let json = |agent: Agent| serde_json::to_value(agent).unwrap();
    assert_eq!(json(Agent::new("app")), json!({"AppId": "app"}));
    let organization = json!({"AppId": "app", "ProxyOrganizationOpenId": "org"});
    assert_eq!(json(Agent::organization("app", "org")), organization);
    assert_eq!(
        json(Agent::operator("app", "org", "op")),
        json!({"AppId": "app", "ProxyOrganizationOpenId": "org", "ProxyOperator": {"OpenId": "op"}})
    );
}

#[test]
fn required_fields_are_arguments_in_the_order_of_the_wire() {
    let create = ChannelCreateMultiFlowSignQRCode::new(Agent::new("app"), "template", "name");
    assert_eq!((create.template_id.as_str(), create.flow_name.as_str()), ("template", "name"));
}
