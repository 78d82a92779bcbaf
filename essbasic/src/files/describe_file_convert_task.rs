//! `DescribeFileConvertTask` (查询文件转换任务状态).

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Returns the progress of a file conversion, and the PDF's ID when it is complete.
///
/// The task must have been started by `CreateFileConvertTask`. Large files take time: poll while
/// `task_status` is [`Submitted`](ConvertTaskStatus::Submitted) or
/// [`Processing`](ConvertTaskStatus::Processing), first after a second and later at most every 15
/// seconds. At [`Completed`](ConvertTaskStatus::Completed), `resource_id` is the PDF. A status below 0
/// means that the conversion failed permanently, although the call itself succeeds; start a new
/// task.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.ParamError` | Check the task ID, and use the agent that started the task. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include conversion. |
#[doc(alias = "查询文件转换任务状态")]
#[tc_action(
    name = "DescribeFileConvertTask",
    version = "2021-05-26",
    response = DescribeFileConvertTaskResponse,
    effect = read,
    wait(status = task_status, done("8"), message = task_message),
    errors(
        "InvalidParameter.ParamError",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "查询文件转换任务状态",
    api_reference = "https://qian.tencent.com/developers/partnerApis/files/DescribeFileConvertTask"
)]
pub struct DescribeFileConvertTask {
    /// Task ID, returned by `CreateFileConvertTask`.
    pub task_id: String,
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// Response of [`DescribeFileConvertTask`].
#[tc_model]
pub struct DescribeFileConvertTaskResponse {
    /// ID of the task.
    pub task_id: String,
    /// Task status.
    pub task_status: ConvertTaskStatus,
    /// Task status as text, for display. The vendor documents English names, but its example is
    /// Chinese.
    pub task_message: String,
    /// File ID of the PDF after the task has completed, to start a contract from.
    pub resource_id: String,
}

/// Status of a conversion; values below 0 are failures.
#[tc_enum]
pub enum ConvertTaskStatus {
    /// Queued.
    Submitted = 0,
    /// In progress.
    Processing = 4,
    /// Completed; the PDF is available.
    Completed = 8,
    /// The file could not be downloaded.
    DownloadFailed = -2,
    /// The file could not be converted.
    ProcessFailed = -6,
    /// The conversion timed out.
    ProcessTimeout = -13,
}
