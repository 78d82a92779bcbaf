//! Related actions: those that return an ID, and those whose request needs it.
//!
//! An ID is a string whose name ends in `Id`, or a list whose name ends in `Ids`. Names that end in
//! `OpenId` are chosen by the caller, so no action returns them. The fields of agents are ignored.
//! If no response has the name of a request field, a suffix counts: `NeedRelievedFlowId` is a `FlowId`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic::{CATALOGUE, Entry};

/// Name of the struct that nearly every request has.
const AGENT: &str = "Agent";

/// A related action and its field.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct RelatedAction {
    /// Name of the action.
    pub action: &'static str,
    /// Wire path of the field, through the first item of enclosing lists.
    pub path: String,
}

/// Returns the actions whose responses contain the ID that a request field needs.
pub fn producers(around: &StructSchema, field: &FieldSchema) -> &'static [RelatedAction] {
    let needed = id(field).filter(|_| around.name != AGENT);
    needed.and_then(|name| INDEX.producers.get(kind_of(name)?)).map_or(&[], Vec::as_slice)
}

/// Returns the actions whose requests need the ID that a response field contains.
pub fn consumers(field: &FieldSchema) -> &'static [RelatedAction] {
    id(field).and_then(|name| INDEX.consumers.get(name)).map_or(&[], Vec::as_slice)
}

/// Actions that are usually called next with an ID, most useful first.
const USUAL_NEXT: [(&str, &[&str]); 8] = [
    (
        "FileId",
        &["ChannelCreateFlowByFiles", "ChannelCreateFlowGroupByFiles", "CreateFileConvertTask"],
    ),
    ("FlowId", &["CreateSignUrls", "DescribeFlowDetailInfo", "DescribeResourceUrlsByFlows"]),
    ("FlowGroupId", &["CreateSignUrls", "DescribeFlowDetailInfo", "CreateFlowGroupSignReview"]),
    ("ReportId", &["DescribeChannelFlowEvidenceReport"]),
    ("ResourceId", &["CreateFileConvertTask", "ChannelCreateFlowByFiles"]),
    ("RoleId", &["ChannelCreateUserRoles", "ChannelModifyRole", "ChannelDeleteRole"]),
    (
        "SealId",
        &["ChannelCreateSealPolicy", "ChannelUpdateSealStatus", "ChannelDeleteSealPolicies"],
    ),
    (
        "TemplateId",
        &["CreateFlowsByTemplates", "ChannelCreateMultiFlowSignQRCode", "OperateTemplate"],
    ),
];

/// Returns the actions whose requests need an ID of this name, most useful first after an action of a
/// domain. The action itself and deprecated ones are left out.
pub fn next_steps(after: &Entry, field: &FieldSchema) -> Vec<&'static RelatedAction> {
    let Some(name) = id(field) else { return Vec::new() };
    let name = if INDEX.consumers.contains_key(name) { Some(name) } else { kind_of(name) };
    let Some(name) = name else { return Vec::new() };
    let usual = USUAL_NEXT.iter().find(|(id, _)| *id == name).map_or(&[][..], |(_, usual)| *usual);
    let related = INDEX.consumers.get(name).map_or(&[][..], Vec::as_slice);
    let mut ranked: Vec<_> = related
        .iter()
        .filter_map(|it| {
            let entry = essbasic::find_action(it.action)?;
            let action = entry.descriptor();
            let is_other = action.name != after.descriptor().name && !action.deprecated;
            let usual = usual.iter().position(|name| *name == action.name);
            let is_far = entry.domain() != after.domain();
            // Fields of the request itself come before those of nested structs.
            let depth = it.path.matches('.').count();
            is_other.then_some(((usual.unwrap_or(usize::MAX), is_far, depth), it))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, related)| related).collect()
}

struct Index {
    /// Actions that return an ID and do not require it, by name of the ID.
    producers: BTreeMap<&'static str, Vec<RelatedAction>>,
    /// Actions whose requests need an ID, by name of the ID.
    consumers: BTreeMap<&'static str, Vec<RelatedAction>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let (mut producers, mut consumers) = (BTreeMap::new(), BTreeMap::new());
    for entry in CATALOGUE {
        let needed = ids(entry, entry.descriptor().request);
        for found in ids(entry, entry.descriptor().response) {
            let is_wanted = |it: &Id| it.name == found.name && it.field.required;
            if !needed.iter().any(is_wanted) {
                add(&mut producers, found.name, found.related);
            }
        }
    }
    let names: BTreeSet<_> = producers.keys().copied().collect();
    for entry in CATALOGUE {
        for found in ids(entry, entry.descriptor().request) {
            if let Some(name) = ending(found.name, &names) {
                add(&mut consumers, name, found.related);
            }
        }
    }
    Index { producers, consumers }
});

/// Adds an action once, with its first field of that name.
fn add(
    index: &mut BTreeMap<&'static str, Vec<RelatedAction>>,
    name: &'static str,
    related: RelatedAction,
) {
    let known = index.entry(name).or_default();
    if known.iter().all(|it| it.action != related.action) {
        known.push(related);
    }
}

/// Returns the name in responses that corresponds to a name in a request.
fn kind_of(name: &'static str) -> Option<&'static str> {
    let names = INDEX.producers.keys().copied().collect();
    ending(name, &names)
}

/// Returns the longest of some names that a name ends in, at the start of a word.
fn ending(name: &'static str, names: &BTreeSet<&'static str>) -> Option<&'static str> {
    let starts = name.char_indices().filter(|(_, letter)| letter.is_ascii_uppercase());
    starts.map(|(start, _)| &name[start..]).find(|end| names.contains(end))
}

/// An ID in a request or response.
struct Id {
    name: &'static str,
    field: &'static FieldSchema,
    related: RelatedAction,
}

fn ids(entry: &Entry, schema: fn() -> &'static StructSchema) -> Vec<Id> {
    let mut found = Vec::new();
    collect(schema(), "", &mut Vec::new(), &mut |field, path| {
        if let Some(name) = id(field) {
            let related = RelatedAction { action: entry.descriptor().name, path };
            found.push(Id { name, field, related });
        }
    });
    found
}

fn collect(
    schema: &'static StructSchema,
    prefix: &str,
    enclosing: &mut Vec<&'static str>,
    found: &mut impl FnMut(&'static FieldSchema, String),
) {
    if enclosing.contains(&schema.name) || schema.name == AGENT {
        return;
    }
    enclosing.push(schema.name);
    for field in schema.fields.iter().filter(|field| !field.hidden) {
        let item = if field.list { ".0" } else { "" };
        let path = format!("{prefix}{}{item}", field.name);
        match field.kind {
            FieldKind::Object(inner) => collect(inner(), &format!("{path}."), enclosing, found),
            _ => found(field, path),
        }
    }
    enclosing.pop();
}

/// Returns the name of an ID field, in the singular.
fn id(field: &FieldSchema) -> Option<&'static str> {
    let name = field.name.strip_suffix('s').filter(|_| field.list).unwrap_or(field.name);
    let is_id = matches!(field.kind, FieldKind::String) && name.ends_with("Id") && name != "Id";
    (is_id && !name.ends_with("OpenId") && !field.secret).then_some(name)
}
