//! Full-text search over actions: names, titles, documentation, fields and error codes.

use std::cmp::Reverse;
use std::sync::LazyLock;

use essbasic::schema::StructSchema;
use essbasic::{CATALOGUE, Entry};

use super::docs::summary;
use crate::{Language, catalogue_docs, limits};

/// An action that matches all words of a query.
#[derive(Clone, Debug)]
pub struct SearchResult {
    /// The action.
    pub entry: &'static Entry,
    /// Sum of the scores of all words; higher is better.
    pub score: u32,
    /// Matches outside name, title and summary, in the order of the words.
    pub reasons: Vec<MatchReason>,
}

/// The part of an action that matched a word, if name, title and summary do not show it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MatchReason {
    /// The name of a field.
    FieldName(&'static str),
    /// The documentation of a field.
    FieldDoc(&'static str),
    /// An error code.
    ErrorCode(&'static str),
    /// The documentation of the action, after its summary.
    Documentation,
}

/// Splits a query into lower-case words. Words after the twentieth are ignored.
pub fn split_query(query: &str) -> Vec<String> {
    query.split_whitespace().take(limits::QUERY_WORDS).map(str::to_lowercase).collect()
}

/// Returns the actions that match all `words`, best match first: by name, then title, then
/// documentation. Without words: the whole catalogue in its own order.
pub fn search(words: &[String]) -> Vec<SearchResult> {
    let phrase = words.concat();
    let mut results: Vec<_> =
        INDEX.iter().filter_map(|action| action.find(words, &phrase)).collect();
    results.sort_by_key(|result| Reverse(result.score));
    results
}

/// Lower-case texts of an action, in all languages.
struct IndexedAction {
    entry: &'static Entry,
    name: String,
    title: String,
    domain: String,
    summary: String,
    doc: String,
    fields: Vec<IndexedField>,
    codes: Vec<(String, &'static str)>,
}

struct IndexedField {
    name: &'static str,
    lower: String,
    doc: String,
}

static INDEX: LazyLock<Vec<IndexedAction>> =
    LazyLock::new(|| CATALOGUE.iter().map(IndexedAction::new).collect());

impl IndexedAction {
    fn new(entry: &'static Entry) -> Self {
        let action = entry.descriptor();
        let schemas = [(action.request)(), (action.response)()];
        let fields = schemas.into_iter().flat_map(StructSchema::with_inner);
        let fields = fields.flat_map(|schema| schema.fields.iter().map(move |it| (schema, it)));
        let fields = fields.filter(|(_, field)| !field.hidden).map(|(schema, field)| {
            let doc = |language| catalogue_docs::field(language, schema, field).to_lowercase();
            IndexedField {
                name: field.name,
                lower: field.name.to_lowercase(),
                doc: Language::ALL.map(doc).join("\n"),
            }
        });
        let docs = Language::ALL.map(|language| catalogue_docs::action(language, action));
        Self {
            entry,
            name: action.name.to_lowercase(),
            title: action.title.to_lowercase(),
            domain: entry.domain().replace('_', " "),
            summary: docs.map(summary).join("\n").to_lowercase(),
            doc: docs.join("\n").to_lowercase(),
            fields: fields.collect(),
            codes: action.errors.iter().map(|code| (code.to_lowercase(), *code)).collect(),
        }
    }

    /// Scores the action. `phrase` is all words joined, so that `QR code` finds `…QRCode`.
    fn find(&self, words: &[String], phrase: &str) -> Option<SearchResult> {
        let mut result = SearchResult { entry: self.entry, score: 0, reasons: Vec::new() };
        for word in words {
            let (score, reason) = self.score(word)?;
            result.score += score;
            result.reasons.extend(reason.filter(|reason| !result.reasons.contains(reason)));
        }
        if words.len() > 1 && (self.name.contains(phrase) || self.title.contains(phrase)) {
            result.score += 1000;
        }
        // An action with a field `QrCodeId` is about QR codes.
        let id = format!("{phrase}id");
        if !phrase.is_empty() && self.fields.iter().any(|field| field.lower == id) {
            result.score += 100;
        }
        Some(result)
    }

    /// Returns the score of the best match of a word.
    fn score(&self, word: &str) -> Option<(u32, Option<MatchReason>)> {
        if self.name == word || self.title == word {
            return Some((1000, None));
        }
        if self.name.strip_prefix("channel").unwrap_or(&self.name).starts_with(word)
            || self.name.starts_with(word)
        {
            return Some((200, None));
        }
        if self.name.contains(word) {
            return Some((150, None));
        }
        if self.title.contains(word) {
            return Some((100, None));
        }
        if self.domain.contains(word) || self.entry.domain() == word {
            return Some((60, None));
        }
        if let Some(field) = self.fields.iter().find(|field| field.lower == word) {
            return Some((50, Some(MatchReason::FieldName(field.name))));
        }
        if self.summary.contains(word) {
            return Some((40, None));
        }
        if let Some((_, code)) = self.codes.iter().find(|(code, _)| code.contains(word)) {
            return Some((30, Some(MatchReason::ErrorCode(code))));
        }
        if let Some(field) = self.fields.iter().find(|field| field.lower.contains(word)) {
            return Some((20, Some(MatchReason::FieldName(field.name))));
        }
        if self.doc.contains(word) {
            return Some((10, Some(MatchReason::Documentation)));
        }
        let field = self.fields.iter().find(|field| field.doc.contains(word))?;
        Some((5, Some(MatchReason::FieldDoc(field.name))))
    }
}
