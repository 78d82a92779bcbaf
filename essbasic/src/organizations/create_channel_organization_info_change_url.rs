//! 获取变更企业信息电子签小程序链接

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Makes a link by which an organization changes its super administrator or its details.
///
/// Only the legal representative or the super administrator can use the link; anybody else is told
/// that they may not see it. It is good for 7 days, opens on a phone, and costs nothing; nobody is
/// told of it. A legal representative can change the super administrator in the mini program
/// without any link.
///
/// Name, legal representative and address can change; credit code and kind of organization cannot.
/// Another **name** has consequences. Contracts that exist stay as they are, and new ones must name
/// the organization by its new name, or it cannot sign them. Its official, contract, finance and
/// personnel seals are deleted and made anew, not the legal representative's; and its certificate
/// is issued anew.
///
/// `ModifyOrganizationBusinessInfo` changes details without a page.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.ParamError` | check what is to change, and that organization and operator are verified |
/// | `ResourceNotFound` | check the ids of organization and operator |
/// | `InternalError.System` | try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateChannelOrganizationInfoChangeUrl"
)]
pub struct CreateChannelOrganizationInfoChangeUrl {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// What is to change.
    pub change_type: InfoChangeType,
    /// What opens the link; a short web address unless given.
    pub endpoint: Option<InfoChangeEndpoint>,
}

/// What is to change about an organization.
#[tc_enum(u64)]
pub enum InfoChangeType {
    /// The super administrator: another of its employees takes their place.
    Admin = 1,
    /// The name, the address or the legal representative.
    BasicInfo = 2,
}

/// What opens a link by which an organization changes.
#[tc_enum]
pub enum InfoChangeEndpoint {
    /// A short web address that opens the mini program on a phone.
    WeixinApp = "WEIXINAPP",
    /// The path that opens the mini program from an app or another mini program.
    App = "APP",
}

/// The link, and until when it is good.
#[tc_model]
pub struct CreateChannelOrganizationInfoChangeUrlResponse {
    /// The link, or the mini program's path, by the endpoint that was asked for.
    #[tc(secret)]
    pub url: Option<String>,
    /// When the link expires, in Unix seconds: 7 days after it was made.
    pub expired_time: Option<i64>,
}
