//! 查询企业扩展服务授权信息

use super::models::ExtendedServiceType;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists an organization's extended services: which are on, and who switched them last.
///
/// The operator must be the organization's super administrator or legal representative; any other
/// employee is refused with `OperationDenied`.
///
/// This is how to learn whether somebody followed the link that `ModifyExtendedService` returned:
/// the service is `Enable` then. Who may use signing by authorization, employee by employee, is
/// told by `DescribeExtendedServiceAuthDetail`. Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied` | use the super administrator or the legal representative as operator |
/// | `OperationDenied.OrganizationClosing` | nothing: the organization is being closed |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `InvalidParameter.ParamError` | check that organization and operator exist in this application |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
/// | `InternalError` | try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeExtendedServiceAuthInfo"
)]
pub struct DescribeExtendedServiceAuthInfo {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified. The operator is the super administrator or the legal representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// The organization's extended services.
#[tc_model]
pub struct DescribeExtendedServiceAuthInfoResponse {
    /// The services, one by one, on or off.
    pub auth_info: Vec<ExtentServiceAuthInfo>,
}

/// One extended service, and whether it is on.
#[tc_model]
pub struct ExtentServiceAuthInfo {
    /// Which service it is.
    pub r#type: ExtendedServiceType,
    /// What the console calls it.
    #[tc(secret)]
    pub name: String,
    /// Whether it is on.
    pub status: ExtendedServiceStatus,
    /// Who switched it last, by your own id of the employee.
    pub operator_open_id: String,
    /// When they did, in Unix seconds.
    pub operate_on: i64,
}

/// Whether an extended service is on.
#[tc_enum]
pub enum ExtendedServiceStatus {
    /// It is.
    Enable = "ENABLE",
    /// It is not.
    Disable = "DISABLE",
}
