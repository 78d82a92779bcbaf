//! One pass over a response: `Error` and `RequestId` are taken out, the other fields are the output's.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::{ServiceError, Target};
use crate::schema::Decoder;

/// The fields of the envelope.
#[derive(Default)]
pub(super) struct Envelope {
    pub(super) error: Option<ServiceError>,
    pub(super) request_id: Option<String>,
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
            #[serde(other)]
            Other,
        }
        let mut found = false;
        while let Some(name) = map.next_key()? {
            match name {
                Name::Response => {
                    let result = map.next_value_seed(Response {
                        envelope: self.envelope,
                        target: self.target.reborrow(),
                        decoder: self.decoder,
                    });
                    self.decoder.at_field("Response", result)?;
                    found = true;
                }
                Name::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(found)
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
                Name::Output(name) => return Ok(Some(name)),
                Name::Error(seed) => {
                    self.envelope.error = self.map.next_value()?;
                    seed
                }
                Name::RequestId(seed) => {
                    self.envelope.request_id = self.map.next_value()?;
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
