//! Size of a body as parsed JSON, estimated before it is parsed.
//!
//! Few bytes can be many values: `{"":0},` has seven, and takes a hundred times as many in memory.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::limits;

/// Estimated size of a value, of a field and its name, and of an object, which the struct of an action
/// holds with all of its optional fields.
const VALUE: usize = 64;
const FIELD: usize = 160;
const OBJECT: usize = 2 << 10;

/// Returns whether a body has too many values to be parsed. One that is no JSON has not.
pub(super) fn exceeds_limit(body: &[u8]) -> bool {
    let left = Cell::new(Some(limits::JSON_BYTES));
    let mut body = serde_json::Deserializer::from_slice(body);
    // Only the size matters here: the parser reports errors of the syntax.
    let _ = Estimate(&left).deserialize(&mut body);
    left.get().is_none()
}

/// Subtracts the size of a value from what is left; `None` if it is too large.
struct Estimate<'a>(&'a Cell<Option<usize>>);

impl Estimate<'_> {
    fn add<E: Error>(&self, bytes: usize) -> Result<(), E> {
        self.0.set(self.0.get().and_then(|left| left.checked_sub(bytes)));
        self.0.get().map(drop).ok_or_else(|| E::custom("too large"))
    }
}

impl<'de> DeserializeSeed<'de> for Estimate<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.add(VALUE)?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Estimate<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Estimate(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        self.add(OBJECT)?;
        while fields.next_key::<IgnoredAny>()?.is_some() {
            self.add(FIELD)?;
            fields.next_value_seed(Estimate(self.0))?;
        }
        Ok(())
    }
}
