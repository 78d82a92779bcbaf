//! Which members of a row stand in a list, and how: nothing there is about people.

use essbasic_sandbox::Row;
use maud::{Markup, html};
use serde_json::Value;

use crate::time;
use crate::tree::{Marks, secrets};

/// What says most of a row, whatever it is; lists have the first few of these that rows have.
const TELLING: [&str; 19] = [
    "kind",
    "purpose",
    "name",
    "flow_name",
    "status",
    "open_id",
    "template",
    "flow",
    "file",
    "quota",
    "count",
    "contracts",
    "verified",
    "delivered",
    "attempts",
    "on",
    "created_on",
    "done_on",
    "expires_on",
];

/// How many columns a list has beside the key.
const COLUMNS: usize = 5;

/// The columns of some rows.
pub(super) fn of(rows: &[Row]) -> Vec<&'static str> {
    let has = |name: &&&str| rows.iter().any(|row| row.value.get(**name).is_some());
    TELLING.iter().filter(has).take(COLUMNS).copied().collect()
}

/// A row's cells.
pub(super) fn cells(row: &Row, columns: &[&'static str]) -> Markup {
    let marks = Marks::Paths(row.pii_paths, String::new());
    let hidden = secrets(&row.value, &marks);
    let is_hidden = |text: &str| hidden.iter().any(|it| text.contains(it.as_str()));
    html! {
        @for name in columns {
            td {
                @match &row.value[*name] {
                    Value::Null => {}
                    Value::String(text) if text.is_empty() => {}
                    _ if marks.member(name).0 => span.faint { "•••" },
                    Value::String(text) if is_hidden(text) => span.faint { "•••" },
                    Value::String(text) => (text),
                    Value::Number(number) if is_time(name) => {
                        (time::seconds(number.as_i64().unwrap_or(i64::MAX)))
                    },
                    Value::Bool(_) | Value::Number(_) => (row.value[*name]),
                    // What kind of thing it is, of several kinds.
                    Value::Object(one) if one.len() == 1 => @for kind in one.keys() { (kind) },
                    Value::Array(_) | Value::Object(_) => span.faint { "…" },
                }
            }
        }
    }
}

/// Whether a member is a time, by its name.
fn is_time(name: &str) -> bool {
    name == "on" || name.ends_with("_on")
}
