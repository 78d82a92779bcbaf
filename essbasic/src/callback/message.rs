//! Messages: an event and its envelope.

use essbasic_core::sign::HexDigest;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::events::Event;
use crate::{JsonObject, response, tc_enum};

const MSG_ID: &str = "MsgId";
const MSG_TYPE: &str = "MsgType";
const MSG_VERSION: &str = "MsgVersion";
const MSG_DATA: &str = "MsgData";

/// Key of a stored message that has no ID.
const KEY: &str = "Key";

/// A verified event with its envelope.
///
/// To store a message, use `serde`: it is encoded as the service sends it, and keeps its
/// [`key`](Self::key).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Message {
    /// Message ID, the same when the message is sent again. Missing in an older format of the
    /// company edition.
    pub msg_id: Option<String>,
    /// Kind of application that the message is for.
    pub msg_version: Option<MsgVersion>,
    /// The typed event.
    pub event: Event,
    /// All fields of the event as received, including fields that [`event`](Self::event) does not
    /// declare. `Debug` shows the names only.
    pub data: JsonObject,
    key: String,
}

/// Kind of application that a message is for.
#[tc_enum]
pub enum MsgVersion {
    /// An application that acts for other organizations, as with this API.
    ThirdPartyApp = "ThirdPartyApp",
    /// An organization's own application.
    CustomApp = "CustomApp",
}

impl Message {
    /// Creates a message as the service would. For tests and sandboxes.
    pub fn new(msg_id: impl Into<String>, event: Event) -> Self {
        let (msg_id, data) = (msg_id.into(), event.data());
        let msg_version = Some(MsgVersion::ThirdPartyApp);
        Self { key: msg_id.clone(), msg_id: Some(msg_id), msg_version, event, data }
    }

    /// Returns the key for deduplication: the message ID, or a digest of the message if it has no ID.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Returns the application ID, if the event has one.
    pub fn application_id(&self) -> Option<&str> {
        self.text("ApplicationId")
    }

    /// Returns your own ID of the organization, if the event has one.
    pub fn proxy_organization_open_id(&self) -> Option<&str> {
        self.text("ProxyOrganizationOpenId")
    }

    /// Returns your own ID of the employee who acted, if the event has one.
    pub fn proxy_operator_open_id(&self) -> Option<&str> {
        self.text("ProxyOperatorOpenId")
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.data.0.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// Decodes an envelope, or returns `None` if it has neither a type nor a contract ID.
    ///
    /// The event's fields are an object, the same object as JSON text, or siblings of the type. The
    /// older format of the company edition has no envelope and is always about a contract.
    pub(super) fn decode(mut envelope: Map<String, Value>, text: &[u8]) -> Option<Self> {
        let msg_id = envelope.get(MSG_ID).and_then(scalar);
        let msg_version = envelope.get(MSG_VERSION).and_then(scalar).map(MsgVersion::from);
        let msg_type = match envelope.get(MSG_TYPE).and_then(scalar) {
            Some(msg_type) => msg_type,
            None if envelope.contains_key("FlowId") => "FlowStatusChange".to_owned(),
            None => return None,
        };
        let data = match envelope.get_mut(MSG_DATA) {
            Some(Value::Object(data)) => Some(std::mem::take(data)),
            Some(Value::String(data)) => response::decode_json(data.as_bytes()).ok(),
            _ => None,
        };
        let data = JsonObject(data.unwrap_or_else(|| {
            envelope.retain(|name, _| ![MSG_ID, MSG_TYPE, MSG_VERSION].contains(&name.as_str()));
            envelope
        }));
        let key = msg_id
            .clone()
            .unwrap_or_else(|| format!("sha256:{}", HexDigest::new(&Sha256::digest(text).into())));
        let event = Event::decode(&msg_type, &data);
        Some(Self { msg_id, msg_version, event, data, key })
    }

    /// Encodes the envelope in the documented format.
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

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut envelope = self.to_json();
        if self.msg_id.is_none() {
            envelope[KEY] = self.key.as_str().into();
        }
        envelope.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Message {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut envelope = Map::deserialize(deserializer)?;
        let key = envelope.remove(KEY);
        // Its own keys have no use for the text.
        let message = Self::decode(envelope, &[]);
        let mut message = message.ok_or_else(|| D::Error::custom("not an event"))?;
        if let (None, Some(Value::String(key))) = (&message.msg_id, key) {
            message.key = key;
        }
        Ok(message)
    }
}

/// Returns a non-empty string, or a number as a string.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
