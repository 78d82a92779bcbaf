//! Search for actions as people type: words of either language, synonyms, typing errors, names of
//! fields, error codes and parts of names.
//!
//! A query is split into terms ([`text`]), each with its synonyms ([`lexicon`]). The score of a match grows
//! with the term's inverse document frequency and with the weight of the section: most for name, title
//! and tasks, least for documentation. Not all terms have to match. Results that match more of the query
//! rank higher, and highest if their name, title or task consists of the query alone.

use std::collections::BTreeMap;

use essbasic::{CATALOGUE, Entry};

use index::{INDEX, Index};
use query::Term;

pub use reason::MatchReason;

mod index;
mod lexicon;
mod query;
mod reason;
mod text;

/// Share of a query's weight that must match; below it, results are reported as only the nearest.
const NEAREST: f32 = 0.45;

/// Minimum score of a result that matches all terms, as a share of the best score.
const RELEVANT: f32 = 0.1;

/// Minimum score of a result that matches some terms, as a share of the best score.
const RELEVANT_IN_PART: f32 = 0.3;

/// Factor of the score of a destructive action, if the query does not ask for one.
const UNASKED_DESTRUCTIVE: f32 = 0.7;

/// Weight of the similarity of a label: a task that is the query ranks before a name that has its words.
const SIMILAR_LABEL: f32 = 2.5;

/// Minimum similarity of a name to a query that matches nothing: Dice coefficient of their bigrams.
const SIMILAR: f64 = 0.45;

/// The actions that a search found.
#[derive(Clone, Debug, Default)]
pub struct SearchResults {
    /// The actions, best first.
    pub results: Vec<SearchResult>,
    /// `true` if no action matches the query as it was typed, and these are the most similar.
    pub nearest: bool,
}

/// An action that a search found.
#[derive(Clone, Debug)]
pub struct SearchResult {
    /// The action.
    pub entry: &'static Entry,
    /// Matches outside name, title and summary, in the order of the words.
    pub reasons: Vec<MatchReason>,
}

/// Searches the actions. An empty query returns the whole catalogue in its own order.
pub fn search(query: &str) -> SearchResults {
    if query.trim().is_empty() {
        let result = |entry| SearchResult { entry, reasons: Vec::new() };
        return SearchResults { results: CATALOGUE.iter().map(result).collect(), nearest: false };
    }
    let index = &*INDEX;
    let terms = query::terms(query, index);
    let found = rank(index, &terms);
    if found.results.is_empty() { similar_names(query) } else { found }
}

/// The best match of a term in an action.
#[derive(Clone, Copy, Debug, Default)]
struct Match {
    /// Weight of the section, at most [`index::LABEL`].
    strength: f32,
    reason: Option<MatchReason>,
}

/// A term with its best match in each action.
struct TermMatches<'a> {
    term: &'a Term,
    matches: Vec<Match>,
    /// Importance times inverse document frequency.
    weight: f32,
}

/// Scores all actions, and returns the relevant ones, best first.
fn rank(index: &Index, terms: &[Term]) -> SearchResults {
    let terms: Vec<_> = terms.iter().map(|term| match_term(index, term)).collect();
    let total: f32 = terms.iter().map(|it| it.weight).sum();
    let matched: f32 = terms.iter().filter(|it| it.is_found()).map(|it| it.weight).sum();
    let is_corrected = terms.iter().any(|it| it.term.is_corrected && it.is_found());
    let nearest = is_corrected || matched < NEAREST * total;
    let found: Vec<_> = terms.into_iter().filter(TermMatches::is_found).collect();
    let mut features = found.iter().flat_map(|it| &it.term.features);
    let asks_for_destructive = features.any(|(feature, _)| index.is_destructive_concept(*feature));
    let mut scored: Vec<(f32, bool, usize)> = (0..CATALOGUE.len())
        .map(|action| {
            let has_all = found.iter().all(|it| it.matches[action].strength > 0.0);
            let is_unasked = !asks_for_destructive && index.is_destructive(action);
            let factor = if is_unasked { UNASKED_DESTRUCTIVE } else { 1.0 };
            (factor * score(index, &found, action), has_all, action)
        })
        .filter(|(score, ..)| *score > 0.0)
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let best = scored.first().map_or(0.0, |it| it.0);
    let min_score = |has_all| best * if has_all { RELEVANT } else { RELEVANT_IN_PART };
    scored.retain(|(score, has_all, _)| *score >= min_score(*has_all));
    let result = |(_, _, action): &(f32, bool, usize)| SearchResult {
        entry: &CATALOGUE[*action],
        reasons: match_reasons(&found, *action),
    };
    SearchResults { results: scored.iter().map(result).collect(), nearest }
}

/// Finds the best match of a term in each action.
fn match_term<'a>(index: &Index, term: &'a Term) -> TermMatches<'a> {
    let mut matches = vec![Match::default(); CATALOGUE.len()];
    for (feature, factor) in &term.features {
        for section in index.sections(*feature) {
            let strength = section.weight * factor;
            for action in &index.owners[section.owner] {
                if let Some(best) = matches.get_mut(*action)
                    && strength > best.strength
                {
                    *best = Match { strength, reason: section.reason };
                }
            }
        }
    }
    let frequency: f32 = matches.iter().map(|it| (it.strength / index::LABEL).min(1.0)).sum();
    let weight = term.importance * index::inverse_frequency(frequency);
    TermMatches { term, matches, weight }
}

impl TermMatches<'_> {
    /// Returns whether any action matches.
    fn is_found(&self) -> bool {
        self.matches.iter().any(|it| it.strength > 0.0)
    }
}

/// Returns the score of an action: from the terms that match, and from the label most similar to them.
fn score(index: &Index, terms: &[TermMatches<'_>], action: usize) -> f32 {
    let total: f32 = terms.iter().map(|it| it.weight).sum();
    let matched = |it: &&TermMatches<'_>| it.matches[action].strength > 0.0;
    let covered: f32 = terms.iter().filter(matched).map(|it| it.weight).sum();
    let sum: f32 = terms.iter().map(|it| it.weight * it.matches[action].strength).sum();
    if total <= 0.0 {
        return 0.0;
    }
    let similarities =
        index.labels[action].iter().map(|label| label_similarity(index, terms, label));
    let similarity = similarities.fold(0.0, f32::max);
    sum * (0.4 + 0.6 * covered / total) * (1.0 + SIMILAR_LABEL * similarity)
}

/// Returns the similarity of a label to the query, 0 to 1: the shares of each that the other contains.
fn label_similarity(index: &Index, terms: &[TermMatches<'_>], label: &[Vec<u32>]) -> f32 {
    let factor = |term: &TermMatches<'_>, word: &Vec<u32>| {
        let own = term.term.features.iter().filter(|(feature, _)| word.contains(feature));
        own.map(|(_, factor)| *factor).fold(0.0, f32::max)
    };
    let (mut query_matched, mut query_total) = (0.0, 0.0);
    for term in terms {
        query_total += term.weight;
        let best = label.iter().map(|word| factor(term, word)).fold(0.0, f32::max);
        query_matched += term.weight * best;
    }
    let (mut label_matched, mut label_total) = (0.0, 0.0);
    for word in label {
        let weight = index.label_weight(word);
        label_total += weight;
        label_matched += weight * terms.iter().map(|term| factor(term, word)).fold(0.0, f32::max);
    }
    if query_total <= 0.0 || label_total <= 0.0 {
        return 0.0;
    }
    (query_matched / query_total).min(1.0) * (0.3 + 0.7 * label_matched / label_total)
}

/// Returns the reasons of an action's matches, each once.
fn match_reasons(terms: &[TermMatches<'_>], action: usize) -> Vec<MatchReason> {
    let mut reasons = Vec::new();
    for reason in terms.iter().filter_map(|term| term.matches[action].reason) {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons
}

/// Returns the actions whose names are most similar to a query, by the Dice coefficient of bigrams.
fn similar_names(query: &str) -> SearchResults {
    let query = bigrams(&text::normalize_name(
        &query.chars().take(text::MAX_CHARACTERS).collect::<String>(),
    ));
    let total: usize = query.values().sum();
    let mut similar: Vec<(f64, &'static Entry)> = CATALOGUE
        .iter()
        .map(|entry| {
            let name =
                bigrams(&text::normalize_name(text::without_channel(entry.descriptor().name)));
            let common: usize =
                query.iter().map(|(bigram, n)| name.get(bigram).map_or(0, |it| *it.min(n))).sum();
            #[expect(clippy::cast_precision_loss, reason = "lengths of names")]
            let similarity =
                2.0 * common as f64 / (total + name.values().sum::<usize>()).max(1) as f64;
            (similarity, entry)
        })
        .filter(|(similarity, _)| *similarity >= SIMILAR)
        .collect();
    similar.sort_by(|one, other| other.0.total_cmp(&one.0));
    let results = similar.into_iter().take(5);
    let results = results.map(|(_, entry)| SearchResult { entry, reasons: Vec::new() });
    SearchResults { results: results.collect(), nearest: true }
}

/// Counts the pairs of neighbouring letters of a text.
fn bigrams(text: &str) -> BTreeMap<(char, char), usize> {
    let mut bigrams = BTreeMap::new();
    for bigram in text.chars().zip(text.chars().skip(1)) {
        *bigrams.entry(bigram).or_default() += 1;
    }
    bigrams
}
