//! Index of all actions: which words, concepts and names are in which section of an action.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use essbasic::schema::{FieldSchema, StructSchema};
use essbasic::{CATALOGUE, Entry};

use super::super::docs::{strip_markdown, summary};
use super::super::domain::domain_name;
use super::lexicon::{self, Word};
use super::reason::MatchReason;
use super::text;
use crate::{Language, catalogue_docs};

/// Weight of names, titles and tasks, and of error codes.
pub(super) const LABEL: f32 = 10.0;
const TASK: f32 = 9.0;
const FIELD_NAME: f32 = 8.0;
const INNER_FIELD_NAME: f32 = 5.0;
const SUMMARY: f32 = 5.0;
const VALUE: f32 = 4.0;
const DOMAIN: f32 = 3.0;
const DOCUMENTATION: f32 = 1.5;
const FIELD_WORD: f32 = 1.5;
const CODE_WORD: f32 = 1.0;
const FIELD_DOC: f32 = 0.7;

/// Part of the weight that the name of a field has in a response.
const RESPONSE: f32 = 0.6;

/// Concepts of destructive actions, which rank lower unless the query asks for them.
const DESTRUCTIVE: [&str; 5] = ["cancel", "delete", "disable", "close", "release"];

/// The index, built by the first query.
pub(super) static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

/// Sections by feature. A feature is a word, a concept, or the whole name of something.
#[derive(Debug, Default)]
pub(super) struct Index {
    words: BTreeMap<String, u32>,
    concepts: BTreeMap<&'static str, u32>,
    /// Normalized names of actions, fields and error codes, and titles.
    names: BTreeMap<String, u32>,
    /// Values of fields in lower case, otherwise as they are spelled: `create_seal` is one, but the words
    /// `create seal` and `auto-sign` are a task.
    values: BTreeMap<String, u32>,
    /// Sections that have a feature, ascending.
    postings: Vec<Vec<u32>>,
    sections: Vec<Section>,
    /// Actions by owner of a section: an action of its own, or all that contain a struct.
    pub(super) owners: Vec<Vec<usize>>,
    /// Names, title and tasks by action, each as words, each with its features.
    pub(super) labels: Vec<Vec<Vec<Vec<u32>>>>,
    /// Number of actions that have a feature in a label.
    label_frequency: Vec<u16>,
    /// Stems of the English words of labels, fields and synonyms, ascending.
    vocabulary: Vec<String>,
}

/// A part of an action or struct.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub(super) owner: usize,
    pub(super) weight: f32,
    pub(super) reason: Option<MatchReason>,
}

/// A struct with the actions that contain it in their requests, or in their responses.
struct Owner {
    schema: &'static StructSchema,
    is_root: bool,
    is_response: bool,
    actions: Vec<usize>,
}

impl Index {
    fn new() -> Self {
        let mut index = Self::default();
        let tasks = tasks();
        let mut vocabulary: BTreeSet<String> =
            lexicon::known_words().iter().map(|it| it.to_lowercase()).collect();
        for (action, entry) in CATALOGUE.iter().enumerate() {
            index.owners.push(vec![action]);
            let phrases = tasks.get(entry.descriptor().name).map_or(&[][..], Vec::as_slice);
            index.add_action(action, entry, phrases);
            let name = entry.descriptor().name;
            let texts = [name].into_iter().chain(phrases.iter().copied());
            vocabulary.extend(texts.flat_map(text::parts));
        }
        index.add_schemas(&mut vocabulary);
        index.count_labels();
        vocabulary.retain(|word| word.len() > 1 && !lexicon::is_stop_word(word));
        let stems: BTreeSet<_> = vocabulary.iter().map(|word| text::stem(word)).collect();
        index.vocabulary = stems.into_iter().collect();
        index
    }

    fn add_action(&mut self, owner: usize, entry: &'static Entry, tasks: &[&'static str]) {
        let action = entry.descriptor();
        let name = self.section(owner, LABEL, None);
        for whole in [action.name, text::without_channel(action.name), action.title] {
            self.add_name(name, whole);
        }
        let mut labels = Vec::new();
        let named = [text::without_channel(action.name), action.title];
        labels.push(self.add_text(name, named[0]));
        labels.push(self.add_text(name, named[1]));
        let task = self.section(owner, TASK, None);
        labels.extend(tasks.iter().map(|phrase| self.add_text(task, phrase)));
        self.labels.push(labels);
        let domain = self.section(owner, DOMAIN, None);
        self.add_text(domain, entry.domain());
        for language in Language::ALL {
            self.add_text(domain, &domain_name(entry.domain(), language));
            let doc = catalogue_docs::action(language, action);
            let section = self.section(owner, SUMMARY, None);
            self.add_text(section, &strip_markdown(&summary(doc)));
            let section = self.section(owner, DOCUMENTATION, Some(MatchReason::Documentation));
            self.add_text(section, doc);
        }
        for code in action.errors {
            let reason = Some(MatchReason::ErrorCode(code));
            let section = self.section(owner, LABEL, reason);
            self.add_name(section, code);
            if let Some((_, last)) = code.rsplit_once('.') {
                self.add_name(section, last);
                let section = self.section(owner, CODE_WORD, reason);
                self.add_text(section, last);
            }
        }
    }

    /// Adds the fields of all requests and responses, those of each struct once.
    fn add_schemas(&mut self, vocabulary: &mut BTreeSet<String>) {
        // A struct may be in requests of some actions and in responses of others.
        let mut owners: BTreeMap<(&str, bool), Owner> = BTreeMap::new();
        for (action, entry) in CATALOGUE.iter().enumerate() {
            let action_schemas = [entry.descriptor().request, entry.descriptor().response];
            for (root, is_response) in action_schemas.into_iter().zip([false, true]) {
                let root = root();
                for schema in root.with_inner() {
                    let owner = owners.entry((schema.name, is_response)).or_insert_with(|| {
                        let is_root = schema.name == root.name;
                        Owner { schema, is_root, is_response, actions: Vec::new() }
                    });
                    owner.actions.push(action);
                }
            }
        }
        for owner in owners.into_values() {
            self.owners.push(owner.actions.clone());
            for field in owner.schema.fields.iter().filter(|field| !field.hidden) {
                self.add_field(&owner, field);
                vocabulary.extend(text::parts(field.name));
            }
        }
    }

    /// Adds a field of the struct that was added last.
    fn add_field(&mut self, of: &Owner, field: &'static FieldSchema) {
        let owner = self.owners.len() - 1;
        let reason = Some(MatchReason::FieldName(field.name));
        let weight = if of.is_root { FIELD_NAME } else { INNER_FIELD_NAME };
        let weight = if of.is_response { weight * RESPONSE } else { weight };
        let section = self.section(owner, weight, reason);
        self.add_name(section, field.name);
        let section = self.section(owner, VALUE, reason);
        for value in field.values.iter().filter(|value| value.wire.len() > 1) {
            self.add_value(section, value.wire);
        }
        let section = self.section(owner, FIELD_WORD, reason);
        self.add_text(section, field.name);
        let section = self.section(owner, FIELD_DOC, Some(MatchReason::FieldDoc(field.name)));
        for language in Language::ALL {
            self.add_text(section, catalogue_docs::field(language, of.schema, field));
        }
    }

    fn section(&mut self, owner: usize, weight: f32, reason: Option<MatchReason>) -> u32 {
        self.sections.push(Section { owner, weight, reason });
        u32::try_from(self.sections.len() - 1).unwrap_or_default()
    }

    fn add_name(&mut self, section: u32, name: &str) {
        let name = text::normalize_name(name);
        let next = self.postings.len();
        let feature =
            *self.names.entry(name).or_insert_with(|| u32::try_from(next).unwrap_or_default());
        self.post(feature, section);
    }

    fn add_value(&mut self, section: u32, value: &str) {
        let next = u32::try_from(self.postings.len()).unwrap_or_default();
        let feature = *self.values.entry(value.to_lowercase()).or_insert(next);
        self.post(feature, section);
    }

    /// Adds the words of a text and their concepts; returns their features.
    fn add_text(&mut self, section: u32, text: &str) -> Vec<Vec<u32>> {
        lexicon::split(text).into_iter().map(|word| self.add_word(section, word)).collect()
    }

    fn add_word(&mut self, section: u32, word: Word) -> Vec<u32> {
        let mut features = Vec::with_capacity(1 + word.concepts.len());
        let next = u32::try_from(self.postings.len()).unwrap_or_default();
        features.push(*self.words.entry(word.text).or_insert(next));
        self.post(features[0], section);
        for concept in word.concepts {
            let next = u32::try_from(self.postings.len()).unwrap_or_default();
            let feature = *self.concepts.entry(concept).or_insert(next);
            self.post(feature, section);
            features.push(feature);
        }
        features
    }

    fn post(&mut self, feature: u32, section: u32) {
        let feature = feature as usize;
        if feature == self.postings.len() {
            self.postings.push(Vec::new());
        }
        let sections = &mut self.postings[feature];
        if sections.last() != Some(&section) {
            sections.push(section);
        }
    }

    fn count_labels(&mut self) {
        self.label_frequency = vec![0; self.postings.len()];
        for labels in &self.labels {
            let features: BTreeSet<u32> = labels.iter().flatten().flatten().copied().collect();
            for feature in features {
                self.label_frequency[feature as usize] += 1;
            }
        }
    }

    /// Returns the feature of a word.
    pub(super) fn word(&self, text: &str) -> Option<u32> {
        self.words.get(text).copied()
    }

    /// Returns the feature of a concept.
    pub(super) fn concept(&self, name: &str) -> Option<u32> {
        self.concepts.get(name).copied()
    }

    /// Returns the features of what was typed as a whole: of the name of an action, field or error code or
    /// of a title in any spelling, and of a value of a field.
    pub(super) fn name(&self, typed: &str) -> impl Iterator<Item = u32> {
        let name = self.names.get(&text::normalize_name(typed));
        name.into_iter().chain(self.values.get(&typed.to_lowercase())).copied()
    }

    /// Returns the sections that have a feature.
    pub(super) fn sections(&self, feature: u32) -> impl Iterator<Item = Section> + '_ {
        let sections = self.postings.get(feature as usize).map_or(&[][..], Vec::as_slice);
        sections.iter().filter_map(|section| self.sections.get(*section as usize).copied())
    }

    /// Returns the weight of a word of a label by how few actions have its concept in theirs.
    pub(super) fn label_weight(&self, word: &[u32]) -> f32 {
        let frequency = |feature: &u32| self.label_frequency.get(*feature as usize).copied();
        inverse_frequency(f32::from(word.iter().filter_map(frequency).max().unwrap_or(1)))
    }

    /// Returns whether an action is destructive: cancels, deletes or disables something.
    pub(super) fn is_destructive(&self, action: usize) -> bool {
        let name = self.labels.get(action).and_then(|labels| labels.first());
        name.is_some_and(|name| name.iter().flatten().any(|it| self.is_destructive_concept(*it)))
    }

    /// Returns whether a feature is the concept of a destructive action.
    pub(super) fn is_destructive_concept(&self, feature: u32) -> bool {
        DESTRUCTIVE.iter().any(|concept| self.concept(concept) == Some(feature))
    }

    /// Returns the stems of the English words, ascending.
    pub(super) fn vocabulary(&self) -> &[String] {
        &self.vocabulary
    }
}

/// Reads the tasks of all actions.
fn tasks() -> BTreeMap<&'static str, Vec<&'static str>> {
    let lines = include_str!("tasks.txt").lines().filter(|line| !line.starts_with('#'));
    let lines = lines.filter_map(|line| line.split_once(':'));
    lines.map(|(name, tasks)| (name, tasks.split(',').map(str::trim).collect())).collect()
}

/// Returns the inverse document frequency, as in BM25, of a feature that `frequency` actions have.
pub(super) fn inverse_frequency(frequency: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a hundred actions")]
    let all = CATALOGUE.len() as f32;
    (1.0 + (all - frequency + 0.5).max(0.0) / (frequency + 0.5)).ln()
}
