//! The same for members in JSON.

use serde_json::{Map, Value};

use super::{Page, Pagination};
use crate::action::Descriptor;
use crate::schema::FieldKind;

const OFFSET: &str = "Offset";
const LIMIT: &str = "Limit";

/// Where members ask to begin, and in pages of which length.
pub(super) fn asked(members: &Map<String, Value>) -> (Option<u64>, Option<u64>) {
    let number = |name: &str| match members.get(name)? {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64(),
    };
    (number(OFFSET), number(LIMIT))
}

/// The members that ask for a page.
pub(super) fn page(
    action: &Descriptor,
    members: &Map<String, Value>,
    offset: u64,
    limit: u64,
) -> Map<String, Value> {
    let mut page = members.clone();
    for (name, number) in [(OFFSET, offset), (LIMIT, limit)] {
        let fields = (action.request)().fields;
        let kind = fields.iter().find(|field| field.name == name).map(|field| field.kind);
        let value = match kind {
            Some(FieldKind::String) => Value::from(number.to_string()),
            _ => Value::from(number),
        };
        page.insert(name.to_owned(), value);
    }
    page
}

/// The items of a page, and how many there are in all.
pub(super) fn open(listing: &Pagination, members: Map<String, Value>) -> Page<Value> {
    let mut answer = Value::Object(members);
    let total = listing.total.and_then(|path| at(&mut answer, path)?.as_u64());
    let items = match at(&mut answer, listing.items).map(Value::take) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    (items, total)
}

fn at<'v>(value: &'v mut Value, path: &str) -> Option<&'v mut Value> {
    path.split('.').try_fold(value, |value, name| value.get_mut(name))
}
