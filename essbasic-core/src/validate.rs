//! What is wrong with a request, said before it is sent and all at once.
//!
//! One walk over the schema serves two readers: the client, which checks the limits of a typed
//! action, and whoever has a request as JSON (the command line, the sandbox), for whom missing,
//! unknown and mistyped members are found on the same walk.

use std::fmt;
use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::schema::{
    Constraint, FieldKind, FieldSchema, Fields, List, Model, Rule, StructSchema, ValueRef,
};

/// One thing that is wrong with a request.
///
/// It never holds the offending value, which may be a person's.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// Where, on the wire: `Restrictions.0.Mobile`.
    pub path: String,
    /// What kind of mistake it is.
    pub kind: ViolationKind,
    /// What must be instead.
    pub message: String,
}

/// What kind of mistake a violation is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum ViolationKind {
    /// A member that must be there is not.
    Missing,
    /// A member that no schema knows.
    Unknown,
    /// A value of another type than the member's.
    Mistyped,
    /// A value outside a documented limit.
    Constraint,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path, self.message)
    }
}

/// The limits that a typed struct breaks.
pub fn typed<M: Model>(model: &M) -> Vec<Violation> {
    let mut found = Validator::default();
    found.object(&FieldPath::Root, M::schema(), model);
    found.0
}

/// What is wrong with a struct that came as JSON: missing, unknown and mistyped members too.
pub fn json(schema: &'static StructSchema, members: &Map<String, Value>) -> Vec<Violation> {
    let mut found = Validator::default();
    found.object(&FieldPath::Root, schema, members);
    found.0
}

/// Where the walk stands; written out only when something is found there.
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
            Self::Item(parent, at) => write!(f, "{parent}.{at}"),
        }
    }
}

/// What the walk has found so far.
#[derive(Default)]
struct Validator(Vec<Violation>);

impl Validator {
    fn object(
        &mut self,
        place: &FieldPath<'_>,
        schema: &'static StructSchema,
        object: &dyn Fields,
    ) {
        for (at, field) in schema.fields.iter().enumerate() {
            let value = object.member(at, field.name);
            self.member(&FieldPath::Field(place, field.name), field, value);
        }
        for rule in schema.rules {
            self.rule(place, rule, &|name| given(schema, object, name));
        }
        for name in object.names().into_iter().filter(|name| schema.field(name).is_none()) {
            let message = format!("is not a member of {}", schema.name);
            self.add(&FieldPath::Field(place, name), ViolationKind::Unknown, message);
        }
    }

    fn member(&mut self, place: &FieldPath<'_>, field: &'static FieldSchema, value: ValueRef<'_>) {
        match value {
            ValueRef::Absent if field.required => {
                self.add(place, ViolationKind::Missing, "is required".to_owned());
            }
            ValueRef::Absent => {}
            ValueRef::List(items) if field.list => self.list(place, field, items),
            _ if field.list => {
                let message = format!("must be a list of {}", field.kind.name());
                self.add(place, ViolationKind::Mistyped, message);
            }
            value => self.value(place, field, value),
        }
    }

    fn list(&mut self, place: &FieldPath<'_>, field: &'static FieldSchema, items: &dyn List) {
        for limit in field.constraints {
            if let Constraint::Items { min, max } = limit {
                self.count(place, limit, *min..=*max, items.len());
            }
        }
        for at in 0..items.len() {
            self.value(&FieldPath::Item(place, at), field, items.item(at));
        }
    }

    /// Checks one value against its kind, and that kind's limits.
    fn value(&mut self, place: &FieldPath<'_>, field: &'static FieldSchema, value: ValueRef<'_>) {
        match (field.kind, value) {
            (FieldKind::String, ValueRef::String(text)) => self.text(place, field, text),
            (FieldKind::Int64, ValueRef::Int64(number)) => self.number(place, field, number),
            (FieldKind::Uint64, ValueRef::Uint64(number)) => {
                self.number(place, field, i64::try_from(number).unwrap_or(i64::MAX));
            }
            (FieldKind::Uint64, ValueRef::Int64(number)) if number >= 0 => {
                self.number(place, field, number)
            }
            (FieldKind::Float, ValueRef::Float(_) | ValueRef::Int64(_) | ValueRef::Uint64(_))
            | (FieldKind::Bool, ValueRef::Bool(_)) => {}
            (FieldKind::Object(schema), ValueRef::Object(object)) => {
                self.object(place, schema(), object);
                self.required_inside(place, field, schema(), object);
            }
            (kind, _) => {
                let message = format!("must be {}", kind.name());
                self.add(place, ViolationKind::Mistyped, message);
            }
        }
    }

    fn text(&mut self, place: &FieldPath<'_>, field: &FieldSchema, text: &str) {
        for limit in field.constraints {
            let Constraint::Length { min, max } = limit else { continue };
            // A character has up to four bytes, so most texts need not be counted.
            let may_have = [text.len().div_ceil(4), text.len()];
            if may_have.iter().any(|count| !within(*min..=*max, *count)) {
                self.count(place, limit, *min..=*max, text.chars().count());
            }
        }
    }

    fn number(&mut self, place: &FieldPath<'_>, field: &FieldSchema, number: i64) {
        for limit in field.constraints {
            let Constraint::Range { min, max } = limit else { continue };
            // The number itself is not told: it may be somebody's.
            if !(*min..=*max).contains(&number) {
                self.add(place, ViolationKind::Constraint, format!("must be {limit}"));
            }
        }
    }

    /// A count of characters or items, which is told.
    fn count(
        &mut self,
        place: &FieldPath<'_>,
        limit: &Constraint,
        bounds: RangeInclusive<i64>,
        count: usize,
    ) {
        if !within(bounds, count) {
            let message = format!("must have {limit}, not {count}");
            self.add(place, ViolationKind::Constraint, message);
        }
    }

    fn required_inside(
        &mut self,
        place: &FieldPath<'_>,
        field: &FieldSchema,
        schema: &'static StructSchema,
        object: &dyn Fields,
    ) {
        for limit in field.constraints {
            let Constraint::Require(paths) = limit else { continue };
            for path in paths.iter().filter(|path| !is_given(schema, object, path)) {
                let message = "is required by this action".to_owned();
                self.add(&FieldPath::Field(place, path), ViolationKind::Missing, message);
            }
        }
    }

    fn rule(&mut self, place: &FieldPath<'_>, rule: &Rule, value: &dyn Fn(&str) -> Option<String>) {
        let given = |names: &[&'static str]| -> Vec<&'static str> {
            names.iter().copied().filter(|name| value(name).is_some()).collect()
        };
        let (at, kind, message) = match *rule {
            Rule::ExactlyOne([first, others @ ..]) | Rule::AtLeastOne([first, others @ ..])
                if given(&[first]).is_empty() && given(others).is_empty() =>
            {
                let message = format!("is required, or else {}", others.join(" or "));
                (*first, ViolationKind::Missing, message)
            }
            Rule::ExactlyOne(names) | Rule::AtMostOne(names) if given(names).len() > 1 => {
                let given = given(names);
                let message = format!("cannot be given beside {}", given[1..].join(" and "));
                (given[0], ViolationKind::Constraint, message)
            }
            Rule::Needs { member, also }
                if value(member).is_some() && given(also).len() < also.len() =>
            {
                (
                    member,
                    ViolationKind::Constraint,
                    format!("needs {} beside it", also.join(" and ")),
                )
            }
            Rule::RequiredIf { member, when, is }
                if value(member).is_none()
                    && value(when).is_some_and(|value| is.contains(&value.as_str())) =>
            {
                let message = format!("is required when {when} is {}", is.join(" or "));
                (member, ViolationKind::Missing, message)
            }
            _ => return,
        };
        self.add(&FieldPath::Field(place, at), kind, message);
    }

    fn add(&mut self, place: &FieldPath<'_>, kind: ViolationKind, message: String) {
        self.0.push(Violation { path: place.to_string(), kind, message });
    }
}

fn within(bounds: RangeInclusive<i64>, count: usize) -> bool {
    bounds.contains(&i64::try_from(count).unwrap_or(i64::MAX))
}

/// A member's value as a rule sees it: its text, when it is given and not empty.
fn given(schema: &'static StructSchema, object: &dyn Fields, name: &str) -> Option<String> {
    let (at, field) = schema.field(name)?;
    match object.member(at, field.name) {
        ValueRef::Absent => None,
        ValueRef::String(text) => (!text.is_empty()).then(|| text.to_owned()),
        ValueRef::Int64(number) => Some(number.to_string()),
        ValueRef::Uint64(number) => Some(number.to_string()),
        ValueRef::Bool(flag) => Some(flag.to_string()),
        ValueRef::List(items) => (!items.is_empty()).then(String::new),
        ValueRef::Float(_) | ValueRef::Object(_) => Some(String::new()),
    }
}

/// Whether the member at a path is there and not an empty text.
fn is_given(schema: &'static StructSchema, object: &dyn Fields, path: &str) -> bool {
    // By what the path begins with, which is found sooner than where its first name ends.
    let found = schema.fields.iter().enumerate().find_map(|(at, field)| {
        match path.strip_prefix(field.name)? {
            "" => Some((at, field, None)),
            rest => Some((at, field, Some(rest.strip_prefix('.')?))),
        }
    });
    let Some((at, field, rest)) = found else { return false };
    match (object.member(at, field.name), field.kind, rest) {
        (ValueRef::Absent, ..) => false,
        (ValueRef::String(text), _, None) => !text.is_empty(),
        (ValueRef::Object(inner), FieldKind::Object(schema), Some(rest)) => {
            is_given(schema(), inner, rest)
        }
        (_, _, rest) => rest.is_none(),
    }
}
