//! 获取到电子签小程序创建法人章二维码

use crate::models::{OrganizationInfo, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Creates a QR code for making the seal of an organization's legal representative.
///
/// Scanned with WeChat, it opens the mini program, where the seal (法人章) is made, from one of the
/// styles there or from a picture. An organization has one such seal and no more;
/// `ChannelDescribeOrganizationSeals` lists it as `LEGAL_PERSON_SEAL`. Other seals are made with
/// `CreateSealByImage`.
///
/// The code is good for 7 days; asking again makes another. Nothing is charged, and nobody is
/// notified: show the code yourself.
///
/// | code | what to do |
/// |---|---|
/// | `MissingParameter.OrgOpenId`, `MissingParameter.ProxyOperatorOpenId` | give organization and operator in the agent |
/// | `InvalidParameter.OpenId` | check the ids of organization and operator |
/// | `InvalidParameter.DataNotFound`, `InvalidParameter.OrganizationId` | check that the organization exists in this application |
/// | `FailedOperation.ErrNotSyncProxyOrganization` | call `SyncProxyOrganization` first |
/// | `MissingParameter.CompanyActiveInfo` | let the organization be activated first |
/// | `OperationDenied.NotSupportOrgType` | nothing: this kind of organization cannot have the seal |
/// | `OperationDenied.ErrNotOpenWeakAuthorization` | ask the vendor to let the application vouch for organizations |
/// | `OperationDenied.BannedApplication` | ask the vendor why the application is banned |
/// | `OperationDenied.UserNotInOrganization` | use an operator who belongs to this organization |
/// | `ResourceNotFound.Application`, `ResourceNotFound.ApplicationId` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the application's plan does not include this action |
#[tc_action(
    name = "CreateLegalSealQrCode",
    version = "2021-05-26",
    response = CreateLegalSealQrCodeResponse,
    effect = link,
    errors(
        "FailedOperation",
        "FailedOperation.ErrNotSyncProxyOrganization",
        "InternalError",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.AuthorizationType",
        "InvalidParameter.CardNumber",
        "InvalidParameter.DataNotFound",
        "InvalidParameter.EndPoint",
        "InvalidParameter.MenuStatus",
        "InvalidParameter.Name",
        "InvalidParameter.OpenId",
        "InvalidParameter.OrganizationId",
        "InvalidParameter.OrganizationName",
        "InvalidParameter.ParamError",
        "InvalidParameter.UniformSocialCreditCode",
        "MissingParameter",
        "MissingParameter.CompanyActiveInfo",
        "MissingParameter.OrgOpenId",
        "MissingParameter.ProxyOperatorOpenId",
        "OperationDenied",
        "OperationDenied.BannedApplication",
        "OperationDenied.ErrNotOpenWeakAuthorization",
        "OperationDenied.NotSupportOrgType",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.ApplicationId",
        "ResourceNotFound.Flow",
        "ResourceUnavailable",
        "UnauthorizedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnknownParameter",
        "UnsupportedOperation",
    ),
    title = "获取到电子签小程序创建法人章二维码",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateLegalSealQrCode"
)]
pub struct CreateLegalSealQrCode {
    /// For whom: application, organization and operator. Both ids are your own, each unique in
    /// the whole application and not only within the organization.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Disabled by the vendor; the organization stands in the agent.
    #[tc(hidden)]
    pub organization: Option<OrganizationInfo>,
}

/// The code.
#[tc_model]
pub struct CreateLegalSealQrCodeResponse {
    /// The code's picture, in base64. It can be scanned for 7 days.
    #[tc(secret)]
    pub qrcode_base64: String,
}
