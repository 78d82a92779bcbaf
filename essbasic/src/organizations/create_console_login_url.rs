//! `CreateConsoleLoginUrl` (生成子客登录链接).

use super::LoginEndpoint;
use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates the link with which an organization and its employees verify, join and log in.
///
/// This is the only way into an organization's console. The destination depends on the status of
/// both, which the service looks up by your IDs, never by name:
///
/// | organization | employee | destination |
/// |---|---|---|
/// | not activated | not verified | Verification of the organization. The person who completes it becomes super administrator. |
/// | activated | not verified | Identity verification of the employee, who then joins. |
/// | activated | verified | Console. |
///
/// **One verification, one employee.** Creating a link for another `proxy_operator.open_id`
/// discards a verification of the organization in progress. Do not create links for several people
/// at the same time; do it deliberately to start over after a mistake.
///
/// A link works once. It is valid for 5 minutes in a desktop browser and for 30 days elsewhere.
/// Create one per login: no charge and no notifications. Keep both IDs of `agent`: once verified,
/// they identify organization and employee permanently. Details submitted with
/// `SyncProxyOrganization` need not be entered again. Callbacks and `DescribeChannelOrganizations`
/// report the result.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.ErrNotSyncProxyOrganization` | Submit name, credit code and legal representative with `SyncProxyOrganization` first. |
/// | `OperationDenied.ErrNotOpenWeakAuthorization` | Ask the vendor to enable verification by a trusted third party (信任第三方认证源), or let organizations verify themselves. |
/// | `InvalidParameter.AuthorizationType` | Use a listed authorization method. |
/// | `InvalidParameter.OrganizationName` | Use the name on the business licence, with full-width brackets. |
/// | `InvalidParameter.UniformSocialCreditCode`, `InvalidParameter.CardNumber`, `InvalidParameter.Name` | Correct the credit code, document number or person's name. |
/// | `MissingParameter.CompanyActiveInfo` | Set the organization's details here or with `SyncProxyOrganization`. |
/// | `MissingParameter.OrgOpenId`, `MissingParameter.ProxyOperatorOpenId`, `InvalidParameter.OpenId` | Set both IDs of `agent` as they were registered. |
/// | `OperationDenied.UserNotInOrganization` | The employee belongs to another organization; an ID is one person across the application. |
/// | `OperationDenied.OrganizationClosing` | The organization is closing its account. Nothing can be done. |
/// | `OperationDenied.NotSupportOrgType` | This kind of organization cannot be verified here. |
/// | `OperationDenied.BannedApplication`, `ResourceNotFound.Application` | Check the application in the console. |
/// | `InvalidParameter.EndPoint`, `InvalidParameter.MenuStatus` | Use a listed value. |
#[doc(alias = "生成子客登录链接")]
#[tc_action(
    name = "CreateConsoleLoginUrl",
    version = "2021-05-26",
    response = CreateConsoleLoginUrlResponse,
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
        "OperationDenied.OrganizationClosing",
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
    title = "生成子客登录链接",
    api_reference = "https://qian.tencent.com/developers/partnerApis/accounts/CreateConsoleLoginUrl"
)]
pub struct CreateConsoleLoginUrl {
    /// Application, organization and operator that make the call. Choose IDs freely for a new
    /// organization or employee. Both must be unique across the application, not only within the
    /// organization.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Name of the organization on its business licence, with full-width brackets （）. Cannot
    /// change once verification is in progress. In the test environment it must end in 测试,
    /// otherwise it is not approved.
    pub proxy_organization_name: String,
    /// Unified social credit code, at most 200 characters. Cannot change once verification is in
    /// progress.
    #[tc(len = ..=200)]
    pub uniform_social_credit_code: Option<String>,
    /// Legal name of the employee, at most 50 characters. Cannot change once the employee is
    /// verified.
    #[tc(secret, len = ..=50)]
    pub proxy_operator_name: Option<String>,
    /// Mobile number of the employee in mainland China: 11 digits without `+86`. Cannot change once
    /// the employee is verified.
    #[tc(secret, len = 11)]
    pub proxy_operator_mobile: Option<String>,
    /// Console page that the link opens. Default: organization center. With
    /// [`LoginEndpoint::Channel`] and [`LoginEndpoint::App`] only [`ConsoleModule::Seal`] is
    /// supported. Applies only to verified organizations and employees.
    pub module: Option<ConsoleModule>,
    /// ID of the seal, template or contract to show in `module`. Applies only to verified
    /// organizations and employees.
    pub module_id: Option<String>,
    /// Left-hand menu of the console. Default: shown. Applies only to verified organizations and
    /// employees.
    pub menu_status: Option<NavigationStatus>,
    /// Link format. Default: web console in a desktop browser.
    pub endpoint: Option<LoginEndpoint>,
    /// Deprecated by the vendor in favour of `jump_events`. Event after which the mini program
    /// returns to the app. Applies only with [`LoginEndpoint::App`].
    pub auto_jump_back_event: Option<AutoJumpBackEvent>,
    /// Authorization methods that the organization may use for its super administrator.
    pub authorization_types: Option<Vec<ConsoleAuthorizationType>>,
    /// Identity card number of the employee. Mainland identity cards only. Replaces a number set
    /// earlier.
    #[tc(secret)]
    pub proxy_operator_id_card_number: Option<String>,
    /// Deprecated by the vendor in favour of `jump_events`. Redirect URL after verification. Applies
    /// only with [`LoginEndpoint::H5`] and [`LoginEndpoint::Pc`].
    pub auto_jump_url: Option<String>,
    /// Top navigation bar of the console. Default: shown. Applies only to verified organizations
    /// and employees.
    pub top_navigation_status: Option<NavigationStatus>,
    /// Activates the organization once it is verified, which uses a licence. Default: `false`;
    /// activate it with `CreateChannelSubOrganizationActive`. Ignored if the application activates
    /// all organizations automatically (应用扩展服务).
    pub auto_active: Option<bool>,
    /// Front of the business licence: PNG or JPG, at most 5 MB, Base64. Alternative to
    /// `business_license_id`.
    #[tc(secret)]
    pub business_license: Option<String>,
    /// Registered address on the business licence, at most 500 characters.
    #[tc(secret, len = ..=500)]
    pub proxy_address: Option<String>,
    /// Name of the legal representative on the business licence.
    #[tc(secret)]
    pub proxy_legal_name: Option<String>,
    /// Power of attorney: PNG, JPG or PDF, at most 8 MB, Base64. Requires the super administrator's
    /// name and mobile number, and an uploaded power of attorney as the only authorization method.
    #[tc(secret)]
    pub power_of_attorneys: Option<Vec<String>>,
    /// Details that the person who opens the link cannot change.
    pub organization_authorization_options: Option<OrganizationAuthorizationOptions>,
    /// Bank account of the organization for the transfer, held in its own name. Applies only with
    /// [`ConsoleAuthorizationType::PowerOfAttorneyAndTransfer`].
    #[tc(secret)]
    pub bank_account_number: Option<String>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Redirects during verification.
    pub jump_events: Option<Vec<JumpEvent>>,
    /// Licence type of the organization. Default: business licence.
    pub proxy_organization_id_card_type: Option<OrganizationIdCardType>,
    /// Front of the business licence: PNG or JPG, at most 8 MB, by the file ID that `UploadFiles`
    /// returned. Alternative to `business_license`.
    pub business_license_id: Option<String>,
}

/// Page of the web console.
#[tc_enum]
pub enum ConsoleModule {
    /// Contracts.
    Document = "DOCUMENT",
    /// Templates of the organization.
    Template = "TEMPLATE",
    /// Seals.
    Seal = "SEAL",
    /// Employees and departments.
    Operator = "OPERATOR",
}

/// Visibility of a navigation element of the console.
#[tc_enum]
pub enum NavigationStatus {
    /// Shown.
    Enable = "ENABLE",
    /// Hidden.
    Disable = "DISABLE",
}

/// Event after which the mini program returns to the app that opened it.
#[tc_enum]
pub enum AutoJumpBackEvent {
    /// The organization or employee is verified.
    Verified = "VERIFIED",
}

/// Authorization method of the super administrator of an organization that verifies by link.
#[tc_enum]
pub enum ConsoleAuthorizationType {
    /// Authorization by the legal representative.
    LegalPerson = 2,
    /// Power of attorney and a transfer to the organization's bank account.
    PowerOfAttorneyAndTransfer = 5,
}

/// Licence type of an organization.
#[tc_enum]
pub enum OrganizationIdCardType {
    /// Business licence with a unified social credit code.
    Uscc = "USCC",
    /// Practice licence of a medical institution.
    PracticeLicenseOfMedicalInstitution = "PRACTICELICENSEOFMEDICALINSTITUTION",
    /// Filing certificate of a clinic.
    ClinicFillingCertificate = "CLINICFILLINGCERTIFICATE",
}

/// Response of [`CreateConsoleLoginUrl`].
#[tc_model]
pub struct CreateConsoleLoginUrlResponse {
    /// Link. Works once. Append nothing to it, and make sure that no encoder turns its `&` into
    /// `\u0026`.
    #[tc(secret)]
    pub console_url: String,
    /// `true` if the organization has joined the service.
    pub is_activated: bool,
    /// `true` if the employee is verified and has joined the organization.
    pub proxy_operator_is_verified: bool,
}

/// Redirect at one stage of the verification.
#[tc_model]
pub struct JumpEvent {
    /// Stage that triggers the redirect.
    pub jump_event_type: Option<JumpEventType>,
    /// Redirect URL. With [`LoginEndpoint::App`] it must be the string `true`: the mini program can
    /// only return to the app that opened it.
    pub jump_url: Option<String>,
}

/// Stage of a verification.
#[tc_enum(u64)]
pub enum JumpEventType {
    /// The organization, unknown to the business registry, was recorded (收录).
    OrganizationRecorded = 1,
    /// The power of attorney of the super administrator is in review.
    PowerOfAttorneyReview = 2,
    /// The organization is verified.
    OrganizationVerified = 3,
    /// The employee has joined.
    EmployeeJoined = 4,
}

/// Request fields that the person who opens the link cannot change.
///
/// Only fields with a value can be fixed. Fixed values are not overwritten by the content of the
/// business licence.
#[tc_model]
pub struct OrganizationAuthorizationOptions {
    /// Fixes the credit code. Default: `false`.
    pub uniform_social_credit_code_same: Option<bool>,
    /// Fixes the organization's name. Default: `false`.
    pub organization_name_same: Option<bool>,
    /// Fixes the legal representative's name. Default: `false`.
    pub legal_name_same: Option<bool>,
    /// Fixes the bank account. Default: `false`.
    pub bank_account_number_same: Option<bool>,
    /// Fixes the address and shows it as given. Default: `false`.
    pub address_same: Option<bool>,
    /// Fixes the image of the business licence and the values read from it. Default: `false`.
    pub biz_license_same: Option<bool>,
}
