//! Bounded search for the candidates that explain a signature or a hash.

use std::cell::OnceCell;

use essbasic::sign::SigningKey;

use super::candidates::{Candidate, Rank};
use super::inputs::{self, SigningInputs};
use super::secret_key::SecretKey;

/// Maximum number of combinations.
const MAX_COMBINATIONS: usize = 100_000;

/// Numbers of changes in the canonical request and after it, fewest first, and whether all of them
/// must be common.
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

/// The search space.
pub(super) struct Solver<'a> {
    pub(super) expected: &'a SigningInputs,
    /// Candidates for the canonical request.
    pub(super) heads: &'a [Candidate],
    /// Candidates for the string to sign and the key.
    pub(super) tails: &'a [Candidate],
}

/// Inputs that explain the signature, and the number of combinations tried.
#[derive(Debug)]
pub(super) struct Solution {
    pub(super) found: Option<SigningInputs>,
    pub(super) tried: usize,
}

/// Hash of a canonical request, with the indexes of its candidates.
struct HashedRequest {
    hash: String,
    indexes: Vec<usize>,
}

/// Inputs of a string to sign and the key, with the indexes of their candidates.
struct KeyedString {
    inputs: SigningInputs,
    key: SigningKey,
    indexes: Vec<usize>,
}

impl Solver<'_> {
    /// Finds the fewest changes that yield a signature. A known canonical request is not changed.
    pub(super) fn for_signature(
        &self,
        key: &SecretKey,
        signature: &str,
        known: Option<&str>,
    ) -> Solution {
        let mut tried = 0;
        let heads = Lazy::new(|count| match known {
            Some(text) if count == 0 => {
                vec![HashedRequest { hash: inputs::sha256(text), indexes: Vec::new() }]
            }
            Some(_) => Vec::new(),
            None => self.heads(count),
        });
        let tails = Lazy::new(|count| self.tails(key, count));
        for (before, after, common_only) in ORDER {
            for head in heads.get(before) {
                if common_only && !is_common(self.heads, &head.indexes) {
                    continue;
                }
                for tail in tails.get(after) {
                    if common_only && !is_common(self.tails, &tail.indexes) {
                        continue;
                    }
                    tried += 1;
                    if tried > MAX_COMBINATIONS {
                        return Solution { found: None, tried };
                    }
                    let string = tail.inputs.string_to_sign(&head.hash);
                    if is_signature(&tail.key, &string, signature) {
                        let mut found = tail.inputs.clone();
                        for index in &head.indexes {
                            self.heads[*index].apply(&mut found);
                        }
                        return Solution { found: Some(found), tried };
                    }
                }
            }
        }
        Solution { found: None, tried }
    }

    /// Finds the fewest changes that yield a hash of the canonical request.
    pub(super) fn for_hash(&self, hash: &str) -> Solution {
        let mut tried = 0;
        for count in 0..=3 {
            for head in self.heads(count) {
                tried += 1;
                if head.hash.eq_ignore_ascii_case(hash) {
                    let mut found = self.expected.clone();
                    for index in &head.indexes {
                        self.heads[*index].apply(&mut found);
                    }
                    return Solution { found: Some(found), tried };
                }
            }
        }
        Solution { found: None, tried }
    }

    /// Returns the canonical requests with `count` changes.
    fn heads(&self, count: usize) -> Vec<HashedRequest> {
        let changed = combinations(self.heads, count).into_iter().map(|indexes| {
            let mut inputs = self.expected.clone();
            for index in &indexes {
                self.heads[*index].apply(&mut inputs);
            }
            HashedRequest { hash: inputs::sha256(inputs.canonical_request()), indexes }
        });
        changed.collect()
    }

    /// Returns the strings to sign and keys with `count` changes.
    fn tails(&self, key: &SecretKey, count: usize) -> Vec<KeyedString> {
        let changed = combinations(self.tails, count).into_iter().filter_map(|indexes| {
            let mut inputs = self.expected.clone();
            for index in &indexes {
                self.tails[*index].apply(&mut inputs);
            }
            Some(KeyedString { key: key.signing_key(&inputs.key)?, inputs, indexes })
        });
        changed.collect()
    }
}

/// Combinations by number of changes, made on first use.
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

/// Returns whether a key yields a signature, in digits of either case.
pub(super) fn is_signature(key: &SigningKey, text: &str, signature: &str) -> bool {
    key.sign_bytes(text.as_bytes()).as_str().eq_ignore_ascii_case(signature)
}

fn is_common(candidates: &[Candidate], indexes: &[usize]) -> bool {
    indexes.iter().all(|index| candidates[*index].rank == Rank::Common)
}

/// Returns all combinations of `count` candidates of different parts. Of two, one must be common; of
/// three, all.
fn combinations(candidates: &[Candidate], count: usize) -> Vec<Vec<usize>> {
    let fits = |indexes: &[usize], index: usize| {
        let candidate = &candidates[index];
        match (count, candidate.rank) {
            (2.., Rank::Alone) | (3.., Rank::Rare) => false,
            (2, Rank::Rare) if indexes.iter().any(|it| candidates[*it].rank == Rank::Rare) => false,
            _ => indexes.iter().all(|other| candidates[*other].part != candidate.part),
        }
    };
    let mut found = vec![Vec::new()];
    for _ in 0..count {
        let mut longer = Vec::new();
        for indexes in found {
            let from = indexes.last().map_or(0, |last| last + 1);
            let more = (from..candidates.len()).filter(|index| fits(&indexes, *index));
            longer.extend(more.map(|index| [&indexes[..], &[index]].concat()));
        }
        found = longer;
    }
    found
}
