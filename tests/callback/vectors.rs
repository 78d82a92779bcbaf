//! Golden vectors: from outside, and one made with OpenSSL.

use essbasic::callback::{CallbackKeys, Event, Payload};
use serde_json::{Value, json};

use crate::shared;

fn text<'v>(vector: &'v Value, name: &str) -> &'v str {
    vector[name].as_str().unwrap()
}

#[test]
fn what_others_have_encrypted_is_opened() {
    let Some(vectors) = shared::json("vectors/callback.json") else { return };
    for vector in vectors["decrypt"].as_array().unwrap() {
        let keys = CallbackKeys::new("token", text(vector, "key")).unwrap();
        let body = json!({ "encrypt": vector["encrypt"] }).to_string();
        let received = keys.receive(Some(&keys.sign(body.as_bytes())), body.as_bytes()).unwrap();
        let Payload::Message(message) = received else { panic!("a probe") };
        let Event::TemplateAdd(template) = &message.event else { panic!("{message:?}") };
        assert_eq!(template.template_name.as_deref(), Some("sale-v1"));
        assert_eq!(template.create_time, Some(1_767_146_542));
        assert_eq!(message.msg_id.as_deref(), Some("yDtKOUUckpfzn1drUP8YGQwIiomArVih"));
        assert_eq!(message.event.data(), message.data, "every member is known");
    }
}

#[test]
fn what_others_have_signed_is_verified() {
    let Some(vectors) = shared::json("vectors/callback.json") else { return };
    for vector in vectors["verify"].as_array().unwrap() {
        let keys = CallbackKeys::plain(text(vector, "token")).unwrap();
        let (body, signature) = (text(vector, "body"), text(vector, "content_signature"));
        keys.verify(Some(signature), body.as_bytes()).unwrap();
        assert_eq!(keys.sign(body.as_bytes()), signature);
    }
}

#[test]
fn what_openssl_has_encrypted_and_signed_is_read() {
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
    assert_eq!(keys.encrypt(&message).signature, signature, "sealing is the same backwards");
}
