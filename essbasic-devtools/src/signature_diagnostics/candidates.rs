//! Candidates for what a client did differently, and the search for those that explain a signature.

use std::iter;

use super::inputs::SigningInputs;

mod body;
mod canonical;
mod string;

pub(super) use body::{BodyVariant, variants};
pub(super) use canonical::canonical_candidates;
pub(super) use string::string_candidates;

/// Maximum number of combinations.
const MAX_COMBINATIONS: usize = 50_000;

/// One possible difference: a change of one part of the signing inputs.
pub(super) struct Candidate {
    /// Frequent enough to be combined with another one.
    common: bool,
    change: Box<dyn Fn(&mut SigningInputs) + Send + Sync>,
}

impl Candidate {
    fn rare(change: impl Fn(&mut SigningInputs) + Send + Sync + 'static) -> Self {
        Self { common: false, change: Box::new(change) }
    }

    fn common(change: impl Fn(&mut SigningInputs) + Send + Sync + 'static) -> Self {
        Self { common: true, change: Box::new(change) }
    }

    /// Returns the inputs with this change.
    pub(super) fn applied(&self, inputs: &SigningInputs) -> SigningInputs {
        let mut inputs = inputs.clone();
        (self.change)(&mut inputs);
        inputs
    }
}

/// Finds the inputs that satisfy a condition: without a change, with one, or with two common ones.
/// Counts the combinations in `tried`.
pub(super) fn search(
    expected: &SigningInputs,
    candidates: &[Candidate],
    tried: &mut usize,
    is_solution: impl Fn(&SigningInputs) -> bool,
) -> Option<SigningInputs> {
    let common: Vec<_> = candidates.iter().filter(|it| it.common).collect();
    let pairs = common.iter().enumerate().flat_map(|(index, first)| {
        let inputs = first.applied(expected);
        common[index + 1..].iter().map(move |second| second.applied(&inputs))
    });
    let mut combinations = iter::once(expected.clone())
        .chain(candidates.iter().map(|it| it.applied(expected)))
        .chain(pairs)
        .take(MAX_COMBINATIONS)
        .inspect(|_| *tried += 1);
    combinations.find(is_solution)
}
