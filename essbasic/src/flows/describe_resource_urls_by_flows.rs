//! 获取合同PDF下载链接

use crate::models::UserInfo;
use crate::partial::Items;
use crate::{Agent, tc_action, tc_model};

/// Makes links from which the PDFs of up to 50 contracts can be fetched, being signed or signed.
///
/// A PDF is composed 1 to 3 seconds after a contract is started and after each signature. Wait for
/// the callback of the last signature, or for `ALL` from `DescribeFlowDetailInfo`, before fetching
/// one to keep. The links live for 5 minutes: fetch at once.
///
/// The organization must allow the application to download first: in the console (企业中心, 授权管理), with
/// `ModifyExtendedService`, or for all organizations in the application's settings, which an
/// organization can still switch off for itself.
///
/// A call can succeed and fail for some of the contracts: see
/// [`items`](DescribeResourceUrlsByFlowsResponse::items). Nothing is charged and nobody is
/// notified.
///
/// | code | what to do |
/// |---|---|
/// | `UnauthorizedOperation.UnauthorizedOperationDownload`, `UnauthorizedOperation.UnauthorizedOperationOrganization` | let the organization allow downloads |
/// | `OperationDenied.OutQueryLimit` | ask for at most 50 at once, and less often |
/// | `OperationDenied.OrganizationClosing` | nothing: the organization is being closed |
/// | `OperationDenied.UserNotInOrganization`, `MissingParameter.UserOpenId` | use an operator of the agent's organization |
/// | `ResourceNotFound.Flow`, `MissingParameter.FlowId` | check the contracts' ids and whose they are |
/// | `ResourceNotFound.Organization` | check the organization in the agent |
/// | `ResourceNotFound.Application`, `InvalidParameter.Application` | check the application's id |
/// | `InternalError`, `InternalError.System` | try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeResourceUrlsByFlows"
)]
pub struct DescribeResourceUrlsByFlows {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contracts, at least one and at most 50.
    #[tc(items = 1..=50)]
    pub flow_ids: Option<Vec<String>>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// The links, and what went wrong beside them: read both with [`items`](Self::items).
#[tc_model]
pub struct DescribeResourceUrlsByFlowsResponse {
    /// The contracts, each with its links.
    pub flow_resource_url_infos: Vec<FlowResourceUrlInfo>,
    /// Why there is no link, in the order of the request, with an empty text for each contract that
    /// has one.
    pub error_messages: Vec<String>,
}

/// A contract, and where its PDF can be fetched.
#[tc_model]
pub struct FlowResourceUrlInfo {
    /// The contract.
    pub flow_id: String,
    /// Its files; empty where there is none to be fetched.
    pub resource_url_infos: Vec<ResourceUrlInfo>,
}

/// A file, and where it can be fetched.
#[tc_model]
pub struct ResourceUrlInfo {
    /// The address, good for 5 minutes.
    #[tc(secret)]
    pub url: String,
    /// The file's name, with its extension; it may hold a signer's name.
    #[tc(secret)]
    pub name: String,
    /// The file's type, as `PDF`.
    pub r#type: String,
}

impl DescribeResourceUrlsByFlowsResponse {
    /// The contracts one by one: where each can be fetched, or why it cannot.
    ///
    /// ```
    /// use essbasic::flows::DescribeResourceUrlsByFlowsResponse;
    /// use serde_json::json;
    ///
    /// let file = json!({ "Url": "https://example.com/a.pdf", "Name": "a.pdf", "Type": "PDF" });
    /// let answer = json!({
    ///     "FlowResourceUrlInfos": [
    ///         { "FlowId": "first", "ResourceUrlInfos": [file] },
    ///         { "FlowId": "second", "ResourceUrlInfos": [] },
    ///     ],
    ///     "ErrorMessages": ["", "合同没有权限"],
    /// });
    /// let response: DescribeResourceUrlsByFlowsResponse = serde_json::from_value(answer).unwrap();
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
