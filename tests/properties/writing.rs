//! What is sent is to the byte what `serde_json` would write, whatever it is made of.

use std::collections::BTreeMap;

use essbasic::request::Request;
use essbasic::schema::{Fields, Model, SampleMode, StructSchema, ValueRef, sample};
use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::{Action, CATALOGUE, Descriptor};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value, json};

use super::{holds, values};

/// A text with many of the characters that JSON does not hold as they are.
fn any_text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => proptest::char::range(' ', '~'),
        2 => proptest::char::range('\0', '\u{1f}'),
        1 => Just('"'),
        1 => Just('\\'),
        1 => any::<char>(),
    ];
    vec(character, 0..70).prop_map(String::from_iter)
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            btree_map(any_text(), inner, 0..6)
                .prop_map(|members| members.into_iter().collect::<Map<_, _>>().into()),
        ]
    })
}

fn written(request: &Request) -> String {
    String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap()
}

#[test]
fn any_members_are_written_as_they_are_elsewhere() {
    let cancel = ChannelCancelMultiFlowSignQRCode::descriptor();
    holds(2_000, btree_map(any_text(), any_json(), 0..5), |members| {
        let members: Map<_, _> = members.into_iter().collect();
        let sent = written(&Request::from_json(cancel, &members).unwrap());
        prop_assert_eq!(sent, serde_json::to_string(&members).unwrap());
        Ok(())
    });
}

#[test]
fn every_action_is_written_as_it_is_elsewhere() {
    for entry in CATALOGUE {
        let action = entry.descriptor();
        holds(6, values::members((action.request)()), |members| {
            let sent = written(&Request::from_json(action, &members).unwrap());
            prop_assert_eq!(sent, serde_json::to_string(&members).unwrap(), "{}", action.name);
            Ok(())
        });
    }
}

#[test]
fn a_special_character_is_found_wherever_it_stands() {
    let cancel = ChannelCancelMultiFlowSignQRCode::descriptor();
    for special in (0..0x20).chain([b'"', b'\\', 0x7f]).map(char::from).chain(['字', '\u{2028}']) {
        for at in 0..70 {
            let text = format!("{}{special}{}", "a".repeat(at), "b".repeat(70 - at));
            let members = Map::from_iter([("Text".to_owned(), Value::from(text))]);
            let sent = written(&Request::from_json(cancel, &members).unwrap());
            assert_eq!(sent, serde_json::to_string(&members).unwrap(), "{special:?} at {at}");
        }
    }
}

/// Whatever serde can be told of, by somebody who makes a model by hand.
#[derive(Serialize, Deserialize)]
struct Shapes {
    bool: bool,
    numbers: (i8, u16, i128, f32, f64),
    character: char,
    option: Option<()>,
    unit: Unit,
    newtype: Newtype,
    tuple: Tuple,
    variants: Vec<Variant>,
    nothing: Vec<Variant>,
    by_number: BTreeMap<i64, bool>,
    by_flag: BTreeMap<bool, u8>,
    by_variant: BTreeMap<char, String>,
    empty: BTreeMap<String, String>,
    json: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<bool>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct Unit;

#[derive(Serialize, Deserialize)]
struct Newtype(String);

#[derive(Serialize, Deserialize)]
struct Tuple(u8, String);

#[derive(Serialize, Deserialize)]
enum Variant {
    Unit,
    Newtype(u8),
    Tuple(u8, u8),
    StructSchema { first: u8, second: String },
}

impl Fields for Shapes {
    fn member(&self, _at: usize, _name: &str) -> ValueRef<'_> {
        ValueRef::Absent
    }
}

impl Model for Shapes {
    fn schema() -> &'static StructSchema {
        (Self::descriptor().response)()
    }
}

impl Action for Shapes {
    type Output = essbasic::EmptyResponse;

    fn descriptor() -> &'static Descriptor {
        ChannelCancelMultiFlowSignQRCode::descriptor()
    }
}

fn shapes() -> Shapes {
    let rest = sample((ChannelCancelMultiFlowSignQRCode::descriptor().request)(), SampleMode::Full);
    Shapes {
        bool: true,
        numbers: (-8, 16, i128::MAX, 0.1, f64::NAN),
        character: '"',
        option: Some(()),
        unit: Unit,
        newtype: Newtype("a\nb".to_owned()),
        tuple: Tuple(1, "\u{1}".to_owned()),
        variants: vec![
            Variant::Unit,
            Variant::Newtype(1),
            Variant::Tuple(1, 2),
            Variant::StructSchema { first: 1, second: "\\".to_owned() },
        ],
        nothing: Vec::new(),
        by_number: [(-1, true), (2, false)].into(),
        by_flag: [(false, 0), (true, 1)].into(),
        by_variant: [('"', "x".to_owned())].into(),
        empty: BTreeMap::new(),
        json: to_raw_value(&json!({"raw": ["\t", 1.5]})).unwrap(),
        left_out: None,
        rest,
    }
}

#[test]
fn whatever_serde_can_be_told_of_is_written_as_it_is_elsewhere() {
    let sent = written(&Request::write(&shapes()).unwrap());
    assert_eq!(sent, serde_json::to_string(&shapes()).unwrap());
}
