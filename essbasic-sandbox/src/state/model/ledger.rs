//! Quotas of applications, and their charges.

use essbasic::billing::{BillCostType, QuotaType};
use serde::{Deserialize, Serialize};

/// Remaining quotas of an application.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Account {
    /// Contracts that can be started.
    pub(crate) contracts: i64,
    /// Organizations that can be activated.
    pub(crate) licenses: i64,
    /// Evidence reports that can be created.
    pub(crate) reports: i64,
}

/// A charge or a refund.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Charge {
    pub(crate) application: String,
    pub(crate) organization: String,
    pub(crate) operator: String,
    pub(crate) flow: String,
    pub(crate) flow_name: String,
    pub(crate) quota: QuotaType,
    pub(crate) count: i64,
    pub(crate) on: i64,
    pub(crate) kind: BillCostType,
}
