//! What a reader knows of a table: its rows as JSON, whatever they are.

use std::any::Any;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};

use super::Table;

/// A table, to be looked at.
pub(crate) trait Listed {
    /// Its name.
    fn name(&self) -> &'static str;

    /// How many rows it has.
    fn len(&self) -> usize;

    /// A row.
    fn row(&self, key: &str) -> Option<Arc<dyn Row>>;

    /// Its rows in the order of their keys, or against it, so that they can be looked at when the
    /// table is let go of.
    fn rows(&self, backwards: bool, from: usize, most: usize) -> Vec<(String, Arc<dyn Row>)>;
}

/// A row, to be looked at.
pub(crate) trait Row: Send + Sync {
    /// Its members.
    fn json(&self) -> Value;
}

impl<T: Clone + Row + 'static> Listed for Table<T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, key: &str) -> Option<Arc<dyn Row>> {
        self.rows.get(key).map(|row| Arc::clone(row) as _)
    }

    fn rows(&self, backwards: bool, from: usize, most: usize) -> Vec<(String, Arc<dyn Row>)> {
        let row = |(key, row): (&String, &Arc<T>)| (key.clone(), Arc::clone(row) as Arc<dyn Row>);
        if backwards {
            self.rows.iter().rev().skip(from).take(most).map(row).collect()
        } else {
            self.rows.iter().skip(from).take(most).map(row).collect()
        }
    }
}

impl<T: Serialize + Send + Sync + 'static> Row for T {
    fn json(&self) -> Value {
        // A file's content may be a hundred megabytes: only how long it is, is shown.
        match (self as &dyn Any).downcast_ref::<String>() {
            Some(text) => json!({ "base64_length": text.len() }),
            None => serde_json::to_value(self).unwrap_or_default(),
        }
    }
}
