//! `UploadFiles` (文件上传).

use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Uploads files for contracts, templates, seals, archives or business licences.
///
/// The returned IDs are used by other actions: a PDF starts a contract with
/// `ChannelCreateFlowByFiles`; other documents are first converted with `CreateFileConvertTask`. An
/// ID is valid for one hour and can be used repeatedly until then.
///
/// All files of a call have the same type, such as all PDF or all Word. Images (PNG, JPEG) must be
/// smaller than 8 MB, other files smaller than 60 MB; base64 increases the request by a third. If
/// one file is rejected, none is stored.
///
/// This action has its own host, `file.ess.tencent.cn`, which the client selects automatically. No
/// charge; repeating a call whose outcome is unknown only uploads the files again.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.SensitiveFileContent` | The service does not allow the content of a file. Nothing to do. |
/// | `InvalidParameter` | Check type, extension, size and base64 encoding of each file. |
/// | `AuthFailure` | Check that credentials and environment match. |
/// | `OperationDenied`, `FailedOperation` | Read the message. |
/// | `ResourceNotFound` | Check that organization and operator exist in this application. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include uploads. |
/// | `InternalError.Serialize` | Try again. |
#[doc(alias = "文件上传")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/files/UploadFiles"
)]
pub struct UploadFiles {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Purpose of the files, which determines the allowed types.
    pub business_type: FileBusinessType,
    /// Files, at most 20, all of one type. A call without files does nothing, although the field is
    /// optional.
    #[tc(items = ..=20)]
    pub file_infos: Option<Vec<UploadFile>>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Expiry of the IDs, Unix time in seconds, at most one year from now. Default: one hour from
    /// now. Enabled by the vendor on request.
    #[tc(range = 1..=9_999_999_999, zero_unset)]
    pub deadline: Option<i64>,
}

/// Purpose of an uploaded file.
#[tc_enum]
pub enum FileBusinessType {
    /// Template: PDF, DOC, DOCX or HTML. All but PDF must be converted first.
    Template = "TEMPLATE",
    /// Contract or attachment: PDF, DOC, DOCX, JPG, PNG, XLS, XLSX or HTML. Files that start a
    /// contract must be converted to PDF first; attachments are used unchanged.
    Document = "DOCUMENT",
    /// Seal image: JPG, JPEG or PNG.
    Seal = "SEAL",
    /// Archive of a folder: PDF or ZIP.
    Archive = "ARCHIVE",
    /// Business licence, to verify an organization with `CreateConsoleLoginUrl`: JPG, JPEG or PNG,
    /// at most 8 MB.
    BusinessLicense = "BUSINESSLICENSE",
}

/// Response of [`UploadFiles`]. Either all files were uploaded or none.
#[tc_model]
pub struct UploadFilesResponse {
    /// Number of uploaded files.
    pub total_count: i64,
    /// File IDs, 32 characters each, in request order. Reusable until `deadline`; do not rely on
    /// some being valid longer.
    pub file_ids: Vec<String>,
    /// Download links, valid for 5 minutes, in the same order. Anyone with a link can read the
    /// file.
    #[tc(secret)]
    pub file_urls: Vec<String>,
    /// Expiry of the IDs, Unix time in seconds. If missing, assume one hour: the vendor documents
    /// one hour in two places, and 10 minutes here.
    pub deadline: Option<i64>,
}

/// A file to upload.
#[tc_model]
pub struct UploadFile {
    /// Content, encoded in base64.
    #[tc(secret)]
    pub file_body: String,
    /// File name, at most 200 characters, with the extension of its type: `offer.pdf`,
    /// `offer.docx`. The documented example succeeds without an extension; do not rely on it.
    #[tc(secret, len = ..=200)]
    pub file_name: Option<String>,
}
