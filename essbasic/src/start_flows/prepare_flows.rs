//! `PrepareFlows` (准备待发起文件).

use super::models::FlowInfo;
use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_model};

/// Creates a page where an employee checks and starts contracts. Deprecated by the vendor.
///
/// Supports only contracts between an organization and one person. Each contract is charged when
/// the employee starts it. Use `ChannelCreatePrepareFlow` instead.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `LimitExceeded.FlowInfos` | Give at most 20 contracts. |
/// | `ResourceNotFound.Template` | Check the template IDs. |
/// | `InvalidParameter.FlowName`, `InvalidParameter.FlowDeadLine`, `InvalidParameter.Name` | Correct the field that the message names. |
/// | `ResourceNotFound.Organization` | Check the organization in the agent. |
#[doc(alias = "准备待发起文件")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=PrepareFlows"
)]
pub struct PrepareFlows {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contracts, 1 to 20.
    #[tc(items = 1..=20)]
    pub flow_infos: Vec<FlowInfo>,
    /// Address to return to afterwards, at most 200 characters.
    #[tc(len = ..=200)]
    pub jump_url: String,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Response of [`PrepareFlows`].
#[tc_model]
pub struct PrepareFlowsResponse {
    /// Page address. Anyone with the address can start the contracts.
    #[tc(secret)]
    pub confirm_url: String,
}
