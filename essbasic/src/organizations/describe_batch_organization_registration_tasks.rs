//! 查询企业批量认证状态

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Tells how far organizations are that were registered in a batch.
///
/// Ask for the sub-tasks that `DescribeBatchOrganizationRegistrationUrls` tells, not for the task
/// of `CreateBatchOrganizationRegistrationTasks`. People carry verifications out, so it can take
/// days; ask seldom, or wait for the callbacks. Asking costs nothing and notifies nobody.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.NoRoleAuth`, `ResourceNotFound.Flow` | check the ids, and that the application is the one that registered |
/// | `InvalidParameter.ParamError` | the message says what: the id of the whole task does not do |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `UnauthorizedOperation.NoPermissionFeature` | the plan does not include it |
/// | `InternalError.DbRead` | try again |
#[tc_action(
    name = "DescribeBatchOrganizationRegistrationTasks",
    version = "2021-05-26",
    response = DescribeBatchOrganizationRegistrationTasksResponse,
    effect = read,
    wait(
        status = details.status,
        done("Authorization"),
        failed("Failed"),
        message = details.error_message,
        interval = 5..=60
    ),
    errors(
        "FailedOperation",
        "FailedOperation.NoRoleAuth",
        "InternalError.DbRead",
        "InvalidParameter.ParamError",
        "OperationDenied",
        "ResourceNotFound.Application",
        "ResourceNotFound.Flow",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "查询企业批量认证状态",
    manual = "https://qian.tencent.com/developers/partnerApis/accounts/DescribeBatchOrganizationRegistrationTasks"
)]
pub struct DescribeBatchOrganizationRegistrationTasks {
    /// For whom: the application. Neither organization nor operator is needed.
    pub agent: Agent,
    /// The registrations, by the `sub_task_id` that `DescribeBatchOrganizationRegistrationUrls`
    /// tells.
    pub task_ids: Option<Vec<String>>,
}

/// How far the registrations are.
#[tc_model]
pub struct DescribeBatchOrganizationRegistrationTasksResponse {
    /// One entry for each of them.
    pub details: Option<Vec<BatchOrganizationRegistrationTasksDetails>>,
}

/// How far one organization is.
#[tc_model]
pub struct BatchOrganizationRegistrationTasksDetails {
    /// The registration's id. In the manual's example it is not one of those asked for, and the
    /// same three times over, so do not lean on it alone.
    pub task_id: Option<String>,
    /// How far it is.
    pub status: Option<RegistrationTaskStatus>,
    /// Why it failed; empty where it did not. It may name the organization's super administrator.
    #[tc(secret)]
    pub error_message: Option<String>,
}

/// How far an organization is that was registered in a batch.
#[tc_enum]
pub enum RegistrationTaskStatus {
    /// Its link is being prepared.
    Processing = "Processing",
    /// Its link can be had.
    Create = "Create",
    /// Its details have been filled in and handed in.
    Submit = "Submit",
    /// Its details are confirmed, and it goes on to the power of attorney or to the legal
    /// representative. The verification as such is not over yet.
    Authorization = "Authorization",
    /// It failed; the entry says why.
    Failed = "Failed",
}
