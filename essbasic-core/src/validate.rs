//! Validation of requests by schema: all violations at once, before a request is sent. Of a kind, the
//! first 100 are reported.
//!
//! One walk serves typed actions, of which constraints are checked, and requests as JSON (command line,
//! sandbox), of which missing, unknown and mistyped fields are found too.

use std::fmt;
use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::message::{Argument, Message, message};
use crate::schema::{
    Constraint, FieldKind, FieldSchema, Fields, List, Model, Rule, StructSchema, ValueRef,
};

/// A reason why a request is invalid. Never contains the value, which may be personal data.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// Path of the field: `Restrictions.0.Mobile`.
    pub path: String,
    /// Kind of the violation.
    pub kind: ViolationKind,
    /// Requirement that is not met, in English.
    pub message: String,
    /// Requirement that is not met, for tools that show it in another language.
    pub requirement: Requirement,
}

/// Requirement that a value does not meet. `Display` is its English text.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Requirement {
    /// The field is required.
    Required,
    /// The field or one of these is required.
    RequiredOrElse(&'static [&'static str]),
    /// The field of a shared struct is required by this action.
    RequiredByAction,
    /// The field is required when another has one of these values.
    RequiredWhen {
        /// The other field.
        field: &'static str,
        /// Values of the other field, as on the wire.
        values: &'static [&'static str],
    },
    /// The field must be one of this struct.
    FieldOf(&'static str),
    /// The value must be of this kind, as [`FieldKind::as_str`] returns it.
    Kind(&'static str),
    /// The value must be a list of this kind.
    ListOf(&'static str),
    /// The number must be finite: JSON has no others.
    Finite,
    /// The text or list must have this length.
    Count {
        /// Documented limit: [`Constraint::Length`] or [`Constraint::Items`].
        limit: Constraint,
        /// Number of characters or items.
        count: usize,
    },
    /// The number must be in this range: [`Constraint::Range`].
    Range(Constraint),
    /// The field cannot be combined with these.
    Alone(Vec<&'static str>),
    /// The field requires these.
    Requires(&'static [&'static str]),
}

impl Requirement {
    /// Returns the kind of a violation of the requirement.
    pub const fn kind(&self) -> ViolationKind {
        match self {
            Self::Required
            | Self::RequiredOrElse(_)
            | Self::RequiredByAction
            | Self::RequiredWhen { .. } => ViolationKind::Missing,
            Self::FieldOf(_) => ViolationKind::Unknown,
            Self::Kind(_) | Self::ListOf(_) | Self::Finite => ViolationKind::Mistyped,
            Self::Count { .. } | Self::Range(_) | Self::Alone(_) | Self::Requires(_) => {
                ViolationKind::Constraint
            }
        }
    }

    /// Returns the requirement as a message.
    pub fn message(&self) -> Message {
        match *self {
            Self::Required => message!("is required"),
            Self::RequiredOrElse(others) => {
                message!("is required, or else {fields}", fields = Argument::any(others))
            }
            Self::RequiredByAction => message!("is required by this action"),
            Self::RequiredWhen { field, values } => {
                let values = Argument::any(values);
                message!("is required when {field} is {values}", field = field, values = values)
            }
            Self::FieldOf(name) => message!("is not a field of {name}", name = name),
            Self::Kind(kind) => message!("must be {kind}", kind = kind),
            Self::ListOf(kind) => message!("must be a list of {kind}", kind = kind),
            Self::Finite => message!("must be a finite number"),
            Self::Count { limit, count } => {
                message!("must have {limit}, not {count}", limit = limit.message(), count = count)
            }
            Self::Range(range) => message!("must be {range}", range = range.message()),
            Self::Alone(ref others) => {
                let others = Argument::all(others);
                message!("cannot be combined with {fields}", fields = others)
            }
            Self::Requires(others) => {
                message!("requires {fields}", fields = Argument::all(others))
            }
        }
    }
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

/// Kind of a [`Violation`].
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum ViolationKind {
    /// A required field is missing.
    Missing,
    /// The schema has no such field.
    Unknown,
    /// A value has the wrong type.
    Mistyped,
    /// A value breaks a documented limit or rule.
    Constraint,
}

impl Violation {
    fn to_message(&self) -> Message {
        let (field, requirement) = (self.path.as_str(), self.requirement.message());
        message!("{field} {requirement}", field = field, requirement = requirement)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path, self.message)
    }
}

/// Returns the violations of a typed struct.
pub fn typed<M: Model>(model: &M) -> Vec<Violation> {
    violations(M::schema(), model)
}

/// Returns the violations of a struct in JSON, including missing, unknown and mistyped fields.
pub fn json(schema: &'static StructSchema, fields: &Map<String, Value>) -> Vec<Violation> {
    violations(schema, fields)
}

/// Returns violations as one message, separated by semicolons.
pub fn message(violations: &[Violation]) -> Message {
    let all = violations.iter().map(Violation::to_message).collect();
    message!("{violations}", violations = Argument::List(all))
}

/// Returns why fields cannot be decoded although they violate nothing: the schema does not know the
/// range of a number.
#[doc(hidden)]
pub fn out_of_range() -> Message {
    message!("a number is out of range")
}

fn violations(schema: &'static StructSchema, fields: &dyn Fields) -> Vec<Violation> {
    let mut validator = Validator::default();
    validator.object(&FieldPath::Root, schema, fields);
    validator.violations
}

/// Path of a field, formatted only for a violation.
enum FieldPath<'a> {
    Root,
    Field(&'a FieldPath<'a>, &'a str),
    Item(&'a FieldPath<'a>, usize),
}

impl fmt::Display for FieldPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Self::Root, name) => f.write_str(name),
            Self::Field(parent, name) => write!(f, "{parent}.{name}"),
            Self::Item(parent, index) => write!(f, "{parent}.{index}"),
        }
    }
}

/// Maximum number of violations of a kind: a large request may have millions.
const MAX_VIOLATIONS: usize = 100;

/// The violations found so far.
#[derive(Default)]
struct Validator {
    violations: Vec<Violation>,
    /// Number of violations by kind.
    counts: [usize; 4],
}

impl Validator {
    fn object(&mut self, path: &FieldPath<'_>, schema: &'static StructSchema, object: &dyn Fields) {
        for (index, field) in schema.fields.iter().enumerate() {
            let value = object.get(index, field.name);
            self.field(&FieldPath::Field(path, field.name), field, value);
        }
        for rule in schema.rules {
            self.rule(path, rule, &|name| rule_value(schema, object, name));
        }
        for name in object.names().into_iter().filter(|name| schema.field(name).is_none()) {
            self.add(&FieldPath::Field(path, name), Requirement::FieldOf(schema.name));
        }
    }

    fn field(&mut self, path: &FieldPath<'_>, field: &'static FieldSchema, value: ValueRef<'_>) {
        match value {
            ValueRef::Absent if field.required => {
                self.add(path, Requirement::Required);
            }
            ValueRef::Absent => {}
            ValueRef::List(items) if field.list => self.list(path, field, items),
            _ if field.list => self.add(path, Requirement::ListOf(field.kind.as_str())),
            value => self.value(path, field, value),
        }
    }

    fn list(&mut self, path: &FieldPath<'_>, field: &'static FieldSchema, items: &dyn List) {
        for constraint in field.constraints {
            if let Constraint::Items { min, max } = constraint {
                self.count(path, constraint, *min..=*max, items.len());
            }
        }
        for index in 0..items.len() {
            self.value(&FieldPath::Item(path, index), field, items.item(index));
        }
    }

    /// Validates one value, which is an item if the field is a list.
    fn value(&mut self, path: &FieldPath<'_>, field: &'static FieldSchema, value: ValueRef<'_>) {
        match (field.kind, value) {
            (FieldKind::String, ValueRef::String(text)) => self.text(path, field, text),
            (FieldKind::Int64, ValueRef::Int64(number)) => self.number(path, field, number),
            (FieldKind::Uint64, ValueRef::Uint64(number)) => {
                self.number(path, field, i64::try_from(number).unwrap_or(i64::MAX));
            }
            (FieldKind::Uint64, ValueRef::Int64(number)) if number >= 0 => {
                self.number(path, field, number);
            }
            // JSON would have `null` instead, which means not set.
            (FieldKind::Float, ValueRef::Float(number)) if !number.is_finite() => {
                self.add(path, Requirement::Finite);
            }
            (FieldKind::Float, ValueRef::Float(_) | ValueRef::Int64(_) | ValueRef::Uint64(_))
            | (FieldKind::Bool, ValueRef::Bool(_)) => {}
            (FieldKind::Object(schema), ValueRef::Object(object)) => {
                self.object(path, schema(), object);
                self.required_inside(path, field, schema(), object);
            }
            (kind, _) => self.add(path, Requirement::Kind(kind.as_str())),
        }
    }

    fn text(&mut self, path: &FieldPath<'_>, field: &FieldSchema, text: &str) {
        // The service treats an empty text as not set.
        if text.is_empty() && !field.required && !field.list {
            return;
        }
        for constraint in field.constraints {
            let Constraint::Length { min, max } = constraint else { continue };
            // A character has up to four bytes, so most texts need not be counted.
            let bounds = [text.len().div_ceil(4), text.len()];
            if bounds.iter().any(|count| !within(*min..=*max, *count)) {
                self.count(path, constraint, *min..=*max, text.chars().count());
            }
        }
    }

    fn number(&mut self, path: &FieldPath<'_>, field: &FieldSchema, number: i64) {
        for constraint in field.constraints {
            let Constraint::Range { min, max } = constraint else { continue };
            let is_unset = number == 0 && field.zero_unset;
            // The number is left out of the message: it may be personal data.
            if !is_unset && !(*min..=*max).contains(&number) {
                self.add(path, Requirement::Range(*constraint));
            }
        }
    }

    /// Validates a number of characters or items.
    fn count(
        &mut self,
        path: &FieldPath<'_>,
        constraint: &Constraint,
        bounds: RangeInclusive<i64>,
        count: usize,
    ) {
        if !within(bounds, count) {
            self.add(path, Requirement::Count { limit: *constraint, count });
        }
    }

    fn required_inside(
        &mut self,
        path: &FieldPath<'_>,
        field: &FieldSchema,
        schema: &'static StructSchema,
        object: &dyn Fields,
    ) {
        for constraint in field.constraints {
            let Constraint::Require(names) = constraint else { continue };
            for name in names.iter().filter(|name| !is_present(schema, object, name)) {
                self.add(&FieldPath::Field(path, name), Requirement::RequiredByAction);
            }
        }
    }

    fn rule(&mut self, path: &FieldPath<'_>, rule: &Rule, value: &dyn Fn(&str) -> Option<String>) {
        let present = |names: &[&'static str]| -> Vec<&'static str> {
            names.iter().copied().filter(|name| value(name).is_some()).collect()
        };
        let (field, requirement) = match *rule {
            Rule::ExactlyOne([first, others @ ..]) | Rule::AtLeastOne([first, others @ ..])
                if present(&[first]).is_empty() && present(others).is_empty() =>
            {
                (*first, Requirement::RequiredOrElse(others))
            }
            Rule::ExactlyOne(names) | Rule::AtMostOne(names) if present(names).len() > 1 => {
                let mut others = present(names);
                (others.remove(0), Requirement::Alone(others))
            }
            Rule::Needs { field, others }
                if value(field).is_some() && present(others).len() < others.len() =>
            {
                (field, Requirement::Requires(others))
            }
            Rule::RequiredIf { field, when, is }
                if value(field).is_none()
                    && value(when).is_some_and(|value| is.contains(&value.as_str())) =>
            {
                (field, Requirement::RequiredWhen { field: when, values: is })
            }
            _ => return,
        };
        self.add(&FieldPath::Field(path, field), requirement);
    }

    fn add(&mut self, path: &FieldPath<'_>, requirement: Requirement) {
        let kind = requirement.kind();
        let count = &mut self.counts[kind as usize];
        *count += 1;
        if *count <= MAX_VIOLATIONS {
            let message = requirement.to_string();
            self.violations.push(Violation { path: path.to_string(), kind, message, requirement });
        }
    }
}

fn within(bounds: RangeInclusive<i64>, count: usize) -> bool {
    bounds.contains(&i64::try_from(count).unwrap_or(i64::MAX))
}

/// Returns a field's value as rules compare it; `None` if it is absent or empty.
fn rule_value(schema: &'static StructSchema, object: &dyn Fields, name: &str) -> Option<String> {
    let (index, field) = schema.field(name)?;
    match object.get(index, field.name) {
        ValueRef::Absent => None,
        ValueRef::String(text) => (!text.is_empty()).then(|| text.to_owned()),
        ValueRef::Int64(number) => Some(number.to_string()),
        ValueRef::Uint64(number) => Some(number.to_string()),
        ValueRef::Bool(flag) => Some(flag.to_string()),
        ValueRef::List(items) => (!items.is_empty()).then(String::new),
        ValueRef::Float(_) | ValueRef::Object(_) => Some(String::new()),
    }
}

/// Returns whether the field at a path is present and not an empty text.
fn is_present(schema: &'static StructSchema, object: &dyn Fields, path: &str) -> bool {
    // Compares prefixes, which is cheaper than splitting the path first.
    let found = schema.fields.iter().enumerate().find_map(|(index, field)| {
        match path.strip_prefix(field.name)? {
            "" => Some((index, field, None)),
            rest => Some((index, field, Some(rest.strip_prefix('.')?))),
        }
    });
    let Some((index, field, rest)) = found else { return false };
    match (object.get(index, field.name), field.kind, rest) {
        (ValueRef::Absent, ..) => false,
        (ValueRef::String(text), _, None) => !text.is_empty(),
        (ValueRef::Object(inner), FieldKind::Object(schema), Some(rest)) => {
            is_present(schema(), inner, rest)
        }
        (_, _, rest) => rest.is_none(),
    }
}
