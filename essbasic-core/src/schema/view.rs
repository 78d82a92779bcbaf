//! Values as schema-driven code reads and sets them: typed fields and JSON alike.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use super::{EnumValue, FieldKind, StructSchema};

/// A value borrowed from an action or from JSON.
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "the value may be secret")]
pub enum ValueRef<'a> {
    /// Absent or `null`.
    Absent,
    /// A string.
    String(&'a str),
    /// A signed integer.
    Int64(i64),
    /// An unsigned integer.
    Uint64(u64),
    /// A number with a fraction.
    Float(f64),
    /// A boolean.
    Bool(bool),
    /// The fields of a struct.
    Object(&'a dyn Fields),
    /// The items of a list.
    List(&'a dyn List),
}

/// The fields of a struct.
pub trait Fields {
    /// Returns the field with this index in the schema, whose wire name is `name`.
    fn get(&self, index: usize, name: &str) -> ValueRef<'_>;

    /// Returns the names of all fields that are present, if fields outside the schema are possible.
    fn names(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// The items of a list.
pub trait List {
    /// Returns the number of items.
    fn len(&self) -> usize;

    /// Returns whether the list is empty.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the item at an index; absent beyond the end.
    fn item(&self, index: usize) -> ValueRef<'_>;
}

/// A value to decode into. Public only for the macros.
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "the value may be secret")]
pub enum ValueMut<'a> {
    /// A string, or an enum of strings.
    String(&'a mut dyn Set<String>),
    /// A signed integer, or an enum of those.
    Int64(&'a mut dyn Set<i64>),
    /// An unsigned integer, or an enum of those.
    Uint64(&'a mut dyn Set<u64>),
    /// A number with a fraction.
    Float(&'a mut f64),
    /// A boolean.
    Bool(&'a mut bool),
    /// The fields of a struct.
    Object(&'a mut dyn FieldsMut),
    /// The items of a list, empty so far.
    List(&'a mut dyn ListMut),
}

/// A target that a decoded value is converted into. Public only for the macros.
#[doc(hidden)]
pub trait Set<T> {
    /// Replaces the value.
    fn set(&mut self, value: T);
}

impl<T, V: From<T>> Set<T> for V {
    fn set(&mut self, value: T) {
        *self = value.into();
    }
}

/// The fields of a struct, to decode into. Public only for the macros.
#[doc(hidden)]
pub trait FieldsMut: Fields {
    /// Returns the field at an index of the schema. An absent field is set to an empty value first.
    fn field_mut(&mut self, index: usize) -> Option<ValueMut<'_>>;
}

/// The items of a list, to decode into. Public only for the macros.
#[doc(hidden)]
pub trait ListMut {
    /// Appends an item and returns it.
    fn push(&mut self) -> ValueMut<'_>;
}

/// A struct with a schema, implemented by `#[tc_model]` and `#[tc_action]`.
///
/// Responses must implement it:
///
/// ```compile_fail,E0277
/// pub struct Things {}
///
/// #[essbasic_core::tc_action(name = "DescribeThings", version = "2021-05-26", response = Things)]
/// pub struct DescribeThings {}
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no schema",
    label = "neither an action nor a model",
    note = "put `#[tc_model]` on the struct"
)]
pub trait Model:
    FieldType + FieldsMut + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// Returns the schema.
    fn schema() -> &'static StructSchema
    where
        Self: Sized;
}

/// A type that a field may have.
///
/// Other types are rejected by name:
///
/// ```compile_fail,E0277
/// #[essbasic_core::tc_model]
/// pub struct Thing {
///     pub values: std::collections::BTreeMap<String, String>,
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a field",
    label = "not a type of the API",
    note = "fields are `String`, `i64`, `u64`, `f64`, `bool`, structs with `#[tc_model]`, and `Vec` or `Option` of those"
)]
pub trait FieldType {
    /// Kind of the value, or of each item of a list.
    const KIND: FieldKind;
    /// `true` for lists.
    const LIST: bool = false;
    /// Documented values of an enum.
    const VALUES: &'static [EnumValue] = &[];
    /// Path of that enum; empty for other types.
    const VALUES_PATH: &'static str = "";

    /// Returns the value.
    fn view(&self) -> ValueRef<'_>;

    /// Returns the value that a missing field is decoded as.
    #[doc(hidden)]
    fn empty() -> Self
    where
        Self: Sized;

    /// Returns the value to decode into; an absent one is made present, a list is emptied.
    #[doc(hidden)]
    fn value_mut(&mut self) -> ValueMut<'_>;
}

/// Implements [`FieldType`] for types whose kind, view and mutable view have the same name.
macro_rules! scalar_types {
    ($($type:ty = $kind:ident($self:ident => $view:expr);)*) => {$(
        impl FieldType for $type {
            const KIND: FieldKind = FieldKind::$kind;

            fn view(&$self) -> ValueRef<'_> {
                ValueRef::$kind($view)
            }

            fn empty() -> Self {
                Self::default()
            }

            fn value_mut(&mut self) -> ValueMut<'_> {
                ValueMut::$kind(self)
            }
        }
    )*};
}

scalar_types! {
    String = String(self => self);
    i64 = Int64(self => *self);
    u64 = Uint64(self => *self);
    f64 = Float(self => *self);
    bool = Bool(self => *self);
}

impl<T: FieldType> FieldType for Option<T> {
    const KIND: FieldKind = T::KIND;
    const LIST: bool = T::LIST;
    const VALUES: &'static [EnumValue] = T::VALUES;
    const VALUES_PATH: &'static str = T::VALUES_PATH;

    fn view(&self) -> ValueRef<'_> {
        self.as_ref().map_or(ValueRef::Absent, T::view)
    }

    fn empty() -> Self {
        None
    }

    fn value_mut(&mut self) -> ValueMut<'_> {
        self.insert(T::empty()).value_mut()
    }
}

impl<T: FieldType> FieldType for Vec<T> {
    const KIND: FieldKind = T::KIND;
    const LIST: bool = true;
    const VALUES: &'static [EnumValue] = T::VALUES;
    const VALUES_PATH: &'static str = T::VALUES_PATH;

    fn view(&self) -> ValueRef<'_> {
        ValueRef::List(self)
    }

    fn empty() -> Self {
        Vec::new()
    }

    fn value_mut(&mut self) -> ValueMut<'_> {
        self.clear();
        ValueMut::List(self)
    }
}

impl<T: FieldType> ListMut for Vec<T> {
    fn push(&mut self) -> ValueMut<'_> {
        self.push(T::empty());
        let last = self.len() - 1;
        self[last].value_mut()
    }
}

impl<T: FieldType> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> ValueRef<'_> {
        <[T]>::get(self, index).map_or(ValueRef::Absent, T::view)
    }
}

impl Fields for Map<String, Json> {
    fn get(&self, _index: usize, name: &str) -> ValueRef<'_> {
        self.get(name).map_or(ValueRef::Absent, json_value)
    }

    fn names(&self) -> Vec<&str> {
        self.keys().map(String::as_str).collect()
    }
}

impl List for Vec<Json> {
    fn len(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> ValueRef<'_> {
        self.get(index).map_or(ValueRef::Absent, json_value)
    }
}

fn json_value(value: &Json) -> ValueRef<'_> {
    match value {
        Json::Null => ValueRef::Absent,
        Json::Bool(flag) => ValueRef::Bool(*flag),
        Json::String(text) => ValueRef::String(text),
        Json::Array(items) => ValueRef::List(items),
        Json::Object(fields) => ValueRef::Object(fields),
        Json::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => ValueRef::Int64(number),
            (None, Some(number)) => ValueRef::Uint64(number),
            (None, None) => ValueRef::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
    }
}
