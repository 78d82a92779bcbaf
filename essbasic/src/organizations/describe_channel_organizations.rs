//! `DescribeChannelOrganizations` (查询企业信息).

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists organizations of the application with verification status, activation and administrators.
///
/// Returns one organization if its ID is given, otherwise all organizations of the application,
/// paginated. `offset` counts rows: the next page starts `limit` rows further on, and `total` marks
/// the end. Rows beyond 20000 are not reachable; filter by status to narrow the list.
///
/// No charge and no notifications. To learn when an organization is verified, prefer callbacks to
/// polling.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError` | Check the page limits, and that organization and operator are verified. |
/// | `FailedOperation`, `InternalError` | Try again. |
#[doc(alias = "查询企业信息")]
#[tc_action(
    name = "DescribeChannelOrganizations",
    version = "2021-05-26",
    response = DescribeChannelOrganizationsResponse,
    effect = read,
    paginate(
        item = ChannelOrganizationInfo,
        items = channel_organization_infos,
        total = total,
        offset = rows,
        page_size = 200,
        max_offset = 20_000
    ),
    wait(
        status = channel_organization_infos.authorization_status,
        done("VERIFIED"),
        failed("VERIFYINGAUTHORIZATIONFILEREJECT"),
        interval = 5..=60
    ),
    errors(
        "FailedOperation",
        "InternalError",
        "InvalidParameter",
        "InvalidParameter.ParamError",
    ),
    title = "查询企业信息",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeChannelOrganizations"
)]
pub struct DescribeChannelOrganizations {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification, and are required even when listing all organizations.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Page size, at most 200.
    #[tc(range = 1..=200)]
    pub limit: i64,
    /// Organization to return, by your ID. Default: all organizations of the application.
    pub organization_open_id: Option<String>,
    /// Verification statuses to include. Default: all.
    pub authorization_status_list: Option<Vec<AuthorizationStatus>>,
    /// Start of the page in rows, 0 to 20000. Default: 0.
    #[tc(range = 0..=20000)]
    pub offset: Option<i64>,
}

/// Verification status of an organization.
///
/// After its details are submitted, the verification continues with the legal representative or a
/// power of attorney and ends in [`Verified`](AuthorizationStatus::Verified). A rejected power of
/// attorney can be uploaded again.
#[tc_enum]
pub enum AuthorizationStatus {
    /// Not started.
    Unverified = "UNVERIFIED",
    /// Details are submitted, no authorization method is chosen yet.
    Verifying = "VERIFYING",
    /// Waiting for the legal representative to authorize or to verify in person.
    VerifyingLegalPendingAuthorization = "VERIFYINGLEGALPENDINGAUTHORIZATION",
    /// The power of attorney is in review.
    VerifyingAuthorizationFilePending = "VERIFYINGAUTHORIZATIONFILEPENDING",
    /// The power of attorney was rejected.
    VerifyingAuthorizationFileReject = "VERIFYINGAUTHORIZATIONFILEREJECT",
    /// Verified.
    Verified = "VERIFIED",
}

/// Response of [`DescribeChannelOrganizations`]: one page of the list.
#[tc_model]
pub struct DescribeChannelOrganizationsResponse {
    /// Organizations of this page.
    pub channel_organization_infos: Option<Vec<ChannelOrganizationInfo>>,
    /// Start of the page, in rows.
    pub offset: Option<i64>,
    /// Page size.
    pub limit: Option<i64>,
    /// Total number of organizations across all pages.
    pub total: Option<i64>,
}

/// Organization of the application.
#[tc_model]
pub struct ChannelOrganizationInfo {
    /// ID that the service assigned to the organization; the same in every application.
    pub organization_id: Option<String>,
    /// Your ID for the organization.
    pub organization_open_id: Option<String>,
    /// Name of the organization.
    pub organization_name: Option<String>,
    /// Unified social credit code.
    pub unified_social_credit_code: Option<String>,
    /// Name of the legal representative.
    #[tc(secret)]
    pub legal_name: Option<String>,
    /// Your ID for the legal representative as an employee.
    pub legal_open_id: Option<String>,
    /// Name of the super administrator.
    #[tc(secret)]
    pub admin_name: Option<String>,
    /// Your ID for the super administrator as an employee.
    pub admin_open_id: Option<String>,
    /// Mobile number of the super administrator, partly masked with asterisks.
    #[tc(secret)]
    pub admin_mobile: Option<String>,
    /// Verification status.
    pub authorization_status: Option<AuthorizationStatus>,
    /// Verification method.
    pub authorization_type: Option<AuthorizationMethod>,
    /// Activation status.
    pub active_status: Option<ActiveStatus>,
    /// End of the activation, Unix time.
    pub license_expire_time: Option<i64>,
    /// `true` if the organization's details have been submitted. Becomes `false` again when the
    /// verification starts over, for example after submitting them again or uploading a rejected
    /// power of attorney again.
    pub has_submitted_auth_info: Option<bool>,
}

/// Verification method of an organization.
#[tc_enum]
pub enum AuthorizationMethod {
    /// No method chosen yet.
    AuthorizationInit = "AuthorizationInit",
    /// Power of attorney.
    AuthorizationFile = "AuthorizationFile",
    /// The legal representative authorizes the super administrator.
    AuthorizationLegalPerson = "AuthorizationLegalPerson",
    /// The legal representative verifies in person.
    AuthorizationLegalIdentity = "AuthorizationLegalIdentity",
}

/// Activation status of an organization.
#[tc_enum]
pub enum ActiveStatus {
    /// Inactive: the organization can only read and sign contracts.
    Inactive = 0,
    /// Active: the organization can start contracts.
    Active = 1,
}
