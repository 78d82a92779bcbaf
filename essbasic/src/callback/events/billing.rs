//! Events of money.

use crate::tc_enum;

use super::event_models;

event_models! {
    /// Something was charged, or given back.
    BillingUse {
        /// The contract that it was for.
        flow_id: String,
        /// What people call the contract.
        flow_name: String,
        /// The organization that started it.
        create_organization_name: String,
        /// What was used: `CloudEnterprise`, a contract, say.
        quota_type: String,
        /// How many; negative where they were given back.
        use_count: i64,
        /// When, in Unix seconds.
        cost_time: i64,
        /// From which package, by its name.
        quota_name: String,
        /// Whether it was charged or given back.
        cost_type: CostType,
        /// What is said about it.
        #[tc(secret)]
        remark: String,
    }

    /// A contract was paid for. Deprecated by the vendor in favour of [`BillingUse`].
    FlowCost {
        /// The contract.
        flow_id: String,
        /// The organization's id on the vendor's platform.
        organization_id: String,
        /// What it was paid from.
        cost_channel: String,
        /// How much.
        cost: i64,
        /// Whether a reseller pays.
        is_resell: bool,
    }
}

/// Whether something was charged or given back.
#[tc_enum]
pub enum CostType {
    /// Charged.
    Charge = 1,
    /// Given back.
    Refund = 2,
}
