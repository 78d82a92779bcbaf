//! 领取未归属的合同

use crate::models::UserInfo;
use crate::{Agent, tc_action};

/// Has an employee take up contracts that wait for somebody of their organization.
///
/// A contract waits when its signer was named by `OrganizationOpenId` and `OrganizationName` alone,
/// without an employee. The operator of the agent takes the contracts up and signs them from then
/// on; only the super administrator and the legal representative can. Each contract is taken up
/// once.
///
/// It is all or nothing: when one of the contracts cannot be taken up, none is. Nothing is charged
/// and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.HasAuthorized`, `FailedOperation` | leave out what was taken up before; the message names it |
/// | `ResourceNotFound.Flow` | check the contracts' ids, and that they wait for this organization |
/// | `OperationDenied` | use the super administrator or the legal representative |
/// | `OperationDenied.BannedApplication` | ask the vendor why the application is banned |
/// | `InvalidParameter.OpenId`, `MissingParameter.ProxyOperatorOpenId` | check the operator in the agent |
/// | `InvalidParameter.OrganizationId`, `MissingParameter.OrgOpenId` | check the organization in the agent |
/// | `ResourceNotFound.Application`, `ResourceNotFound.ApplicationId` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateBoundFlows"
)]
pub struct ChannelCreateBoundFlows {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified. The operator takes the contracts up.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contracts.
    pub flow_ids: Option<Vec<String>>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}
