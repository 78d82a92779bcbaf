//! Search for actions as people type: words of either language, synonyms, typing errors, names of
//! fields, error codes and parts of names.
//!
//! A query is split into terms ([`text`]), each with its synonyms ([`lexicon`]). A term counts by how few
//! actions have it and by where it is: in name, title or a task above all, in documentation least. Not
//! all terms have to match. Results that cover more of a query rank before others, and a name, title or
//! task that consists of the query alone before all.

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

/// Share of a query, by weight, that results have to match, or they are only the nearest.
const NEAREST: f32 = 0.45;

/// Share of the best score that a result needs, if it matches all terms, and if it does not.
const RELEVANT: f32 = 0.1;
const RELEVANT_IN_PART: f32 = 0.3;

/// Share of its score that an action keeps that cancels or deletes, if the query does not say so.
const TAKEN_BACK: f32 = 0.7;

/// Share of a name's pairs of letters that a query without any other match has to contain.
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

/// A term with its best match in each action, and its weight by how few actions have it.
struct Rated<'a> {
    term: &'a Term,
    matches: Vec<Match>,
    weight: f32,
}

fn rank(index: &Index, terms: &[Term]) -> SearchResults {
    let rated: Vec<_> = terms.iter().map(|term| rate(index, term)).collect();
    let total: f32 = rated.iter().map(|it| it.weight).sum();
    let typed: f32 = rated.iter().filter(|it| it.is_found()).map(|it| it.weight).sum();
    let is_corrected = rated.iter().any(|it| it.term.is_corrected && it.is_found());
    let nearest = is_corrected || typed < NEAREST * total;
    let found: Vec<_> = rated.into_iter().filter(Rated::is_found).collect();
    let mut features = found.iter().flat_map(|it| &it.term.features);
    let takes_back = features.any(|(feature, _)| index.is_take_back(*feature));
    let mut scored: Vec<(f32, bool, usize)> = (0..CATALOGUE.len())
        .map(|action| {
            let has_all = found.iter().all(|it| it.matches[action].strength > 0.0);
            let is_unasked = !takes_back && index.takes_back(action);
            let share = if is_unasked { TAKEN_BACK } else { 1.0 };
            (share * score(index, &found, action), has_all, action)
        })
        .filter(|(score, ..)| *score > 0.0)
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let best = scored.first().map_or(0.0, |it| it.0);
    let least = |has_all| best * if has_all { RELEVANT } else { RELEVANT_IN_PART };
    scored.retain(|(score, has_all, _)| *score >= least(*has_all));
    let result = |(_, _, action): &(f32, bool, usize)| SearchResult {
        entry: &CATALOGUE[*action],
        reasons: match_reasons(&found, *action),
    };
    SearchResults { results: scored.iter().map(result).collect(), nearest }
}

fn rate<'a>(index: &Index, term: &'a Term) -> Rated<'a> {
    let mut matches = vec![Match::default(); CATALOGUE.len()];
    for (feature, factor) in &term.features {
        for section in index.sections(*feature) {
            let strength = section.weight * factor;
            for action in &index.owners[section.owner] {
                if let Some(known) = matches.get_mut(*action)
                    && strength > known.strength
                {
                    *known = Match { strength, reason: section.reason };
                }
            }
        }
    }
    let frequency: f32 = matches.iter().map(|it| (it.strength / index::LABEL).min(1.0)).sum();
    let weight = term.importance * index::rarity(frequency);
    Rated { term, matches, weight }
}

impl Rated<'_> {
    fn is_found(&self) -> bool {
        self.matches.iter().any(|it| it.strength > 0.0)
    }
}

/// Scores an action: by the terms that match, and by the label that consists of them most.
fn score(index: &Index, terms: &[Rated<'_>], action: usize) -> f32 {
    let total: f32 = terms.iter().map(|it| it.weight).sum();
    let matched = |it: &&Rated<'_>| it.matches[action].strength > 0.0;
    let covered: f32 = terms.iter().filter(matched).map(|it| it.weight).sum();
    let sum: f32 = terms.iter().map(|it| it.weight * it.matches[action].strength).sum();
    if total <= 0.0 {
        return 0.0;
    }
    let label = index.labels[action].iter().map(|label| likeness(index, terms, label));
    let label = label.fold(0.0, f32::max);
    sum * (0.4 + 0.6 * covered / total) * (1.0 + 1.5 * label)
}

/// Returns how much of the query a label contains, and of the label the query: 0 to 1.
fn likeness(index: &Index, terms: &[Rated<'_>], label: &[Vec<u32>]) -> f32 {
    let factor = |term: &Rated<'_>, word: &Vec<u32>| {
        let own = term.term.features.iter().filter(|(feature, _)| word.contains(feature));
        own.map(|(_, factor)| *factor).fold(0.0, f32::max)
    };
    let (mut of_query, mut query) = (0.0, 0.0);
    for term in terms {
        query += term.weight;
        let best = label.iter().map(|word| factor(term, word)).fold(0.0, f32::max);
        of_query += term.weight * best;
    }
    let (mut of_label, mut all) = (0.0, 0.0);
    for word in label {
        let weight = index.label_weight(word);
        all += weight;
        of_label += weight * terms.iter().map(|term| factor(term, word)).fold(0.0, f32::max);
    }
    if query <= 0.0 || all <= 0.0 {
        return 0.0;
    }
    (of_query / query).min(1.0) * (0.3 + 0.7 * of_label / all)
}

fn match_reasons(terms: &[Rated<'_>], action: usize) -> Vec<MatchReason> {
    let mut reasons = Vec::new();
    for reason in terms.iter().filter_map(|term| term.matches[action].reason) {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons
}

/// Returns the actions whose names have most pairs of letters of a query.
fn similar_names(query: &str) -> SearchResults {
    let query = pairs(&text::squash(&query.chars().take(text::MAX_CHARACTERS).collect::<String>()));
    let total: usize = query.values().sum();
    let mut similar: Vec<(f64, &'static Entry)> = CATALOGUE
        .iter()
        .map(|entry| {
            let name = pairs(&text::squash(text::without_channel(entry.descriptor().name)));
            let common: usize =
                query.iter().map(|(pair, n)| name.get(pair).map_or(0, |it| *it.min(n))).sum();
            #[expect(clippy::cast_precision_loss, reason = "lengths of names")]
            let share = 2.0 * common as f64 / (total + name.values().sum::<usize>()).max(1) as f64;
            (share, entry)
        })
        .filter(|(share, _)| *share >= SIMILAR)
        .collect();
    similar.sort_by(|one, other| other.0.total_cmp(&one.0));
    let results = similar.into_iter().take(5);
    let results = results.map(|(_, entry)| SearchResult { entry, reasons: Vec::new() });
    SearchResults { results: results.collect(), nearest: true }
}

fn pairs(text: &str) -> BTreeMap<(char, char), usize> {
    let mut pairs = BTreeMap::new();
    for pair in text.chars().zip(text.chars().skip(1)) {
        *pairs.entry(pair).or_default() += 1;
    }
    pairs
}
