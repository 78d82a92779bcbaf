//! `CreateEmployeeChangeUrl` (创建员工信息变更链接).

use crate::{Agent, tc_action, tc_model};

/// Creates links with which an employee changes their mobile number.
///
/// Only the mobile number can be changed. The employee does it in the WeChat mini program that the
/// links open. The employee must be verified and employed; change unverified employees with
/// `SyncProxyOrganizationOperators`.
///
/// The links are valid for 7 days. Each call creates further ones. No charge and no notifications:
/// pass a link on yourself.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError` | Check the employee's ID and the format of the number. |
/// | `OperationDenied` | Check that the employee is verified and has not resigned. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "创建员工信息变更链接")]
#[tc_action(
    name = "CreateEmployeeChangeUrl",
    version = "2021-05-26",
    response = CreateEmployeeChangeUrlResponse,
    effect = link,
    errors(
        "FailedOperation",
        "InternalError",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied",
        "ResourceNotFound.Application",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "创建员工信息变更链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateEmployeeChangeUrl"
)]
pub struct CreateEmployeeChangeUrl {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification. The API reference requires the organization, but its
    /// example omits it, so it is not validated.
    #[tc(require("ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Employee whose number changes, by your ID, at most 64 characters.
    #[tc(len = ..=64)]
    pub open_id: Option<String>,
    /// New mobile number: 11 digits, optionally preceded by `+86 `, or a foreign number such as
    /// `+12 12345678`.
    #[tc(secret)]
    pub new_mobile: Option<String>,
}

/// Response of [`CreateEmployeeChangeUrl`]: three forms of the same link.
#[tc_model]
pub struct CreateEmployeeChangeUrlResponse {
    /// Mini program path, for opening it from an app or another mini program. Anyone who has it can
    /// open the change.
    #[tc(secret)]
    pub mini_app_path: String,
    /// Long URL that opens the mini program. Suitable for text messages.
    #[tc(secret)]
    pub long_url: String,
    /// Short URL that opens the mini program.
    #[tc(secret)]
    pub short_url: String,
    /// Expiry of the links, Unix time in seconds: 7 days after creation.
    pub expire_time: Option<i64>,
}
