//! Golden vectors of callbacks.

use essbasic::callback::{CallbackKeys, Event, Payload};
use serde_json::{Value, json};

use crate::support::{fixture, shared, text};

#[test]
fn callbacks_encrypted_and_signed_by_openssl_are_received_and_reproduced() {
    let fixture = fixture("callbacks.json");
    let keys = CallbackKeys::new(text(&fixture, "token"), text(&fixture, "key")).unwrap();
    for callback in fixture["callbacks"].as_array().unwrap() {
        let (signature, body) = (text(callback, "content_signature"), text(callback, "body"));
        let received = keys.receive(Some(signature), body.as_bytes()).unwrap();
        let Payload::Message(message) = received else { panic!("a probe") };
        assert_eq!(message.event.msg_type(), callback["message"]["MsgType"]);
        assert_eq!(message.key(), callback["message"]["MsgId"]);
        assert_eq!(Value::Object(message.data.0.clone()), callback["message"]["MsgData"]);
        assert_eq!(message.event.data(), message.data, "every field is declared");

        let text = callback["message"].to_string();
        let encrypted = keys.encrypt_text(&text);
        let received = keys.receive(Some(&encrypted.signature), &encrypted.body).unwrap();
        assert_eq!(received, Payload::Message(message));
    }
}

#[test]
fn a_message_encrypted_and_signed_by_openssl_is_reproduced_byte_for_byte() {
    let keys = CallbackKeys::new(super::TOKEN, super::KEY).unwrap();
    let body = concat!(
        r#"{"encrypt":"ZoZv9qql7qoyhkZ75xF0/uOZRzOKE3A2NFoe0yFB8DYkZMhdd3+rsrimalyXJx7uQMyMvULXgyv/JVETTgUFkM"#,
        r#"Co/Pxn3rzTIaTTxNeISSwRrZ45b2bzm+7YET9oGik20WULZZ3EPbnNRSrWGzxQJJ7M8oaU4VyZVEdVOq24xhI="}"#
    );
    let signature = "sha256=63ccc53e544c7ba5a94eb1d4092b73a45240adc5d15b75bd4c5095162158eafd";
    let Payload::Message(message) = keys.receive(Some(signature), body.as_bytes()).unwrap() else {
        panic!("a probe");
    };
    assert_eq!(message.event.msg_type(), "QuiteJob");
    assert_eq!(message.key(), "msg-openssl");
    assert_eq!(message.proxy_operator_open_id(), Some("n0000"));
    assert_eq!(keys.encrypt(&message).signature, signature);
}

#[test]
#[ignore = "needs ../shared"]
fn the_vendors_encrypted_callbacks_are_decrypted() {
    for vector in shared("vectors/callback.json")["decrypt"].as_array().unwrap() {
        let keys = CallbackKeys::new("token", text(vector, "key")).unwrap();
        let body = json!({ "encrypt": vector["encrypt"] }).to_string();
        let received = keys.receive(Some(&keys.sign(body.as_bytes())), body.as_bytes()).unwrap();
        let Payload::Message(message) = received else { panic!("a probe") };
        let Event::TemplateAdd(template) = &message.event else { panic!("{message:?}") };
        assert_eq!(template.template_name.as_deref(), Some("sale-v1"));
        assert_eq!(template.create_time, Some(1_767_146_542));
        assert_eq!(message.msg_id.as_deref(), Some("yDtKOUUckpfzn1drUP8YGQwIiomArVih"));
        assert_eq!(message.event.data(), message.data, "every field is declared");
    }
}

#[test]
#[ignore = "needs ../shared"]
fn the_vendors_callback_signatures_are_verified_and_reproduced() {
    for vector in shared("vectors/callback.json")["verify"].as_array().unwrap() {
        let keys = CallbackKeys::plain(text(vector, "token")).unwrap();
        let (body, signature) = (text(vector, "body"), text(vector, "content_signature"));
        keys.verify(Some(signature), body.as_bytes()).unwrap();
        assert_eq!(keys.sign(body.as_bytes()), signature);
    }
}
