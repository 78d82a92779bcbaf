//! `DescribeUserFlowType` (查询用户合同类型).

use crate::models::Filter;
use crate::{Agent, tc_action, tc_model};

/// Lists the contract categories (合同类型) that an organization has defined.
///
/// Contracts and templates are filed under categories, which are created in the console. Pass a
/// category ID to `DescribeTemplates` to list its templates; `DescribeFlowDetailInfo` returns a
/// contract's category. Not paginated: returns all categories, or those selected by `filters`.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `ResourceNotFound` | Check application, organization and operator, and the IDs in `filters`. |
/// | `FailedOperation` | Check the key in `filters`. |
/// | `InternalError` | Try again. |
#[doc(alias = "查询用户合同类型")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeUserFlowType"
)]
pub struct DescribeUserFlowType {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Selects categories. The only key is `user-flow-type-id`, with category IDs as values.
    /// Default: all categories.
    pub filters: Option<Vec<Filter>>,
    /// Returns only categories that templates are filed under, with the number of templates.
    /// Default: `false`.
    pub query_bind_template: Option<bool>,
}

/// Response of [`DescribeUserFlowType`].
#[tc_model]
pub struct DescribeUserFlowTypeResponse {
    /// Matching categories.
    pub all_user_flow_types: Option<Vec<TemplateUserFlowType>>,
}

/// A contract category and its number of templates.
#[tc_model]
pub struct TemplateUserFlowType {
    /// Category ID, under which contracts and templates are filed.
    pub user_flow_type_id: Option<String>,
    /// Category name, such as 入职合同.
    #[tc(secret)]
    pub name: Option<String>,
    /// Number of templates in the category. Meaningful only with `query_bind_template`.
    pub template_num: Option<i64>,
    /// Description written by the organization; may be empty.
    pub description: Option<String>,
}
