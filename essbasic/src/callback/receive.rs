//! Receiving and sending of callbacks: size, probe, signature, decryption, message.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Map, Value, json};

use super::error::{CallbackError, CallbackErrorKind};
use super::keys::{CallbackKeys, decode_blocks};
use super::message::Message;
use crate::response;

/// Maximum size of a callback body: 10 MiB.
pub const MAX_BODY_BYTES: usize = 10 * 1024 * 1024;

const ENCRYPT: &str = "encrypt";

/// Verified content of a callback.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// A probe: the console checks that the address responds. Respond with 200.
    Probe,
    /// An event.
    Message(Message),
}

/// A callback request as the service sends it, see [`CallbackKeys::encrypt`].
#[derive(Clone)]
#[non_exhaustive]
pub struct SignedCallback {
    /// Value of the header [`CONTENT_SIGNATURE`](super::CONTENT_SIGNATURE).
    pub signature: String,
    /// Body of the request.
    pub body: Vec<u8>,
}

/// Fields of a verified callback, and their text.
type DecodedBody<'b> = (Map<String, Value>, Cow<'b, [u8]>);

impl CallbackKeys {
    /// Verifies, decrypts and decodes a callback.
    ///
    /// `signature` is the value of the header `Content-Signature`, `body` the raw body. Nothing is
    /// parsed or decrypted before the signature is verified. A probe, whose body is `{}`, does not
    /// need a signature: it carries no data, and the console expects 200.
    ///
    /// # Errors
    ///
    /// Every [`CallbackErrorKind`] except `Token`, `Key` and `DedupStore`.
    pub fn receive(&self, signature: Option<&str>, body: &[u8]) -> Result<Payload, CallbackError> {
        match self.open(signature, body)? {
            (fields, _) if fields.is_empty() => Ok(Payload::Probe),
            (fields, text) => decode_message(fields, &text),
        }
    }

    /// Verifies and decrypts a callback, and returns its JSON as it was encrypted; `{}` for a probe. To
    /// pass callbacks on to a receiver that has other keys, see [`encrypt_text`](Self::encrypt_text).
    ///
    /// # Errors
    ///
    /// As for [`receive`](Self::receive), except `NotAnEvent` for an object that is no event.
    pub fn receive_text(
        &self,
        signature: Option<&str>,
        body: &[u8],
    ) -> Result<Vec<u8>, CallbackError> {
        self.open(signature, body).map(|(_, text)| text.into_owned())
    }

    /// Verifies and decrypts a callback. Returns its fields and their text.
    fn open<'b>(
        &self,
        signature: Option<&str>,
        body: &'b [u8],
    ) -> Result<DecodedBody<'b>, CallbackError> {
        if body.len() > MAX_BODY_BYTES {
            return Err(CallbackErrorKind::TooLarge.into());
        }
        if is_probe(body) {
            return Ok((Map::new(), Cow::Borrowed(body)));
        }
        self.verify(signature, body)?;
        let fields = parse_object(body)?;
        match fields.get(ENCRYPT).and_then(Value::as_str) {
            Some(encrypted) => {
                self.decrypt(encrypted).map(|(fields, text)| (fields, Cow::Owned(text)))
            }
            None if self.allows_plain() => Ok((fields, Cow::Borrowed(body))),
            None => Err(CallbackErrorKind::NotEncrypted.into()),
        }
    }

    /// Encrypts and signs a message with the newest key and token, as the service does. Without a
    /// callback key the body is not encrypted. For tests and sandboxes.
    ///
    /// ```
    /// use essbasic::callback::events::FlowStatusChange;
    /// use essbasic::callback::{CallbackKeys, Event, Message, Payload};
    ///
    /// let keys = CallbackKeys::new("your-callback-token", "0123456789ABCDEF0123456789ABCDEF")?;
    /// let change = FlowStatusChange::new().flow_id("yDwFakeFlow00000000000000000001");
    /// let message = Message::new("yDwFakeMessage00000000000000001", Event::from(change));
    ///
    /// let callback = keys.encrypt(&message);
    /// let received = keys.receive(Some(&callback.signature), &callback.body)?;
    /// assert_eq!(received, Payload::Message(message));
    /// # Ok::<(), essbasic::callback::CallbackError>(())
    /// ```
    pub fn encrypt(&self, message: &Message) -> SignedCallback {
        self.encrypt_text(&message.to_json().to_string())
    }

    /// Encrypts and signs a message that is already encoded as JSON. For sandboxes.
    pub fn encrypt_text(&self, message: &(impl AsRef<[u8]> + ?Sized)) -> SignedCallback {
        let body = match self.keys().first() {
            Some(key) => json!({ ENCRYPT: key.encrypt(message.as_ref()) }).to_string().into_bytes(),
            None => message.as_ref().to_owned(),
        };
        SignedCallback { signature: self.sign(&body), body }
    }

    /// Decrypts a verified text with the first key that produces JSON.
    ///
    /// Distinguishing invalid padding from invalid text is not a padding oracle: only holders of a
    /// token get this far.
    fn decrypt(&self, encrypted: &str) -> Result<(Map<String, Value>, Vec<u8>), CallbackError> {
        let blocks = decode_blocks(encrypted)?;
        let mut first_error = None;
        for key in self.keys() {
            let text = key.decrypt(&blocks);
            match text.and_then(|text| parse_object(&text).map(|fields| (fields, text))) {
                Ok(opened) => return Ok(opened),
                Err(error) => first_error = first_error.or(Some(error)),
            }
        }
        Err(first_error.unwrap_or_else(|| CallbackErrorKind::NoKey.into()))
    }
}

impl fmt::Debug for SignedCallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An unencrypted body contains personal data.
        f.debug_struct("SignedCallback").field("body", &self.body.len()).finish_non_exhaustive()
    }
}

/// Returns whether the body is `{}`, with any white space.
fn is_probe(body: &[u8]) -> bool {
    let inner = body.trim_ascii().strip_prefix(b"{").and_then(|rest| rest.strip_suffix(b"}"));
    inner.is_some_and(|inner| inner.trim_ascii().is_empty())
}

/// Decodes JSON; text in it that is not valid Unicode is replaced.
fn parse_object(text: &[u8]) -> Result<Map<String, Value>, CallbackError> {
    match response::decode_json(text) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(CallbackErrorKind::NotAnEvent.into()),
        Err(_) if str::from_utf8(text).is_err() => Err(CallbackErrorKind::NotText.into()),
        Err(_) => Err(CallbackErrorKind::NotJson.into()),
    }
}

fn decode_message(fields: Map<String, Value>, text: &[u8]) -> Result<Payload, CallbackError> {
    Ok(Payload::Message(Message::decode(fields, text).ok_or(CallbackErrorKind::NotAnEvent)?))
}
