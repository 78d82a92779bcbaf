//! A category of contracts.

use crate::tc_model;

/// A category of contracts (合同类型) that an organization has defined for itself in the console.
///
/// `DescribeUserFlowType` lists them.
#[tc_model]
pub struct UserFlowType {
    /// The category's id, under which contracts and templates are filed.
    pub user_flow_type_id: Option<String>,
    /// What people call it: 人事合同, say.
    #[tc(secret)]
    pub name: Option<String>,
    /// What the organization says it is for.
    pub description: Option<String>,
}
