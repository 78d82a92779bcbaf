//! 查询文件转换任务状态

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Tells how far the conversion of a file has come, and where the PDF is once it has ended.
///
/// `CreateFileConvertTask` must have started the task. Large files take a while: ask again while
/// `task_status` is [`Submitted`](ConvertTaskStatus::Submitted) or
/// [`Processing`](ConvertTaskStatus::Processing), first after a second and at most every 15
/// seconds later. At [`Ended`](ConvertTaskStatus::Ended) `resource_id` is the PDF; whatever is
/// below 0 has failed for good, though the call itself succeeds, and a new task may do better.
///
/// Asking costs nothing and notifies nobody.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.ParamError` | check the task's id, and that the agent is who started it |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include conversion |
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
    manual = "https://qian.tencent.com/developers/partnerApis/files/DescribeFileConvertTask"
)]
pub struct DescribeFileConvertTask {
    /// The task, by the id that `CreateFileConvertTask` returned.
    pub task_id: String,
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// How far the task has come.
#[tc_model]
pub struct DescribeFileConvertTaskResponse {
    /// The task that was asked about.
    pub task_id: String,
    /// Its state, to decide by.
    pub task_status: ConvertTaskStatus,
    /// The same in words, to show: the manual lists English names, and its example is Chinese.
    pub task_message: String,
    /// The PDF, once the task has ended well: its id, to start a contract from.
    pub resource_id: String,
}

/// The state of a conversion; below 0 it has failed.
#[tc_enum]
pub enum ConvertTaskStatus {
    /// It waits for its turn.
    Submitted = 0,
    /// It is under way.
    Processing = 4,
    /// It has ended, and the PDF is there.
    Ended = 8,
    /// The file could not be fetched.
    DownloadFailed = -2,
    /// The file could not be converted.
    ProcessFailed = -6,
    /// It took too long.
    ProcessTimeout = -13,
}
