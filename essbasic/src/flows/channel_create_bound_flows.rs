//! `ChannelCreateBoundFlows` (领取未归属的合同).

use crate::models::UserInfo;
use crate::{Agent, tc_action};

/// Assigns unclaimed contracts of an organization to the operator.
///
/// A contract is unclaimed if its signer was given only as `OrganizationOpenId` and
/// `OrganizationName`, without an employee. The operator of the agent claims the contracts and
/// signs them from then on; only the super administrator and the legal representative can. A
/// contract can be claimed once.
///
/// All or nothing: if one contract cannot be claimed, none is. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.HasAuthorized`, `FailedOperation` | Leave out contracts that are already claimed; the message names them. |
/// | `ResourceNotFound.Flow` | Check the contract IDs, and that the contracts are unclaimed and belong to this organization. |
/// | `OperationDenied` | Use the super administrator or the legal representative. |
/// | `OperationDenied.BannedApplication` | Ask the vendor why the application is banned. |
/// | `InvalidParameter.OpenId`, `MissingParameter.ProxyOperatorOpenId` | Check the operator in the agent. |
/// | `InvalidParameter.OrganizationId`, `MissingParameter.OrgOpenId` | Check the organization in the agent. |
/// | `ResourceNotFound.Application`, `ResourceNotFound.ApplicationId` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
#[doc(alias = "领取未归属的合同")]
#[tc_action(
    name = "ChannelCreateBoundFlows",
    version = "2021-05-26",
    effect = idempotent,
    errors(
        "FailedOperation",
        "FailedOperation.HasAuthorized",
        "InternalError",
        "InternalError.Api",
        "InternalError.DbInsert",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.BusinessLicense",
        "InvalidParameter.DataNotFound",
        "InvalidParameter.FileType",
        "InvalidParameter.MenuStatus",
        "InvalidParameter.OpenId",
        "InvalidParameter.OrganizationId",
        "InvalidParameter.OrganizationName",
        "InvalidParameter.ParamError",
        "LimitExceeded.FileSize",
        "MissingParameter",
        "MissingParameter.CompanyActiveInfo",
        "MissingParameter.OrgOpenId",
        "MissingParameter.ProxyOperatorOpenId",
        "OperationDenied",
        "OperationDenied.BannedApplication",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.ApplicationId",
        "ResourceNotFound.Flow",
        "UnauthorizedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnknownParameter",
        "UnsupportedOperation",
    ),
    title = "领取未归属的合同",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateBoundFlows"
)]
pub struct ChannelCreateBoundFlows {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification. The operator claims the contracts.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract IDs.
    pub flow_ids: Option<Vec<String>>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}
