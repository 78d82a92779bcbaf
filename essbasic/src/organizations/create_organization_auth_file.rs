//! 生成企业授权书

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Writes a power of attorney (授权书) from an organization's details, to be printed and sealed.
///
/// There is one for verifying an organization, one for changing its super administrator and one for
/// closing its account. The service does not check what goes in: when it is not true, the review
/// turns the document down later. The file is a PDF whose link lives for 5 minutes, so fetch it at
/// once. It costs nothing and notifies nobody.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError` | the message says which detail is wrong |
/// | `MissingParameter` | give the organization's details and the kind of document |
/// | `OperationDenied` | check that the operator may act for the organization |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateOrganizationAuthFile"
)]
pub struct CreateOrganizationAuthFile {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified. The manual's own example does without the organization, so it is not insisted on.
    #[tc(require("ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// What goes into the document.
    pub organization_common_info: Option<OrganizationCommonInfo>,
    /// What the document is for.
    pub r#type: Option<AuthFileType>,
}

/// What a power of attorney is for.
#[tc_enum(u64)]
pub enum AuthFileType {
    /// The super administrator verifies the organization.
    Verification = 0,
    /// The super administrator changes.
    AdminChange = 1,
    /// The organization closes its account.
    Closing = 2,
}

/// The document.
#[tc_model]
pub struct CreateOrganizationAuthFileResponse {
    /// The PDF's address, good for 5 minutes.
    #[tc(secret)]
    pub file_url: String,
}

/// What goes into a power of attorney. Everything must be as the business licence has it.
#[tc_model]
pub struct OrganizationCommonInfo {
    /// The organization's name, with full-width brackets （） where it has any.
    pub organization_name: String,
    /// The unified social credit code.
    pub uniform_social_credit_code: String,
    /// The legal representative's name.
    #[tc(secret)]
    pub legal_name: String,
    /// The kind of the legal representative's identity document.
    pub legal_id_card_type: Option<AuthFileIdCardType>,
    /// The number of the legal representative's identity document.
    #[tc(secret)]
    pub legal_id_card_number: Option<String>,
    /// The super administrator's name: the new one's where it changes.
    #[tc(secret)]
    pub admin_name: Option<String>,
    /// The super administrator's mobile number.
    #[tc(secret)]
    pub admin_mobile: Option<String>,
    /// The kind of the super administrator's identity document.
    pub admin_id_card_type: Option<AuthFileIdCardType>,
    /// The number of the super administrator's identity document.
    #[tc(secret)]
    pub admin_id_card_number: Option<String>,
    /// The name of the super administrator until now, where it changes.
    #[tc(secret)]
    pub old_admin_name: Option<String>,
    /// Their mobile number.
    #[tc(secret)]
    pub old_admin_mobile: Option<String>,
    /// The kind of their identity document.
    pub old_admin_id_card_type: Option<AuthFileIdCardType>,
    /// The number of their identity document.
    #[tc(secret)]
    pub old_admin_id_card_number: Option<String>,
}

/// A kind of identity document, as a power of attorney prints it.
///
/// Not [`IdCardType`](crate::models::IdCardType): the words are printed as they are.
#[tc_enum]
pub enum AuthFileIdCardType {
    /// The resident identity card of mainland China.
    ResidentIdCard = "居民身份证",
}
