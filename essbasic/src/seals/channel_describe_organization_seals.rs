//! `ChannelDescribeOrganizationSeals` (查询子企业电子印章).

use super::models::SealType;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists seals of an organization with images, status and permitted employees, paginated.
///
/// By default only enabled seals are listed. To wait for the review of a seal created from an image
/// with `CreateSealByImage`, request its ID and all statuses: the status is `CHECKING` until the
/// vendor's staff have reviewed it, then `SUCCESS` or `FAIL`. Reviews take time, so poll rarely.
///
/// `offset` counts rows: the next page starts at `offset` plus the number of seals received. Image
/// URLs are valid for 5 minutes; download the images you want to keep.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `MissingParameter.UserId` | Set the operator of `agent`. |
/// | `OperationDenied.OperatorHasNoPermission` | Have the super administrator grant the operator's role permission to view seals (组织管理 > 角色管理). |
/// | `OperationDenied.OrganizationClosing` | The organization is closing its account. Nothing can be done. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
/// | `InternalError.DependsDb` | Try again. |
#[doc(alias = "查询子企业电子印章")]
#[tc_action(
    name = "ChannelDescribeOrganizationSeals",
    version = "2021-05-26",
    response = ChannelDescribeOrganizationSealsResponse,
    effect = read,
    paginate(
        item = OccupiedSeal,
        items = seals,
        total = total_count,
        offset = rows,
        page_size = 100,
        max_offset = 20_000
    ),
    wait(
        status = seals.seal_status,
        done("SUCCESS"),
        failed("FAIL"),
        message = seals.fail_reason,
        interval = 5..=60
    ),
    errors(
        "FailedOperation",
        "InternalError.DependsDb",
        "InvalidParameter",
        "MissingParameter",
        "MissingParameter.UserId",
        "OperationDenied",
        "OperationDenied.OperatorHasNoPermission",
        "OperationDenied.OrganizationClosing",
        "ResourceNotFound.Application",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "查询子企业电子印章",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDescribeOrganizationSeals"
)]
pub struct ChannelDescribeOrganizationSeals {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Page size, at most 100. Default: 20.
    #[tc(range = 1..=100)]
    pub limit: Option<i64>,
    /// Start of the page in rows, at most 20000. Default: 0.
    #[tc(range = 0..=20_000)]
    pub offset: Option<i64>,
    /// Includes the employees permitted to use each seal. Default: not included.
    pub info_type: Option<SealInfoType>,
    /// Seal to return, by ID. Default: all seals.
    pub seal_id: Option<String>,
    /// Kinds of seals to include. Default: all.
    pub seal_types: Option<Vec<SealType>>,
    /// Statuses to include. Default: only enabled seals.
    pub seal_statuses: Option<Vec<SealStatusFilter>>,
}

/// Inclusion of permitted employees in a list of seals.
#[tc_enum]
pub enum SealInfoType {
    /// Not included.
    WithoutUsers = 0,
    /// Included.
    WithUsers = 1,
}

/// Status filter of a list of seals.
#[tc_enum]
pub enum SealStatusFilter {
    /// All statuses.
    All = "ALL",
    /// In review.
    Checking = "CHECKING",
    /// Enabled.
    Success = "SUCCESS",
    /// Rejected.
    Fail = "FAIL",
    /// Disabled.
    Disable = "DISABLE",
    /// Terminated.
    Stopped = "STOPPED",
    /// Voided.
    Void = "VOID",
    /// Expired or no longer valid.
    Invalid = "INVALID",
}

/// Response of [`ChannelDescribeOrganizationSeals`]: one page of seals.
#[tc_model]
pub struct ChannelDescribeOrganizationSealsResponse {
    /// Total number of matching seals across all pages; 0 or 1 if a seal ID was requested.
    pub total_count: i64,
    /// Seals of this page.
    pub seals: Vec<OccupiedSeal>,
}

/// Employee permitted to use a seal.
#[tc_model]
pub struct AuthorizedUser {
    /// Your ID for the employee.
    pub open_id: String,
}

/// Seal of an organization.
#[tc_model]
pub struct OccupiedSeal {
    /// ID of the seal.
    pub seal_id: String,
    /// Name of the seal.
    pub seal_name: String,
    /// Time the seal was authorized, Unix time in seconds. In the API reference's example it has
    /// more digits than seconds or milliseconds.
    pub create_on: i64,
    /// Employee who authorized the seal, by the service's ID.
    pub creator: String,
    /// ID of the policy for using the seal. May be empty.
    pub seal_policy_id: String,
    /// Status of the seal.
    pub seal_status: SealStatus,
    /// Reason for rejection, otherwise empty.
    pub fail_reason: String,
    /// URL of the seal's image, valid for 5 minutes. Anyone who has it can download the image.
    #[tc(secret)]
    pub url: String,
    /// Kind of seal.
    pub seal_type: SealType,
    /// `true` if the permission to use the seal is permanent.
    pub is_all_time: bool,
    /// Employees permitted to use the seal. Present only if requested with `info_type`.
    pub authorized_users: Vec<AuthorizedUser>,
    /// Physical width of the seal in millimeters.
    pub real_width: Option<i64>,
    /// Physical height of the seal in millimeters.
    pub real_height: Option<i64>,
    /// Description set when the seal was created.
    pub seal_description: Option<String>,
}

/// Status of a seal.
#[tc_enum]
pub enum SealStatus {
    /// In review.
    Checking = "CHECKING",
    /// Waiting for the review of the organization's super administrator.
    CheckingSadm = "CHECKING-SADM",
    /// Enabled.
    Success = "SUCCESS",
    /// Rejected.
    Fail = "FAIL",
    /// Disabled.
    Disable = "DISABLE",
    /// Terminated.
    Stopped = "STOPPED",
    /// Voided.
    Void = "VOID",
    /// Expired or no longer valid.
    Invalid = "INVALID",
}
