//! 获取控制台下载合同页面跳转链接

use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_model};

/// Makes a link to the console's page where given contracts are downloaded.
///
/// The link leads the operator into their own organization's console, to a list of just these
/// contracts and a button that downloads them: one zip file for each folder given here. Some
/// browsers ask before they save several files, or save only one.
///
/// Only contracts of the agent's organization can be had in this way. To fetch PDFs without a
/// person, use `DescribeResourceUrlsByFlows`.
///
/// The link lives for 5 minutes and **opens once**, so make it when it is wanted, and let nothing
/// visit it before the person does. Making it costs nothing and notifies nobody.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.FlowNumExceed` | give at most 20 contracts a folder and 50 altogether |
/// | `MissingParameter.FlowInfo` | give at least one folder with a contract in it |
/// | `OperationDenied.DownLoadMoreThanOne` | ask for the contracts one at a time |
/// | `OperationDenied.FileDeleted`, `ResourceNotFound.File`, `ResourceNotFound.Flow` | leave out contracts that are gone, or check their ids |
/// | `OperationDenied.UserNotInOrganization`, `ResourceNotFound.User` | use an operator of the agent's organization |
/// | `UnauthorizedOperation.UnauthorizedOperationDownload` | let the organization allow downloads, as with `ModifyExtendedService` |
/// | `UnauthorizedOperation.UnauthorizedOperationOrganization`, `ResourceNotFound.TeamWorkOrganization`, `MissingParameter.OrgOpenId` | check the organization's id, and that it has been verified and authorized |
/// | `ResourceNotFound.Application`, `ResourceNotFound.ApplicationId` | check the application's id |
/// | `OperationDenied.BannedApplication` | ask the vendor why the application is banned |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
/// | `InternalError`, `InternalError.Api`, `InternalError.System` | try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=GetDownloadFlowUrl"
)]
pub struct GetDownloadFlowUrl {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contracts, in folders; each folder becomes a zip file. In all folders together there are
    /// at most 50 contracts.
    #[tc(items = 1..=50)]
    pub down_load_flows: Option<Vec<DownloadFlowInfo>>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// The link to the page.
#[tc_model]
pub struct GetDownloadFlowUrlResponse {
    /// The link, good for 5 minutes and for one visit.
    #[tc(secret)]
    pub down_load_url: String,
}

/// A folder of contracts, which is downloaded as one zip file.
#[tc_model]
pub struct DownloadFlowInfo {
    /// The folder's name, and the zip file's: 2023采购合同 becomes `2023采购合同.zip`.
    pub file_name: String,
    /// The contracts in it, 1 to 20, by the ids that starting them returned.
    #[tc(items = 1..=20)]
    pub flow_id_list: Vec<String>,
}
