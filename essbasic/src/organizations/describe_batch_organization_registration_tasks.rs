//! `DescribeBatchOrganizationRegistrationTasks` (查询企业批量认证状态).

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Returns the progress of organizations registered in a batch.
///
/// Takes the sub-task IDs from `DescribeBatchOrganizationRegistrationUrls`, not the task ID from
/// `CreateBatchOrganizationRegistrationTasks`. Verification is done by people and can take days:
/// poll rarely, or use callbacks. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.NoRoleAuth`, `ResourceNotFound.Flow` | Check the IDs, and use the application that registered the batch. |
/// | `InvalidParameter.ParamError` | The message names the problem. The ID of the whole task is not accepted. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The plan does not include this action. |
/// | `InternalError.DbRead` | Try again. |
#[doc(alias = "查询企业批量认证状态")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/accounts/DescribeBatchOrganizationRegistrationTasks"
)]
pub struct DescribeBatchOrganizationRegistrationTasks {
    /// Application that makes the call. Organization and operator are not needed.
    pub agent: Agent,
    /// Registrations, by the `sub_task_id` returned by `DescribeBatchOrganizationRegistrationUrls`.
    pub task_ids: Option<Vec<String>>,
}

/// Response of [`DescribeBatchOrganizationRegistrationTasks`].
#[tc_model]
pub struct DescribeBatchOrganizationRegistrationTasksResponse {
    /// Progress, one entry per registration.
    pub details: Option<Vec<BatchOrganizationRegistrationTasksDetails>>,
}

/// Progress of one registration.
#[tc_model]
pub struct BatchOrganizationRegistrationTasksDetails {
    /// Registration ID. In the API reference's example it differs from the requested IDs and is the
    /// same three times, so do not rely on it alone.
    pub task_id: Option<String>,
    /// Status of the registration.
    pub status: Option<RegistrationTaskStatus>,
    /// Reason for failure, otherwise empty. It may contain the super administrator's name.
    #[tc(secret)]
    pub error_message: Option<String>,
}

/// Status of a registration in a batch.
#[tc_enum]
pub enum RegistrationTaskStatus {
    /// The link is being prepared.
    Processing = "Processing",
    /// The link is ready.
    Create = "Create",
    /// The organization's details have been submitted.
    Submit = "Submit",
    /// The details are confirmed, and the power of attorney or the legal representative's
    /// authorization follows. The verification itself is not complete yet.
    Authorization = "Authorization",
    /// The registration failed; `error_message` gives the reason.
    Failed = "Failed",
}
