//! 创建企业注销链接

use crate::{Agent, tc_action, tc_model};

/// Makes links by which an organization closes its account.
///
/// The operator must be the organization's super administrator or its legal representative, and
/// only they can carry the closing out. Nobody is told: hand a link to them yourself. Making links
/// costs nothing, and nothing closes until one is used; later, many actions answer
/// `OperationDenied.OrganizationClosing`. The power of attorney for it comes from
/// `CreateOrganizationAuthFile`.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.ParamError` | check the ids of organization and operator |
/// | `OperationDenied` | let the super administrator or the legal representative be the operator |
/// | `ResourceUnavailable` | check the organization's state with `DescribeChannelOrganizations` |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
/// | `UnsupportedOperation` | the message says why |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateCloseOrganizationUrl"
)]
pub struct CreateCloseOrganizationUrl {
    /// For whom: application, organization and operator. The operator is the super administrator or
    /// the legal representative.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// The same page, in five ways, which open it to whoever has them.
#[tc_model]
pub struct CreateCloseOrganizationUrlResponse {
    /// When the links expire, in Unix seconds.
    pub expired_on: i64,
    /// The long web address, which opens the mini program; for text messages, say.
    #[tc(secret)]
    pub long_url: String,
    /// The short web address, which does the same.
    #[tc(secret)]
    pub short_url: String,
    /// The path that opens the mini program from an app or another mini program.
    #[tc(secret)]
    pub mini_app_path: String,
    /// The address of a QR code's picture.
    #[tc(secret)]
    pub qrcode_url: String,
    /// What a QR code must hold to open the mini program at once. Draw the code yourself, to be
    /// scanned by WeChat; as an address it leads nowhere.
    #[tc(secret)]
    pub weixin_qrcode_url: String,
}
