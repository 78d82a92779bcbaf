//! Candidates for what a client did differently: each changes one part of the signing inputs.

use super::auth_header::AuthHeader;
use super::captured_request::CapturedRequest;
use super::inputs::SigningInputs;

mod body;
mod canonical;
mod string;
mod values;

pub(super) use body::{BodyVariant, variants};
pub(super) use canonical::canonical_candidates;
pub(super) use string::string_candidates;

/// One possible difference.
pub(super) struct Candidate {
    /// The changed part: two candidates of the same part are not combined.
    pub(super) part: Part,
    /// How many others it is combined with.
    pub(super) rank: Rank,
    change: Box<dyn Fn(&mut SigningInputs) + Send + Sync>,
}

/// Frequency of a candidate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Rank {
    /// Frequent: combined with two others.
    Common,
    /// Rare: combined with one common candidate.
    Rare,
    /// Very rare, or one of very many: not combined.
    Alone,
}

/// A part of the signing inputs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Part {
    Method,
    Path,
    Query,
    Value(String),
    Order,
    Body,
    Layout,
    Names,
    Algorithm,
    Timestamp,
    Scope,
    Hash,
    Key,
}

impl Candidate {
    fn new(part: Part, change: impl Fn(&mut SigningInputs) + Send + Sync + 'static) -> Self {
        Self { part, rank: Rank::Rare, change: Box::new(change) }
    }

    fn common(self) -> Self {
        self.rank(Rank::Common)
    }

    fn rank(self, rank: Rank) -> Self {
        Self { rank, ..self }
    }

    pub(super) fn apply(&self, inputs: &mut SigningInputs) {
        (self.change)(inputs);
    }
}

/// The request that candidates are made for.
pub(super) struct Case<'a> {
    pub(super) request: &'a CapturedRequest,
    pub(super) header: &'a AuthHeader,
}
