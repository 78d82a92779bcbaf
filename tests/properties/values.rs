//! Generators of values that a schema allows.

use essbasic::schema::{Constraint, FieldKind, FieldSchema, Rule, StructSchema};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value};

/// Number of items and of characters generated beyond the minimum.
const ITEMS: usize = 2;
const CHARACTERS: usize = 12;

/// Maximum depth of a struct inside itself.
const DEPTH: usize = 2;

/// Generates the fields of a struct, within their constraints and the rules between them.
pub(super) fn fields(schema: &'static StructSchema) -> BoxedStrategy<Map<String, Value>> {
    object(schema, &[], &[])
}

/// Generates a struct inside others; `needed` are its paths that one of those requires.
fn object(
    schema: &'static StructSchema,
    needed: &[&'static str],
    inside: &[&'static str],
) -> BoxedStrategy<Map<String, Value>> {
    let inside = [inside, &[schema.name]].concat();
    let needs = |name: &str| needed.iter().any(|path| path.split('.').next() == Some(name));
    let fields = schema.fields.iter().filter(|field| !is_too_deep(field, &inside));
    let fields: Vec<_> = fields
        .map(|field| {
            let below: Vec<_> = needed
                .iter()
                .filter_map(|path| path.strip_prefix(field.name)?.strip_prefix('.'))
                .collect();
            let counts = needs(field.name) || schema.rules.iter().any(|it| names(it, field.name));
            let value = field_value(field, counts, &below, &inside);
            let (name, must) = (field.name, field.required || needs(field.name));
            if must || counts {
                (any::<bool>(), value)
                    .prop_map(move |(it, value)| (name, must || it, value))
                    .boxed()
            } else {
                // An omitted field needs no value.
                let value = prop_oneof![1 => value, 1 => Just(Value::Null)];
                value.prop_map(move |value| (name, !value.is_null(), value)).boxed()
            }
        })
        .collect();
    fields.prop_map(move |fields| apply_rules(schema, fields)).boxed()
}

/// Selects generated fields so that the rules between them hold.
fn apply_rules(
    schema: &'static StructSchema,
    fields: Vec<(&'static str, bool, Value)>,
) -> Map<String, Value> {
    let there = fields.iter().filter(|(_, there, _)| *there);
    let mut names: Vec<_> = there.map(|(name, ..)| *name).collect();
    let is = |when: &str, values: &[&str]| {
        let value = fields.iter().find(|(name, ..)| *name == when).map(|(.., value)| value);
        let text = value.map(|it| it.as_str().map_or_else(|| it.to_string(), str::to_owned));
        text.is_some_and(|text| values.contains(&text.as_str()))
    };
    // A field is excluded by another that is selected and cannot be combined with it.
    let excluded = |name: &str, names: &[&str]| {
        schema.rules.iter().any(|rule| match *rule {
            Rule::ExactlyOne(of) | Rule::AtMostOne(of) => {
                of.contains(&name) && of.iter().any(|it| *it != name && names.contains(it))
            }
            _ => false,
        })
    };
    for rule in schema.rules {
        if let Rule::ExactlyOne(of) | Rule::AtMostOne(of) = *rule {
            let keep = of.iter().rev().find(|name| names.contains(name)).copied();
            names.retain(|name| !of.contains(name) || Some(*name) == keep);
        }
    }
    loop {
        let before = names.clone();
        for rule in schema.rules {
            let (asks, asked): (_, &[_]) = match *rule {
                Rule::ExactlyOne(of) | Rule::AtLeastOne(of)
                    if !of.iter().any(|name| names.contains(name)) =>
                {
                    (None, &of[..1])
                }
                Rule::Needs { field, others } if names.contains(&field) => (Some(field), others),
                Rule::RequiredIf { ref field, when, is: values }
                    if names.contains(&when) && is(when, values) =>
                {
                    (Some(when), std::slice::from_ref(field))
                }
                _ => continue,
            };
            // A field is omitted if it requires an excluded one.
            match asks.filter(|_| asked.iter().any(|name| excluded(name, &names))) {
                Some(asks) => names.retain(|name| *name != asks),
                None => names.extend(asked),
            }
        }
        names.sort_unstable();
        names.dedup();
        if names == before {
            break;
        }
    }
    let there = fields.into_iter().filter(|(name, ..)| names.contains(name));
    there.map(|(name, _, value)| (name.to_owned(), value)).collect()
}

/// Returns whether a rule names a field.
fn names(rule: &Rule, name: &str) -> bool {
    match *rule {
        Rule::ExactlyOne(of) | Rule::AtLeastOne(of) | Rule::AtMostOne(of) => of.contains(&name),
        Rule::Needs { field, others } => field == name || others.contains(&name),
        Rule::RequiredIf { field, when, .. } => field == name || when == name,
        _ => false,
    }
}

fn is_too_deep(field: &FieldSchema, inside: &[&str]) -> bool {
    match field.kind {
        FieldKind::Object(schema) if !field.required => {
            inside.iter().filter(|name| **name == schema().name).count() >= DEPTH
        }
        _ => false,
    }
}

/// Generates the value of a field; `counts` excludes empty values, which rules ignore.
fn field_value(
    field: &'static FieldSchema,
    counts: bool,
    needed: &[&'static str],
    inside: &[&'static str],
) -> BoxedStrategy<Value> {
    let required = field.constraints.iter().filter_map(|limit| match limit {
        Constraint::Require(paths) => Some(*paths),
        _ => None,
    });
    let paths: Vec<_> = required.flatten().chain(needed).copied().collect();
    let value = match field.kind {
        FieldKind::Object(schema) => {
            object(schema(), &paths, inside).prop_map(Value::Object).boxed()
        }
        _ => scalar(field, counts),
    };
    if !field.list {
        return value;
    }
    let (least, most) = bounds(field, |limit| match *limit {
        Constraint::Items { min, max } => Some((min, max)),
        _ => None,
    });
    let least = least.max(usize::from(counts));
    vec(value, least..=most.min(least + ITEMS)).prop_map(Value::Array).boxed()
}

fn scalar(field: &'static FieldSchema, counts: bool) -> BoxedStrategy<Value> {
    let any_value = match field.kind {
        FieldKind::String => text(field, counts),
        FieldKind::Int64 => {
            let (least, most) = range(field);
            prop_oneof![Just(least), Just(most), least..=most].prop_map(Value::from).boxed()
        }
        FieldKind::Uint64 => {
            let (least, most) = range(field);
            let least = u64::try_from(least).unwrap_or(0);
            let most = if most == i64::MAX { u64::MAX } else { u64::try_from(most).unwrap() };
            prop_oneof![Just(least), Just(most), least..=most].prop_map(Value::from).boxed()
        }
        FieldKind::Float => any::<f64>()
            .prop_filter_map("JSON has no such number", |it| {
                it.is_finite().then(|| Value::from(it))
            })
            .boxed(),
        _ => any::<bool>().prop_map(Value::from).boxed(),
    };
    if field.values.is_empty() {
        return any_value;
    }
    let is_text = matches!(field.kind, FieldKind::String);
    let listed = proptest::sample::select(field.values).prop_map(move |value| {
        if is_text { value.wire.into() } else { serde_json::from_str(value.wire).unwrap() }
    });
    prop_oneof![3 => listed, 1 => any_value].boxed()
}

/// Generates text of any characters, control characters included.
fn text(field: &'static FieldSchema, counts: bool) -> BoxedStrategy<Value> {
    let (least, most) = bounds(field, |limit| match *limit {
        Constraint::Length { min, max } => Some((min, max)),
        _ => None,
    });
    let least = least.max(usize::from(counts));
    let usual = least..=most.min(least + CHARACTERS);
    // The maximum length in one of ten cases.
    let longest = if most <= 300 { most } else { *usual.end() };
    let length = prop_oneof![9 => usual, 1 => longest..=longest];
    let text = length.prop_flat_map(|length| vec(any::<char>(), length));
    text.prop_map(|text| Value::from(text.into_iter().collect::<String>())).boxed()
}

fn bounds(field: &FieldSchema, pick: impl Fn(&Constraint) -> Option<(i64, i64)>) -> (usize, usize) {
    let (least, most) = field.constraints.iter().find_map(pick).unwrap_or((0, i64::MAX));
    (usize::try_from(least).unwrap(), usize::try_from(most).unwrap())
}

fn range(field: &FieldSchema) -> (i64, i64) {
    let found = field.constraints.iter().find_map(|limit| match *limit {
        Constraint::Range { min, max } => Some((min, max)),
        _ => None,
    });
    found.unwrap_or((i64::MIN, i64::MAX))
}
