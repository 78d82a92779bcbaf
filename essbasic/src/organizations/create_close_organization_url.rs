//! `CreateCloseOrganizationUrl` (创建企业注销链接).

use crate::{Agent, tc_action, tc_model};

/// Creates links with which an organization closes its account.
///
/// The operator must be the organization's super administrator or legal representative; only they
/// can complete the closure. Nothing closes until a link is used. While an organization is closing,
/// many actions fail with `OperationDenied.OrganizationClosing`. Create the required power of
/// attorney with `CreateOrganizationAuthFile`.
///
/// No charge and no notifications: pass a link on yourself.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.ParamError` | Check the IDs of organization and operator. |
/// | `OperationDenied` | Use the super administrator or legal representative as operator. |
/// | `ResourceUnavailable` | Check the organization's status with `DescribeChannelOrganizations`. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
/// | `UnsupportedOperation` | The message gives the reason. |
#[doc(alias = "创建企业注销链接")]
#[tc_action(
    name = "CreateCloseOrganizationUrl",
    version = "2021-05-26",
    response = CreateCloseOrganizationUrlResponse,
    effect = link,
    errors(
        "InternalError",
        "InternalError.Db",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "OperationDenied",
        "ResourceUnavailable",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnknownParameter",
        "UnsupportedOperation",
    ),
    title = "创建企业注销链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateCloseOrganizationUrl"
)]
pub struct CreateCloseOrganizationUrl {
    /// Application, organization and operator that make the call. The operator is the super
    /// administrator or legal representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// Response of [`CreateCloseOrganizationUrl`]: five forms of the same link. Anyone who has one can
/// open it.
#[tc_model]
pub struct CreateCloseOrganizationUrlResponse {
    /// Expiry of the links, Unix time in seconds.
    pub expired_on: i64,
    /// Long URL that opens the mini program. Suitable for text messages.
    #[tc(secret)]
    pub long_url: String,
    /// Short URL that opens the mini program.
    #[tc(secret)]
    pub short_url: String,
    /// Mini program path, for opening it from an app or another mini program.
    #[tc(secret)]
    pub mini_app_path: String,
    /// URL of a QR code image.
    #[tc(secret)]
    pub qrcode_url: String,
    /// Content of a QR code that opens the mini program directly. Render the code yourself for
    /// scanning with WeChat; opening it as a URL does not work.
    #[tc(secret)]
    pub weixin_qrcode_url: String,
}
