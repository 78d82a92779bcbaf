//! `CreateChannelOrganizationInfoChangeUrl` (获取变更企业信息电子签小程序链接).

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates a link with which an organization changes its super administrator or its details.
///
/// Only the legal representative or super administrator can use the link; others see a message that
/// they have no access. The link opens on a phone and is valid for 7 days. No charge and no
/// notifications. A legal representative can also change the super administrator in the mini
/// program without a link.
///
/// Name, legal representative and address can change; the credit code and the kind of organization
/// cannot. Changing the **name** has consequences:
///
/// - Existing contracts stay as they are. New contracts must use the new name, otherwise the
///   organization cannot sign them.
/// - Official, contract, finance and personnel seals are deleted and created again. The legal
///   representative's seal stays.
/// - The certificate is issued again.
///
/// `ModifyOrganizationBusinessInfo` changes details without a page.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.ParamError` | Check the change type, and that organization and operator are verified. |
/// | `ResourceNotFound` | Check the IDs of organization and operator. |
/// | `InternalError.System` | Try again. |
#[doc(alias = "获取变更企业信息电子签小程序链接")]
#[tc_action(
    name = "CreateChannelOrganizationInfoChangeUrl",
    version = "2021-05-26",
    response = CreateChannelOrganizationInfoChangeUrlResponse,
    effect = link,
    errors(
        "InternalError.System",
        "InvalidParameter.ParamError",
        "ResourceNotFound",
    ),
    title = "获取变更企业信息电子签小程序链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateChannelOrganizationInfoChangeUrl"
)]
pub struct CreateChannelOrganizationInfoChangeUrl {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Kind of change.
    pub change_type: InfoChangeType,
    /// Link format. Default: short URL.
    pub endpoint: Option<InfoChangeEndpoint>,
}

/// Kind of change to an organization.
#[tc_enum(u64)]
pub enum InfoChangeType {
    /// Super administrator: another employee of the organization takes over.
    Admin = 1,
    /// Name, address or legal representative.
    BasicInfo = 2,
}

/// Link format of an organization change.
#[tc_enum]
pub enum InfoChangeEndpoint {
    /// Short URL that opens the mini program on a phone.
    WeixinApp = "WEIXINAPP",
    /// Mini program path, for opening it from an app or another mini program.
    App = "APP",
}

/// Response of [`CreateChannelOrganizationInfoChangeUrl`].
#[tc_model]
pub struct CreateChannelOrganizationInfoChangeUrlResponse {
    /// Link or mini program path, depending on `endpoint`.
    #[tc(secret)]
    pub url: Option<String>,
    /// Expiry of the link, Unix time in seconds: 7 days after creation.
    pub expired_time: Option<i64>,
}
