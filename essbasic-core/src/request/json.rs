//! Members written in JSON: to the byte what `serde_json` writes, in less time than it takes to hash.
//!
//! Only texts and what holds them are written here; numbers, and keys that are no texts, are left to
//! `serde_json`.

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Error;

mod text;

use text::text;

/// Writes a value behind what is in a buffer.
///
/// # Errors
///
/// As `serde_json`: for a key that has no text, and what the value itself says.
pub(super) fn write(buffer: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
    value.serialize(JsonObject(buffer))
}

/// One value, at the end of a buffer.
struct JsonObject<'b>(&'b mut Vec<u8>);

/// What holds values, after its opening bracket.
struct Held<'b> {
    buffer: &'b mut Vec<u8>,
    /// What stands before the next value, if anything.
    before: Option<u8>,
    /// What stands behind the last.
    closing: &'static [u8],
    /// Whether it is one of `serde_json`'s own, whose only member is JSON already.
    is_json: bool,
}

impl<'b> JsonObject<'b> {
    /// What `serde_json` writes.
    fn simple(self, value: impl Serialize) -> Result<(), Error> {
        serde_json::to_writer(self.0, &value)
    }

    fn hold(self, opening: u8, closing: &'static [u8]) -> Held<'b> {
        self.0.push(opening);
        Held { buffer: self.0, before: None, closing, is_json: false }
    }

    /// `{"variant":` and what holds its values.
    fn variant(self, variant: &str, opening: u8, closing: &'static [u8]) -> Held<'b> {
        self.0.push(b'{');
        text(self.0, variant);
        self.0.push(b':');
        self.hold(opening, closing)
    }
}

/// Nothing here knows a type, so that for each type no more is compiled than its own writing.
impl Held<'_> {
    fn next(&mut self) {
        self.buffer.extend(self.before.replace(b','));
    }

    fn name(&mut self, name: &str) {
        self.next();
        text(self.buffer, name);
        self.buffer.push(b':');
    }

    /// Makes a text that was written at a place the JSON that it holds.
    fn unquote(&mut self, at: usize) -> Result<(), Error> {
        let json: String = serde_json::from_slice(&self.buffer[at..])?;
        self.buffer.truncate(at);
        self.buffer.extend_from_slice(json.as_bytes());
        Ok(())
    }

    fn close(self) {
        self.buffer.extend_from_slice(self.closing);
    }
}

/// Methods that leave a number, or what is as short, to `serde_json`.
macro_rules! simple {
    ($($method:ident: $type:ty),+ $(,)?) => {
        $(fn $method(self, value: $type) -> Result<(), Error> {
            self.simple(value)
        })+
    };
}

impl<'b> Serializer for JsonObject<'b> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Held<'b>;
    type SerializeTuple = Held<'b>;
    type SerializeTupleStruct = Held<'b>;
    type SerializeTupleVariant = Held<'b>;
    type SerializeMap = Held<'b>;
    type SerializeStruct = Held<'b>;
    type SerializeStructVariant = Held<'b>;

    simple! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_i128: i128,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_u128: u128,
        serialize_f32: f32,
        serialize_f64: f64,
        serialize_char: char,
        serialize_bytes: &[u8],
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        text(self.0, value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let mut held = self.hold(b'{', b"}");
        held.name(variant);
        write(held.buffer, value)?;
        held.close();
        Ok(())
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<Held<'b>, Error> {
        Ok(self.hold(b'[', b"]"))
    }

    fn serialize_tuple(self, _len: usize) -> Result<Held<'b>, Error> {
        Ok(self.hold(b'[', b"]"))
    }

    fn serialize_tuple_struct(self, _name: &'static str, _len: usize) -> Result<Held<'b>, Error> {
        Ok(self.hold(b'[', b"]"))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Held<'b>, Error> {
        Ok(self.variant(variant, b'[', b"]}"))
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Held<'b>, Error> {
        Ok(self.hold(b'{', b"}"))
    }

    fn serialize_struct(self, name: &'static str, _len: usize) -> Result<Held<'b>, Error> {
        // How a raw value and a number of any precision tell `serde_json` that they are JSON.
        if name.starts_with("$serde_json::private::") {
            return Ok(Held { buffer: self.0, before: None, closing: b"", is_json: true });
        }
        Ok(self.hold(b'{', b"}"))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Held<'b>, Error> {
        Ok(self.variant(variant, b'{', b"}}"))
    }
}

/// Where values follow each other.
macro_rules! items {
    ($($holder:ident: $method:ident),+ $(,)?) => {
        $(impl $holder for Held<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.next();
                write(self.buffer, value)
            }

            fn end(self) -> Result<(), Error> {
                self.close();
                Ok(())
            }
        })+
    };
}

items! {
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field,
}

/// Where values have names.
macro_rules! members {
    ($($holder:ident),+ $(,)?) => {
        $(impl $holder for Held<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Error> {
                if !self.is_json {
                    self.name(name);
                    return write(self.buffer, value);
                }
                let at = self.buffer.len();
                write(self.buffer, value)?;
                self.unquote(at)
            }

            fn end(self) -> Result<(), Error> {
                self.close();
                Ok(())
            }
        })+
    };
}

members!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Held<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        // As the key of a map that has no more than that, whose bracket gives way to a comma.
        let at = self.buffer.len();
        serde_json::Serializer::new(&mut *self.buffer).serialize_map(None)?.serialize_key(key)?;
        match self.before.replace(b',') {
            Some(comma) => self.buffer[at] = comma,
            None => drop(self.buffer.remove(at)),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.buffer.push(b':');
        write(self.buffer, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}
