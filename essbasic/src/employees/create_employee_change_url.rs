//! 创建员工信息变更链接

use crate::{Agent, tc_action, tc_model};

/// Creates links with which an employee changes their mobile number.
///
/// The number is all that can be changed so far, and the change is made by the employee, in the
/// WeChat mini program that the links open. The employee must have verified their real name and
/// still be with the organization; who is not verified yet is changed with
/// `SyncProxyOrganizationOperators` instead.
///
/// The links are good for 7 days. Asking again makes others. Nothing is charged, and nobody is
/// notified: hand the link to the employee yourself.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError` | check the employee's id and how the number is written |
/// | `OperationDenied` | check that the employee is verified and has not resigned |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the application's plan does not include this action |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateEmployeeChangeUrl"
)]
pub struct CreateEmployeeChangeUrl {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified. The manual demands the organization, yet its example succeeds without, so it is
    /// not checked here.
    #[tc(require("ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The employee whose number changes, by your own id, at most 64 characters.
    #[tc(len = ..=64)]
    pub open_id: Option<String>,
    /// The new mobile number: 11 digits with or without `+86 ` before them, or one from abroad
    /// as `+12 12345678`.
    #[tc(secret)]
    pub new_mobile: Option<String>,
}

/// Links to the same page of the mini program.
#[tc_model]
pub struct CreateEmployeeChangeUrlResponse {
    /// The path that opens the mini program from an app or another mini program. Whoever has it
    /// can open the change.
    #[tc(secret)]
    pub mini_app_path: String,
    /// The address of a web page that opens the mini program, for a text message, say.
    #[tc(secret)]
    pub long_url: String,
    /// The same, short.
    #[tc(secret)]
    pub short_url: String,
    /// When the links expire, in Unix seconds: 7 days after they were made.
    pub expire_time: Option<i64>,
}
