//! JSON of requests: each field once, with every value kept.

use essbasic_devtools::Language;
use essbasic_devtools::request_json::{JsonError, parse, parse_object};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn every_value_is_parsed_as_by_serde_json() {
    for text in [
        "null",
        "true",
        "-7",
        "18446744073709551615",
        "0.5",
        "1e300",
        "\"合同\"",
        "\"\\u5408\\n\"",
        "[]",
        "[1, [{\"A\": []}]]",
        "{\"A\": {\"A\": null}, \"B\": [{\"A\": 1}, {\"A\": 2}]}",
    ] {
        assert_eq!(parse(text).unwrap(), serde_json::from_str::<Value>(text).unwrap(), "{text}");
    }
}

proptest! {
    #[test]
    fn any_object_is_kept(fields in prop::collection::btree_map(".{0,8}", any::<i64>(), 0..8)) {
        let object = json!(fields);
        prop_assert_eq!(Value::Object(parse_object(&object.to_string()).unwrap()), object);
    }
}

#[test]
fn a_field_that_occurs_twice_is_named_at_any_depth() {
    for (text, field, at) in [
        (r#"{"A":1,"A":1}"#, "A", (1, 10)),
        ("{\"A\":1,\n\"B\":[{\"C\":1,\"C\":2}]}", "C", (2, 15)),
        (r#"{"it` occurs twice":1,"it` occurs twice":1}"#, "it` occurs twice", (1, 40)),
        (r#"{"A":1,"\u0041":1}"#, "A", (1, 15)),
    ] {
        match parse(text) {
            Err(JsonError::FieldTwice { name, line, column }) => {
                assert_eq!((name.as_str(), (line, column)), (field, at), "{text}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn problems_are_described_in_both_languages() {
    for (text, english, chinese) in [
        ("{", "not JSON: EOF while parsing an object at line 1 column 1", "不是 JSON：“EOF while"),
        ("[]", "the request must be a JSON object: {…}", "请求应为 JSON 对象：{…}"),
        (
            r#"{"A":1,"A":1}"#,
            "the field `A` occurs twice at line 1 column 10",
            "第 1 行第 10 列：参数 `A` 重复",
        ),
    ] {
        let error = parse_object(text).unwrap_err();
        assert_eq!(error.message(Language::English), english);
        assert!(error.message(Language::Chinese).starts_with(chinese), "{text}");
    }
}
