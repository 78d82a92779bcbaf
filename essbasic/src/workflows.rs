//! Workflows: common sequences of actions.
//!
//! | workflow | steps |
//! |---|---|
//! | [`onboarding`] | synchronize an organization, invite its administrator, wait until it is verified |
//! | [`contract`] | start a contract from a file or a template, wait until it is signed, download it |
//! | [`qr_code`] | create a multi-signer QR code, cancel it |
//! | [`employees`] | create, update or remove employees in bulk |
//! | [`seal`] | create a seal, wait until it is approved, grant it to employees |
//!
//! Each function takes the actions that it sends, so that every field of theirs is available, and
//! fills in the fields that come from earlier steps.
//!
//! Workflows are resumable: the result of each completed step is in the returned value, or in
//! [`WorkflowError::partial`] if a later step fails.
//!
//! Some steps wait hours or days for people. The functions that wait take a [`WakeHandle`](crate::WakeHandle)
//! to be woken by a callback.

use std::error::Error as StdError;
use std::fmt;

use crate::{Error, Outcome};

pub mod contract;
pub mod employees;
pub mod onboarding;
pub mod qr_code;
pub mod seal;

/// Error of a workflow, with the results of the steps completed before it.
#[derive(Debug)]
#[non_exhaustive]
pub struct WorkflowError<S> {
    /// Results of the completed steps.
    pub partial: S,
    /// Name of the step that failed.
    pub step: &'static str,
    source: Box<dyn StdError + Send + Sync>,
    outcome: Outcome,
}

impl<S> WorkflowError<S> {
    fn new(partial: S, step: &'static str, error: Error) -> Self {
        Self { partial, step, outcome: error.outcome(), source: Box::new(error) }
    }

    fn with_outcome(
        partial: S,
        step: &'static str,
        outcome: Outcome,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { partial, step, source: source.into(), outcome }
    }

    /// Creates the error of a step that succeeded, but whose response lacks the ID of what it created.
    fn without_id(partial: S, step: &'static str) -> Self {
        let source = "the response contains no ID of what was created";
        Self::with_outcome(partial, step, Outcome::Unknown, source)
    }

    /// Returns the outcome of the failed step. If it is [`Outcome::Unknown`], check whether the
    /// step was executed before repeating it.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Returns the error of the failed call, if a call failed.
    pub fn error(&self) -> Option<&Error> {
        self.source.downcast_ref()
    }
}

impl<S> fmt::Display for WorkflowError<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "workflow failed at step `{}`", self.step)
    }
}

impl<S: fmt::Debug> StdError for WorkflowError<S> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
