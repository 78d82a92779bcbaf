//! Types shared by several evidence actions.

use crate::tc_enum;

/// Kind of report.
#[tc_enum]
pub enum EvidenceReportType {
    /// Signing of the contract.
    Signing = 0,
}

/// Status of a report.
#[tc_enum]
pub enum EvidenceStatus {
    /// In progress; can take a day.
    Executing = "EvidenceStatusExecuting",
    /// Ready.
    Success = "EvidenceStatusSuccess",
    /// Failed; order the report again.
    Failed = "EvidenceStatusFailed",
}
