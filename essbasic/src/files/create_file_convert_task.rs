//! `CreateFileConvertTask` (新建文件转换任务).

use super::DescribeFileConvertTask;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Starts converting an uploaded file to PDF, the only format that contracts are started from.
///
/// Upload the file with `UploadFiles` first, and start the conversion while its ID is valid, which
/// is one hour. The task is asynchronous: poll `DescribeFileConvertTask` after a second and then at
/// growing intervals. A completed task returns the ID of the PDF, which starts contracts like that
/// of an uploaded PDF.
///
/// Check the PDF before anyone signs it: page breaks, fonts and images may differ from the source.
/// The simplest way is to start a contract with a preview.
///
/// Converts one file per call. No charge and no notifications; repeating the call starts another
/// task.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.InvalidId` | The ID is wrong or expired. Upload the file again. |
/// | `InvalidParameter.ResourceType` | Give the actual type of the file, one of `ConvertResourceType`. |
/// | `MissingParameter.ResourceName` | Give a name. |
/// | `OperationDenied`, `FailedOperation` | Read the message. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include conversion. |
/// | `InternalError.DependsApi` | Try again. |
#[doc(alias = "新建文件转换任务")]
#[tc_action(
    name = "CreateFileConvertTask",
    version = "2021-05-26",
    response = CreateFileConvertTaskResponse,
    effect = create,
    errors(
        "FailedOperation",
        "InternalError.DependsApi",
        "InvalidParameter.InvalidId",
        "InvalidParameter.ParamError",
        "InvalidParameter.ResourceType",
        "MissingParameter.ResourceName",
        "OperationDenied",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "新建文件转换任务",
    api_reference = "https://qian.tencent.com/developers/partnerApis/files/CreateFileConvertTask"
)]
pub struct CreateFileConvertTask {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Type of the uploaded file.
    pub resource_type: ConvertResourceType,
    /// File name, at most 256 characters. Should have the extension of its type, as in
    /// `offer.docx`, although the documented example has none.
    #[tc(len = 1..=256)]
    pub resource_name: String,
    /// File ID, returned by `UploadFiles`. One file per task.
    pub resource_id: String,
}

/// File type that can be converted to PDF.
#[tc_enum]
pub enum ConvertResourceType {
    /// Word document, up to Word 2003.
    Doc = "doc",
    /// Word document.
    Docx = "docx",
    /// Excel workbook, up to Excel 2003.
    Xls = "xls",
    /// Excel workbook.
    Xlsx = "xlsx",
    /// JPEG image.
    Jpg = "jpg",
    /// JPEG image, long extension.
    Jpeg = "jpeg",
    /// PNG image.
    Png = "png",
    /// BMP image.
    Bmp = "bmp",
    /// HTML page.
    Html = "html",
    /// Plain text.
    Txt = "txt",
}

/// Response of [`CreateFileConvertTask`]. Use [`task`](Self::task) to poll the task.
#[tc_model]
pub struct CreateFileConvertTaskResponse {
    /// Task ID, decimal digits. Store it: the PDF can be retrieved only with this ID.
    pub task_id: String,
}

impl CreateFileConvertTaskResponse {
    /// Returns the request that queries this task, ready to be sent or polled.
    ///
    /// ```no_run
    /// # use essbasic::{Agent, Client, Error};
    /// # async fn example(client: &Client, agent: Agent, started: essbasic::files::CreateFileConvertTaskResponse) -> Result<(), Error> {
    /// let ended = started.task(agent).wait(client).await?;
    /// # let _ = ended.into_output();
    /// # Ok(())
    /// # }
    /// ```
    pub fn task(&self, agent: Agent) -> DescribeFileConvertTask {
        DescribeFileConvertTask::new(&self.task_id, agent)
    }
}
