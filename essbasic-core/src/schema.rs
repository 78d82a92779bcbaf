//! What actions and models are made of, as data.
//!
//! The macros write a [`StructSchema`] for every annotated struct. The checks before sending, the
//! command line, the sandbox and the explorer read nothing else, so that none of them holds a
//! line written for one action.

use std::fmt;

mod debug;
mod decode;
mod encode;
mod redact;
mod sample;
mod view;

pub(crate) use debug::debug;
pub(crate) use decode::{Decoder, redact_values};
#[doc(hidden)]
pub use decode::{FieldsMut, ListMut, Set, ValueMut, deserialize};
pub(crate) use encode::Encoded;
#[doc(hidden)]
pub use encode::serialize;
pub use redact::SecretFields;
pub use sample::{SampleMode, sample};
pub use view::{FieldType, Fields, List, Model, ValueRef};

/// A struct on the wire: an action's request, its answer, or a model inside one.
///
/// Read it; only the macros write it, and what they write grows.
#[derive(Debug)]
pub struct StructSchema {
    /// The type's name.
    pub name: &'static str,
    /// Where it is written: `essbasic::signing::models::Restriction`. Its modules may be private;
    /// the outermost that is not has it too.
    pub path: &'static str,
    /// Its documentation.
    pub doc: &'static str,
    /// The names of its members on the wire.
    pub names: &'static [&'static str],
    /// Its members, in the order of the manual.
    pub fields: &'static [FieldSchema],
    /// What the members demand of each other.
    pub rules: &'static [Rule],
}

/// A member of a struct; written by the macros, as [`StructSchema`] is.
#[derive(Debug)]
pub struct FieldSchema {
    /// The name on the wire: `QrCodeId`.
    pub name: &'static str,
    /// The name in Rust: `qr_code_id`.
    pub ident: &'static str,
    /// Its documentation.
    pub doc: &'static str,
    /// What it holds, or what each item holds when it is a list.
    pub kind: FieldKind,
    /// Whether it is a list.
    pub list: bool,
    /// The values that the manual lists; others are understood all the same.
    pub values: &'static [EnumValue],
    /// Where the enum of those is written, as [`StructSchema::path`]; empty where there is none.
    pub values_path: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it holds personal data, a bearer link or a key.
    pub secret: bool,
    /// Whether the vendor has disabled it; it is understood, and not advertised.
    pub hidden: bool,
    /// What the manual demands of it.
    pub constraints: &'static [Constraint],
}

/// What a member holds.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum FieldKind {
    /// Text.
    String,
    /// A signed integer.
    Int64,
    /// An unsigned integer.
    Uint64,
    /// A number with a fraction.
    Float,
    /// True or false.
    Bool,
    /// Another struct; behind a function, because some structs contain themselves.
    Object(fn() -> &'static StructSchema),
}

/// What the manual demands of a member, beyond its type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Constraint {
    /// How many characters a text has, or each text of a list.
    Length {
        /// The fewest.
        min: i64,
        /// The max.
        max: i64,
    },
    /// How many items a list holds.
    Items {
        /// The fewest.
        min: i64,
        /// The max.
        max: i64,
    },
    /// How great a number is.
    Range {
        /// The min.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// Which members inside it must be given, by their paths on the wire.
    Require(&'static [&'static str]),
}

/// A value that the manual lists for a member.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct EnumValue {
    /// The value on the wire, an integer in its digits.
    pub wire: &'static str,
    /// The variant's name in Rust.
    pub ident: &'static str,
    /// What it means.
    pub doc: &'static str,
}

/// What members of a struct demand of each other, by their wire names.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// One of them is given, and only one.
    ExactlyOne(&'static [&'static str]),
    /// One of them is given, or more.
    AtLeastOne(&'static [&'static str]),
    /// One of them is given, or none.
    AtMostOne(&'static [&'static str]),
    /// Where one is given, others are given too.
    Needs {
        /// The one.
        member: &'static str,
        /// The others.
        also: &'static [&'static str],
    },
    /// One is given when another has one of these values.
    RequiredIf {
        /// The one.
        member: &'static str,
        /// The other.
        when: &'static str,
        /// The other's values, as on the wire.
        is: &'static [&'static str],
    },
}

impl StructSchema {
    /// The member with this wire name, and its place.
    pub fn field(&self, name: &str) -> Option<(usize, &'static FieldSchema)> {
        self.fields.iter().enumerate().find(|(_, field)| field.name == name)
    }

    /// This struct and those inside it, each once.
    pub fn with_inner(&'static self) -> Vec<&'static Self> {
        let (mut waiting, mut found) = (vec![self], Vec::<&'static Self>::new());
        while let Some(schema) = waiting.pop() {
            if found.iter().all(|known| known.name != schema.name) {
                found.push(schema);
                waiting.extend(schema.fields.iter().filter_map(|field| match field.kind {
                    FieldKind::Object(schema) => Some(schema()),
                    _ => None,
                }));
            }
        }
        found
    }
}

impl FieldKind {
    /// The type's name as the manual's API description writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Int64 => "int64",
            Self::Uint64 => "uint64",
            Self::Float => "float",
            Self::Bool => "bool",
            Self::Object(_) => "object",
        }
    }
}

impl fmt::Display for Constraint {
    /// `exactly 32 characters`, `at most 100 items`, `1 to 30`, `with ProxyOperator.OpenId`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (min, max, unit) = match *self {
            Self::Length { min, max } => (min, max, " characters"),
            Self::Items { min, max } => (min, max, " items"),
            Self::Range { min, max } => (min, max, ""),
            Self::Require(paths) => return write!(f, "with {}", paths.join(" and ")),
        };
        match (min, max) {
            (min, max) if min == max => write!(f, "exactly {min}{unit}"),
            (min, i64::MAX) => write!(f, "at least {min}{unit}"),
            (0 | i64::MIN, max) => write!(f, "at most {max}{unit}"),
            (min, max) => write!(f, "{min} to {max}{unit}"),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::ExactlyOne(of) => write!(f, "exactly one of {}", of.join(", ")),
            Self::AtLeastOne(of) => write!(f, "at least one of {}", of.join(", ")),
            Self::AtMostOne(of) => write!(f, "at most one of {}", of.join(", ")),
            Self::Needs { member, also } => {
                write!(f, "{member} needs {} beside it", also.join(" and "))
            }
            Self::RequiredIf { member, when, is } => {
                write!(f, "{member} is required when {when} is {}", is.join(" or "))
            }
        }
    }
}
