//! 查询子企业电子印章

use super::models::SealType;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists an organization's seals, page by page, with their pictures, how far they are, and who
/// may use them.
///
/// Unless told otherwise it lists seals that are in use only. To wait for a seal that
/// `CreateSealByImage` made from a picture, and that people at the vendor look at first, ask for
/// its id and for every status: until it is looked at the status is `CHECKING`, then `SUCCESS` or
/// `FAIL`. That takes people's time, so ask rarely.
///
/// Pages are counted in seals: the next one starts at `offset` plus the number that came. The
/// links to pictures are good for 5 minutes; fetch what you want to keep.
///
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `MissingParameter.UserId` | give the operator in the agent |
/// | `OperationDenied.OperatorHasNoPermission` | let the super administrator give the operator's role the right to see seals (组织管理, 角色管理) |
/// | `OperationDenied.OrganizationClosing` | nothing: the organization is being closed |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the application's plan does not include this action |
/// | `InternalError.DependsDb` | try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelDescribeOrganizationSeals"
)]
pub struct ChannelDescribeOrganizationSeals {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// How many seals a page has, at most 100; 20 unless given.
    #[tc(range = 1..=100)]
    pub limit: Option<i64>,
    /// Where the page starts, in seals from 0; at most 20000, and 0 unless given.
    #[tc(range = 0..=20_000)]
    pub offset: Option<i64>,
    /// Whether the answer says who may use a seal; it does not unless given.
    pub info_type: Option<SealInfoType>,
    /// The one seal to look for, by its id; all of them unless given.
    pub seal_id: Option<String>,
    /// The kinds of seals; all of them unless given.
    pub seal_types: Option<Vec<SealType>>,
    /// How far the seals are; only those in use unless given.
    pub seal_statuses: Option<Vec<SealStatusFilter>>,
}

/// Whether an answer says who may use a seal.
#[tc_enum]
pub enum SealInfoType {
    /// It does not.
    WithoutUsers = 0,
    /// It does.
    WithUsers = 1,
}

/// How far the seals are that are looked for.
#[tc_enum]
pub enum SealStatusFilter {
    /// Whatever they are.
    All = "ALL",
    /// Not looked at yet.
    Checking = "CHECKING",
    /// In use.
    Success = "SUCCESS",
    /// Refused.
    Fail = "FAIL",
    /// Taken out of use.
    Disable = "DISABLE",
    /// Terminated.
    Stopped = "STOPPED",
    /// Voided.
    Void = "VOID",
    /// No longer valid.
    Invalid = "INVALID",
}

/// One page of seals.
#[tc_model]
pub struct ChannelDescribeOrganizationSealsResponse {
    /// How many seals match, on all pages together; 0 or 1 when one was looked for by its id.
    pub total_count: i64,
    /// The seals of this page.
    pub seals: Vec<OccupiedSeal>,
}

/// An employee who may use a seal.
#[tc_model]
pub struct AuthorizedUser {
    /// Your own id of the employee.
    pub open_id: String,
}

/// A seal of an organization.
#[tc_model]
pub struct OccupiedSeal {
    /// The seal's id.
    pub seal_id: String,
    /// The seal's name.
    pub seal_name: String,
    /// When the seal was authorized, in Unix seconds. The manual's example has more digits than
    /// seconds or milliseconds have.
    pub create_on: i64,
    /// Who authorized it, by the service's own id of the employee.
    pub creator: String,
    /// The id of the policy by which the seal may be used; it may be empty.
    pub seal_policy_id: String,
    /// How far the seal is.
    pub seal_status: SealStatus,
    /// Why the seal was refused; empty when it was not.
    pub fail_reason: String,
    /// The address of the seal's picture, good for 5 minutes. Whoever has it can take the
    /// picture.
    #[tc(secret)]
    pub url: String,
    /// What kind of seal it is.
    pub seal_type: SealType,
    /// Whether the right to use the seal never ends.
    pub is_all_time: bool,
    /// Who may use the seal; there only when `info_type` asks for it.
    pub authorized_users: Vec<AuthorizedUser>,
    /// How wide the seal really is, in millimetres.
    pub real_width: Option<i64>,
    /// How high the seal really is, in millimetres.
    pub real_height: Option<i64>,
    /// What was said about the seal when it was made.
    pub seal_description: Option<String>,
}

/// How far a seal is.
#[tc_enum]
pub enum SealStatus {
    /// Not looked at yet.
    Checking = "CHECKING",
    /// Waits for the organization's super administrator to look at it.
    CheckingSadm = "CHECKING-SADM",
    /// In use.
    Success = "SUCCESS",
    /// Refused.
    Fail = "FAIL",
    /// Taken out of use.
    Disable = "DISABLE",
    /// Terminated.
    Stopped = "STOPPED",
    /// Voided.
    Void = "VOID",
    /// No longer valid.
    Invalid = "INVALID",
}
