//! What may have been done otherwise: each candidates changes one part of a recipe.

use super::auth_header::AuthHeader;
use super::captured_request::CapturedRequest;
use super::inputs::{Derivation, SigningInputs};

mod body;
mod canonical;
mod string;
mod values;

pub(super) use body::{Variant, variants};
pub(super) use canonical::canonical;
pub(super) use string::string;

/// One thing that may have been done otherwise.
pub(super) struct Candidate {
    /// Which part it changes: two that change the same are not tried together.
    pub(super) part: Part,
    /// How often it is seen, and so with how many others it is tried.
    pub(super) rank: Rank,
    change: Box<dyn Fn(&mut SigningInputs) + Send + Sync>,
}

/// How often a thing is done otherwise.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Rank {
    /// Often: it is tried with two others.
    Common,
    /// Seldom: it is tried with one that is seen often.
    Rare,
    /// So seldom, or in so many ways, that it is tried by itself.
    Alone,
}

/// A part of a recipe.
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
    Derivation,
}

impl Candidate {
    fn new(part: Part, change: impl Fn(&mut SigningInputs) + Send + Sync + 'static) -> Self {
        Self { part, rank: Rank::Rare, change: Box::new(change) }
    }

    /// It is seen often.
    fn common(self) -> Self {
        self.rank(Rank::Common)
    }

    fn rank(self, rank: Rank) -> Self {
        Self { rank, ..self }
    }

    pub(super) fn apply(&self, recipe: &mut SigningInputs) {
        (self.change)(recipe);
    }
}

/// The ways in which a key may have been derived otherwise.
pub(super) fn derivations() -> Vec<Derivation> {
    vec![
        Derivation::NoPrefix,
        Derivation::Prefix("TC2"),
        Derivation::Prefix("AWS4"),
        Derivation::Prefix("tc3"),
        Derivation::Prefix("TC3TC3"),
        Derivation::Prefix("TC3-HMAC-SHA256"),
        Derivation::Trimmed,
        Derivation::LineBreak,
        Derivation::Hexadecimal,
        Derivation::ServiceFirst,
        Derivation::NoTerminator,
        Derivation::Nothing,
    ]
}

/// What is known of a request while it is suspected.
pub(super) struct Case<'a> {
    pub(super) pasted: &'a CapturedRequest,
    pub(super) claim: &'a AuthHeader,
}
