//! The way of a callback: size → probe → signature → decryption → message, and back.

use serde_json::{Map, Value, json};

use super::message::Message;
use super::{CallbackError, CallbackErrorKind, CallbackKeys, cipher};

/// How many bytes a body may have: 10 MiB.
pub const MAX_BODY_BYTES: usize = 10 * 1024 * 1024;

const ENCRYPT: &str = "encrypt";

/// What a callback is.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// The console's question whether anybody is there. Answer it with 200.
    Probe,
    /// Something happened.
    Message(Message),
}

/// A message on the wire, see [`CallbackKeys::encrypt`].
#[derive(Clone)]
#[non_exhaustive]
pub struct SignedCallback {
    /// The value of the header [`CONTENT_SIGNATURE`](super::CONTENT_SIGNATURE).
    pub signature: String,
    /// The body.
    pub body: Vec<u8>,
}

impl CallbackKeys {
    /// Reads a callback: the value of its header `Content-Signature`, and its body as it arrived.
    ///
    /// Nothing is parsed or decrypted before the signature is known to be right. A probe, whose
    /// body is `{}`, need not be signed: it holds nothing, and the console expects 200.
    ///
    /// # Errors
    ///
    /// Every [`CallbackErrorKind`] but those of the keys and of the memory.
    pub fn receive(&self, signature: Option<&str>, body: &[u8]) -> Result<Payload, CallbackError> {
        if body.len() > MAX_BODY_BYTES {
            return Err(CallbackError::new(CallbackErrorKind::TooLarge));
        }
        if is_probe(body) {
            return Ok(Payload::Probe);
        }
        self.verify(signature, body)?;
        let text =
            str::from_utf8(body).map_err(|_| CallbackError::new(CallbackErrorKind::NotJson))?;
        let members = members(text)?;
        match members.get(ENCRYPT).and_then(Value::as_str) {
            Some(encrypted) => self.decrypt(encrypted),
            None if self.allows_plain() => read(members, text),
            None => Err(CallbackError::new(CallbackErrorKind::NotEncrypted)),
        }
    }

    /// Writes a message with the newest token and key, as the service does: encrypted where there
    /// is a key, in the clear where there is none. For tests and sandboxes.
    ///
    /// ```
    /// use essbasic::callback::events::FlowStatusChange;
    /// use essbasic::callback::{CallbackKeys, Event, Message, Payload};
    ///
    /// let keys = CallbackKeys::new("a-token-of-your-own", "0123456789ABCDEF0123456789ABCDEF")?;
    /// let change = FlowStatusChange::new().flow_id("yDwFakeFlow00000000000000000001");
    /// let message = Message::new("yDwFakeMessage00000000000000001", Event::from(change));
    ///
    /// let sealed = keys.encrypt(&message);
    /// let received = keys.receive(Some(&sealed.signature), &sealed.body)?;
    /// assert_eq!(received, Payload::Message(message));
    /// # Ok::<(), essbasic::callback::CallbackError>(())
    /// ```
    pub fn encrypt(&self, message: &Message) -> SignedCallback {
        self.encrypt_text(&message.to_json().to_string())
    }

    /// Writes what is written as a message already. For sandboxes.
    pub fn encrypt_text(&self, message: &str) -> SignedCallback {
        let body = match self.keys().first() {
            Some(key) => json!({ ENCRYPT: key.encrypt(message.as_bytes()) }).to_string(),
            None => message.to_owned(),
        };
        SignedCallback { signature: self.sign(body.as_bytes()), body: body.into_bytes() }
    }

    /// Decrypts what has been verified, with the first key that makes JSON of it.
    ///
    /// The errors tell a wrong padding from a wrong text. That is no padding oracle: only who
    /// knows a token gets this far.
    fn decrypt(&self, encrypted: &str) -> Result<Payload, CallbackError> {
        let blocks = cipher::decode(encrypted)?;
        let mut first = None;
        for key in self.keys() {
            let opened = key.decrypt(&blocks);
            match opened.and_then(|text| members(&text).map(|members| (members, text))) {
                Ok((members, _)) if members.is_empty() => return Ok(Payload::Probe),
                Ok((members, text)) => return read(members, &text),
                Err(error) => first = first.or(Some(error)),
            }
        }
        Err(first.unwrap_or(CallbackError::new(CallbackErrorKind::NoKey)))
    }
}

impl std::fmt::Debug for SignedCallback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A plain body holds people's data.
        f.debug_struct("SignedCallback").field("body", &self.body.len()).finish_non_exhaustive()
    }
}

/// `{}`, with any white space.
fn is_probe(body: &[u8]) -> bool {
    let inner = body.trim_ascii().strip_prefix(b"{").and_then(|rest| rest.strip_suffix(b"}"));
    inner.is_some_and(|inner| inner.trim_ascii().is_empty())
}

fn members(text: &str) -> Result<Map<String, Value>, CallbackError> {
    match serde_json::from_str(text) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(CallbackError::new(CallbackErrorKind::NotAnEvent)),
        Err(_) => Err(CallbackError::new(CallbackErrorKind::NotJson)),
    }
}

fn read(members: Map<String, Value>, text: &str) -> Result<Payload, CallbackError> {
    let message = Message::read(members, text);
    message.map(Payload::Message).ok_or(CallbackError::new(CallbackErrorKind::NotAnEvent))
}
