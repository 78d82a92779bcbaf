//! Sample values of structs, which satisfy constraints and rules.

use serde_json::{Map, Value as Json};

use super::{Constraint, FieldKind, FieldSchema, Rule, StructSchema};

/// Extent of a sample.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SampleMode {
    /// Required fields only.
    Required,
    /// All fields that are not disabled; of fields that exclude each other, the first.
    Full,
}

/// Returns a struct filled with placeholders: the first documented value, the smallest number, a text of
/// the right length.
///
/// A sample of a request passes validation; a sample of a response can be decoded.
pub fn sample(schema: &'static StructSchema, mode: SampleMode) -> Map<String, Json> {
    Sampler { mode, inside: Vec::new() }.object(schema, &[])
}

struct Sampler {
    mode: SampleMode,
    /// Names of the enclosing structs; a struct that contains itself is filled once.
    inside: Vec<&'static str>,
}

impl Sampler {
    /// Fills a struct. `needed` are paths inside it that the enclosing struct requires.
    fn object(&mut self, schema: &'static StructSchema, needed: &[&str]) -> Map<String, Json> {
        self.inside.push(schema.name);
        let names = self.names(schema, needed);
        let fields = schema.fields.iter().filter(|field| names.contains(&field.name));
        let fields = fields.map(|field| {
            let needed =
                needed.iter().filter_map(|path| path.strip_prefix(field.name)?.strip_prefix('.'));
            (field.name.to_owned(), self.field(field, &needed.collect::<Vec<_>>()))
        });
        let fields = fields.collect();
        self.inside.pop();
        fields
    }

    /// Returns the names of the fields to fill, including those that rules require.
    fn names(&self, schema: &'static StructSchema, needed: &[&str]) -> Vec<&'static str> {
        let wanted = |field: &&FieldSchema| {
            let needed = needed.iter().any(|path| path.split('.').next() == Some(field.name));
            let full = self.mode == SampleMode::Full && !field.hidden && !self.contains(field);
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
                schema.rules.iter().flat_map(|rule| required_by(rule, schema, &names)).collect();
            if more.is_empty() {
                return names;
            }
            names.extend(more);
        }
    }

    /// Returns whether a field holds a struct that is being filled already.
    fn contains(&self, field: &FieldSchema) -> bool {
        match field.kind {
            FieldKind::Object(schema) => self.inside.contains(&schema().name),
            _ => false,
        }
    }

    fn field(&mut self, field: &'static FieldSchema, needed: &[&str]) -> Json {
        if !field.list {
            return self.value(field, needed);
        }
        let min = constraint(field, |constraint| match constraint {
            Constraint::Items { min, .. } => Some(*min),
            _ => None,
        });
        let items = min.unwrap_or(1).clamp(1, 100);
        (0..items).map(|_| self.value(field, needed)).collect()
    }

    fn value(&mut self, field: &'static FieldSchema, needed: &[&str]) -> Json {
        let min = constraint(field, |constraint| match constraint {
            Constraint::Range { min, .. } => Some(*min),
            _ => None,
        });
        let min = min.filter(|min| *min != i64::MIN).unwrap_or(0);
        match (field.kind, field.values.first()) {
            (FieldKind::Object(schema), _) => {
                let required = field.constraints.iter().filter_map(|constraint| match constraint {
                    Constraint::Require(paths) => Some(*paths),
                    _ => None,
                });
                let paths: Vec<_> = required.flatten().chain(needed).copied().collect();
                Json::Object(self.object(schema(), &paths))
            }
            (FieldKind::String, Some(value)) => value.wire.into(),
            (FieldKind::Int64, Some(value)) => value.wire.parse::<i64>().unwrap_or(min).into(),
            (FieldKind::Uint64, Some(value)) => value.wire.parse::<u64>().unwrap_or(0).into(),
            (FieldKind::String, None) => text(field).into(),
            (FieldKind::Int64 | FieldKind::Uint64, None) => min.into(),
            (FieldKind::Float, _) => 0.0.into(),
            (FieldKind::Bool, _) => false.into(),
        }
    }
}

/// Returns the fields that a rule requires in addition to `names`.
fn required_by(rule: &Rule, schema: &StructSchema, names: &[&'static str]) -> Vec<&'static str> {
    let absent = |name: &&'static str| !names.contains(name);
    match *rule {
        Rule::ExactlyOne(of) | Rule::AtLeastOne(of) if of.iter().all(absent) => {
            of.first().copied().into_iter().collect()
        }
        Rule::Needs { field, others } if names.contains(&field) => {
            others.iter().copied().filter(absent).collect()
        }
        Rule::RequiredIf { field, when, is } if names.contains(&when) && absent(&field) => {
            let first = schema.field(when).and_then(|(_, field)| field.values.first());
            first.filter(|value| is.contains(&value.wire)).map(|_| field).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Returns a placeholder text of the right length.
fn text(field: &FieldSchema) -> String {
    let bounds = constraint(field, |constraint| match constraint {
        Constraint::Length { min, max } => Some((*min, *max)),
        _ => None,
    });
    let (min, max) = bounds.unwrap_or((0, i64::MAX));
    let length = |bound: i64| usize::try_from(bound).unwrap_or(0);
    let text: String = "text".chars().take(length(max)).collect();
    let missing = length(min.min(4096)).saturating_sub(text.len());
    text + &"x".repeat(missing)
}

fn constraint<T>(field: &FieldSchema, pick: impl Fn(&Constraint) -> Option<T>) -> Option<T> {
    field.constraints.iter().find_map(pick)
}
