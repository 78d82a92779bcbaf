//! Every event has a sample with every field that its struct declares.

use std::collections::BTreeSet;

use essbasic::JsonObject;
use essbasic::callback::{CallbackKeys, Event, Payload};
use essbasic::schema::StructSchema;
use essbasic_devtools::Language;
use essbasic_devtools::callback_diagnostics::CallbackSecrets;
use essbasic_devtools::callback_samples::{CALLBACK_SAMPLES, callback_sample};
use serde_json::{Map, Value, json};

#[test]
fn all_44_events_have_a_sample() {
    let names: BTreeSet<_> = CALLBACK_SAMPLES.iter().map(|it| it.name).collect();
    assert_eq!(names, Event::TYPES.iter().copied().collect());
    assert_eq!(names.len(), 44);
    assert_eq!(callback_sample("flowstatuschange").unwrap().name, "FlowStatusChange");
    assert!(callback_sample("Newer").is_none());
}

#[test]
fn a_sample_has_every_declared_field_and_nothing_else() {
    for sample in CALLBACK_SAMPLES {
        let fields = sample.fields();
        has_all_fields(sample.name, Event::schema(sample.name).unwrap(), &fields);
        let event = Event::decode(sample.name, &JsonObject(fields.clone()));
        assert!(!matches!(event, Event::Other { .. }), "{}", sample.name);
        // Fields that are not declared, or have another type, would be missing.
        assert_eq!(event.data().0, fields, "{}", sample.name);
    }
}

fn has_all_fields(path: &str, schema: &'static StructSchema, fields: &Map<String, Value>) {
    for field in schema.fields {
        let value = fields.get(field.name).unwrap_or_else(|| panic!("{path}.{}", field.name));
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            if let (Some(inner), Value::Object(fields)) = (field.kind.object(), value) {
                has_all_fields(&format!("{path}.{}", field.name), inner, fields);
            }
        }
    }
}

#[test]
fn samples_are_titled_in_every_language_and_obviously_invented() {
    for sample in CALLBACK_SAMPLES {
        let [english, chinese] = Language::ALL.map(|language| sample.title(language));
        assert!(!english.is_empty() && english.is_ascii(), "{english}");
        assert!(!chinese.is_empty() && !chinese.is_ascii(), "{chinese}");
        let text = Value::Object(sample.fields()).to_string();
        assert!(text.contains("yDwFakeApplication"), "{text}");
        assert!(!text.contains("qian.tencent"), "{text}");
    }
}

#[test]
fn a_sent_sample_is_received_typed() {
    let token = Some("obviously-fake-token".to_owned());
    let key = "FAKEKEYFAKEKEYFAKEKEYFAKEKEY0032";
    let sender = CallbackSecrets::new(token, Some(key.to_owned())).unwrap().keys().unwrap();
    let receiver = CallbackKeys::new("obviously-fake-token", key).unwrap();
    for sample in CALLBACK_SAMPLES {
        let message = json!({"MsgId": "m", "MsgType": sample.name, "MsgData": sample.fields()});
        let signed = sender.encrypt_text(&message.to_string());
        let payload = receiver.receive(Some(&signed.signature), &signed.body).unwrap();
        let Payload::Message(message) = payload else { panic!("{payload:?}") };
        assert_eq!(message.event.msg_type(), sample.name);
        assert_eq!(message.event.data(), message.data);
    }
}
