//! 文件上传

use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Uploads files, for contracts, templates, seals, archives or business licences.
///
/// What comes back are ids for other actions: a PDF's starts a contract with
/// `ChannelCreateFlowByFiles`, and that of another document goes to `CreateFileConvertTask` first.
/// An id lives for an hour and can be used again and again until then; keep it.
///
/// All files of one call are of one type, all PDF or all Word. A picture (PNG, JPEG) has less than
/// 8 MB, anything else less than 60 MB; base64 makes what is sent a third larger. If one of the
/// files is refused, none is kept.
///
/// This action has a host of its own, `file.ess.tencent.cn`, which the client finds by itself. It
/// is not charged; repeating it after an answer that was lost only uploads the files a second time.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.SensitiveFileContent` | nothing: the service objects to what a file says |
/// | `InvalidParameter` | check type, ending, size and base64 of each file |
/// | `AuthFailure` | check that key and environment belong together |
/// | `OperationDenied`, `FailedOperation` | the message says why |
/// | `ResourceNotFound` | check that organization and operator exist in this application |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include uploading |
/// | `InternalError.Serialize` | try again |
#[tc_action(
    name = "UploadFiles",
    version = "2021-05-26",
    host = file,
    response = UploadFilesResponse,
    effect = create,
    errors(
        "AuthFailure",
        "FailedOperation",
        "InternalError.Serialize",
        "InvalidParameter",
        "InvalidParameter.SensitiveFileContent",
        "OperationDenied",
        "ResourceNotFound",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "文件上传",
    manual = "https://qian.tencent.com/developers/partnerApis/files/UploadFiles"
)]
pub struct UploadFiles {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// What the files are for, which decides of what types they may be.
    pub business_type: FileBusinessType,
    /// The files, at most 20, all of one type. Without any there is nothing to do, whatever the
    /// type says.
    #[tc(items = ..=20)]
    pub file_infos: Option<Vec<UploadFile>>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Until when the ids live, in Unix seconds: at most a year from now, and an hour from now
    /// unless given. The vendor opens this on request.
    #[tc(range = 1..=9_999_999_999)]
    pub deadline: Option<i64>,
}

/// What an uploaded file is for.
#[tc_enum]
pub enum FileBusinessType {
    /// A template: PDF, DOC, DOCX or HTML, of which all but PDF are to be converted first.
    Template = "TEMPLATE",
    /// A contract, or a file beside it: PDF, DOC, DOCX, JPG, PNG, XLS, XLSX or HTML. What a
    /// contract starts from is to be converted to PDF first; other files are used as they are.
    Document = "DOCUMENT",
    /// A seal's picture: JPG, JPEG or PNG.
    Seal = "SEAL",
    /// A folder's archive: PDF or ZIP.
    Archive = "ARCHIVE",
    /// A business licence, for verifying an organization with `CreateConsoleLoginUrl`: JPG, JPEG or
    /// PNG, at most 8 MB.
    BusinessLicense = "BUSINESSLICENSE",
}

/// The files that were uploaded: all of them, or none.
#[tc_model]
pub struct UploadFilesResponse {
    /// How many files were uploaded.
    pub total_count: i64,
    /// The files' ids, 32 characters each, in the order of the request. They can be used again and
    /// again until `deadline`; that some live a little longer is nothing to rely on.
    pub file_ids: Vec<String>,
    /// Links that download the files, good for 5 minutes, in the same order. Whoever has one can
    /// read the file.
    #[tc(secret)]
    pub file_urls: Vec<String>,
    /// Until when the ids live, in Unix seconds. When it is missing, count on an hour: the manual
    /// says so twice, and 10 minutes here.
    pub deadline: Option<i64>,
}

/// One file.
#[tc_model]
pub struct UploadFile {
    /// What is in it, encoded in base64.
    #[tc(secret)]
    pub file_body: String,
    /// Its name, at most 200 characters, ending as its type does: `offer.pdf`, `offer.docx`. The
    /// manual's example leaves the ending out and succeeds; do not rely on it.
    #[tc(len = ..=200)]
    pub file_name: Option<String>,
}
