//! The search: which few things, done otherwise, explain a signature or a hash.

use std::cell::OnceCell;

use hmac::Hmac;
use sha2::Sha256;

use super::candidates::{Candidate, Rank};
use super::inputs::{self, SigningInputs};
use super::secret_key::SecretKey;

/// No search tries more combinations.
const MOST: usize = 100_000;

/// How many changes of the canonical request go with how many behind it, the fewest first; and
/// whether all of them must be seen often.
const ORDER: [(usize, usize, bool); 9] = [
    (0, 0, false),
    (1, 0, false),
    (0, 1, false),
    (1, 1, true),
    (0, 2, false),
    (2, 0, false),
    (2, 1, true),
    (1, 2, true),
    (3, 0, true),
];

/// What is tried, beside a recipe as it should be.
pub(super) struct Solver<'a> {
    pub(super) expected: &'a SigningInputs,
    /// What changes the canonical request.
    pub(super) heads: &'a [Candidate],
    /// What changes the string to sign and the key.
    pub(super) tails: &'a [Candidate],
}

/// What was done otherwise, and after how many others that was found.
#[derive(Debug)]
pub(super) struct Solution {
    pub(super) found: Option<SigningInputs>,
    pub(super) tried: usize,
}

/// A canonical request's hash, and what it was changed by.
struct Head {
    hash: String,
    by: Vec<usize>,
}

/// A string to sign without its hash, the key for it, and what they were changed by.
struct Tail {
    recipe: SigningInputs,
    key: Hmac<Sha256>,
    by: Vec<usize>,
}

impl Solver<'_> {
    /// The fewest changes after which a key makes this signature. The canonical request may be
    /// known: then it is not changed.
    pub(super) fn for_signature(
        &self,
        key: &SecretKey,
        signature: &str,
        known: Option<&str>,
    ) -> Solution {
        let mut tried = 0;
        let heads = Lazy::new(|count| match known {
            Some(text) if count == 0 => vec![Head { hash: inputs::hash(text), by: Vec::new() }],
            Some(_) => Vec::new(),
            None => self.heads(count),
        });
        let tails = Lazy::new(|count| self.tails(key, count));
        // By how many changes, and whether all of them must be seen often.
        for (before, behind, often) in ORDER {
            for head in heads.get(before) {
                if often && !is_common(self.heads, &head.by) {
                    continue;
                }
                for tail in tails.get(behind) {
                    if often && !is_common(self.tails, &tail.by) {
                        continue;
                    }
                    tried += 1;
                    if tried > MOST {
                        return Solution { found: None, tried };
                    }
                    let string = tail.recipe.string(&head.hash);
                    if inputs::sign(&tail.key, &string).eq_ignore_ascii_case(signature) {
                        let mut found = tail.recipe.clone();
                        for at in &head.by {
                            self.heads[*at].apply(&mut found);
                        }
                        return Solution { found: Some(found), tried };
                    }
                }
            }
        }
        Solution { found: None, tried }
    }

    /// The fewest changes after which the canonical request has this hash.
    pub(super) fn for_hash(&self, hash: &str) -> Solution {
        let mut tried = 0;
        for count in 0..=3 {
            for head in self.heads(count) {
                tried += 1;
                if head.hash.eq_ignore_ascii_case(hash) {
                    let mut found = self.expected.clone();
                    for at in &head.by {
                        self.heads[*at].apply(&mut found);
                    }
                    return Solution { found: Some(found), tried };
                }
            }
        }
        Solution { found: None, tried }
    }

    /// The canonical requests with so many changes.
    fn heads(&self, count: usize) -> Vec<Head> {
        let changed = combinations(self.heads, count).into_iter().map(|by| {
            let mut recipe = self.expected.clone();
            for at in &by {
                self.heads[*at].apply(&mut recipe);
            }
            Head { hash: inputs::hash(recipe.canonical()), by }
        });
        changed.collect()
    }

    /// The strings to sign and keys with so many changes.
    fn tails(&self, key: &SecretKey, count: usize) -> Vec<Tail> {
        let changed = combinations(self.tails, count).into_iter().filter_map(|by| {
            let mut recipe = self.expected.clone();
            for at in &by {
                self.tails[*at].apply(&mut recipe);
            }
            Some(Tail { key: key.of(&recipe)?, recipe, by })
        });
        changed.collect()
    }
}

/// What is made once it is asked for, by how many changes it has.
struct Lazy<T, F: Fn(usize) -> Vec<T>> {
    made: [OnceCell<Vec<T>>; 4],
    make: F,
}

impl<T, F: Fn(usize) -> Vec<T>> Lazy<T, F> {
    fn new(make: F) -> Self {
        Self { made: [const { OnceCell::new() }; 4], make }
    }

    fn get(&self, count: usize) -> &[T] {
        self.made[count].get_or_init(|| (self.make)(count))
    }
}

fn is_common(candidates: &[Candidate], by: &[usize]) -> bool {
    by.iter().all(|at| candidates[*at].rank == Rank::Common)
}

/// So many candidates at once, no two of the same part: of two, one is seen often; of three, all.
fn combinations(candidates: &[Candidate], count: usize) -> Vec<Vec<usize>> {
    let fits = |by: &[usize], at: usize| {
        let candidate = &candidates[at];
        match (count, candidate.rank) {
            (2.., Rank::Alone) | (3.., Rank::Rare) => false,
            (2, Rank::Rare) if by.iter().any(|it| candidates[*it].rank == Rank::Rare) => false,
            _ => by.iter().all(|other| candidates[*other].part != candidate.part),
        }
    };
    let mut found = vec![Vec::new()];
    for _ in 0..count {
        let mut longer = Vec::new();
        for by in found {
            let from = by.last().map_or(0, |last| last + 1);
            let more = (from..candidates.len()).filter(|at| fits(&by, *at));
            longer.extend(more.map(|at| [&by[..], &[at]].concat()));
        }
        found = longer;
    }
    found
}
