//! Damaged responses and callbacks: code, request ID and outcome survive any damage, and so
//! does every field that is not damaged.

use essbasic::callback::events::FlowStatusChange;
use essbasic::callback::{CallbackKeys, Payload};
use essbasic::flows::DescribeFlowDetailInfoResponse;
use essbasic::schema::{FieldKind, FieldSchema, Model, SampleMode, StructSchema, sample};
use essbasic::templates::DescribeTemplatesResponse;
use essbasic::{Action, CATALOGUE, Error, ErrorCode, ErrorKind, JsonObject, Outcome, response};
use essbasic_test_support::holds;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

/// Cases for each action.
const CASES: u32 = 24;

/// Damage of one value.
#[derive(Clone, Debug)]
enum Damage {
    Dropped,
    Null,
    /// Twice: first `null`, or last.
    Duplicated(bool),
    Retyped,
    /// Bytes that are not Unicode, or no JSON, in a string.
    Bytes(&'static [u8]),
}

fn any_damage() -> impl Strategy<Value = Damage> {
    let bytes: Vec<&[u8]> = vec![
        b"\xD6\xD0",
        b"\xD5\x5C",
        b"\xD5\x5C\xD5\x5Cn",
        b"\xFF\\\"",
        b"\xE4\xB8",
        b"\\ud83d",
        b"\\udc00\\ud800",
        b"\x01\n",
        b"\\x",
    ];
    prop_oneof![
        Just(Damage::Dropped),
        Just(Damage::Null),
        any::<bool>().prop_map(Damage::Duplicated),
        Just(Damage::Retyped),
        select(bytes).prop_map(Damage::Bytes),
    ]
}

/// A place in a JSON value, such as `/Response/FlowIds/0`.
type Pointer = String;

/// Returns the pointers of all values inside a value, with the values.
fn pointers<'v>(value: &'v Value, at: &str, found: &mut Vec<(Pointer, &'v Value)>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, it)| (name.clone(), it)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(i, it)| (i.to_string(), it)).collect()
        }
        _ => Vec::new(),
    };
    for (name, child) in children {
        let place = format!("{at}/{name}");
        found.push((place.clone(), child));
        pointers(child, &place, found);
    }
}

fn all_pointers(value: &Value) -> Vec<(Pointer, &Value)> {
    let mut found = Vec::new();
    pointers(value, "", &mut found);
    found
}

/// Encodes a value with damage at one place. Items of lists are not dropped or duplicated, so that the
/// pointers of others stay the same; they are `null` instead.
fn write(value: &Value, at: &str, place: &str, damage: &Damage, out: &mut Vec<u8>) {
    if at != place {
        return write_inside(value, at, place, damage, out);
    }
    match (damage, value) {
        (Damage::Bytes(bytes), Value::String(text)) => {
            let text = Value::from(text.as_str()).to_string();
            out.extend_from_slice(&text.as_bytes()[..text.len() - 1]);
            out.extend_from_slice(bytes);
            out.push(b'"');
        }
        (Damage::Retyped, value) => out.extend_from_slice(retyped(value).to_string().as_bytes()),
        (Damage::Null | Damage::Dropped | Damage::Duplicated(_), _) => {
            out.extend_from_slice(b"null");
        }
        (Damage::Bytes(_), _) => out.extend_from_slice(value.to_string().as_bytes()),
    }
}

fn write_inside(value: &Value, at: &str, place: &str, damage: &Damage, out: &mut Vec<u8>) {
    let (open, close) = match value {
        Value::Object(_) => (b'{', b'}'),
        Value::Array(_) => (b'[', b']'),
        _ => return out.extend_from_slice(value.to_string().as_bytes()),
    };
    out.push(open);
    let write_one = |name: Option<&str>, child: &Value, at: &str, out: &mut Vec<u8>| {
        if out.last() != Some(&open) {
            out.push(b',');
        }
        if let Some(name) = name {
            out.extend_from_slice(format!("\"{name}\":").as_bytes());
        }
        write(child, at, place, damage, out);
    };
    match value {
        Value::Object(fields) => {
            for (name, child) in fields {
                let here = format!("{at}/{name}");
                match damage {
                    _ if here != place => write_one(Some(name), child, &here, out),
                    Damage::Dropped => {}
                    Damage::Duplicated(null_first) => {
                        let twice =
                            if *null_first { [&Value::Null, child] } else { [child, &Value::Null] };
                        // Elsewhere than at `place`, so that it is written as it is.
                        for value in twice {
                            write_one(Some(name), value, "\0", out);
                        }
                    }
                    _ => write_one(Some(name), child, &here, out),
                }
            }
        }
        Value::Array(items) => {
            for (index, child) in items.iter().enumerate() {
                write_one(None, child, &format!("{at}/{index}"), out);
            }
        }
        _ => {}
    }
    out.push(close);
}

/// Returns a value of another type, which no conversion makes right.
fn retyped(value: &Value) -> Value {
    match value {
        Value::String(_) => json!({"unexpected": true}),
        Value::Object(_) => json!([[]]),
        _ => json!("unexpected"),
    }
}

/// Returns a documented response: a sample with every field, and every text and number different.
fn documented(schema: &'static StructSchema) -> Map<String, Value> {
    let mut fields = sample(schema, SampleMode::Full);
    vary(schema, &mut fields, &mut 0);
    fields
}

fn vary(schema: &'static StructSchema, fields: &mut Map<String, Value>, count: &mut u32) {
    for field in schema.fields {
        match fields.get_mut(field.name) {
            Some(Value::Array(items)) => {
                let first = items[0].clone();
                items.push(first);
                for item in items {
                    vary_value(field, item, count);
                }
            }
            Some(value) => vary_value(field, value, count),
            None => {}
        }
    }
}

fn vary_value(field: &'static FieldSchema, value: &mut Value, count: &mut u32) {
    *count += 1;
    match (field.kind, value) {
        (FieldKind::Object(schema), Value::Object(fields)) => vary(schema(), fields, count),
        (FieldKind::String, value) => *value = json!(format!("值 {count} \\ \"x\"")),
        (FieldKind::Bool, value) => *value = json!(true),
        (FieldKind::Float, value) => *value = json!(f64::from(*count)),
        (_, value) => *value = json!(*count),
    }
}

fn envelope(mut fields: Map<String, Value>) -> Value {
    fields.insert("RequestId".to_owned(), "r-1".into());
    json!({ "Response": fields })
}

/// Checks that every value outside of `place` is as it was.
fn survives(before: &Value, place: &str, after: &Value) -> Result<(), TestCaseError> {
    for (other, value) in all_pointers(before) {
        let is_inside = other == place || other.starts_with(&format!("{place}/"));
        if !is_inside && !value.is_object() && !value.is_array() {
            prop_assert_eq!(
                after.pointer(&other),
                Some(value),
                "{} after damage of {}",
                other,
                place
            );
        }
    }
    Ok(())
}

/// Decodes a response to JSON of the typed output.
type Decode<'a> = &'a dyn Fn(&[u8]) -> Result<(String, Value), Error>;

/// Checks what one damage leaves of a response.
fn check(
    before: &Value,
    at: Index,
    damage: &Damage,
    decode: Decode<'_>,
) -> Result<(), TestCaseError> {
    let pointers: Vec<_> =
        all_pointers(before).into_iter().filter(|(it, _)| it != "/Response").collect();
    let (place, value) = at.get(&pointers);
    let mut body = Vec::new();
    write(before, "", place, damage, &mut body);
    let is_id = place == "/Response/RequestId";
    match decode(&body) {
        Ok((id, output)) => {
            if !is_id {
                prop_assert_eq!(id, "r-1");
            }
            let Value::Object(output) = output else { panic!("no object") };
            survives(before, place, &envelope(output))?;
            let is_mistyped = matches!(damage, Damage::Retyped) && !is_id;
            prop_assert!(!is_mistyped, "{place} has another type, and was decoded");
        }
        Err(error) => {
            let only_id = before["Response"].as_object().is_some_and(|it| it.len() == 1);
            prop_assert!(matches!(damage, Damage::Retyped) || is_id && only_id, "{place}: {error}");
            prop_assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
            if !is_id {
                prop_assert_eq!(error.request_id(), Some("r-1"));
                prop_assert!(error.message().contains(&dotted(place)), "{place}: {error}");
            }
            let kept = error.response_body().unwrap_or_default();
            survives(before, place, &serde_json::from_slice(kept).unwrap())?;
            if let Some(text) = value.as_str() {
                prop_assert!(!format!("{error}{error:?}").contains(text), "{error}");
            }
        }
    }
    Ok(())
}

/// Returns a place as errors show it: `Response.FlowInfos[0].Name`.
fn dotted(place: &str) -> String {
    let mut text = String::new();
    for step in place[1..].split('/') {
        match step.parse::<usize>() {
            Ok(_) => text.extend(["[", step, "]"]),
            Err(_) if text.is_empty() => text += step,
            Err(_) => text.extend([".", step]),
        }
    }
    text
}

/// Checks a typed response, decoded from bytes.
fn check_typed<A: Action>() {
    let before = envelope(documented(A::Output::schema()));
    let decode = |body: &[u8]| {
        let reply = response::decode::<A::Output>(200, body)?;
        Ok((reply.request_id.clone(), serde_json::to_value(reply.into_output()).unwrap()))
    };
    holds(8 * CASES, (any::<Index>(), any_damage()), |(at, damage)| {
        check(&before, at, &damage, &decode)
    });
}

#[test]
fn damaged_response_keeps_everything_else() {
    check_typed::<essbasic::billing::DescribeUsage>();
    check_typed::<essbasic::evidence::ChannelVerifyPdf>();
    check_typed::<essbasic::flows::DescribeFlowDetailInfo>();
    check_typed::<essbasic::organizations::DescribeChannelOrganizations>();
    check_typed::<essbasic::signing::ChannelCancelMultiFlowSignQRCode>();
    check_typed::<essbasic::signing::ChannelCreateMultiFlowSignQRCode>();
    check_typed::<essbasic::start_flows::CreateFlowsByTemplates>();
    check_typed::<essbasic::templates::DescribeTemplates>();
}

#[test]
fn damaged_response_of_any_action_is_decoded_or_kept() {
    for entry in CATALOGUE {
        let before = envelope(documented((entry.descriptor().response)()));
        let pointers = all_pointers(&before);
        holds(CASES, (any::<Index>(), any_damage()), |(at, damage)| {
            let (place, _) = at.get(&pointers);
            let mut body = Vec::new();
            write(&before, "", place, &damage, &mut body);
            let Ok(reply) = response::decode::<JsonObject>(200, &body) else {
                let empty = pointers.len() == 2 || place == "/Response";
                prop_assert!(empty, "{}: {place}", entry.descriptor().name);
                return Ok(());
            };
            survives(&before, place, &envelope(reply.output.0.clone()))?;
            match entry.rewrite_output(&reply.output.0) {
                Ok(Value::Object(output)) => survives(&before, place, &envelope(output)),
                Ok(other) => Err(TestCaseError::fail(format!("{other}"))),
                Err(problem) => {
                    prop_assert!(matches!(damage, Damage::Retyped), "{place}: {problem}");
                    Ok(())
                }
            }
        });
    }
}

#[test]
fn damaged_rejection_keeps_code_and_outcome() {
    let mut fields = documented(DescribeTemplatesResponse::schema());
    fields.insert("Error".to_owned(), json!({"Code": "A.B", "Message": "消息"}));
    let before = envelope(fields);
    let pointers: Vec<_> = all_pointers(&before)
        .into_iter()
        .filter(|(it, _)| {
            !["/Response", "/Response/Error", "/Response/Error/Code"].contains(&&**it)
        })
        .collect();
    holds(40 * CASES, (any::<Index>(), any_damage()), |(at, damage)| {
        let (place, _) = at.get(&pointers);
        let mut body = Vec::new();
        write(&before, "", place, &damage, &mut body);
        rejected(&body, place == "/Response/RequestId")
    });
    // Any byte behind the code, and any end: brackets, quotes and names are damaged too.
    let body = br#"{"Response":{"Error":{"Code":"A.B","Message":"a, \"b\""},"RequestId":"r-1","List":[{"A":1,"B":"{x"}],"C":null}}"#;
    let code = body.windows(5).position(|it| it == b"\"A.B\"").unwrap() + 5;
    for at in code..body.len() {
        for byte in 0..=255 {
            let mut damaged = body.to_vec();
            damaged[at] = byte;
            rejected(&damaged, true).unwrap();
        }
        rejected(&body[..at], true).unwrap();
    }
}

fn rejected(body: &[u8], any_id: bool) -> Result<(), TestCaseError> {
    let error = response::decode::<JsonObject>(200, body).unwrap_err();
    prop_assert_eq!(error.code().map(ErrorCode::as_str), Some("A.B"), "{:?}", error);
    prop_assert_eq!((error.kind(), error.outcome()), (ErrorKind::Service, Outcome::Refused));
    prop_assert!(any_id || error.request_id() == Some("r-1"), "{error:?}");
    prop_assert_eq!(error.response_body(), Some(body));
    Ok(())
}

#[test]
fn success_with_any_damaged_byte_is_never_a_rejection() {
    let body =
        envelope(documented(DescribeFlowDetailInfoResponse::schema())).to_string().into_bytes();
    let input = (any::<Index>(), any::<u8>(), any::<bool>());
    holds(100 * CASES, input, |(at, byte, cut)| {
        let at = at.index(body.len());
        let mut damaged = body.clone();
        damaged[at] = byte;
        if cut {
            damaged.truncate(at);
        }
        if let Err(error) = response::decode::<JsonObject>(200, &damaged) {
            prop_assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
            prop_assert_eq!(error.response_body(), Some(&damaged[..]));
        }
        Ok(())
    });
}

#[test]
fn damaged_callback_keeps_everything_else() {
    let message_of = |data: Map<String, Value>| json!({"MsgId": "m-1", "MsgType": "FlowStatusChange", "MsgData": data});
    let before = message_of(documented(FlowStatusChange::schema()));
    let pointers: Vec<_> =
        all_pointers(&before).into_iter().filter(|(it, _)| it.starts_with("/MsgData/")).collect();
    let encrypted = CallbackKeys::new("fake-token", "FAKEKEYFAKEKEYFAKEKEYFAKEKEY0032").unwrap();
    for keys in [encrypted, CallbackKeys::plain("fake-token").unwrap()] {
        holds(20 * CASES, (any::<Index>(), any_damage()), |(at, damage)| {
            let (place, _) = at.get(&pointers);
            let mut text = Vec::new();
            write(&before, "", place, &damage, &mut text);
            let signed = keys.encrypt_text(&text);
            let received = keys.receive(Some(&signed.signature), &signed.body);
            let Ok(Payload::Message(message)) = received else { panic!("{received:?}") };
            prop_assert_eq!(message.key(), "m-1");
            prop_assert_eq!(message.event.msg_type(), "FlowStatusChange");
            let (raw, typed) = (message.data.0.clone(), message.event.data().0);
            survives(&before, place, &message_of(raw))?;
            match damage {
                // A field of the wrong type is omitted, with what is inside.
                Damage::Retyped => Ok(()),
                _ => survives(&before, place, &message_of(typed)),
            }
        });
    }
}
