//! `CreateLegalSealQrCode` (获取到电子签小程序创建法人章二维码).

use crate::models::{OrganizationInfo, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Creates a QR code for creating the seal of an organization's legal representative.
///
/// Scanned with WeChat, the code opens the mini program, where the seal (法人章) is created from a
/// style or an image. An organization can have only one such seal;
/// `ChannelDescribeOrganizationSeals` lists it as `LEGAL_PERSON_SEAL`. Create other seals with
/// `CreateSealByImage`.
///
/// The code is valid for 7 days. Each call creates another code. No charge and no notifications:
/// show the code yourself.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `MissingParameter.OrgOpenId`, `MissingParameter.ProxyOperatorOpenId` | Set organization and operator of `agent`. |
/// | `InvalidParameter.OpenId` | Check the IDs of organization and operator. |
/// | `InvalidParameter.DataNotFound`, `InvalidParameter.OrganizationId` | Check that the organization exists in this application. |
/// | `FailedOperation.ErrNotSyncProxyOrganization` | Call `SyncProxyOrganization` first. |
/// | `MissingParameter.CompanyActiveInfo` | Activate the organization first. |
/// | `OperationDenied.NotSupportOrgType` | This kind of organization cannot have the seal. |
/// | `OperationDenied.ErrNotOpenWeakAuthorization` | Ask the vendor to enable verification by a trusted third party (信任第三方认证源). |
/// | `OperationDenied.BannedApplication` | The application is banned. Contact the vendor. |
/// | `OperationDenied.UserNotInOrganization` | Use an operator who belongs to this organization. |
/// | `ResourceNotFound.Application`, `ResourceNotFound.ApplicationId` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "获取到电子签小程序创建法人章二维码")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateLegalSealQrCode"
)]
pub struct CreateLegalSealQrCode {
    /// Application, organization and operator that make the call. Your IDs for organization and
    /// operator are unique across the application, not only within the organization.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Disabled by the vendor: the organization is part of `agent`.
    #[tc(hidden)]
    pub organization: Option<OrganizationInfo>,
}

/// Response of [`CreateLegalSealQrCode`].
#[tc_model]
pub struct CreateLegalSealQrCodeResponse {
    /// Image of the QR code as Base64. The code is valid for 7 days.
    #[tc(secret)]
    pub qrcode_base64: String,
}
