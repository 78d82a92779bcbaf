//! `CreateSignUrls` (获取跳转至腾讯电子签小程序的签署链接).

use super::models::UrlUseEnv;
use crate::models::{ApproverType, IdCardType, UserInfo};
use crate::partial::Items;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates links with which signers open a contract in the service's WeChat mini program.
///
/// For your app, mini program, page or text message to lead signers to reading, filling in and
/// signing; shown as a QR code, a link also works on a desktop. For signing in a browser without
/// WeChat, use `ChannelCreateFlowSignUrl`.
///
/// The contract or group must have been started and its PDF generated: a few seconds after the
/// start from a template, or when the callback `DocumentFill` has arrived. `generate_type` selects
/// the recipients of the links and determines which other fields are required; for all signers of
/// one contract, none.
///
/// A link works for its own signer only and is valid for 90 days. Pass it on unchanged: added
/// parameters may overwrite its own. No charge and no notifications.
///
/// A successful call may fail for some contracts: see [`items`](CreateSignUrlsResponse::items).
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.EndPoint` | Use a documented endpoint, and `Channel` only with links for all signers. |
/// | `InvalidParameter.FlowIds` | Give 1 to 100 contracts, and only one with links for all signers. |
/// | `InvalidParameter.GenerateType` | Use a documented value. |
/// | `MissingParameter.FlowIdsOrFlowGroupId` | Give contracts or a group. |
/// | `ResourceNotFound.FlowGroup`, `ResourceNotFound.SaveFlowGroup` | Check the group ID, and that the agent's organization owns the group. |
/// | `ResourceNotFound.Application`, `InvalidParameter.Application` | Check the application ID. |
/// | `OperationDenied.NoIdentityVerify` | The operator must complete identity verification first. |
/// | `OperationDenied.UserNotInOrganization` | Use an operator of the agent's organization. |
/// | `OperationDenied.OrganizationClosing` | The organization is being closed. Nothing to do. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
/// | `InternalError`, `InternalError.System` | Try again. |
#[doc(alias = "获取跳转至腾讯电子签小程序的签署链接")]
#[tc_action(
    name = "CreateSignUrls",
    version = "2021-05-26",
    response = CreateSignUrlsResponse,
    effect = link,
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.Application",
        "InvalidParameter.EndPoint",
        "InvalidParameter.FlowIds",
        "InvalidParameter.GenerateType",
        "InvalidParameter.ParamError",
        "InvalidParameterValue",
        "MissingParameter",
        "MissingParameter.FlowIdsOrFlowGroupId",
        "OperationDenied",
        "OperationDenied.NoIdentityVerify",
        "OperationDenied.OrganizationClosing",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.FlowGroup",
        "ResourceNotFound.SaveFlowGroup",
        "ResourceNotFound.Template",
        "ResourceUnavailable",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    exactly_one("FlowIds", "FlowGroupId"),
    required_if("Name", "GenerateType", "PERSON"),
    required_if("Mobile", "GenerateType", "PERSON", "FOLLOWER"),
    required_if("OrganizationOpenId", "GenerateType", "CHANNEL"),
    required_if("OrganizationName", "GenerateType", "NOT_CHANNEL"),
    required_if("FlowIds", "CanSkipReadFlow", "true"),
    needs("RecipientIds", "FlowIds"),
    title = "获取跳转至腾讯电子签小程序的签署链接",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateSignUrls"
)]
pub struct CreateSignUrls {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract IDs, at most 100, and only one with links for all signers. Mutually exclusive with
    /// `flow_group_id`.
    #[tc(items = ..=100)]
    pub flow_ids: Option<Vec<String>>,
    /// Contract group ID. Mutually exclusive with `flow_ids`.
    pub flow_group_id: Option<String>,
    /// Kind of link, according to its place of use. Default: `WeixinApp`.
    pub endpoint: Option<SignUrlEndpoint>,
    /// Recipients of the links. Default: `All`.
    pub generate_type: Option<GenerateType>,
    /// Name of the signer's organization, with full-width parentheses （）. Required for
    /// `NotChannel`. For `Recipient`, only employees of this organization may claim the contract.
    pub organization_name: Option<String>,
    /// Name of the signer, as in the contract. Required for `Person`. For `Recipient`, only a
    /// person with this name may claim the contract; no effect for employees.
    #[tc(secret)]
    pub name: Option<String>,
    /// Mobile number of the signer, as in the contract: 11 digits, mainland China, without `+86`.
    /// Required for `Person` and `Follower`. For `Recipient`, only a person with this number may
    /// claim the contract.
    #[tc(secret, len = 11)]
    pub mobile: Option<String>,
    /// Identity document type. No effect without `id_card_number`.
    pub id_card_type: Option<IdCardType>,
    /// Identity document number, letters in upper case. For `Recipient`, only the person with this
    /// document may claim the contract.
    #[tc(secret)]
    pub id_card_number: Option<String>,
    /// Your ID for the signer's organization. Required for `Channel`. For `Recipient`, only
    /// employees of this organization may claim the contract.
    pub organization_open_id: Option<String>,
    /// Your ID for the signer, for `Channel`. Once the employee is verified and has joined the
    /// organization, name, mobile number and identity document are ignored.
    pub open_id: Option<String>,
    /// Returns from the mini program to yours after signing, for links of the kind `App`. Default:
    /// `false`. No effect for apps, where WeChat requires a tap.
    pub auto_jump_back: Option<bool>,
    /// Address that the guide page opens after signing, at most 1000 characters. Only for links of
    /// the kind `Channel`.
    #[tc(len = ..=1000)]
    pub jump_url: Option<String>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Buttons hidden from the signer. Default: none.
    pub hides: Option<Vec<SignPageButton>>,
    /// Recipient ID of the open party (动态签署人) in each contract, in the order of `flow_ids`, for
    /// `Recipient`. Use the IDs returned when the contract was started, not those of the template.
    pub recipient_ids: Option<Vec<String>>,
    /// Open parties of the contracts of a group, for `Recipient`.
    pub flow_group_url_info: Option<FlowGroupUrlInfo>,
    /// Environment of the link. Set it for a page of an official account that the signer should
    /// return to.
    pub url_use_env: Option<UrlUseEnv>,
    /// Allows confirming that all contracts were read at once. Default: `false`. Enabled by the
    /// vendor on request; requires `flow_ids` and, for organizations, the same limits on all seal
    /// and signature fields.
    pub can_skip_read_flow: Option<bool>,
}

/// Kind of link into the mini program.
///
/// The mini program's app ID is `wxa023b292fd19d41d`, in the test environment `wx371151823f6f3edf`.
#[tc_enum]
pub enum SignUrlEndpoint {
    /// Short link that opens the mini program, for text messages and pages.
    WeixinApp = "WEIXINAPP",
    /// Guide page with a button that opens the mini program. Only with links for all signers.
    Channel = "CHANNEL",
    /// Path with which your app or mini program opens the mini program. For an open party it leads
    /// to the cover page only.
    App = "APP",
    /// Long form of the short link, for pages.
    LongUrl2WeixinApp = "LONGURL2WEIXINAPP",
}

/// Recipients of links.
#[tc_enum]
pub enum GenerateType {
    /// All signers of one contract, except those who sign by authorization.
    All = "ALL",
    /// An employee of an organization in your platform.
    Channel = "CHANNEL",
    /// An employee of an organization outside your platform.
    NotChannel = "NOT_CHANNEL",
    /// A person.
    Person = "PERSON",
    /// A copy recipient.
    Follower = "FOLLOWER",
    /// Anyone who claims an open party.
    Recipient = "RECIPIENT",
}

/// A button of the pages that signers see.
#[tc_enum]
pub enum SignPageButton {
    /// "More", which shows further buttons.
    More = 0,
    /// "Decline", among the further buttons.
    Reject = 1,
    /// "Hand over", among the further buttons.
    Transfer = 2,
    /// "Details", on the page shown after signing.
    Details = 3,
    /// Contract summary, among the further buttons.
    BasicInfo = 4,
    /// "Cancel", among the further buttons.
    Cancel = 5,
}

/// Response of [`CreateSignUrls`]. Use [`items`](Self::items) to read the result per link.
#[tc_model]
pub struct CreateSignUrlsResponse {
    /// Links. One that could not be created is included without an address.
    pub sign_url_infos: Vec<SignUrlInfo>,
    /// Reasons for missing links, in the order of `sign_url_infos`, an empty string for the others.
    /// May be shorter than the list of links or empty: links without a message were created.
    pub error_messages: Vec<String>,
}

impl CreateSignUrlsResponse {
    /// Returns one item per link: the link, or the reason it could not be created.
    ///
    /// ```
    /// use essbasic::signing::CreateSignUrlsResponse;
    ///
    /// # let link = |flow: &str, url: &str| serde_json::json!({
    /// #     "SignUrl": url, "Deadline": 0, "SignOrder": 0, "SignId": "", "Name": "", "Mobile": "",
    /// #     "OrganizationName": "", "ApproverType": "", "IdCardNumber": "", "FlowId": flow,
    /// #     "OpenId": "", "FlowGroupId": "",
    /// # });
    /// let response: CreateSignUrlsResponse = serde_json::from_value(serde_json::json!({
    ///     "SignUrlInfos": [
    ///         link("yDwiBUUckpo27hh3UuLiduR83BEL3kSb", "https://essurl.cn/9oJhnU8evP"),
    ///         link("yDwiBUUckpo27hrfUuLiduRSc29fh7OX", ""),
    ///     ],
    ///     "ErrorMessages": ["", "无此参与人"],
    /// })).unwrap();
    ///
    /// let items = response.items();
    /// for item in &items {
    ///     match item {
    ///         Ok(link) => assert_eq!(link.sign_url, "https://essurl.cn/9oJhnU8evP"),
    ///         Err(error) => assert_eq!((error.index(), error.message()), (1, "无此参与人")),
    ///     }
    /// }
    /// assert_eq!(items.failed().count(), 1);
    /// ```
    pub fn items(&self) -> Items<&SignUrlInfo> {
        Items::zip_errors(&self.sign_url_infos, self.error_messages.iter().map(String::as_str))
    }
}

/// A contract of a group and the open party that the link is for.
#[tc_model]
pub struct FlowGroupApproverInfo {
    /// Contract ID, returned when the group was started.
    pub flow_id: Option<String>,
    /// Recipient ID of the party in the contract. Required for links that claim contracts.
    pub recipient_id: Option<String>,
}

/// Open parties of a group's contracts that the link is for.
#[tc_model]
pub struct FlowGroupUrlInfo {
    /// One party per contract.
    pub flow_group_approver_infos: Option<Vec<FlowGroupApproverInfo>>,
}

/// A link and the signer it is for.
///
/// Signer data is returned with links for all signers; otherwise most fields may be empty or 0
/// although the link is valid.
#[tc_model]
pub struct SignUrlInfo {
    /// Link or path, according to the requested kind, valid for 90 days.
    #[tc(secret)]
    pub sign_url: String,
    /// Expiry of the contract, not of the link, Unix time in seconds.
    pub deadline: i64,
    /// Position in the signing order, ascending. Meaningless if all may sign at the same time.
    pub sign_order: i64,
    /// Sign ID of the signer in this contract.
    pub sign_id: String,
    /// Disabled by the vendor: replaced by `open_id`.
    #[tc(hidden)]
    pub custom_user_id: Option<String>,
    /// Name of the signer.
    #[tc(secret)]
    pub name: String,
    /// Mobile number of the signer.
    #[tc(secret)]
    pub mobile: String,
    /// Name of the signer's organization.
    pub organization_name: String,
    /// Capacity of the signer: a person, or an employee of an organization.
    pub approver_type: ApproverType,
    /// Identity card number of the employee.
    #[tc(secret)]
    pub id_card_number: String,
    /// Contract ID.
    pub flow_id: String,
    /// Your ID for the employee.
    pub open_id: String,
    /// Contract group ID.
    pub flow_group_id: String,
    /// Address of the link's QR code, for an open party. The image can be downloaded for 5 minutes;
    /// the code on it is valid for 90 days.
    #[tc(secret)]
    pub sign_qrcode_url: Option<String>,
}
