//! `CreateOrganizationAuthFile` (生成企业授权书).

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Generates a power of attorney (授权书) from an organization's details, for printing and sealing.
///
/// Three kinds exist: for verifying an organization, changing its super administrator, and closing
/// its account. The service does not check the details; if they are wrong, the later review rejects
/// the document. The PDF's URL is valid for 5 minutes, so download it immediately.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError` | The message names the invalid detail. |
/// | `MissingParameter` | Set the organization's details and the kind of document. |
/// | `OperationDenied` | Check that the operator may act for the organization. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
#[doc(alias = "生成企业授权书")]
#[tc_action(
    name = "CreateOrganizationAuthFile",
    version = "2021-05-26",
    response = CreateOrganizationAuthFileResponse,
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
    title = "生成企业授权书",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateOrganizationAuthFile"
)]
pub struct CreateOrganizationAuthFile {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification. The API reference requires the organization, but its
    /// example omits it, so it is not validated.
    #[tc(require("ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Details to print on the document.
    pub organization_common_info: Option<OrganizationCommonInfo>,
    /// Kind of document.
    pub r#type: Option<AuthFileType>,
}

/// Purpose of a power of attorney.
#[tc_enum(u64)]
pub enum AuthFileType {
    /// Verification of the organization by its super administrator.
    Verification = 0,
    /// Change of the super administrator.
    AdminChange = 1,
    /// Closure of the organization's account.
    Closing = 2,
}

/// Response of [`CreateOrganizationAuthFile`].
#[tc_model]
pub struct CreateOrganizationAuthFileResponse {
    /// URL of the PDF, valid for 5 minutes.
    #[tc(secret)]
    pub file_url: String,
}

/// Details printed on a power of attorney. All must match the business licence.
#[tc_model]
pub struct OrganizationCommonInfo {
    /// Name of the organization. Use full-width brackets （） instead of ASCII brackets.
    pub organization_name: String,
    /// Unified social credit code.
    pub uniform_social_credit_code: String,
    /// Name of the legal representative.
    #[tc(secret)]
    pub legal_name: String,
    /// Identity document type of the legal representative.
    pub legal_id_card_type: Option<AuthFileIdCardType>,
    /// Identity document number of the legal representative.
    #[tc(secret)]
    pub legal_id_card_number: Option<String>,
    /// Name of the super administrator; of the new one if it changes.
    #[tc(secret)]
    pub admin_name: Option<String>,
    /// Mobile number of the super administrator.
    #[tc(secret)]
    pub admin_mobile: Option<String>,
    /// Identity document type of the super administrator.
    pub admin_id_card_type: Option<AuthFileIdCardType>,
    /// Identity document number of the super administrator.
    #[tc(secret)]
    pub admin_id_card_number: Option<String>,
    /// Name of the previous super administrator, if it changes.
    #[tc(secret)]
    pub old_admin_name: Option<String>,
    /// Mobile number of the previous super administrator.
    #[tc(secret)]
    pub old_admin_mobile: Option<String>,
    /// Identity document type of the previous super administrator.
    pub old_admin_id_card_type: Option<AuthFileIdCardType>,
    /// Identity document number of the previous super administrator.
    #[tc(secret)]
    pub old_admin_id_card_number: Option<String>,
}

/// Identity document type, as printed on a power of attorney.
///
/// Differs from [`IdCardType`](crate::models::IdCardType): the wire value is the printed text.
#[tc_enum]
pub enum AuthFileIdCardType {
    /// Resident identity card of mainland China.
    ResidentIdCard = "居民身份证",
}
