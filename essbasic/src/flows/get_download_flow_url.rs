//! `GetDownloadFlowUrl` (获取控制台下载合同页面跳转链接).

use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_model};

/// Creates a link to the console page that downloads the given contracts.
///
/// The link opens the console of the operator's organization, showing only these contracts and a
/// button that downloads one zip file per folder. Some browsers ask before saving several files, or
/// save only one.
///
/// Only contracts of the agent's organization can be downloaded. To download PDFs without user
/// interaction, use `DescribeResourceUrlsByFlows`.
///
/// The link is valid for 5 minutes and **opens only once**: create it when it is needed, and let no
/// link preview or scanner visit it first. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.FlowNumExceed` | Give at most 20 contracts per folder and 50 in total. |
/// | `MissingParameter.FlowInfo` | Give at least one folder with one contract. |
/// | `OperationDenied.DownLoadMoreThanOne` | Download the contracts one at a time. |
/// | `OperationDenied.FileDeleted`, `ResourceNotFound.File`, `ResourceNotFound.Flow` | Leave out deleted contracts, or check the IDs. |
/// | `OperationDenied.UserNotInOrganization`, `ResourceNotFound.User` | Use an operator of the agent's organization. |
/// | `UnauthorizedOperation.UnauthorizedOperationDownload` | Have the organization allow downloads, for example with `ModifyExtendedService`. |
/// | `UnauthorizedOperation.UnauthorizedOperationOrganization`, `ResourceNotFound.TeamWorkOrganization`, `MissingParameter.OrgOpenId` | Check the organization ID, and that the organization is verified and authorized. |
/// | `ResourceNotFound.Application`, `ResourceNotFound.ApplicationId` | Check the application ID. |
/// | `OperationDenied.BannedApplication` | Ask the vendor why the application is banned. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
/// | `InternalError`, `InternalError.Api`, `InternalError.System` | Try again. |
#[doc(alias = "获取控制台下载合同页面跳转链接")]
#[tc_action(
    name = "GetDownloadFlowUrl",
    version = "2021-05-26",
    response = GetDownloadFlowUrlResponse,
    effect = link,
    errors(
        "FailedOperation",
        "FailedOperation.FlowNumExceed",
        "InternalError",
        "InternalError.Api",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.ParamError",
        "MissingParameter",
        "MissingParameter.FlowInfo",
        "MissingParameter.OrgOpenId",
        "OperationDenied",
        "OperationDenied.BannedApplication",
        "OperationDenied.DownLoadMoreThanOne",
        "OperationDenied.FileDeleted",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.ApplicationId",
        "ResourceNotFound.File",
        "ResourceNotFound.Flow",
        "ResourceNotFound.TeamWorkOrganization",
        "ResourceNotFound.User",
        "UnauthorizedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnauthorizedOperation.UnauthorizedOperationDownload",
        "UnauthorizedOperation.UnauthorizedOperationOrganization",
        "UnknownParameter",
        "UnsupportedOperation",
    ),
    title = "获取控制台下载合同页面跳转链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=GetDownloadFlowUrl"
)]
pub struct GetDownloadFlowUrl {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Folders of contracts; each is downloaded as one zip file. At most 50 contracts in total.
    #[tc(items = 1..=50)]
    pub down_load_flows: Option<Vec<DownloadFlowInfo>>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Response of [`GetDownloadFlowUrl`].
#[tc_model]
pub struct GetDownloadFlowUrlResponse {
    /// Link, valid for 5 minutes and a single visit.
    #[tc(secret)]
    pub down_load_url: String,
}

/// A folder of contracts, downloaded as one zip file.
#[tc_model]
pub struct DownloadFlowInfo {
    /// Folder name, also the name of the zip file: 2023采购合同 becomes `2023采购合同.zip`.
    pub file_name: String,
    /// Contract IDs, 1 to 20, returned when the contracts were started.
    #[tc(items = 1..=20)]
    pub flow_id_list: Vec<String>,
}
