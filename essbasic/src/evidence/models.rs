//! Sets of values that several actions of this domain share.

use crate::tc_enum;

/// What a report is about.
#[tc_enum]
pub enum EvidenceReportType {
    /// How the contract was signed.
    Signing = 0,
}

/// How far the task that writes a report is.
#[tc_enum]
pub enum EvidenceStatus {
    /// The report is being written; this may take a day.
    Executing = "EvidenceStatusExecuting",
    /// The report is ready.
    Success = "EvidenceStatusSuccess",
    /// There will be no report; apply for it anew.
    Failed = "EvidenceStatusFailed",
}
