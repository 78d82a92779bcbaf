//! 准备待发起文件

use super::models::FlowInfo;
use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_model};

/// Makes a page on which an employee looks contracts over and starts them. No longer in use.
///
/// It knows contracts between an organization and one person only. Each contract is charged when
/// the employee starts it, not before.
///
/// | code | what to do |
/// |---|---|
/// | `LimitExceeded.FlowInfos` | give at most 20 contracts |
/// | `ResourceNotFound.Template` | check the templates' ids |
/// | `InvalidParameter.FlowName`, `InvalidParameter.FlowDeadLine`, `InvalidParameter.Name` | mend what the message names |
/// | `ResourceNotFound.Organization` | check the organization in the agent |
#[deprecated = "use `ChannelCreatePrepareFlow`"]
#[tc_action(
    name = "PrepareFlows",
    version = "2021-05-26",
    response = PrepareFlowsResponse,
    effect = create,
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.Api",
        "InternalError.Db",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.DataNotFound",
        "InvalidParameter.FlowDeadLine",
        "InvalidParameter.FlowName",
        "InvalidParameter.Name",
        "InvalidParameter.ParamError",
        "LimitExceeded.FlowInfos",
        "MissingParameter",
        "OperationDenied",
        "ResourceNotFound.Application",
        "ResourceNotFound.Organization",
        "ResourceNotFound.Template",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "准备待发起文件",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=PrepareFlows"
)]
pub struct PrepareFlows {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contracts, at most 20.
    #[tc(items = 1..=20)]
    pub flow_infos: Vec<FlowInfo>,
    /// Where the page leads afterwards, at most 200 characters.
    #[tc(len = ..=200)]
    pub jump_url: String,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// The page.
#[tc_model]
pub struct PrepareFlowsResponse {
    /// The page's address. Whoever has it can start the contracts.
    #[tc(secret)]
    pub confirm_url: String,
}
