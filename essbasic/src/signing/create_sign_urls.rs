//! 获取跳转至腾讯电子签小程序的签署链接

use super::models::UrlUseEnv;
use crate::models::{ApproverType, IdCardType, UserInfo};
use crate::partial::Items;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Makes the links with which signers reach a contract in the service's WeChat mini program.
///
/// For your app, mini program, page or text message to lead signers to reading, filling in and
/// signing; shown as a QR code, a link also works for someone at a computer. For signing in a
/// browser, without WeChat, there is `ChannelCreateFlowSignUrl`.
///
/// A contract or group must have been started, and its PDF be composed: a few seconds after a
/// template started it, or when the callback `DocumentFill` has come. `generate_type` says whom the
/// links are for, and decides what else must be given; for all signers of one contract, nothing.
///
/// A link opens for its own signer only, and for 90 days. Pass it on as it is: a parameter that is
/// added may overwrite one of its own. Making links costs nothing and notifies nobody.
///
/// A call can succeed and fail for some of the contracts: see
/// [`items`](CreateSignUrlsResponse::items).
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.EndPoint` | use an endpoint of the list, and `Channel` only when the links are for all |
/// | `InvalidParameter.FlowIds` | give 1 to 100 contracts, and only one when the links are for all |
/// | `InvalidParameter.GenerateType` | use a kind of the list |
/// | `MissingParameter.FlowIdsOrFlowGroupId` | give contracts or a group |
/// | `ResourceNotFound.FlowGroup`, `ResourceNotFound.SaveFlowGroup` | check the group's id and whose it is |
/// | `ResourceNotFound.Application`, `InvalidParameter.Application` | check the application's id |
/// | `OperationDenied.NoIdentityVerify` | let the operator verify their real name first |
/// | `OperationDenied.UserNotInOrganization` | use an operator of the agent's organization |
/// | `OperationDenied.OrganizationClosing` | nothing: the organization is being closed |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
/// | `InternalError`, `InternalError.System` | try again |
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
    needs("IdCardType", "IdCardNumber"),
    needs("RecipientIds", "FlowIds"),
    title = "获取跳转至腾讯电子签小程序的签署链接",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateSignUrls"
)]
pub struct CreateSignUrls {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contracts, at most 100, and only one when the links are for all signers. Either these or
    /// `flow_group_id`.
    #[tc(items = ..=100)]
    pub flow_ids: Option<Vec<String>>,
    /// The contract group. Either this or `flow_ids`.
    pub flow_group_id: Option<String>,
    /// What kind of link, which follows from where it will stand; `WeixinApp` unless given.
    pub endpoint: Option<SignUrlEndpoint>,
    /// Whom the links are for; all signers unless given.
    pub generate_type: Option<GenerateType>,
    /// The name of the signer's organization, with full-width brackets （）; required for
    /// `NotChannel`. For `Recipient` it says which organization's employees may claim the contract.
    pub organization_name: Option<String>,
    /// The signer's name, as the contract has it; required for `Person`. For `Recipient` only a
    /// person of this name may claim the contract; that does not work for employees.
    #[tc(secret)]
    pub name: Option<String>,
    /// The signer's mobile number, as the contract has it: 11 digits of mainland China, without
    /// +86; required for `Person` and `Follower`. For `Recipient` only a person with this number
    /// may claim the contract.
    #[tc(secret, len = 11)]
    pub mobile: Option<String>,
    /// The kind of the signer's identity document. It means nothing without `id_card_number`.
    pub id_card_type: Option<IdCardType>,
    /// The number of the identity document, its letters in upper case. For `Recipient` only the
    /// person with this document may claim the contract.
    #[tc(secret)]
    pub id_card_number: Option<String>,
    /// Your id of the signer's organization; required for `Channel`. For `Recipient` it says which
    /// organization's employees may claim the contract.
    pub organization_open_id: Option<String>,
    /// Your id of the signer, for `Channel`. Once the employee is verified and in the organization,
    /// name, mobile and identity document are ignored beside it.
    pub open_id: Option<String>,
    /// Whether the mini program returns by itself to your mini program once the contract is signed,
    /// for links of the kind `App`. It does not unless given, and to an app it never does: WeChat
    /// wants a tap.
    pub auto_jump_back: Option<bool>,
    /// Where the guide page leads once the contract is signed, at most 1000 characters; for links
    /// of the kind `Channel` only.
    #[tc(len = ..=1000)]
    pub jump_url: Option<String>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// The buttons that the signer does not see; they see all unless given.
    pub hides: Option<Vec<SignPageButton>>,
    /// The party that each contract's link is for, when it was left open (动态签署人): as many as
    /// `flow_ids`, in the same order; for `Recipient`. The ids are those that starting the contract
    /// returned, not the template's.
    pub recipient_ids: Option<Vec<String>>,
    /// The same for the contracts of a group.
    pub flow_group_url_info: Option<FlowGroupUrlInfo>,
    /// From where the link leads into the mini program; to be given on a page of an official
    /// account that the signer should come back to.
    pub url_use_env: Option<UrlUseEnv>,
    /// Whether the signer may confirm having read all contracts at once; they may not unless given.
    /// The vendor opens this on request; it needs `flow_ids`, and for organizations all seal and
    /// signature fields must be limited to the same seals and ways.
    pub can_skip_read_flow: Option<bool>,
}

/// A kind of link into the mini program.
///
/// The program's app id is `wxa023b292fd19d41d`, in the test environment `wx371151823f6f3edf`.
#[tc_enum]
pub enum SignUrlEndpoint {
    /// A short link that opens the mini program, for text messages and pages.
    WeixinApp = "WEIXINAPP",
    /// A page in front of the mini program, with a button that leads there. Only when the links are
    /// for all signers.
    Channel = "CHANNEL",
    /// A path that your app or mini program opens the mini program with. Where the signer was left
    /// open it leads to the cover page only.
    App = "APP",
    /// The long link that a short one stands for, for pages.
    LongUrl2WeixinApp = "LONGURL2WEIXINAPP",
}

/// Whom links are for.
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
    /// Somebody who is sent a copy.
    Follower = "FOLLOWER",
    /// Whoever claims a party that was left open.
    Recipient = "RECIPIENT",
}

/// A button of the pages that signers see.
#[tc_enum]
pub enum SignPageButton {
    /// The one that shows more of them.
    More = 0,
    /// Reject, among those.
    Reject = 1,
    /// Have somebody else sign, among those.
    Transfer = 2,
    /// Details, on the page that says "signed".
    Details = 3,
    /// What the contract is about, among those that "more" shows.
    BasicInfo = 4,
    /// Cancel the contract, among those that "more" shows.
    Cancel = 5,
}

/// The links, and what went wrong beside them: read both with [`items`](Self::items).
#[tc_model]
pub struct CreateSignUrlsResponse {
    /// The links. One that could not be made stands there too, without an address.
    pub sign_url_infos: Vec<SignUrlInfo>,
    /// Why links could not be made, in the order of `sign_url_infos`, with an empty text for each
    /// that was. There may be fewer than links, or none: what has no message was made.
    pub error_messages: Vec<String>,
}

impl CreateSignUrlsResponse {
    /// The links one by one, or why there is none: a call that succeeds may have failed for some.
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

/// A contract of a group whose signer was left open, and the party that the link is for.
#[tc_model]
pub struct FlowGroupApproverInfo {
    /// The contract, by the id that starting the group returned.
    pub flow_id: Option<String>,
    /// The party's id in the contract. Always required for a link that signers claim contracts
    /// with.
    pub recipient_id: Option<String>,
}

/// The parties of a group's contracts that were left open, and that the link is for.
#[tc_model]
pub struct FlowGroupUrlInfo {
    /// One party in each contract.
    pub flow_group_approver_infos: Option<Vec<FlowGroupApproverInfo>>,
}

/// A link, and whom it is for.
///
/// What is known of the signer is told when the links are for all; otherwise most of it may be
/// empty, or 0, for a link that is good.
#[tc_model]
pub struct SignUrlInfo {
    /// The link, or the path, by the kind that was asked for; good for 90 days.
    #[tc(secret)]
    pub sign_url: String,
    /// When the contract, not the link, expires, in Unix seconds.
    pub deadline: i64,
    /// The signer's place in the order of signing: the lower, the earlier. It means nothing where
    /// all may sign at once.
    pub sign_order: i64,
    /// The signer's id in this contract.
    pub sign_id: String,
    /// Disabled by the vendor; `open_id` has taken its place.
    #[tc(hidden)]
    pub custom_user_id: Option<String>,
    /// The signer's name.
    #[tc(secret)]
    pub name: String,
    /// The signer's mobile number.
    #[tc(secret)]
    pub mobile: String,
    /// The name of the signer's organization.
    pub organization_name: String,
    /// Who the signer signs as: a person, or an organization's employee.
    pub approver_type: ApproverType,
    /// The number of the employee's identity card.
    #[tc(secret)]
    pub id_card_number: String,
    /// The contract that the link is for.
    pub flow_id: String,
    /// Your id of the employee.
    pub open_id: String,
    /// The contract group that the link is for.
    pub flow_group_id: String,
    /// The address of the link as a QR code, for a party that was left open. The picture can be
    /// downloaded for 5 minutes; the code on it is good for 90 days.
    #[tc(secret)]
    pub sign_qrcode_url: Option<String>,
}
