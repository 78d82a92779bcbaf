//! The catalogue as a whole: complete, described, and true to the manual's own examples.

use std::collections::BTreeSet;

use essbasic::schema::{SampleMode, StructSchema, sample};
use essbasic::{CATALOGUE, Effect, Entry, JsonObject, response, validate};
use essbasic_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::shared;

/// Every struct of an action, and those inside it.
fn structs(entry: &Entry) -> Vec<&'static StructSchema> {
    let action = entry.descriptor();
    [(action.request)(), (action.response)()]
        .into_iter()
        .flat_map(StructSchema::with_inner)
        .collect()
}

#[test]
fn the_list_of_actions_is_that_of_the_spec() {
    let Some(spec) = shared::json("spec/api.json") else { return };
    let theirs: BTreeSet<_> = spec["actions"].as_object().unwrap().keys().cloned().collect();
    let ours: Vec<_> = CATALOGUE.iter().map(|entry| entry.descriptor().name.to_owned()).collect();
    let unique: BTreeSet<_> = ours.iter().cloned().collect();
    assert_eq!(unique.len(), ours.len(), "an action is listed twice");
    assert_eq!(unique, theirs);
}

#[test]
fn the_manuals_examples_survive_the_typed_structs() {
    let Some(examples) = shared::json("spec/examples.json") else { return };
    let mut replayed = 0;
    for (name, examples) in examples.as_object().unwrap() {
        let entry = essbasic::find(name).unwrap();
        for example in examples.as_array().unwrap() {
            let request: Value = serde_json::from_str(example["input"].as_str().unwrap()).unwrap();
            let written = entry.rewrite_request(request.as_object().unwrap()).unwrap();
            assert!(same(&request, &written), "{name}: {request}");

            let answer = example["output"].as_str().unwrap();
            let read: Value = serde_json::from_str(answer).unwrap();
            match response::decode::<JsonObject>(200, answer.as_bytes()) {
                Ok(reply) => {
                    let mut written = entry.rewrite_output(&reply.output.0).unwrap();
                    written["RequestId"] = json!(reply.request_id);
                    assert!(same(&read["Response"], &written), "{name}: {answer}");
                }
                Err(error) => {
                    let code = error.code().unwrap_or_else(|| panic!("{name}: {error}"));
                    assert_eq!(code, read["Response"]["Error"]["Code"].as_str().unwrap());
                }
            }
            replayed += 1;
        }
    }
    assert!(replayed > 0);
}

/// Whether two values are one as JSON: 119 and 119.0 are, and so are `null` and nothing.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let names: BTreeSet<_> = one.keys().chain(other.keys()).collect();
            let member = |of: &serde_json::Map<String, Value>, name: &str| {
                of.get(name).cloned().unwrap_or_default()
            };
            names.into_iter().all(|name| same(&member(one, name), &member(other, name)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (one, other) => one == other,
    }
}

#[test]
fn every_action_is_described() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        let name = action.name;
        assert!(!action.title.is_empty(), "{name} has no title");
        assert!(action.manual.starts_with("https://"), "{name} has no manual");
        assert!(action.doc.len() > 80, "{name}: {}", action.doc);
        // The manual lists none for the action that carries others.
        let carrier = name == "CreateRequestWithEncryption";
        assert!(carrier || !action.errors.is_empty(), "{name} has no codes");
        assert_eq!((action.version, action.service), ("2021-05-26", "essbasic"), "{name}");
        for schema in structs(entry) {
            assert!(schema.fields.is_empty() || !schema.doc.is_empty(), "{name}: {}", schema.name);
            for field in schema.fields {
                let place = format!("{name}: {}.{}", schema.name, field.name);
                assert!(field.doc.len() > 8, "{place}: {}", field.doc);
                assert!(field.values.iter().all(|value| !value.doc.is_empty()), "{place}");
            }
        }
    }
}

#[test]
fn every_request_begins_with_its_agent_and_says_what_it_needs_of_it() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        // An encrypted call names its application itself: its agent is inside.
        if action.name == "CreateRequestWithEncryption" {
            continue;
        }
        let (_, agent) = (action.request)().field("Agent").unwrap();
        assert!(agent.required, "{}", action.name);
    }
}

#[test]
fn a_settling_code_is_among_the_actions_own() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        let Effect::Idempotent(codes) = action.effect else { continue };
        assert!(codes.iter().all(|code| action.errors.contains(code)), "{}", action.name);
    }
}

#[test]
fn every_skeleton_keeps_the_limits_and_can_be_read() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        for extent in [SampleMode::Required, SampleMode::Full] {
            let request = sample((action.request)(), extent);
            let found = validate::json((action.request)(), &request);
            assert!(found.is_empty(), "{} {extent:?}: {found:?}\n{request:#?}", action.name);
            let written = entry.rewrite_request(&request).unwrap();
            assert_eq!(written, Value::Object(request), "{}", action.name);
            let answer = sample((action.response)(), extent);
            let written = entry.rewrite_output(&answer).unwrap();
            assert_eq!(written, Value::Object(answer), "{}", action.name);
        }
    }
}

#[tokio::test]
async fn every_skeleton_passes_the_sandboxs_gateway() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    for entry in CATALOGUE {
        let action = entry.descriptor();
        let request = sample((action.request)(), SampleMode::Required);
        let error = client.call_json(action, &request).await.unwrap_err();
        let code = error.code().unwrap_or_else(|| panic!("{}: {error}", action.name));
        let stopped = ["InvalidParameter", "MissingParameter", "UnknownParameter", "InvalidAction"];
        assert!(!stopped.contains(&code.as_str()), "{}: {error}", action.name);
    }
}

#[test]
fn a_member_has_one_type_wherever_its_struct_stands() {
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
fn what_the_service_took_breaks_no_limit() {
    let Some(examples) = shared::json("spec/examples.json") else { return };
    let mut told = Vec::new();
    for (name, examples) in examples.as_object().unwrap() {
        let action = essbasic::find(name).unwrap().descriptor();
        for example in examples.as_array().unwrap() {
            let answer: Value = serde_json::from_str(example["output"].as_str().unwrap()).unwrap();
            if answer["Response"]["Error"].is_object() {
                continue;
            }
            let request: Value = serde_json::from_str(example["input"].as_str().unwrap()).unwrap();
            let found = validate::json((action.request)(), request.as_object().unwrap());
            // The manual masks ids, and a masked one may have any length.
            let found = found.iter().filter(|it| !it.message.contains("exactly 32 characters"));
            told.extend(found.map(|violation| format!("{name}: {violation}")));
        }
    }
    assert_eq!(told, [""; 0]);
}
