//! Completion of fields by their path: `Agent.ProxyOperator.OpenId=`.

use std::ffi::{OsStr, OsString};

use clap_complete::engine::{CompletionCandidate, PathCompleter, ValueCompleter};
use essbasic::Entry;
use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic_devtools::{action_docs, catalogue_docs};

use crate::language;

/// Option that takes the path of a field.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum FieldOption {
    /// `--set PATH=VALUE`
    Set,
    /// `--file PATH=FILE`, for strings only.
    File,
}

/// Completes the next step of a path or, after the equals sign, its value.
pub(super) fn complete(
    action: Option<&'static Entry>,
    current: &OsStr,
    option: FieldOption,
) -> Vec<CompletionCandidate> {
    let (Some(action), Some(current)) = (action, current.to_str()) else { return Vec::new() };
    let request = (action.descriptor().request)();
    if let Some((path, value)) = current.split_once('=') {
        return match (option, find_field(request, path)) {
            (FieldOption::Set, Some(field)) => values(field, path, value),
            (FieldOption::File, Some(_)) => files(&format!("{path}="), value),
            (_, None) => Vec::new(),
        };
    }
    let (parent, prefix) = current.rsplit_once('.').unwrap_or(("", current));
    let Some(node) = find_node(request, parent) else { return Vec::new() };
    let language = language::current();
    let parent = if parent.is_empty() { String::new() } else { format!("{parent}.") };
    match node {
        Node::Object(schema) => {
            let prefix = prefix.to_lowercase();
            let fields = schema.fields.iter().filter(|field| !field.hidden);
            let fields = fields.filter(|field| field.name.to_lowercase().starts_with(&prefix));
            let fields = fields.filter(|field| option == FieldOption::Set || may_hold_file(field));
            fields
                .map(|field| {
                    let end = if field.list || field.kind.object().is_some() { "." } else { "=" };
                    let doc = catalogue_docs::field(language, schema, field);
                    with_help(format!("{parent}{}{end}", field.name), doc)
                })
                .collect()
        }
        // The index that was typed. Default: 0.
        Node::List(schema, field) => {
            let index = if prefix.is_empty() { "0" } else { prefix };
            if !index.bytes().all(|b| b.is_ascii_digit()) {
                return Vec::new();
            }
            let end = if field.kind.object().is_some() { "." } else { "=" };
            let doc = catalogue_docs::field(language, schema, field);
            vec![with_help(format!("{parent}{index}{end}"), doc)]
        }
    }
}

/// Inner node of the tree of fields.
enum Node {
    Object(&'static StructSchema),
    /// A list and the struct that it is a field of.
    List(&'static StructSchema, &'static FieldSchema),
}

fn find_node(request: &'static StructSchema, path: &str) -> Option<Node> {
    let mut node = Node::Object(request);
    for step in path.split('.').filter(|step| !step.is_empty()) {
        node = match node {
            Node::Object(schema) => match schema.field(step)?.1 {
                field if field.list => Node::List(schema, field),
                field => Node::Object(field.kind.object()?),
            },
            Node::List(_, field) if step.parse::<usize>().is_ok() => {
                Node::Object(field.kind.object()?)
            }
            Node::List(..) => return None,
        };
    }
    Some(node)
}

fn find_field(request: &'static StructSchema, path: &str) -> Option<&'static FieldSchema> {
    let (parent, last) = path.rsplit_once('.').unwrap_or(("", path));
    match find_node(request, parent)? {
        Node::Object(schema) => schema.field(last).map(|(_, field)| field),
        Node::List(_, field) => last.parse::<usize>().ok().map(|_| field),
    }
}

/// Completes documented values, and those of a boolean.
fn values(field: &FieldSchema, path: &str, prefix: &str) -> Vec<CompletionCandidate> {
    let language = language::current();
    let doc = |value| catalogue_docs::value(language, field, value);
    let documented = field.values.iter().map(|value| (value.wire, doc(value)));
    let booleans = [("true", ""), ("false", "")];
    let booleans = booleans.into_iter().filter(|_| matches!(field.kind, FieldKind::Bool));
    let found = documented.chain(booleans).filter(|(value, _)| value.starts_with(prefix));
    found.map(|(value, doc)| with_help(format!("{path}={value}"), doc)).collect()
}

/// Completes the path of a file after a prefix.
pub(super) fn files(prefix: &str, path: &str) -> Vec<CompletionCandidate> {
    let found = PathCompleter::any().complete(OsStr::new(path));
    found.into_iter().map(|candidate| candidate.add_prefix(prefix)).collect()
}

/// Creates a candidate with the first sentence of its documentation.
pub(super) fn with_help(word: impl Into<OsString>, help: &str) -> CompletionCandidate {
    let help = Some(action_docs::first_sentence(help)).filter(|help| !help.is_empty());
    let help = help.map(Into::into);
    CompletionCandidate::new(word).help(help)
}

/// Returns whether the field, or a field inside it, may hold a file.
fn may_hold_file(field: &FieldSchema) -> bool {
    matches!(field.kind, FieldKind::String | FieldKind::Object(_))
}
