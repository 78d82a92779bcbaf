//! `DescribeResourceUrlsByFlows` (获取合同PDF下载链接).

use crate::models::UserInfo;
use crate::partial::Items;
use crate::{Agent, tc_action, tc_model};

/// Returns download links for the PDFs of up to 50 contracts, in progress or completed.
///
/// The PDF is generated 1 to 3 seconds after a contract is started and after each signature. To
/// download the final version, wait for the completion callback or for `ALL` from
/// `DescribeFlowDetailInfo`. Links are valid for 5 minutes: download immediately.
///
/// The organization must allow the application to download: in the console (企业中心, 授权管理), with
/// `ModifyExtendedService`, or for all organizations in the application's settings. An organization
/// can disable downloads for itself, which takes precedence.
///
/// A successful call may fail for some contracts: see
/// [`items`](DescribeResourceUrlsByFlowsResponse::items). No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `UnauthorizedOperation.UnauthorizedOperationDownload`, `UnauthorizedOperation.UnauthorizedOperationOrganization` | Have the organization allow downloads. |
/// | `OperationDenied.OutQueryLimit` | Request at most 50 contracts per call, and call less often. |
/// | `OperationDenied.OrganizationClosing` | The organization is being closed. Nothing to do. |
/// | `OperationDenied.UserNotInOrganization`, `MissingParameter.UserOpenId` | Use an operator of the agent's organization. |
/// | `ResourceNotFound.Flow`, `MissingParameter.FlowId` | Check the contract IDs, and that the agent's organization owns the contracts. |
/// | `ResourceNotFound.Organization` | Check the organization in the agent. |
/// | `ResourceNotFound.Application`, `InvalidParameter.Application` | Check the application ID. |
/// | `InternalError`, `InternalError.System` | Try again. |
#[doc(alias = "获取合同PDF下载链接")]
#[tc_action(
    name = "DescribeResourceUrlsByFlows",
    version = "2021-05-26",
    response = DescribeResourceUrlsByFlowsResponse,
    effect = read,
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.Api",
        "InternalError.Db",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.Application",
        "InvalidParameter.ParamError",
        "InvalidParameterValue",
        "MissingParameter",
        "MissingParameter.FlowId",
        "MissingParameter.UserOpenId",
        "OperationDenied",
        "OperationDenied.OrganizationClosing",
        "OperationDenied.OutQueryLimit",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.Organization",
        "ResourceNotFound.Template",
        "ResourceUnavailable",
        "UnauthorizedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnauthorizedOperation.UnauthorizedOperationDownload",
        "UnauthorizedOperation.UnauthorizedOperationOrganization",
    ),
    title = "获取合同PDF下载链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeResourceUrlsByFlows"
)]
pub struct DescribeResourceUrlsByFlows {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract IDs, 1 to 50.
    #[tc(items = 1..=50)]
    pub flow_ids: Option<Vec<String>>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Response of [`DescribeResourceUrlsByFlows`]. Use [`items`](Self::items) to read the result per
/// contract.
#[tc_model]
pub struct DescribeResourceUrlsByFlowsResponse {
    /// Contracts with their links.
    pub flow_resource_url_infos: Vec<FlowResourceUrlInfo>,
    /// Reasons for missing links, in request order, an empty string for contracts that have one.
    pub error_messages: Vec<String>,
}

/// A contract and the links to its files.
#[tc_model]
pub struct FlowResourceUrlInfo {
    /// Contract ID.
    pub flow_id: String,
    /// Files; empty if there is none to download.
    pub resource_url_infos: Vec<ResourceUrlInfo>,
}

/// A file and its download link.
#[tc_model]
pub struct ResourceUrlInfo {
    /// Download link, valid for 5 minutes.
    #[tc(secret)]
    pub url: String,
    /// File name with extension. May contain a signer's name.
    #[tc(secret)]
    pub name: String,
    /// File type, such as `PDF`.
    pub r#type: String,
}

impl DescribeResourceUrlsByFlowsResponse {
    /// Returns one item per contract: its links, or the reason there is none.
    ///
    /// ```
    /// use essbasic::flows::DescribeResourceUrlsByFlowsResponse;
    /// use serde_json::json;
    ///
    /// let file = json!({ "Url": "https://example.com/a.pdf", "Name": "a.pdf", "Type": "PDF" });
    /// let body = json!({
    ///     "FlowResourceUrlInfos": [
    ///         { "FlowId": "first", "ResourceUrlInfos": [file] },
    ///         { "FlowId": "second", "ResourceUrlInfos": [] },
    ///     ],
    ///     "ErrorMessages": ["", "合同没有权限"],
    /// });
    /// let response: DescribeResourceUrlsByFlowsResponse = serde_json::from_value(body).unwrap();
    ///
    /// let items: Vec<_> = response.items().into_iter().collect();
    /// assert_eq!(items[0].as_ref().unwrap().resource_url_infos[0].name, "a.pdf");
    /// assert_eq!(items[1].as_ref().unwrap_err().message(), "合同没有权限");
    /// ```
    pub fn items(&self) -> Items<&FlowResourceUrlInfo> {
        let messages = self.error_messages.iter().map(String::as_str);
        Items::zip_errors(&self.flow_resource_url_infos, messages)
    }
}
