//! Callbacks: verification, decryption, typed events, deduplication.

use essbasic::callback::{CallbackErrorKind, CallbackKeys, Event, Message, Payload};
use serde_json::{Value, json};

mod dedup;
mod events;
mod extractor;
mod flow_state;
mod keys;
mod organization_state;
mod reconciler;
mod router;
mod tampering;
mod vectors;

const TOKEN: &str = "obviously-fake-token";
const KEY: &str = "FAKEKEYFAKEKEYFAKEKEYFAKEKEY0032";
const OTHER_KEY: &str = "OTHERKEYOTHERKEYOTHERKEYOTHER032";

fn keys() -> CallbackKeys {
    CallbackKeys::new(TOKEN, KEY).unwrap()
}

/// A message with personal data.
fn contract_message() -> Message {
    let data = json!({
        "FlowId": "yDwFakeFlow000000000000000000001",
        "FlowCallbackStatus": 4,
        "UserData": "private-user-data",
        "Approvers": [{
            "ApproverName": "Invented Person",
            "ApproverMobile": "13000000000",
            "ApproverIdCardNumber": "000000190001010000",
            "ApproveCallbackStatus": 3
        }]
    });
    let Value::Object(data) = data else { unreachable!() };
    Message::new("msg-1", Event::decode("FlowStatusChange", &essbasic::JsonObject(data)))
}

/// Receives an unencrypted body with a valid signature.
fn receive_plain(body: &Value) -> Result<Payload, CallbackErrorKind> {
    let keys = CallbackKeys::plain(TOKEN).unwrap();
    let body = body.to_string();
    keys.receive(Some(&keys.sign(body.as_bytes())), body.as_bytes()).map_err(|error| error.kind())
}

fn message(body: &Value) -> Message {
    match receive_plain(body) {
        Ok(Payload::Message(message)) => message,
        other => panic!("not a message: {other:?}"),
    }
}
