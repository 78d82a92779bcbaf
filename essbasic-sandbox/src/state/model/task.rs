//! Work that takes time: conversions, cancellations, registrations, reports, scheduled tasks.

use essbasic::flows::{CancelFailureFlow, CancelTaskType};
use serde::{Deserialize, Serialize};

use super::Owner;

/// Conversion of a file to PDF.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct ConvertTask {
    pub(crate) owner: Owner,
    pub(crate) done_on: i64,
    /// ID of the PDF.
    pub(crate) file: String,
}

/// Cancellation of a batch of contracts.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct CancelTask {
    pub(crate) owner: Owner,
    pub(crate) operator: String,
    pub(crate) kind: CancelTaskType,
    pub(crate) done_on: i64,
    /// Expiration of the link on which it has not been confirmed yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unconfirmed_until: Option<i64>,
    pub(crate) cancelled: Vec<String>,
    pub(crate) failed: Vec<CancelFailureFlow>,
}

/// Registration of a batch of organizations.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Registrations {
    pub(crate) application: String,
    /// Time at which the links are ready.
    pub(crate) ready_on: i64,
    pub(crate) all: Vec<Registration>,
}

/// Registration of one organization.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Registration {
    pub(crate) id: String,
    pub(crate) owner: Owner,
    /// Path of the link to verify it.
    pub(crate) path: String,
}

/// Evidence report of a contract.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Report {
    pub(crate) owner: Owner,
    pub(crate) flow: String,
    pub(crate) done_on: i64,
}

/// A change at a scheduled time.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) enum ScheduledTask {
    /// The deadline of a contract or of one of its signers.
    Deadline {
        /// Contract ID.
        flow: String,
    },
    /// The end of creating a contract's document from its template.
    Filled {
        /// Contract ID.
        flow: String,
    },
    /// The approval of a seal by the service's staff.
    SealReviewed {
        /// Seal ID.
        seal: String,
    },
}
