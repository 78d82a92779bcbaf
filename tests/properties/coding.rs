//! What is written is read as the same again, for every action.

use essbasic::request::Request;
use essbasic::response;
use essbasic::{CATALOGUE, JsonObject};
use essbasic_test_support::holds;
use proptest::prelude::*;
use serde_json::{Map, Value};

use super::values;

/// How many values each action is tried on.
const CASES: u32 = 24;

/// An answer of the service's, as it arrives.
fn answer(members: &Map<String, Value>) -> Vec<u8> {
    let mut members = members.clone();
    members.insert("RequestId".to_owned(), "r-1".into());
    serde_json::to_vec(&serde_json::json!({ "Response": members })).unwrap()
}

/// A member that no schema has, in every struct.
fn estrange(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(estrange);
            members.insert("ANewMember".to_owned(), serde_json::json!([{"Name": null}]));
        }
        Value::Array(items) => items.iter_mut().for_each(estrange),
        _ => {}
    }
}

#[test]
fn every_request_is_read_as_it_was_written() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        holds(CASES, values::members((action.request)()), |members| {
            let written = entry.rewrite_request(&members);
            prop_assert_eq!(&written, &Ok(Value::Object(members.clone())), "{}", action.name);
            let request = Request::from_json(action, &members).unwrap();
            let sent: Value = serde_json::from_slice(request.body().as_bytes().unwrap()).unwrap();
            prop_assert_eq!(sent, Value::Object(members), "{}", action.name);
            Ok(())
        });
    }
}

#[test]
fn every_answer_is_read_as_it_was_written() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        holds(CASES, values::members((action.response)()), |members| {
            let opened = response::decode::<JsonObject>(200, &answer(&members)).unwrap();
            prop_assert_eq!(&opened.request_id, "r-1");
            let written = entry.rewrite_output(&opened.output.0);
            prop_assert_eq!(written, Ok(Value::Object(members)), "{}", action.name);
            Ok(())
        });
    }
}

#[test]
fn members_that_are_new_in_an_answer_change_nothing() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        holds(CASES / 4, values::members((action.response)()), |members| {
            let mut newer = Value::Object(members.clone());
            estrange(&mut newer);
            let newer = entry.rewrite_output(newer.as_object().unwrap());
            prop_assert_eq!(newer, Ok(Value::Object(members)), "{}", action.name);
            Ok(())
        });
    }
}
