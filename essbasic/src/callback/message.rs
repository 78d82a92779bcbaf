//! A message: an event, and the envelope that it comes in.

use essbasic_core::sign::HexDigest;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::events::Event;
use crate::{JsonObject, tc_enum};

const MSG_ID: &str = "MsgId";
const MSG_TYPE: &str = "MsgType";
const MSG_VERSION: &str = "MsgVersion";
const MSG_DATA: &str = "MsgData";

/// A message: an event, and what the service says around it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Message {
    /// The message's id, the same when it is sent again. An older form of the company edition has
    /// none.
    pub msg_id: Option<String>,
    /// Which kind of application it is for.
    pub msg_version: Option<MsgVersion>,
    /// What happened.
    pub event: Event,
    /// All members of the event as they came, those included that [`event`](Self::event) does not
    /// know. `Debug` shows their names only.
    pub data: JsonObject,
    /// The id, or a digest where there is none.
    key: String,
}

/// Which kind of application a message is for.
#[tc_enum]
pub enum MsgVersion {
    /// One that acts for other organizations, as those of this API do.
    ThirdPartyApp = "ThirdPartyApp",
    /// An organization's own.
    CustomApp = "CustomApp",
}

impl Message {
    /// A message as the service would make it. For tests and sandboxes.
    pub fn new(msg_id: impl Into<String>, event: Event) -> Self {
        let (msg_id, data) = (msg_id.into(), event.data());
        let msg_version = Some(MsgVersion::ThirdPartyApp);
        Self { key: msg_id.clone(), msg_id: Some(msg_id), msg_version, event, data }
    }

    /// What tells messages apart: the id, or where there is none a digest of the message.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The application that it concerns, where it says so.
    pub fn application_id(&self) -> Option<&str> {
        self.text("ApplicationId")
    }

    /// The organization that it concerns, by your own id, where it says so.
    pub fn proxy_organization_open_id(&self) -> Option<&str> {
        self.text("ProxyOrganizationOpenId")
    }

    /// The employee who acted, by your own id, where it says so.
    pub fn proxy_operator_open_id(&self) -> Option<&str> {
        self.text("ProxyOperatorOpenId")
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.data.0.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// Reads an envelope; nothing where it has neither a type nor a contract.
    ///
    /// The event's members are an object, the same as a text, or stand bare beside the type. The
    /// older form of the company edition has no envelope at all, and is always about a contract.
    pub(super) fn read(mut envelope: Map<String, Value>, text: &str) -> Option<Self> {
        let msg_id = envelope.get(MSG_ID).and_then(scalar);
        let msg_version = envelope.get(MSG_VERSION).and_then(scalar).map(MsgVersion::from);
        let msg_type = match envelope.get(MSG_TYPE).and_then(scalar) {
            Some(msg_type) => msg_type,
            None if envelope.contains_key("FlowId") => "FlowStatusChange".to_owned(),
            None => return None,
        };
        let inside = match envelope.get_mut(MSG_DATA) {
            Some(Value::Object(data)) => Some(std::mem::take(data)),
            Some(Value::String(data)) => serde_json::from_str(data).ok(),
            _ => None,
        };
        let data = JsonObject(inside.unwrap_or_else(|| {
            envelope.retain(|name, _| ![MSG_ID, MSG_TYPE, MSG_VERSION].contains(&name.as_str()));
            envelope
        }));
        let key = msg_id.clone().unwrap_or_else(|| digest(text));
        let event = Event::read(&msg_type, &data);
        Some(Self { msg_id, msg_version, event, data, key })
    }

    /// The envelope, in the form that the service's manual gives.
    pub(super) fn to_json(&self) -> Value {
        let mut envelope = Map::new();
        if let Some(msg_id) = &self.msg_id {
            envelope.insert(MSG_ID.to_owned(), msg_id.as_str().into());
        }
        envelope.insert(MSG_TYPE.to_owned(), self.event.msg_type().into());
        if let Some(version) = &self.msg_version {
            envelope.insert(MSG_VERSION.to_owned(), version.as_str().into());
        }
        envelope.insert(MSG_DATA.to_owned(), Value::Object(self.data.0.clone()));
        Value::Object(envelope)
    }
}

/// A text, or a number that should be one; nothing where it is empty.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn digest(text: &str) -> String {
    format!("sha256:{}", HexDigest::new(&Sha256::digest(text.as_bytes()).into()))
}
