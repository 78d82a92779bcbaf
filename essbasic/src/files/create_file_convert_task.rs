//! 新建文件转换任务

use super::DescribeFileConvertTask;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Starts turning an uploaded file into PDF, the only thing that contracts are started from.
///
/// Upload the file with `UploadFiles` first, and start its conversion while its id lives, which is
/// an hour. The task runs by itself: ask `DescribeFileConvertTask` for its state with the id that
/// comes back, after a second and then less and less often. Once it has ended well, that action
/// also gives the PDF's id, which starts contracts like that of an uploaded PDF.
///
/// Look at the PDF before anybody signs it: pages may break elsewhere than in the source, and fonts
/// and pictures may differ. Starting a contract with a preview is the simplest way.
///
/// One call converts one file. It is neither charged nor told to anybody; repeating it only starts
/// a second task.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.InvalidId` | upload the file again: its id is wrong, or its hour is over |
/// | `InvalidParameter.ResourceType` | name the type that the file has, one of `ConvertResourceType` |
/// | `MissingParameter.ResourceName` | give a name |
/// | `OperationDenied`, `FailedOperation` | the message says why |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include conversion |
/// | `InternalError.DependsApi` | try again |
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
    manual = "https://qian.tencent.com/developers/partnerApis/files/CreateFileConvertTask"
)]
pub struct CreateFileConvertTask {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// What the file is now.
    pub resource_type: ConvertResourceType,
    /// The file's name, at most 256 characters. It should end as its type does, as in
    /// `offer.docx`, though the manual's own example does not.
    #[tc(len = 1..=256)]
    pub resource_name: String,
    /// The file, by the id that uploading it returned; one file for each task.
    pub resource_id: String,
}

/// A type of file that can be turned into PDF.
#[tc_enum]
pub enum ConvertResourceType {
    /// A document of Word up to 2003.
    Doc = "doc",
    /// A document of Word.
    Docx = "docx",
    /// A workbook of Excel up to 2003.
    Xls = "xls",
    /// A workbook of Excel.
    Xlsx = "xlsx",
    /// A picture in JPEG.
    Jpg = "jpg",
    /// A picture in JPEG, by its longer name.
    Jpeg = "jpeg",
    /// A picture in PNG.
    Png = "png",
    /// A picture in BMP.
    Bmp = "bmp",
    /// A page in HTML.
    Html = "html",
    /// Plain text.
    Txt = "txt",
}

/// The task that was started.
#[tc_model]
pub struct CreateFileConvertTaskResponse {
    /// The task's id, a number in digits. Keep it: it alone leads to the PDF.
    pub task_id: String,
}

impl CreateFileConvertTaskResponse {
    /// The task that was started, to ask after or to wait for.
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
