//! One pass over a response: `Error` and `RequestId` are taken out, the other fields are the output's.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Target;
use crate::limits::{MAX_ID_BYTES, MAX_MESSAGE_BYTES, truncated};
use crate::schema::Decoder;

/// The fields of the envelope.
#[derive(Default)]
pub(super) struct Envelope {
    pub(super) error: Option<ServiceError>,
    pub(super) request_id: Option<String>,
    /// `true` if `Response` has fields besides those of the envelope.
    pub(super) has_output: bool,
    /// `true` if the response has the older format, and reports success.
    pub(super) is_older_success: bool,
}

/// An error of the service.
#[derive(Default)]
pub(super) struct ServiceError {
    /// Missing if the response has an `Error`, but no code in it.
    pub(super) code: Option<String>,
    pub(super) message: String,
}

impl Envelope {
    /// Decodes a whole response. Returns `false` if it has no `Response`.
    pub(super) fn decode<'de, D: Deserializer<'de>>(
        &mut self,
        target: Target<'_>,
        decoder: &mut Decoder,
        json: D,
    ) -> Result<bool, D::Error> {
        json.deserialize_map(Whole { envelope: self, target, decoder })
    }

    /// Sets the request ID from its JSON.
    pub(super) fn set_request_id(&mut self, json: &[u8]) {
        self.request_id_from(Scalar(scalar(json)));
    }

    fn request_id_from(&mut self, value: Scalar) {
        let id = value.0.map(|id| truncated(id, MAX_ID_BYTES));
        self.request_id = id.or(self.request_id.take());
    }

    /// Sets the error code from its JSON.
    pub(super) fn set_code(&mut self, json: &[u8]) {
        self.error.get_or_insert_default().set_code(scalar(json));
    }

    /// Sets the error's message from its JSON.
    pub(super) fn set_message(&mut self, json: &[u8]) {
        self.error.get_or_insert_default().set_message(scalar(json));
    }

    /// Sets the error of the older format: `{"code": 4400, "message": …, "codeDesc": …}`.
    fn set_older(&mut self, code: Option<String>, name: Option<String>, message: Option<String>) {
        let Some(name) = name else { return };
        self.is_older_success = code.as_deref() == Some("0") || name == "Success";
        if !self.is_older_success && !name.is_empty() && self.error.is_none() {
            let error = self.error.get_or_insert_default();
            error.set_code(Some(name));
            error.set_message(message);
        }
    }
}

impl ServiceError {
    fn set_code(&mut self, code: Option<String>) {
        let code = code.filter(|code| !code.is_empty());
        self.code = code.map(|code| truncated(code, MAX_ID_BYTES)).or(self.code.take());
    }

    fn set_message(&mut self, message: Option<String>) {
        if let Some(message) = message {
            self.message = truncated(message, MAX_MESSAGE_BYTES);
        }
    }
}

fn scalar(json: &[u8]) -> Option<String> {
    serde_json::from_slice::<Scalar>(json).ok()?.0
}

/// The outermost object.
struct Whole<'a, 't> {
    envelope: &'a mut Envelope,
    target: Target<'t>,
    decoder: &'a mut Decoder,
}

impl<'de> Visitor<'de> for Whole<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a `Response`")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<bool, A::Error> {
        #[derive(Deserialize)]
        #[serde(field_identifier)]
        enum Name {
            Response,
            #[serde(rename = "code")]
            Code,
            #[serde(rename = "codeDesc")]
            Description,
            #[serde(rename = "message")]
            Message,
            #[serde(rename = "requestId", alias = "RequestId")]
            RequestId,
            #[serde(other)]
            Other,
        }
        let mut found = false;
        let (mut code, mut name, mut message) = (None, None, None);
        while let Some(next) = map.next_key()? {
            match next {
                Name::Response => {
                    let result = map.next_value_seed(Response {
                        envelope: self.envelope,
                        target: self.target.reborrow(),
                        decoder: self.decoder,
                    });
                    self.decoder.at_field("Response", result)?;
                    found = true;
                }
                Name::Code => code = map.next_value::<Scalar>()?.0,
                Name::Description => name = map.next_value::<Scalar>()?.0,
                Name::Message => message = map.next_value::<Scalar>()?.0,
                Name::RequestId => self.envelope.request_id_from(map.next_value()?),
                Name::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if !found {
            self.envelope.set_older(code, name, message);
        }
        Ok(found)
    }
}

/// Text, or a number or boolean as text; `None` for any other value.
struct Scalar(Option<String>);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(ScalarVisitor).map(Self)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(text))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

/// The value of `Error`, of any type: it never costs the rest of the response.
struct ErrorSeed<'a>(&'a mut Option<ServiceError>);

impl<'de> DeserializeSeed<'de> for ErrorSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ErrorSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an error")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<(), E> {
        self.0.get_or_insert_default();
        Ok(())
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<(), E> {
        self.visit_bool(true)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<(), E> {
        self.visit_bool(true)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<(), E> {
        self.visit_bool(true)
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<(), E> {
        self.visit_bool(true)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        self.0.get_or_insert_default();
        ScalarVisitor.visit_seq(items).map(drop)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let error = self.0.get_or_insert_default();
        while let Some(name) = fields.next_key::<String>()? {
            let Scalar(value) = fields.next_value()?;
            match name.as_str() {
                "Code" => error.set_code(value),
                "Message" => error.set_message(value),
                _ => {}
            }
        }
        Ok(())
    }
}

/// The fields of `Response`.
struct Response<'a, 't> {
    envelope: &'a mut Envelope,
    target: Target<'t>,
    decoder: &'a mut Decoder,
}

impl<'de> DeserializeSeed<'de> for Response<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Response<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let output = MapAccessDeserializer::new(OutputFields { map, envelope: self.envelope });
        match self.target {
            Target::Model(schema, fields) => self.decoder.object(schema, fields, output),
            Target::Json(object) => Deserialize::deserialize(output).map(|it| *object = it),
            Target::Nothing => IgnoredAny::deserialize(output).map(drop),
        }
    }
}

/// The fields that belong to the output; the envelope's are taken out as they come by.
struct OutputFields<'a, A> {
    map: A,
    envelope: &'a mut Envelope,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for OutputFields<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        mut seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        while let Some(name) = self.map.next_key_seed(NameSeed(seed))? {
            seed = match name {
                Name::Output(name) => {
                    self.envelope.has_output = true;
                    return Ok(Some(name));
                }
                Name::Error(seed) => {
                    self.map.next_value_seed(ErrorSeed(&mut self.envelope.error))?;
                    seed
                }
                Name::RequestId(seed) => {
                    let id = self.map.next_value()?;
                    self.envelope.request_id_from(id);
                    seed
                }
            };
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

/// Decodes the name of a field, and offers it to the output unless it is the envelope's.
struct NameSeed<K>(K);

/// The owner of a field; a seed that was not used is returned for the next name.
enum Name<K, V> {
    Error(K),
    RequestId(K),
    Output(V),
}

impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for NameSeed<K> {
    type Value = Name<K, K::Value>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_identifier(self)
    }
}

impl<'de, K: DeserializeSeed<'de>> Visitor<'de> for NameSeed<K> {
    type Value = Name<K, K::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        match name {
            "Error" => Ok(Name::Error(self.0)),
            "RequestId" => Ok(Name::RequestId(self.0)),
            name => self.0.deserialize(StrDeserializer::new(name)).map(Name::Output),
        }
    }
}
