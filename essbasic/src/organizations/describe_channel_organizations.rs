//! 查询企业信息

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists the organizations of the application: how far verified, activated or not, and who runs
/// them.
///
/// One organization, when its id is given; all of the application otherwise, page by page. `offset`
/// counts rows, so the next page starts `limit` further on. Go by your own count and stop at
/// `total`; rows beyond 20000 cannot be had, unless the statuses narrow the list down.
///
/// Asking costs nothing and notifies nobody. To learn when an organization is verified, callbacks
/// are better than asking.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter`, `InvalidParameter.ParamError` | check the page's limits, and that organization and operator are verified |
/// | `FailedOperation`, `InternalError` | try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeChannelOrganizations"
)]
pub struct DescribeChannelOrganizations {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified. Required for all organizations too.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// How many rows a page has, at most 200.
    #[tc(range = 1..=200)]
    pub limit: i64,
    /// The organization, by your own id; all of the application's unless given.
    pub organization_open_id: Option<String>,
    /// Which organizations are listed, by how far they are; all of them unless given.
    pub authorization_status_list: Option<Vec<AuthorizationStatus>>,
    /// Where the page starts, in rows: from 0, which it is unless given, to 20000.
    #[tc(range = 0..=20000)]
    pub offset: Option<i64>,
}

/// How far an organization's verification is.
///
/// Once the details are in, it goes on by the legal representative or by a power of attorney, and
/// ends when verified. A power of attorney that was turned down can be uploaded again.
#[tc_enum]
pub enum AuthorizationStatus {
    /// It has not begun.
    Unverified = "UNVERIFIED",
    /// The details are in, and no way of authorization is chosen.
    Verifying = "VERIFYING",
    /// The legal representative has to agree, or to be verified.
    VerifyingLegalPendingAuthorization = "VERIFYINGLEGALPENDINGAUTHORIZATION",
    /// The power of attorney is in review.
    VerifyingAuthorizationFilePending = "VERIFYINGAUTHORIZATIONFILEPENDING",
    /// The power of attorney was turned down.
    VerifyingAuthorizationFileReject = "VERIFYINGAUTHORIZATIONFILEREJECT",
    /// It is verified.
    Verified = "VERIFIED",
}

/// A page of the list.
#[tc_model]
pub struct DescribeChannelOrganizationsResponse {
    /// The organizations.
    pub channel_organization_infos: Option<Vec<ChannelOrganizationInfo>>,
    /// Where the page starts, in rows.
    pub offset: Option<i64>,
    /// How many rows a page has.
    pub limit: Option<i64>,
    /// How many organizations there are on all pages.
    pub total: Option<i64>,
}

/// An organization of the application.
#[tc_model]
pub struct ChannelOrganizationInfo {
    /// The organization, by the id that the service gave it; the same in every application.
    pub organization_id: Option<String>,
    /// The organization, by your own id.
    pub organization_open_id: Option<String>,
    /// The organization's name.
    pub organization_name: Option<String>,
    /// The unified social credit code.
    pub unified_social_credit_code: Option<String>,
    /// The legal representative's name.
    #[tc(secret)]
    pub legal_name: Option<String>,
    /// The legal representative, by your own id of them as an employee.
    pub legal_open_id: Option<String>,
    /// The super administrator's name.
    #[tc(secret)]
    pub admin_name: Option<String>,
    /// The super administrator, by your own id of them as an employee.
    pub admin_open_id: Option<String>,
    /// The super administrator's mobile number, its middle replaced by asterisks.
    #[tc(secret)]
    pub admin_mobile: Option<String>,
    /// How far the organization is.
    pub authorization_status: Option<AuthorizationStatus>,
    /// How the organization is or was verified.
    pub authorization_type: Option<AuthorizationMethod>,
    /// Whether the organization is activated.
    pub active_status: Option<ActiveStatus>,
    /// Until when it is activated, as a Unix timestamp.
    pub license_expire_time: Option<i64>,
    /// Whether the organization's details have been handed in. It becomes `false` again when the
    /// verification starts anew, as when they are handed in again or a power of attorney was turned
    /// down and is uploaded again.
    pub has_submitted_auth_info: Option<bool>,
}

/// How an organization is verified.
#[tc_enum]
pub enum AuthorizationMethod {
    /// No way is chosen yet.
    AuthorizationInit = "AuthorizationInit",
    /// By a power of attorney.
    AuthorizationFile = "AuthorizationFile",
    /// The legal representative authorizes the super administrator.
    AuthorizationLegalPerson = "AuthorizationLegalPerson",
    /// The legal representative is verified in person.
    AuthorizationLegalIdentity = "AuthorizationLegalIdentity",
}

/// Whether an organization is activated, and can start contracts.
#[tc_enum]
pub enum ActiveStatus {
    /// It is not: it can read and sign contracts only.
    Inactive = 0,
    /// It is.
    Active = 1,
}
