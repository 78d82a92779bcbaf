//! A struct filled in with placeholders that keep its limits and rules.

use serde_json::{Map, Value as Json};

use super::{Constraint, FieldKind, FieldSchema, Rule, StructSchema};

/// How much of a struct a sample holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SampleMode {
    /// What must be there, and no more.
    Required,
    /// Everything that is not disabled; of members that exclude each other, the first.
    Full,
}

/// A struct's members with placeholders: the first listed value, the least number, a text of the
/// right length.
///
/// It is a request that passes the checks, to be filled in by a person, or an answer that can be
/// read, to be shown to one.
pub fn sample(schema: &'static StructSchema, extent: SampleMode) -> Map<String, Json> {
    Sampler { extent, inside: Vec::new() }.object(schema, &[])
}

struct Sampler {
    extent: SampleMode,
    /// The structs around the one being filled in; one that contains itself is filled in once.
    inside: Vec<&'static str>,
}

impl Sampler {
    /// Fills a struct in; `needed` are paths inside it that the one around it requires.
    fn object(&mut self, schema: &'static StructSchema, needed: &[&str]) -> Map<String, Json> {
        self.inside.push(schema.name);
        let names = self.names(schema, needed);
        let members = schema.fields.iter().filter(|field| names.contains(&field.name));
        let members = members.map(|field| {
            let needed =
                needed.iter().filter_map(|path| path.strip_prefix(field.name)?.strip_prefix('.'));
            (field.name.to_owned(), self.member(field, &needed.collect::<Vec<_>>()))
        });
        let members = members.collect();
        self.inside.pop();
        members
    }

    /// Which members are filled in, until the rules between them ask for no more.
    fn names(&self, schema: &'static StructSchema, needed: &[&str]) -> Vec<&'static str> {
        let wanted = |field: &&FieldSchema| {
            let needed = needed.iter().any(|path| path.split('.').next() == Some(field.name));
            let full = self.extent == SampleMode::Full && !field.hidden && !self.contains(field);
            field.required || needed || full
        };
        let mut names: Vec<_> = schema.fields.iter().filter(wanted).map(|it| it.name).collect();
        for rule in schema.rules {
            if let Rule::ExactlyOne(of) | Rule::AtMostOne(of) = rule {
                let keep = of.iter().find(|name| names.contains(name));
                names.retain(|name| !of.contains(name) || Some(name) == keep);
            }
        }
        loop {
            let more: Vec<_> =
                schema.rules.iter().flat_map(|rule| asked(rule, schema, &names)).collect();
            if more.is_empty() {
                return names;
            }
            names.extend(more);
        }
    }

    /// Whether a member holds a struct that is being filled in already.
    fn contains(&self, field: &FieldSchema) -> bool {
        match field.kind {
            FieldKind::Object(schema) => self.inside.contains(&schema().name),
            _ => false,
        }
    }

    fn member(&mut self, field: &'static FieldSchema, needed: &[&str]) -> Json {
        if !field.list {
            return self.value(field, needed);
        }
        let least = limit(field, |limit| match limit {
            Constraint::Items { min, .. } => Some(*min),
            _ => None,
        });
        let items = least.unwrap_or(1).clamp(1, 100);
        (0..items).map(|_| self.value(field, needed)).collect()
    }

    fn value(&mut self, field: &'static FieldSchema, needed: &[&str]) -> Json {
        let least = limit(field, |limit| match limit {
            Constraint::Range { min, .. } => Some(*min),
            _ => None,
        });
        let least = least.filter(|least| *least != i64::MIN).unwrap_or(0);
        match (field.kind, field.values.first()) {
            (FieldKind::Object(schema), _) => {
                let required = field.constraints.iter().filter_map(|limit| match limit {
                    Constraint::Require(paths) => Some(*paths),
                    _ => None,
                });
                let paths: Vec<_> = required.flatten().chain(needed).copied().collect();
                Json::Object(self.object(schema(), &paths))
            }
            (FieldKind::String, Some(value)) => value.wire.into(),
            (FieldKind::Int64, Some(value)) => value.wire.parse::<i64>().unwrap_or(least).into(),
            (FieldKind::Uint64, Some(value)) => value.wire.parse::<u64>().unwrap_or(0).into(),
            (FieldKind::String, None) => text(field).into(),
            (FieldKind::Int64 | FieldKind::Uint64, None) => least.into(),
            (FieldKind::Float, _) => 0.0.into(),
            (FieldKind::Bool, _) => false.into(),
        }
    }
}

/// What a rule asks for beside what is there.
fn asked(rule: &Rule, schema: &StructSchema, names: &[&'static str]) -> Vec<&'static str> {
    let absent = |name: &&'static str| !names.contains(name);
    match *rule {
        Rule::ExactlyOne(of) | Rule::AtLeastOne(of) if of.iter().all(absent) => {
            of.first().copied().into_iter().collect()
        }
        Rule::Needs { member, also } if names.contains(&member) => {
            also.iter().copied().filter(absent).collect()
        }
        Rule::RequiredIf { member, when, is } if names.contains(&when) && absent(&member) => {
            let first = schema.field(when).and_then(|(_, field)| field.values.first());
            first.filter(|value| is.contains(&value.wire)).map(|_| member).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A text of the right length that says that it is none.
fn text(field: &FieldSchema) -> String {
    let bounds = limit(field, |limit| match limit {
        Constraint::Length { min, max } => Some((*min, *max)),
        _ => None,
    });
    let (least, most) = bounds.unwrap_or((0, i64::MAX));
    let length = |bound: i64| usize::try_from(bound).unwrap_or(0);
    let text: String = "text".chars().take(length(most)).collect();
    let missing = length(least.min(4096)).saturating_sub(text.len());
    text + &"x".repeat(missing)
}

fn limit<T>(field: &FieldSchema, pick: impl Fn(&Constraint) -> Option<T>) -> Option<T> {
    field.constraints.iter().find_map(pick)
}
