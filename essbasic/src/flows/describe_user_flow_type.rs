//! 查询用户合同类型

use crate::models::Filter;
use crate::{Agent, tc_action, tc_model};

/// Lists the categories of contracts (合同类型) that an organization has defined for itself.
///
/// Contracts and templates are filed under a category. `DescribeTemplates` takes the id that is
/// told here, to list a category's templates, and `DescribeFlowDetailInfo` tells a contract's
/// category. Categories are made in the console. All of them come at once, without pages, unless
/// `filters` picks some.
///
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `ResourceNotFound` | check application, organization and operator, and the ids in `filters` |
/// | `FailedOperation` | check the key in `filters` |
/// | `InternalError` | try again |
#[tc_action(
    name = "DescribeUserFlowType",
    version = "2021-05-26",
    response = DescribeUserFlowTypeResponse,
    effect = read,
    errors(
        "FailedOperation",
        "InternalError",
        "ResourceNotFound",
    ),
    title = "查询用户合同类型",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeUserFlowType"
)]
pub struct DescribeUserFlowType {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Which categories; all unless given. There is one key, `user-flow-type-id`, whose values are
    /// ids of categories.
    pub filters: Option<Vec<Filter>>,
    /// Whether it is about the categories that templates are filed under, with how many there are;
    /// it is not unless given.
    pub query_bind_template: Option<bool>,
}

/// The categories.
#[tc_model]
pub struct DescribeUserFlowTypeResponse {
    /// The categories that were found.
    pub all_user_flow_types: Option<Vec<TemplateUserFlowType>>,
}

/// A category of contracts, and how many templates are filed under it.
#[tc_model]
pub struct TemplateUserFlowType {
    /// The category's id, under which contracts and templates are filed.
    pub user_flow_type_id: Option<String>,
    /// What people call it: 入职合同, say.
    #[tc(secret)]
    pub name: Option<String>,
    /// How many templates are filed under it. It means something only where
    /// `query_bind_template` asked for it.
    pub template_num: Option<i64>,
    /// What the organization says it is for; may be empty.
    pub description: Option<String>,
}
