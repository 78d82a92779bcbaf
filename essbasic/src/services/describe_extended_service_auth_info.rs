//! `DescribeExtendedServiceAuthInfo` (查询企业扩展服务授权信息).

use super::models::ExtendedServiceType;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists an organization's extended services with their status and last change.
///
/// The operator must be the organization's super administrator or legal representative; calls of
/// other employees fail with `OperationDenied`.
///
/// Use it to check whether the link returned by `ModifyExtendedService` was used: the service is
/// then `Enable`. To list the individual users of auto-sign, use
/// `DescribeExtendedServiceAuthDetail`. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied` | Use the super administrator or legal representative as operator. |
/// | `OperationDenied.OrganizationClosing` | The organization is closing its account. Nothing can be done. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `InvalidParameter.ParamError` | Check that organization and operator exist in this application. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
/// | `InternalError` | Try again. |
#[doc(alias = "查询企业扩展服务授权信息")]
#[tc_action(
    name = "DescribeExtendedServiceAuthInfo",
    version = "2021-05-26",
    response = DescribeExtendedServiceAuthInfoResponse,
    effect = read,
    errors(
        "FailedOperation",
        "InternalError",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.OrganizationClosing",
        "ResourceNotFound.Application",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "查询企业扩展服务授权信息",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeExtendedServiceAuthInfo"
)]
pub struct DescribeExtendedServiceAuthInfo {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification. The operator is the super administrator or legal
    /// representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// Response of [`DescribeExtendedServiceAuthInfo`].
#[tc_model]
pub struct DescribeExtendedServiceAuthInfoResponse {
    /// Extended services of the organization, enabled or not.
    pub auth_info: Vec<ExtentServiceAuthInfo>,
}

/// Extended service and its status.
#[tc_model]
pub struct ExtentServiceAuthInfo {
    /// Extended service.
    pub r#type: ExtendedServiceType,
    /// Name of the service in the console.
    #[tc(secret)]
    pub name: String,
    /// Status of the service.
    pub status: ExtendedServiceStatus,
    /// Employee who last changed the status, by your ID.
    pub operator_open_id: String,
    /// Time of the last change, Unix time in seconds.
    pub operate_on: i64,
}

/// Status of an extended service.
#[tc_enum]
pub enum ExtendedServiceStatus {
    /// Enabled.
    Enable = "ENABLE",
    /// Disabled.
    Disable = "DISABLE",
}
