//! Models are encoded and decoded as serde's own derive would encode and decode them.

use essbasic_core::request::Request;
use essbasic_core::{Action, tc_action, tc_enum, tc_model};
use essbasic_test_support::holds;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::actions::CancelThing;

/// An action with every kind of field.
#[tc_action(name = "EncodeShapes", version = "2021-05-26")]
struct Shapes {
    /// A string.
    text: String,
    /// A signed integer.
    count: i64,
    /// An unsigned integer with a name of its own.
    #[tc(rename = "TotalSIZE")]
    size: Option<u64>,
    /// A fraction.
    share: f64,
    /// A flag.
    done: Option<bool>,
    /// A keyword.
    r#type: Option<String>,
    /// Strings.
    names: Vec<String>,
    /// Numbers.
    numbers: Option<Vec<f64>>,
    /// A struct.
    inner: Inner,
    /// Structs.
    children: Option<Vec<Inner>>,
    /// Values of a set.
    colors: Option<Vec<Color>>,
}

/// A struct that may contain itself.
#[tc_model]
struct Inner {
    /// A value of a set of numbers.
    state: State,
    /// Another one.
    next: Option<Vec<Inner>>,
}

/// Texts.
#[tc_enum]
enum Color {
    /// Red.
    Red = "RED",
}

/// Numbers.
#[tc_enum]
enum State {
    /// Off.
    Off = -1,
    /// On.
    On = 1,
}

/// [`Shapes`] by serde's derive.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Shapes", rename_all = "PascalCase", expecting = "an object")]
struct DerivedShapes {
    text: String,
    count: i64,
    #[serde(rename = "TotalSIZE", skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    share: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<String>,
    #[serde(deserialize_with = "list_or_null")]
    names: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    numbers: Option<Vec<f64>>,
    inner: DerivedInner,
    #[serde(skip_serializing_if = "Option::is_none")]
    children: Option<Vec<DerivedInner>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    colors: Option<Vec<String>>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Inner", rename_all = "PascalCase", expecting = "an object")]
struct DerivedInner {
    state: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Vec<DerivedInner>>,
}

fn list_or_null<'de, D: serde::Deserializer<'de>>(json: D) -> Result<Vec<String>, D::Error> {
    Option::deserialize(json).map(Option::unwrap_or_default)
}

/// Text with many characters that JSON escapes.
fn any_text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => proptest::char::range(' ', '~'),
        2 => proptest::char::range('\0', '\u{1f}'),
        1 => Just('"'),
        1 => Just('\\'),
        1 => any::<char>(),
    ];
    vec(character, 0..20).prop_map(String::from_iter)
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
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(any_text(), inner, 0..4)
                .prop_map(|fields| fields.into_iter().collect::<Map<_, _>>().into()),
        ]
    })
}

fn inner() -> impl Strategy<Value = Value> {
    let leaf = any::<i64>().prop_map(|state| serde_json::json!({ "State": state }));
    leaf.prop_recursive(3, 6, 2, |inner| {
        (prop_oneof![Just(-1), Just(1), Just(7)], vec(inner, 0..3))
            .prop_map(|(state, next)| serde_json::json!({ "State": state, "Next": next }))
    })
}

/// The fields of [`Shapes`] in any order, of which a few are missing, unknown or of any type.
fn fields() -> impl Strategy<Value = Vec<(String, Value)>> {
    let valid = prop_oneof![
        any_text().prop_map(|it| ("Text", it.into())),
        any::<i64>().prop_map(|it| ("Count", it.into())),
        any::<u64>().prop_map(|it| ("TotalSIZE", it.into())),
        any::<f64>().prop_map(|it| ("Share", it.into())),
        any::<bool>().prop_map(|it| ("Done", it.into())),
        any_text().prop_map(|it| ("Type", it.into())),
        vec(any_text(), 0..3).prop_map(|it| ("Names", it.into())),
        vec(any::<f64>(), 0..3).prop_map(|it| ("Numbers", it.into())),
        inner().prop_map(|it| ("Inner", it)),
        vec(inner(), 0..3).prop_map(|it| ("Children", it.into())),
        vec(prop_oneof![Just("RED".to_owned()), any_text()], 0..3)
            .prop_map(|it| ("Colors", it.into())),
        any_json().prop_map(|it| ("Unknown", it)),
    ];
    let whole = (any_text(), any::<i64>(), any::<f64>(), vec(any_text(), 0..3), inner()).prop_map(
        |(text, count, share, names, inner)| {
            vec![
                ("Text", text.into()),
                ("Count", count.into()),
                ("Share", share.into()),
                ("Names", names.into()),
                ("Inner", inner),
            ]
        },
    );
    let name = proptest::sample::select(vec!["Text", "Share", "Names", "Inner", "Done", "Colors"]);
    let damage = proptest::option::weighted(0.3, (name, proptest::option::of(any_json())));
    (whole, vec(valid, 0..5), damage, any::<u64>()).prop_map(|(mut fields, more, damage, order)| {
        for (name, value) in more {
            fields.retain(|(other, _)| *other != name);
            fields.push((name, value));
        }
        if let Some((name, value)) = damage {
            fields.retain(|(other, _)| *other != name);
            fields.extend(value.map(|value| (name, value)));
        }
        let length = fields.len();
        fields.rotate_left(usize::try_from(order).unwrap_or(0) % length.max(1));
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    })
}

/// The fields as JSON, in their order.
fn json(fields: &[(String, Value)]) -> String {
    let fields = fields.iter().map(|(name, value)| format!("{}:{value}", Value::from(&**name)));
    format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
}

#[test]
fn a_model_is_decoded_and_encoded_as_by_serdes_derive() {
    holds(1_000, fields(), |fields| {
        let json = json(&fields);
        let ours = serde_json::from_str::<Shapes>(&json);
        let derived = serde_json::from_str::<DerivedShapes>(&json);
        match (ours, derived) {
            (Ok(ours), Ok(derived)) => {
                let expected = serde_json::to_string(&derived).unwrap();
                prop_assert_eq!(serde_json::to_string(&ours).unwrap(), &*expected);
                let request = Request::write(&ours).unwrap();
                prop_assert_eq!(request.body().as_bytes().unwrap(), expected.as_bytes());
                let value = serde_json::to_value(&ours).unwrap();
                prop_assert_eq!(&value, &serde_json::to_value(&derived).unwrap());
                prop_assert_eq!(serde_json::from_value::<Shapes>(value).unwrap(), ours);
            }
            (Err(ours), Err(derived)) => {
                prop_assert_eq!(ours.to_string(), derived.to_string().replace("Derived", ""));
            }
            (ours, derived) => prop_assert!(false, "{json}: {ours:?}, {derived:?}"),
        }
        Ok(())
    });
}

#[test]
fn a_model_is_decoded_from_formats_without_field_names() {
    let inner = serde_json::json!([1, null]);
    let shapes = serde_json::json!(["t", 1, null, 0.5, true, "x", [], null, inner, [inner], null]);
    let ours: Shapes = serde_json::from_value(shapes.clone()).unwrap();
    let derived: DerivedShapes = serde_json::from_value(shapes).unwrap();
    assert_eq!(serde_json::to_value(ours).unwrap(), serde_json::to_value(derived).unwrap());
}

#[test]
fn fields_of_a_raw_request_are_sent_as_serde_json_encodes_them() {
    let cancel = CancelThing::descriptor();
    holds(2_000, btree_map(any_text(), any_json(), 0..5), |fields| {
        let fields: Map<_, _> = fields.into_iter().collect();
        let request = Request::from_json(cancel, &fields).unwrap();
        let expected = serde_json::to_string(&fields).unwrap();
        prop_assert_eq!(request.body().as_bytes().unwrap(), expected.as_bytes());
        Ok(())
    });
}
