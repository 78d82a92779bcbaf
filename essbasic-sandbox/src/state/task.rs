//! What takes a moment: conversions, cancellations of many contracts, evidence reports.

use essbasic::flows::{CancelFailureFlow, CancelTaskType};
use serde::{Deserialize, Serialize};

use super::Owner;

/// A document on its way to being a PDF.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct ConvertTask {
    pub(crate) owner: Owner,
    pub(crate) done_on: i64,
    /// The PDF, there once it is done.
    pub(crate) file: String,
}

/// The cancellation of many contracts.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct CancelTask {
    pub(crate) owner: Owner,
    pub(crate) operator: String,
    pub(crate) kind: CancelTaskType,
    pub(crate) done_on: i64,
    pub(crate) cancelled: Vec<String>,
    pub(crate) failed: Vec<CancelFailureFlow>,
}

/// Organizations that were registered in a batch.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Registrations {
    pub(crate) application: String,
    /// When their links are prepared.
    pub(crate) ready_on: i64,
    pub(crate) all: Vec<Registration>,
}

/// One of them.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Registration {
    pub(crate) id: String,
    pub(crate) owner: Owner,
    pub(crate) url: String,
}

/// A report of what is known of a contract.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Report {
    pub(crate) owner: Owner,
    pub(crate) flow: String,
    pub(crate) done_on: i64,
}
