//! Which actions feed each other: an id in one's answer that another's request wants.
//!
//! An id is a text whose name ends in `Id`, or `Ids` of several, with something before it. Names
//! that end in `OpenId` are the caller's own, so no action makes them. An agent's members are not
//! looked at: every action has those. `NeedRelievedFlowId` is a `FlowId`: where no answer has a
//! name, one that it ends in counts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic::{CATALOGUE, Entry};

/// The struct that every action has.
const AGENT: &str = "Agent";

/// An action at the other end, and its member there.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct RelatedAction {
    /// The action's name.
    pub action: &'static str,
    /// The member's path on the wire; the first item of each list around it.
    pub path: String,
}

/// The actions whose answer has what a member of this struct in a request wants.
pub fn producers(around: &StructSchema, field: &FieldSchema) -> &'static [RelatedAction] {
    let wanted = id(field).filter(|_| around.name != AGENT);
    wanted.and_then(|name| INDEX.made.get(kind_of(name)?)).map_or(&[], Vec::as_slice)
}

/// The actions whose request wants what an answer's member has.
pub fn consumers(field: &FieldSchema) -> &'static [RelatedAction] {
    id(field).and_then(|name| INDEX.used.get(name)).map_or(&[], Vec::as_slice)
}

struct Index {
    /// By an id's name: whose answers have it, and do not want it first.
    made: BTreeMap<&'static str, Vec<RelatedAction>>,
    /// By an id's name: whose requests want it.
    used: BTreeMap<&'static str, Vec<RelatedAction>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let (mut made, mut used) = (BTreeMap::new(), BTreeMap::new());
    for entry in CATALOGUE {
        let wanted = ids(entry, entry.descriptor().request);
        for found in ids(entry, entry.descriptor().response) {
            let is_wanted = |it: &Id| it.name == found.name && it.field.required;
            if !wanted.iter().any(is_wanted) {
                add(&mut made, found.name, found.feed);
            }
        }
    }
    let names: BTreeSet<_> = made.keys().copied().collect();
    for entry in CATALOGUE {
        for found in ids(entry, entry.descriptor().request) {
            if let Some(name) = ending(found.name, &names) {
                add(&mut used, name, found.feed);
            }
        }
    }
    Index { made, used }
});

/// One line an action: its first member of that name.
fn add(
    feeds: &mut BTreeMap<&'static str, Vec<RelatedAction>>,
    name: &'static str,
    feed: RelatedAction,
) {
    let known = feeds.entry(name).or_default();
    if known.iter().all(|it| it.action != feed.action) {
        known.push(feed);
    }
}

/// The name among those of answers that a request's name stands for.
fn kind_of(name: &'static str) -> Option<&'static str> {
    let names = INDEX.made.keys().copied().collect();
    ending(name, &names)
}

/// The longest of some names that a name ends in, at the beginning of a word.
fn ending(name: &'static str, names: &BTreeSet<&'static str>) -> Option<&'static str> {
    let starts = name.char_indices().filter(|(_, letter)| letter.is_ascii_uppercase());
    starts.map(|(at, _)| &name[at..]).find(|end| names.contains(end))
}

/// An id of a request or an answer.
struct Id {
    name: &'static str,
    field: &'static FieldSchema,
    feed: RelatedAction,
}

fn ids(entry: &Entry, schema: fn() -> &'static StructSchema) -> Vec<Id> {
    let mut found = Vec::new();
    collect(schema(), "", &mut Vec::new(), &mut |field, path| {
        if let Some(name) = id(field) {
            let feed = RelatedAction { action: entry.descriptor().name, path };
            found.push(Id { name, field, feed });
        }
    });
    found
}

fn collect(
    schema: &'static StructSchema,
    place: &str,
    inside: &mut Vec<&'static str>,
    found: &mut impl FnMut(&'static FieldSchema, String),
) {
    if inside.contains(&schema.name) || schema.name == AGENT {
        return;
    }
    inside.push(schema.name);
    for field in schema.fields.iter().filter(|field| !field.hidden) {
        let item = if field.list { ".0" } else { "" };
        let path = format!("{place}{}{item}", field.name);
        match field.kind {
            FieldKind::Object(inner) => collect(inner(), &format!("{path}."), inside, found),
            _ => found(field, path),
        }
    }
    inside.pop();
}

/// An id's name, of one of them.
fn id(field: &FieldSchema) -> Option<&'static str> {
    let name = field.name.strip_suffix('s').filter(|_| field.list).unwrap_or(field.name);
    let is_id = matches!(field.kind, FieldKind::String) && name.ends_with("Id") && name != "Id";
    (is_id && !name.ends_with("OpenId") && !field.secret).then_some(name)
}
