//! Values as the checks see them: typed members and plain JSON alike.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use super::{EnumValue, FieldKind, FieldsMut, StructSchema, ValueMut};

/// One value, borrowed from an action or from JSON.
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "a view may be of a secret")]
pub enum ValueRef<'a> {
    /// Not there, or `null`.
    Absent,
    /// Text.
    String(&'a str),
    /// A signed integer.
    Int64(i64),
    /// An unsigned integer.
    Uint64(u64),
    /// A number with a fraction.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A struct's members.
    Object(&'a dyn Fields),
    /// A list's items.
    List(&'a dyn List),
}

/// The members of a struct, by place or by wire name.
pub trait Fields {
    /// The member at this place of the schema, which has this wire name.
    fn member(&self, at: usize, name: &str) -> ValueRef<'_>;

    /// The names that are given; a typed struct has none but its schema's.
    fn names(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// The items of a list.
pub trait List {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at this place; absent behind the end.
    fn item(&self, at: usize) -> ValueRef<'_>;
}

/// A struct that has a schema: what `#[tc_model]` and `#[tc_action]` make of a plain one.
///
/// An answer must have one:
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
    /// What it is made of.
    fn schema() -> &'static StructSchema
    where
        Self: Sized;
}

/// A type that a member may have.
///
/// Others are refused by name:
///
/// ```compile_fail,E0277
/// #[essbasic_core::tc_model]
/// pub struct Thing {
///     pub values: std::collections::BTreeMap<String, String>,
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a member of an action",
    label = "the wire does not know this type",
    note = "members are `String`, `i64`, `u64`, `f64`, `bool`, structs with `#[tc_model]`, and `Vec` or `Option` of those"
)]
pub trait FieldType {
    /// What it holds, or what each item holds.
    const KIND: FieldKind;
    /// Whether it is a list.
    const LIST: bool = false;
    /// The values that the manual lists.
    const VALUES: &'static [EnumValue] = &[];
    /// Where the enum of those is written; empty where there is none.
    const VALUES_PATH: &'static str = "";

    /// The value as the checks see it.
    fn view(&self) -> ValueRef<'_>;

    /// The value that a missing one is decoded as.
    #[doc(hidden)]
    fn empty() -> Self
    where
        Self: Sized;

    /// The value, to decode into; an absent one is made present, a list is emptied.
    #[doc(hidden)]
    fn value_mut(&mut self) -> ValueMut<'_>;
}

impl FieldType for String {
    const KIND: FieldKind = FieldKind::String;

    fn view(&self) -> ValueRef<'_> {
        ValueRef::String(self)
    }

    fn empty() -> Self {
        Self::default()
    }

    fn value_mut(&mut self) -> ValueMut<'_> {
        ValueMut::String(self)
    }
}

impl FieldType for i64 {
    const KIND: FieldKind = FieldKind::Int64;

    fn view(&self) -> ValueRef<'_> {
        ValueRef::Int64(*self)
    }

    fn empty() -> Self {
        Self::default()
    }

    fn value_mut(&mut self) -> ValueMut<'_> {
        ValueMut::Int64(self)
    }
}

impl FieldType for u64 {
    const KIND: FieldKind = FieldKind::Uint64;

    fn view(&self) -> ValueRef<'_> {
        ValueRef::Uint64(*self)
    }

    fn empty() -> Self {
        Self::default()
    }

    fn value_mut(&mut self) -> ValueMut<'_> {
        ValueMut::Uint64(self)
    }
}

impl FieldType for f64 {
    const KIND: FieldKind = FieldKind::Float;

    fn view(&self) -> ValueRef<'_> {
        ValueRef::Float(*self)
    }

    fn empty() -> Self {
        Self::default()
    }

    fn value_mut(&mut self) -> ValueMut<'_> {
        ValueMut::Float(self)
    }
}

impl FieldType for bool {
    const KIND: FieldKind = FieldKind::Bool;

    fn view(&self) -> ValueRef<'_> {
        ValueRef::Bool(*self)
    }

    fn empty() -> Self {
        Self::default()
    }

    fn value_mut(&mut self) -> ValueMut<'_> {
        ValueMut::Bool(self)
    }
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

impl<T: FieldType> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn item(&self, at: usize) -> ValueRef<'_> {
        self.get(at).map_or(ValueRef::Absent, T::view)
    }
}

impl Fields for Map<String, Json> {
    fn member(&self, _at: usize, name: &str) -> ValueRef<'_> {
        self.get(name).map_or(ValueRef::Absent, view_of)
    }

    fn names(&self) -> Vec<&str> {
        self.keys().map(String::as_str).collect()
    }
}

impl List for Vec<Json> {
    fn len(&self) -> usize {
        self.len()
    }

    fn item(&self, at: usize) -> ValueRef<'_> {
        self.get(at).map_or(ValueRef::Absent, view_of)
    }
}

/// A JSON value as the checks see it.
fn view_of(value: &Json) -> ValueRef<'_> {
    match value {
        Json::Null => ValueRef::Absent,
        Json::Bool(flag) => ValueRef::Bool(*flag),
        Json::String(text) => ValueRef::String(text),
        Json::Array(items) => ValueRef::List(items),
        Json::Object(members) => ValueRef::Object(members),
        Json::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => ValueRef::Int64(number),
            (None, Some(number)) => ValueRef::Uint64(number),
            (None, None) => ValueRef::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
    }
}
