//! Candidate mistakes of a client, and the search for those that explain its signature.

use std::cell::Cell;
use std::iter;
use std::sync::atomic::{AtomicBool, Ordering};

use super::inputs::SigningInputs;
use crate::limits;

mod body;
mod canonical;
mod string;

pub(super) use body::{BodyVariant, variants};
pub(super) use canonical::canonical_candidates;
pub(super) use string::string_candidates;

/// A candidate mistake: a change of one part of the signing inputs.
pub(super) struct Candidate {
    /// `true` if it is tried in combination with other common ones.
    common: bool,
    change: Box<dyn Fn(&mut SigningInputs) + Send + Sync>,
}

impl Candidate {
    /// Creates a candidate that is tried alone.
    fn rare(change: impl Fn(&mut SigningInputs) + Send + Sync + 'static) -> Self {
        Self { common: false, change: Box::new(change) }
    }

    /// Creates a candidate that is also tried in combination with another one.
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

/// Limit of the work of searches, and the work done.
#[derive(Debug)]
pub(super) struct WorkBudget<'a> {
    /// Bytes that may still be copied and hashed.
    bytes: Cell<usize>,
    tried: Cell<usize>,
    is_complete: Cell<bool>,
    /// Set when the result is no longer needed.
    abandoned: Option<&'a AtomicBool>,
}

impl<'a> WorkBudget<'a> {
    pub(super) fn new(abandoned: Option<&'a AtomicBool>) -> Self {
        let (bytes, tried) = (Cell::new(limits::WORK_BYTES), Cell::new(0));
        Self { bytes, tried, is_complete: Cell::new(true), abandoned }
    }

    /// Counts a combination that copies and hashes some bytes. Returns whether it may be tried.
    pub(super) fn spend(&self, bytes: usize) -> bool {
        let is_abandoned = self.abandoned.is_some_and(|flag| flag.load(Ordering::Relaxed));
        // Deriving a key and signing cost as much as hashing 1 KiB.
        let left = self.bytes.get().checked_sub(bytes + 1024).filter(|_| !is_abandoned);
        self.is_complete.set(left.is_some());
        self.bytes.set(left.unwrap_or(0));
        self.tried.set(self.tried.get() + usize::from(left.is_some()));
        left.is_some()
    }

    /// Returns the number of combinations tried.
    pub(super) fn tried(&self) -> usize {
        self.tried.get()
    }

    /// Returns whether the limit was not reached.
    pub(super) fn is_complete(&self) -> bool {
        self.is_complete.get()
    }
}

/// Returns the first inputs that are a solution: unchanged, with one candidate, or with two common ones.
pub(super) fn search(
    expected: &SigningInputs,
    candidates: &[Candidate],
    budget: &WorkBudget<'_>,
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
        .take(limits::COMBINATIONS)
        .take_while(|inputs| budget.spend(inputs.len()));
    combinations.find(is_solution)
}
