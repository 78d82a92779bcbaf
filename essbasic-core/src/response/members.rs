//! The one pass over an answer: `Error` and `RequestId` are taken out, the rest is the output's.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor,
};

use super::ServiceError;

/// What was taken out on the way.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) refusal: Option<ServiceError>,
    pub(super) request_id: Option<String>,
}

/// Reads a whole answer: the output, when there is a `Response` at all.
pub(super) fn read<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    json: D,
    seen: &mut Seen,
) -> Result<Option<T>, D::Error> {
    json.deserialize_map(Answer { seen, output: PhantomData })
}

/// The outermost object.
struct Answer<'s, T> {
    seen: &'s mut Seen,
    output: PhantomData<T>,
}

#[derive(Deserialize)]
#[serde(field_identifier)]
enum Outermost {
    Response,
    #[serde(other)]
    Other,
}

impl<'de, T: DeserializeOwned> Visitor<'de> for Answer<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a `Response`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<T>, A::Error> {
        let mut output = None;
        while let Some(name) = map.next_key()? {
            match name {
                Outermost::Response => {
                    let members = Members { seen: &mut *self.seen, output: PhantomData };
                    output = Some(map.next_value_seed(members)?);
                }
                Outermost::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(output)
    }
}

/// The members of `Response`.
struct Members<'s, T> {
    seen: &'s mut Seen,
    output: PhantomData<T>,
}

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for Members<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<T, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de, T: DeserializeOwned> Visitor<'de> for Members<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(Outputs { map, seen: self.seen }))
    }
}

/// The members that belong to the output; the other two are taken out as they come by.
struct Outputs<'s, A> {
    map: A,
    seen: &'s mut Seen,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Outputs<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        mut seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        while let Some(name) = self.map.next_key_seed(Name(seed))? {
            seed = match name {
                Named::Output(name) => return Ok(Some(name)),
                Named::Error(seed) => {
                    self.seen.refusal = self.map.next_value()?;
                    seed
                }
                Named::RequestId(seed) => {
                    self.seen.request_id = self.map.next_value()?;
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

/// A member's name, offered to the output unless it is one of ours.
struct Name<K>(K);

/// Whose name it was; a seed that was not needed comes back for the next one.
enum Named<K, V> {
    Error(K),
    RequestId(K),
    Output(V),
}

impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for Name<K> {
    type Value = Named<K, K::Value>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_identifier(self)
    }
}

impl<'de, K: DeserializeSeed<'de>> Visitor<'de> for Name<K> {
    type Value = Named<K, K::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        match name {
            "Error" => Ok(Named::Error(self.0)),
            "RequestId" => Ok(Named::RequestId(self.0)),
            name => self.0.deserialize(StrDeserializer::new(name)).map(Named::Output),
        }
    }
}
