//! Splits a query into terms: each word with its synonyms, completions or corrections.

use super::index::Index;
use super::lexicon::{self, Word};
use super::text::{self, Piece};
use crate::limits;

/// Weight of a synonym.
const SYNONYM: f32 = 0.9;

/// Weight of a concept that is near that of the word.
const NEAR: f32 = 0.4;

/// Weight of a word that begins with the typed one.
const COMPLETION: f32 = 0.8;

/// Weight of a word that is spelled similarly.
const CORRECTION: f32 = 0.7;

/// Importance of the parts of a name that is known as a whole.
const PART: f32 = 0.1;

/// Importance of a pair of Chinese characters that is not a known word.
const PAIR: f32 = 0.6;

/// Maximum number of words that complete a typed one.
const MAX_COMPLETIONS: usize = 12;

/// Maximum length of a word to complete, correct or split.
const MAX_WORD: usize = 40;

/// A word of a query.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// Text, which identifies the term.
    text: String,
    /// Features that match, each with its weight.
    pub(super) features: Vec<(u32, f32)>,
    /// Factor of the term's weight.
    pub(super) importance: f32,
    /// `true` if no action has the word as it was typed.
    pub(super) is_corrected: bool,
}

/// Splits a query into terms, at most twice as many as [`limits::QUERY_WORDS`].
pub(super) fn terms(query: &str, index: &Index) -> Vec<Term> {
    let query = text::to_half_width(query);
    let pieces = text::pieces(&query);
    let mut terms = Terms { index, terms: Vec::new() };
    // One expression, such as `QR code`, is searched as such, even if a field has its name.
    if pieces.len() > 1 && lexicon::split(&query).len() > 1 {
        terms.add_name(&query);
    }
    let mut english = Vec::new();
    for piece in pieces.into_iter().take(limits::QUERY_WORDS) {
        match piece {
            Piece::Latin(token) => {
                let parts = text::parts(token);
                let is_word = parts.len() == 1 && parts.iter().all(|part| is_known(part, index));
                let is_name = !is_word && terms.add_name(token);
                let parts = parts.into_iter().flat_map(|part| split(part, index));
                if is_name {
                    terms.add_english(&parts.collect::<Vec<_>>(), PART);
                } else {
                    english.extend(parts);
                }
            }
            Piece::Han(run) => {
                terms.add_english(&std::mem::take(&mut english), 1.0);
                terms.add_name(run);
                for word in lexicon::split(run) {
                    terms.add_word(&word, 1.0);
                }
            }
        }
    }
    terms.add_english(&english, 1.0);
    terms.terms.truncate(2 * limits::QUERY_WORDS);
    terms.terms
}

struct Terms<'a> {
    index: &'a Index,
    terms: Vec<Term>,
}

impl Terms<'_> {
    /// Adds the whole name of an action, field, value or error code, or a title; returns `false` for
    /// other names.
    fn add_name(&mut self, name: &str) -> bool {
        let features: Vec<_> = self.index.name(name).map(|feature| (feature, 1.0)).collect();
        let is_name = !features.is_empty();
        if is_name {
            let text = text::normalize_name(name);
            self.add(Term { text, features, importance: 1.0, is_corrected: false });
        }
        is_name
    }

    fn add_english(&mut self, parts: &[String], importance: f32) {
        let mut found = Vec::new();
        lexicon::phrases(parts, &mut found);
        for word in &found {
            self.add_word(word, importance);
        }
    }

    fn add_word(&mut self, word: &Word, importance: f32) {
        let is_ascii = word.text.is_ascii();
        let is_pair = !is_ascii && word.concepts.is_empty();
        let importance = if is_pair { importance * PAIR } else { importance };
        let mut features = features(self.index, &word.text, word.concepts, 1.0);
        let mut is_corrected = false;
        if is_ascii {
            features.extend(self.index.name(&word.text).map(|feature| (feature, 1.0)));
        }
        // Many words of the documentation are never searched for: `employ` is typed for `employee`.
        if is_ascii && self.index.vocabulary().binary_search(&word.text).is_err() {
            for known in completions(&word.written, self.index) {
                features.extend(with_concepts(self.index, known, COMPLETION));
            }
        }
        if is_ascii && features.is_empty() {
            is_corrected = true;
            for known in corrections(&word.text, self.index) {
                features.extend(with_concepts(self.index, known, CORRECTION));
            }
        }
        self.add(Term { text: word.text.clone(), features, importance, is_corrected });
    }

    fn add(&mut self, term: Term) {
        if self.terms.iter().all(|known| known.text != term.text) {
            self.terms.push(term);
        }
    }
}

/// Returns the features of a stem and of its concepts.
fn with_concepts(index: &Index, stem: &str, factor: f32) -> Vec<(u32, f32)> {
    features(index, stem, lexicon::concepts(stem), factor)
}

/// Returns the features of a word: its own, its concepts, and those near them.
fn features(index: &Index, word: &str, concepts: &[&'static str], factor: f32) -> Vec<(u32, f32)> {
    let mut features: Vec<_> = index.word(word).map(|it| (it, factor)).into_iter().collect();
    let own = concepts.iter().filter_map(|concept| index.concept(concept));
    features.extend(own.map(|feature| (feature, factor * SYNONYM)));
    let near = concepts.iter().flat_map(|concept| lexicon::near(concept));
    features.extend(near.filter_map(|it| index.concept(it)).map(|it| (it, factor * NEAR)));
    features
}

/// Returns whether a word is a stop word, has synonyms, or is in the index.
fn is_known(word: &str, index: &Index) -> bool {
    let stem = text::stem(word);
    lexicon::is_stop_word(word)
        || !lexicon::concepts(&stem).is_empty()
        || index.word(&stem).is_some()
}

/// Splits words that are written together: `qrcode`, `cancelcontract`. Returns other words unchanged.
fn split(word: String, index: &Index) -> Vec<String> {
    if is_known(&word, index) || !(5..=MAX_WORD).contains(&word.len()) || !word.is_ascii() {
        return vec![word];
    }
    let is_part = |part: &str| {
        let is_long = part.len() >= 3 || matches!(part, "qr" | "h5" | "by" | "of");
        is_long && (lexicon::is_stop_word(part) || is_in_vocabulary(part, index))
    };
    // For each prefix, by its length: the smallest number of words that it consists of, and the start of
    // the last one.
    let mut fewest: Vec<Option<(usize, usize)>> = vec![None; word.len() + 1];
    fewest[0] = Some((0, 0));
    for end in 1..=word.len() {
        for start in 0..end {
            if let Some((count, _)) = fewest[start]
                && fewest[end].is_none_or(|(known, _)| count + 1 < known)
                && is_part(&word[start..end])
            {
                fewest[end] = Some((count + 1, start));
            }
        }
    }
    let mut parts = Vec::new();
    let mut end = word.len();
    while end > 0 {
        let Some((_, start)) = fewest[end] else { return vec![word] };
        parts.push(word[start..end].to_owned());
        end = start;
    }
    parts.reverse();
    parts
}

/// Returns whether the stem of a word is in the vocabulary.
fn is_in_vocabulary(word: &str, index: &Index) -> bool {
    index.vocabulary().binary_search(&text::stem(word)).is_ok()
}

/// Returns the known stems that begin with what was typed.
fn completions<'a>(word: &str, index: &'a Index) -> impl Iterator<Item = &'a str> {
    let vocabulary = index.vocabulary();
    let start = vocabulary.partition_point(|known| known.as_str() < word);
    let word = word.to_owned();
    let is_short = word.len() < 2;
    let known = vocabulary[start..].iter().take_while(move |known| known.starts_with(&word));
    known.take(if is_short { 0 } else { MAX_COMPLETIONS }).map(String::as_str)
}

/// Returns the known stems that are spelled most similarly.
fn corrections<'a>(word: &str, index: &'a Index) -> Vec<&'a str> {
    let max_distance = match word.len() {
        4..=6 => 1,
        7..=MAX_WORD => 2,
        _ => return Vec::new(),
    };
    let cost = |known: &str| {
        if known.len().abs_diff(word.len()) > max_distance {
            return None;
        }
        let distance = strsim::osa_distance(word, known);
        let differs_at_start = usize::from(known.as_bytes().first() != word.as_bytes().first());
        // Swapped and mistyped letters are more frequent than missing ones.
        let cost = 10 * distance + 5 * differs_at_start + known.len().abs_diff(word.len());
        (distance <= max_distance).then_some(cost)
    };
    let known = index.vocabulary().iter().filter(|known| known.len() > 2);
    let costs: Vec<_> = known.filter_map(|known| Some((cost(known)?, known.as_str()))).collect();
    let min_cost = costs.iter().map(|(cost, _)| *cost).min();
    costs.into_iter().filter(|(cost, _)| Some(*cost) == min_cost).map(|(_, known)| known).collect()
}
