//! `ModifyExtendedService` (管理企业扩展服务).

use super::models::ExtendedServiceType;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Enables or disables an extended service of an organization.
///
/// The operator must be the organization's super administrator or legal representative; calls of
/// other employees fail with `OperationDenied`.
///
/// Most changes take effect immediately, and the response has no link. Enabling `AutoSign` or
/// `DownloadFlow` requires an agreement: the response then has a link, and nothing changes until
/// the super administrator or legal representative opens it and signs.
/// `DescribeExtendedServiceAuthInfo` shows the result. No notifications: pass the link on yourself.
///
/// `DownloadFlow` is a prerequisite for downloading contract PDFs with
/// `DescribeResourceUrlsByFlows`; `AutoSign` is the first step of auto-sign.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied` | Use the super administrator or legal representative as operator. |
/// | `InvalidParameter.ParamError` | Use a listed service and operation. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
/// | `InternalError`, `InternalError.DbRead` | Check the status with `DescribeExtendedServiceAuthInfo`, then try again. |
#[doc(alias = "管理企业扩展服务")]
#[tc_action(
    name = "ModifyExtendedService",
    version = "2021-05-26",
    response = ModifyExtendedServiceResponse,
    effect = idempotent,
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.DbRead",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "管理企业扩展服务",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ModifyExtendedService"
)]
pub struct ModifyExtendedService {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification. The operator is the super administrator or legal
    /// representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Service to change.
    pub service_type: ExtendedServiceType,
    /// Operation.
    pub operate: ExtendedServiceOperation,
    /// Link format, if the response has a link. Default: `WeixinApp`.
    pub endpoint: Option<ExtendedServiceEndpoint>,
}

/// Operation on an extended service.
#[tc_enum]
pub enum ExtendedServiceOperation {
    /// Enables the service.
    Open = "OPEN",
    /// Disables the service.
    Close = "CLOSE",
}

/// Format of the link to a service's agreement.
#[tc_enum]
pub enum ExtendedServiceEndpoint {
    /// Short URL that opens the mini program. Suitable for text messages and web pages.
    WeixinApp = "WEIXINAPP",
    /// Link that opens the mini program from your app or mini program.
    App = "APP",
    /// Content of a QR code that opens the mini program directly. Render the code yourself for
    /// scanning with WeChat; opening it as a URL does not work.
    WeixinQrcodeUrl = "WEIXIN_QRCODE_URL",
}

/// Response of [`ModifyExtendedService`].
#[tc_model]
pub struct ModifyExtendedServiceResponse {
    /// Link to the agreement for the super administrator or legal representative, valid for 24
    /// hours. Empty if the change took effect immediately.
    #[tc(secret)]
    pub operate_url: String,
}
