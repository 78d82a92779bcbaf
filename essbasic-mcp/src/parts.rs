//! Long results and resources, kept to be read part by part.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use essbasic_devtools::{Language, t};
use serde_json::{Map, Value};

use crate::limits;

/// Results that were too long for one part, oldest first.
#[derive(Debug, Default)]
pub(crate) struct KeptResults(Mutex<Store>);

#[derive(Default)]
struct Store {
    next: u64,
    results: VecDeque<(u64, String)>,
}

/// A part of a kept result.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    text: String,
    total: usize,
    next: Option<String>,
}

impl KeptResults {
    /// Returns a JSON object unchanged if it is short.
    ///
    /// Otherwise keeps its text, and returns its short fields and the first part.
    pub(crate) fn shorten(&self, whole: Value, language: Language) -> Value {
        let text = whole.to_string();
        if text.len() <= limits::RESULT_BYTES {
            return whole;
        }
        let mut fields = match whole {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        // Short fields, such as the outcome, stay in the first part.
        fields.retain(|_, value| value.to_string().len() <= 1024);
        self.keep(text).describe(&mut fields, language);
        Value::Object(fields)
    }

    /// Keeps the text of a result, and returns its first part.
    ///
    /// Drops the oldest results if there are too many.
    fn keep(&self, text: String) -> Part {
        let mut kept = self.lock();
        kept.next += 1;
        let id = kept.next;
        let part = part(id, &text, 0);
        kept.results.push_back((id, text));
        let bytes = |kept: &Store| kept.results.iter().map(|(_, text)| text.len()).sum::<usize>();
        while kept.results.len() > limits::KEPT_RESULTS
            || (kept.results.len() > 1 && bytes(&kept) > limits::KEPT_RESULT_BYTES)
        {
            kept.results.pop_front();
        }
        part
    }

    /// Returns the part that a cursor names, if the result is still kept.
    pub(crate) fn read(&self, cursor: &str) -> Option<Part> {
        let (id, offset) = cursor.split_once(':')?;
        let (id, offset) = (id.parse().ok()?, offset.parse().ok()?);
        let kept = self.lock();
        let (_, text) = kept.results.iter().find(|(other, _)| *other == id)?;
        text.is_char_boundary(offset).then(|| part(id, text, offset))
    }

    fn lock(&self) -> MutexGuard<'_, Store> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("results", &self.results.len()).finish_non_exhaustive()
    }
}

fn part(id: u64, text: &str, start: usize) -> Part {
    let mut end = text.len().min(start.saturating_add(limits::RESULT_BYTES / 2));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let next = (end < text.len()).then(|| format!("{id}:{end}"));
    Part { text: text[start..end].to_owned(), total: text.len(), next }
}

impl Part {
    /// Adds the part to a result, with how to read the next one.
    pub(crate) fn describe(self, fields: &mut Map<String, Value>, language: Language) {
        fields.insert("part".to_owned(), self.text.into());
        fields.insert("total_bytes".to_owned(), self.total.into());
        if let Some(next) = self.next {
            fields.insert("next".to_owned(), next.into());
            let note = t!(language, "mcp-part-note");
            fields.insert("part_note".to_owned(), note.into_owned().into());
        }
    }
}
