//! Stories: the sequences of actions that most people come for, each told once.
//!
//! | story | what happens |
//! |---|---|
//! | [`onboarding`] | an organization is made known, invited, and verified |
//! | [`contract`] | a contract is started from a file or a template, signed, and downloaded |
//! | [`qr_code`] | a code is made that many sign by, and cancelled |
//! | [`employees`] | employees are made known in bulk, and who could not be |
//! | [`seal`] | a seal is taken in, looked at, and given to those who may use it |
//!
//! Each takes the very actions that it sends, so that nothing they can say is out of reach, and
//! fills in what only the steps before know. Each is resumable: what a step brought is in what it
//! returns, and in the [`Stopped`] of one that failed half-way.
//!
//! People do their part in between, hours or days later. What waits for them takes a
//! [`Nudge`](crate::Nudge), which a callback gives.

use std::error::Error as StdError;
use std::fmt;

use crate::{Error, Outcome};

pub mod contract;
pub mod employees;
pub mod onboarding;
pub mod qr_code;
pub mod seal;

/// A story that stopped half-way: how far it had come, and why it went no further.
#[derive(Debug)]
#[non_exhaustive]
pub struct Stopped<S> {
    /// What the steps before have brought. It is there, whatever came of the rest.
    pub so_far: S,
    /// The step that failed, by what it was to do.
    pub step: &'static str,
    why: Box<dyn StdError + Send + Sync>,
    outcome: Outcome,
}

impl<S> Stopped<S> {
    fn new(so_far: S, step: &'static str, why: Error) -> Self {
        Self { so_far, step, outcome: why.outcome(), why: Box::new(why) }
    }

    fn because(
        so_far: S,
        step: &'static str,
        outcome: Outcome,
        why: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { so_far, step, why: why.into(), outcome }
    }

    /// Whether the step that failed was carried out all the same. Where that is unknown, find out
    /// before taking the step again.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The failed call, where it was one.
    pub fn error(&self) -> Option<&Error> {
        self.why.downcast_ref()
    }
}

impl<S> fmt::Display for Stopped<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "stopped when it was to {}", self.step)
    }
}

impl<S: fmt::Debug> StdError for Stopped<S> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.why)
    }
}
