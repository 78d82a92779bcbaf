//! Fields of a GET call: the query's `A.B.0.C=value` as the JSON that a POST has in its body.

use std::collections::BTreeMap;

use essbasic::schema::{FieldKind, FieldSchema, StructSchema};
use essbasic::{Descriptor, ErrorCode};
use serde_json::{Map, Value};

use crate::errors::ServiceError;
use crate::limits;

/// A value, or values by the next part of their paths.
enum Node {
    Text(String),
    Nested(BTreeMap<String, Node>),
}

/// Converts a query into a body. Values have the types of the schema where they can be converted;
/// the validation of the body rejects all others.
pub(crate) fn to_body(action: &'static Descriptor, query: &str) -> Result<Vec<u8>, ServiceError> {
    let mut root = BTreeMap::new();
    for (path, value) in form_urlencoded::parse(query.as_bytes()) {
        insert(&mut root, &path, value.into_owned()).ok_or_else(|| malformed(&path))?;
    }
    let fields = object((action.request)(), root).map_err(|path| malformed(&path))?;
    serde_json::to_vec(&fields).map_err(|error| malformed(&error.to_string()))
}

/// Inserts a value. Returns `None` if its path is too deep, or contradicts another one.
fn insert(root: &mut BTreeMap<String, Node>, path: &str, value: String) -> Option<()> {
    let parts: Vec<_> = path.split('.').collect();
    let (last, parents) = parts.split_last()?;
    if parts.len() > limits::QUERY_DEPTH {
        return None;
    }
    let mut nodes = root;
    for part in parents {
        let node = nodes.entry((*part).to_owned()).or_insert(Node::Nested(BTreeMap::new()));
        let Node::Nested(nested) = node else { return None };
        nodes = nested;
    }
    nodes.insert((*last).to_owned(), Node::Text(value)).is_none().then_some(())
}

/// Returns an object.
///
/// # Errors
///
/// The name of a list whose indexes are not 0, 1, 2, …
fn object(
    schema: &'static StructSchema,
    nodes: BTreeMap<String, Node>,
) -> Result<Map<String, Value>, String> {
    let field = |(name, node): (String, Node)| {
        let value = match (schema.field(&name), node) {
            (Some((_, field)), Node::Nested(items)) if field.list => list(field, &name, items)?,
            (Some((_, field)), node) => value(field, node)?,
            // The validation reports the unknown field.
            (None, _) => Value::String(String::new()),
        };
        Ok((name, value))
    };
    nodes.into_iter().map(field).collect()
}

/// Returns a list. Its indexes must be 0, 1, 2, …
fn list(
    field: &'static FieldSchema,
    name: &str,
    nodes: BTreeMap<String, Node>,
) -> Result<Value, String> {
    let mut items = BTreeMap::new();
    for (index, node) in nodes {
        let index: usize = index.parse().map_err(|_| name.to_owned())?;
        items.insert(index, value(field, node)?);
    }
    if items.keys().enumerate().any(|(expected, index)| expected != *index) {
        return Err(name.to_owned());
    }
    Ok(items.into_values().collect())
}

/// Returns a value, converted to the type of its field if possible.
fn value(field: &'static FieldSchema, node: Node) -> Result<Value, String> {
    let text = match (node, field.kind) {
        (Node::Nested(nodes), FieldKind::Object(schema)) => {
            return object(schema(), nodes).map(Value::Object);
        }
        // The validation rejects an object for every other kind of field.
        (Node::Nested(_), _) => return Ok(Value::Object(Map::new())),
        (Node::Text(text), _) => text,
    };
    let parsed = match field.kind {
        FieldKind::Int64 => text.parse::<i64>().ok().map(Value::from),
        FieldKind::Uint64 => text.parse::<u64>().ok().map(Value::from),
        FieldKind::Float => text.parse::<f64>().ok().map(Value::from),
        // An official client writes `True`.
        FieldKind::Bool => text.to_ascii_lowercase().parse::<bool>().ok().map(Value::from),
        _ => None,
    };
    Ok(parsed.unwrap_or(Value::String(text)))
}

fn malformed(path: &str) -> ServiceError {
    let path = limits::excerpt(path);
    ServiceError::new(
        ErrorCode::INVALID_PARAMETER,
        format!("参数错误：{path}"),
        format!(
            "The query parameter {path} is repeated, nested too deep, or not an index of a list."
        ),
    )
}
