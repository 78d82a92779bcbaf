//! 生成子客登录链接

use super::LoginEndpoint;
use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Makes the link by which an organization and its employees get in: to verify, join and log in.
///
/// It is the only way into an organization's console. Where it leads depends on how far both are,
/// judged by your own ids of them alone, never by their names:
///
/// | organization | employee | the link leads to |
/// |---|---|---|
/// | not activated | not verified | the organization's verification; who finishes it first is its super administrator |
/// | activated | not verified | the employee's own verification, by which they join |
/// | activated | verified | the console |
///
/// **One verification, one employee.** A link for another `proxy_operator.open_id` wipes the
/// verification that the organization has under way. Do not make links for several people
/// meanwhile; do it on purpose to start anew when what was filled in is wrong.
///
/// A link works once, for 5 minutes in a browser on a computer and for 30 days elsewhere. Make one
/// whenever somebody wants in; it costs nothing and nobody is told. Keep the two ids of the agent:
/// verified, they are the organization's and the employee's for good. What `SyncProxyOrganization`
/// told before need not be filled in again. Callbacks tell how it went, and so does
/// `DescribeChannelOrganizations`.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.ErrNotSyncProxyOrganization` | first give name, credit code and legal representative to `SyncProxyOrganization` |
/// | `OperationDenied.ErrNotOpenWeakAuthorization` | have the vendor let your platform vouch for organizations, or let them verify themselves |
/// | `InvalidParameter.AuthorizationType` | use ways of authorization that are listed |
/// | `InvalidParameter.OrganizationName` | write the name as the licence has it, with full-width brackets |
/// | `InvalidParameter.UniformSocialCreditCode`, `InvalidParameter.CardNumber`, `InvalidParameter.Name` | correct the code, the document's number or the person's name |
/// | `MissingParameter.CompanyActiveInfo` | give the organization's details, here or with `SyncProxyOrganization` |
/// | `MissingParameter.OrgOpenId`, `MissingParameter.ProxyOperatorOpenId`, `InvalidParameter.OpenId` | give both of the agent's ids, as they were registered |
/// | `OperationDenied.UserNotInOrganization` | the employee belongs to another organization; an id is one person in all of the application |
/// | `OperationDenied.OrganizationClosing` | nothing: the organization is closing its account |
/// | `OperationDenied.NotSupportOrgType` | this kind of organization cannot be verified here |
/// | `OperationDenied.BannedApplication`, `ResourceNotFound.Application` | check the application, in the console |
/// | `InvalidParameter.EndPoint`, `InvalidParameter.MenuStatus` | use a value that is listed |
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
    manual = "https://qian.tencent.com/developers/partnerApis/accounts/CreateConsoleLoginUrl"
)]
pub struct CreateConsoleLoginUrl {
    /// For whom: application, organization and operator. These ids are yours to choose when they
    /// are new, and both are unique within the application, the operator's too.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The organization's name, as its business licence has it and with full-width brackets （）. It
    /// cannot change any more once the verification is under way. In the environment for tests it
    /// must end in 测试, or it is not approved.
    pub proxy_organization_name: String,
    /// The unified social credit code, at most 200 characters. It cannot change any more once the
    /// verification is under way.
    #[tc(len = ..=200)]
    pub uniform_social_credit_code: Option<String>,
    /// The employee's real name, at most 50 characters. It cannot change any more once they are
    /// verified.
    #[tc(secret, len = ..=50)]
    pub proxy_operator_name: Option<String>,
    /// The employee's mobile number, one of mainland China: 11 digits, without `+86`. It cannot
    /// change any more once they are verified.
    #[tc(secret, len = 11)]
    pub proxy_operator_mobile: Option<String>,
    /// Where in the console the link leads; to the organization's centre unless given. With
    /// [`LoginEndpoint::Channel`] and [`LoginEndpoint::App`] only [`ConsoleModule::Seal`] is
    /// possible. Of no effect before organization and employee are verified.
    pub module: Option<ConsoleModule>,
    /// What in the module the link leads to: a seal, a template or a contract, by its id. It goes
    /// with `module`. Of no effect before organization and employee are verified.
    pub module_id: Option<String>,
    /// Whether the console shows its menu on the left; it does unless given. Of no effect before
    /// organization and employee are verified.
    pub menu_status: Option<NavigationStatus>,
    /// What opens the link; the web console, on a computer, unless given.
    pub endpoint: Option<LoginEndpoint>,
    /// Deprecated by the vendor: when the mini program goes back to the app. `jump_events` has
    /// taken its place.
    pub auto_jump_back_event: Option<AutoJumpBackEvent>,
    /// The ways in which the organization may authorize its super administrator.
    pub authorization_types: Option<Vec<ConsoleAuthorizationType>>,
    /// The number of the employee's identity card; only the mainland's for now. It replaces the one
    /// that was given before.
    #[tc(secret)]
    pub proxy_operator_id_card_number: Option<String>,
    /// Deprecated by the vendor: where H5 pages and the web console lead to after the verification.
    /// `jump_events` has taken its place.
    pub auto_jump_url: Option<String>,
    /// Whether the console shows its bar at the top; it does unless given. Of no effect before
    /// organization and employee are verified.
    pub top_navigation_status: Option<NavigationStatus>,
    /// Whether the organization is activated as soon as it is verified, which takes a licence; it
    /// is not unless given. Of no effect where the application does so for all (应用扩展服务). Else
    /// `CreateChannelSubOrganizationActive` does it.
    pub auto_active: Option<bool>,
    /// The front of the business licence, a PNG or JPG of at most 5 MB, in base64. It or
    /// `business_license_id`.
    #[tc(secret)]
    pub business_license: Option<String>,
    /// The registered address, as the business licence has it, at most 500 characters.
    #[tc(secret, len = ..=500)]
    pub proxy_address: Option<String>,
    /// The legal representative's name, as the business licence has it.
    #[tc(secret)]
    pub proxy_legal_name: Option<String>,
    /// The power of attorney, a PNG, JPG or PDF of at most 8 MB, in base64. It needs the super
    /// administrator's name and mobile number, and an uploaded power of attorney as the only way of
    /// authorization.
    #[tc(secret)]
    pub power_of_attorneys: Option<Vec<String>>,
    /// What the person who opens the link may not change.
    pub organization_authorization_options: Option<OrganizationAuthorizationOptions>,
    /// The organization's bank account for the transfer, held in its own name. Of no effect without
    /// [`ConsoleAuthorizationType::PowerOfAttorneyAndTransfer`].
    #[tc(secret)]
    pub bank_account_number: Option<String>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Where to go at which stage of the verification.
    pub jump_events: Option<Vec<JumpEvent>>,
    /// The kind of the organization's licence; a business licence unless given.
    pub proxy_organization_id_card_type: Option<OrganizationIdCardType>,
    /// The front of the business licence, a PNG or JPG of at most 8 MB, by the id that
    /// `UploadFiles` returned. It or `business_license`.
    pub business_license_id: Option<String>,
}

/// A part of the web console.
#[tc_enum]
pub enum ConsoleModule {
    /// The contracts.
    Document = "DOCUMENT",
    /// The organization's templates.
    Template = "TEMPLATE",
    /// The seals.
    Seal = "SEAL",
    /// The employees and departments.
    Operator = "OPERATOR",
}

/// Whether a part of the console's navigation is shown.
#[tc_enum]
pub enum NavigationStatus {
    /// It is.
    Enable = "ENABLE",
    /// It is not.
    Disable = "DISABLE",
}

/// When the mini program goes back to the app that opened it.
#[tc_enum]
pub enum AutoJumpBackEvent {
    /// When the organization or the employee is verified.
    Verified = "VERIFIED",
}

/// How an organization that verifies by a link authorizes its super administrator.
#[tc_enum]
pub enum ConsoleAuthorizationType {
    /// By the legal representative.
    LegalPerson = 2,
    /// By a power of attorney and a transfer to the organization's bank account.
    PowerOfAttorneyAndTransfer = 5,
}

/// A kind of licence that an organization has.
#[tc_enum]
pub enum OrganizationIdCardType {
    /// A business licence with a unified social credit code.
    Uscc = "USCC",
    /// The practice licence of a medical institution.
    PracticeLicenseOfMedicalInstitution = "PRACTICELICENSEOFMEDICALINSTITUTION",
    /// The filing certificate of a clinic.
    ClinicFillingCertificate = "CLINICFILLINGCERTIFICATE",
}

/// The link, and how far organization and employee are.
#[tc_model]
pub struct CreateConsoleLoginUrlResponse {
    /// The link. It works once; append nothing to it, and do not let an encoder turn its `&` into
    /// `\u0026`.
    #[tc(secret)]
    pub console_url: String,
    /// Whether the organization has joined the service.
    pub is_activated: bool,
    /// Whether the employee is verified and has joined the organization.
    pub proxy_operator_is_verified: bool,
}

/// Where to go at one stage of the verification.
#[tc_model]
pub struct JumpEvent {
    /// The stage.
    pub jump_event_type: Option<JumpEventType>,
    /// Where to go. With [`LoginEndpoint::App`] it must be `true` as a text: the mini program can
    /// only go back to where it was opened.
    pub jump_url: Option<String>,
}

/// A stage of the verification.
#[tc_enum(u64)]
pub enum JumpEventType {
    /// The organization, which the registry did not know, was taken in (收录).
    OrganizationRecorded = 1,
    /// The super administrator's power of attorney is in review.
    PowerOfAttorneyReview = 2,
    /// The organization is verified.
    OrganizationVerified = 3,
    /// The employee has joined.
    EmployeeJoined = 4,
}

/// What the person who opens the link may not change of what the action was given.
///
/// It binds only what was given. What is bound is not corrected by what the business licence says
/// either.
#[tc_model]
pub struct OrganizationAuthorizationOptions {
    /// Whether the credit code is bound; it is not unless given.
    pub uniform_social_credit_code_same: Option<bool>,
    /// Whether the organization's name is bound; it is not unless given.
    pub organization_name_same: Option<bool>,
    /// Whether the legal representative's name is bound; it is not unless given.
    pub legal_name_same: Option<bool>,
    /// Whether the bank account is bound; it is not unless given.
    pub bank_account_number_same: Option<bool>,
    /// Whether the address is bound, and shown as given; it is not unless given.
    pub address_same: Option<bool>,
    /// Whether the picture of the business licence is bound, and what was read from it; it is not
    /// unless given.
    pub biz_license_same: Option<bool>,
}
