//! Requests and responses of every action are decoded to what was encoded.

use essbasic::request::Request;
use essbasic::response;
use essbasic::{CATALOGUE, JsonObject};
use essbasic_test_support::holds;
use proptest::prelude::*;
use serde_json::{Map, Value};

use super::values;

/// Number of values for each action.
const CASES: u32 = 24;

/// Returns a response of the service with these fields.
fn response(fields: &Map<String, Value>) -> Vec<u8> {
    let mut fields = fields.clone();
    fields.insert("RequestId".to_owned(), "r-1".into());
    serde_json::to_vec(&serde_json::json!({ "Response": fields })).unwrap()
}

/// Adds an undeclared field to every struct.
fn add_fields(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(add_fields);
            fields.insert("ANewField".to_owned(), serde_json::json!([{"Name": null}]));
        }
        Value::Array(items) => items.iter_mut().for_each(add_fields),
        _ => {}
    }
}

#[test]
fn request_is_decoded_to_what_was_encoded() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        holds(CASES, values::fields((action.request)()), |fields| {
            let rewritten = entry.rewrite_request(&fields);
            prop_assert_eq!(&rewritten, &Ok(Value::Object(fields.clone())), "{}", action.name);
            let request = Request::from_json(action, &fields).unwrap();
            let sent: Value = serde_json::from_slice(request.body().as_bytes().unwrap()).unwrap();
            prop_assert_eq!(sent, Value::Object(fields), "{}", action.name);
            Ok(())
        });
    }
}

#[test]
fn response_is_decoded_to_what_was_encoded() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        holds(CASES, values::fields((action.response)()), |fields| {
            let reply = response::decode::<JsonObject>(200, &response(&fields)).unwrap();
            prop_assert_eq!(&reply.request_id, "r-1");
            let rewritten = entry.rewrite_output(&reply.output.0);
            prop_assert_eq!(rewritten, Ok(Value::Object(fields)), "{}", action.name);
            Ok(())
        });
    }
}

#[test]
fn undeclared_fields_of_a_response_change_nothing() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        holds(CASES / 4, values::fields((action.response)()), |fields| {
            let mut newer = Value::Object(fields.clone());
            add_fields(&mut newer);
            let newer = entry.rewrite_output(newer.as_object().unwrap());
            prop_assert_eq!(newer, Ok(Value::Object(fields)), "{}", action.name);
            Ok(())
        });
    }
}
