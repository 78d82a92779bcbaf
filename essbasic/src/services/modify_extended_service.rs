//! 管理企业扩展服务

use super::models::ExtendedServiceType;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Switches an extended service of an organization on or off.
///
/// The operator must be the organization's super administrator or legal representative; any other
/// employee is refused with `OperationDenied`.
///
/// Most services are on or off as soon as this succeeds, and the answer has no link. Switching on
/// `AutoSign` or `DownloadFlow` needs an agreement: the answer has a link then, and nothing changes
/// until the super administrator or the legal representative has followed it and signed. Nobody
/// else tells them, so pass the link on. `DescribeExtendedServiceAuthInfo` tells whether they did.
///
/// `DownloadFlow` is what `DescribeResourceUrlsByFlows` wants before it hands out a contract's PDF;
/// `AutoSign` is what signing by authorization begins with.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied` | use the super administrator or the legal representative as operator |
/// | `InvalidParameter.ParamError` | use a service and an operation of the lists |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
/// | `InternalError`, `InternalError.DbRead` | look with `DescribeExtendedServiceAuthInfo`, then try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ModifyExtendedService"
)]
pub struct ModifyExtendedService {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified. The operator is the super administrator or the legal representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The service that is switched.
    pub service_type: ExtendedServiceType,
    /// Whether it is switched on or off.
    pub operate: ExtendedServiceOperation,
    /// What kind of link comes back, where one does; `WeixinApp` unless given.
    pub endpoint: Option<ExtendedServiceEndpoint>,
}

/// What is done to an extended service.
#[tc_enum]
pub enum ExtendedServiceOperation {
    /// It is switched on.
    Open = "OPEN",
    /// It is switched off.
    Close = "CLOSE",
}

/// A kind of link to the agreement for a service.
#[tc_enum]
pub enum ExtendedServiceEndpoint {
    /// A short link that opens the mini program, for text messages and pages.
    WeixinApp = "WEIXINAPP",
    /// For your app or mini program to open the mini program with.
    App = "APP",
    /// A link without a page in between, to be drawn as a QR code and scanned with WeChat. Tapping
    /// it does nothing.
    WeixinQrcodeUrl = "WEIXIN_QRCODE_URL",
}

/// The link to the agreement, where the service needs one.
#[tc_model]
pub struct ModifyExtendedServiceResponse {
    /// The link for the super administrator or the legal representative, good for 24 hours. Empty
    /// when the service is on, or off, already.
    #[tc(secret)]
    pub operate_url: String,
}
