//! Essential fields: optional for the schema, but a call hardly makes sense without them.
//!
//! These are the fields of the action's first example.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use essbasic::{CATALOGUE, Descriptor, Entry};
use essbasic_devtools::examples;
use serde_json::{Map, Value};

/// Paths without numbers, by action.
static PATHS: LazyLock<BTreeMap<&'static str, BTreeSet<String>>> = LazyLock::new(|| {
    let paths = |action: &Descriptor| {
        let mut paths = BTreeSet::new();
        if let Some(example) = examples::for_action(action.name).first() {
            let mut request = example.request(0);
            request.remove("Agent");
            fields("", &request, &mut paths);
        }
        paths
    };
    let actions = CATALOGUE.iter().map(Entry::descriptor);
    actions.map(|action| (action.name, paths(action))).collect()
});

/// Returns whether the field at a path is essential.
pub(super) fn is_essential(action: &Descriptor, path: &str) -> bool {
    let steps = path.split('.').filter(|step| step.parse::<usize>().is_err());
    let path = steps.collect::<Vec<_>>().join(".");
    PATHS.get(action.name).is_some_and(|paths| paths.contains(&path))
}

fn fields(prefix: &str, object: &Map<String, Value>, paths: &mut BTreeSet<String>) {
    for (name, value) in object {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            Value::Object(inner) => fields(&path, inner, paths),
            Value::Array(items) => {
                for item in items.iter().filter_map(Value::as_object) {
                    fields(&path, item, paths);
                }
            }
            _ => {}
        }
        paths.insert(path);
    }
}
