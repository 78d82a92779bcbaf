//! 用PDF文件创建签署流程

use super::models::{
    ApproverItem, CcInfo, CcNotifyTime, FlowOperateLimit, FlowPreviewType, FlowVerifyType,
};
use crate::models::{AutoSignScene, Component, FlowApproverInfo, FlowDisplayType, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Starts a contract from a PDF that was uploaded before.
///
/// For contracts that your own systems write. `UploadFiles` gives the PDF's id, which lives for an
/// hour; other documents go through `CreateFileConvertTask` first. Fields are placed by their
/// position, by a keyword in the text, or by a form field of the PDF. Contracts that always read
/// alike are better started by `CreateFlowsByTemplates`.
///
/// The organization and the employee who start it must have their names verified; the signers need
/// not. They may be employees of any organization in your application, of an organization with an
/// account of its own, or persons: `FlowApproverInfo` says what each of them wants.
///
/// A contract is charged as soon as it is started, and its signers are told unless they say
/// otherwise. `ChannelCancelFlow` gives the charge back while nobody has signed except by
/// authorization and the organization has such refunds left; expiry, refusal and release never
/// do. `need_preview` shows what it would look like without starting it.
///
/// The client never repeats this action by itself when no answer came, as that might start and
/// charge a second contract. No action lists contracts: put a unique key into `customer_data`, and
/// the callback tells whether the first one was started.
///
/// Keep the contract's id. `CreateSignUrls` and `ChannelCreateFlowSignUrl` give the links to sign.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied.NoQuota` | buy contracts |
/// | `InvalidParameter.FlowFileIds`, `ResourceNotFound.Resource` | give one file; upload it again if that is an hour ago |
/// | `InvalidParameter.FlowApprovers`, `InvalidParameter.BizApproverAlreadyExists` | give 1 to 50 signers, each of them once |
/// | `InvalidParameter.Keyword` | the keyword is not in the PDF as text |
/// | `MissingParameter.SignComponents`, `MissingParameter.SealId` | give the signer a field to sign; give the field of one who signs by authorization a seal |
/// | `OperationDenied.CcUserRepeat` | name everybody who gets a copy once |
/// | `OperationDenied.ByFilesServerSignForbid` | ask the vendor to switch on signing by authorization for contracts from files |
/// | `OperationDenied.PersonNoOpenServerSign`, `OperationDenied.PersonHasNoSignature` | have the person authorize it: `ChannelCreateUserAutoSignEnableUrl` |
/// | `OperationDenied.NoApproverMobileCheckPermission` | switch on verification by mobile number in the console |
/// | `OperationDenied.NoIdentityVerify`, `OperationDenied.UserNotInOrganization` | the person must verify their name and join the organization first: `CreateConsoleLoginUrl` |
/// | `FailedOperation.OrganizationNameChanged`, `FailedOperation.OrganizationNameNeedChange`, `FailedOperation.OrganizationExperienceChange` | the business register says otherwise: `ModifyOrganizationBusinessInfo` |
/// | `FailedOperation.AgeNotAchieveNormalLegal`, `OperationDenied.InvalidApproverAge` | nothing: the signer is not of age |
#[tc_action(
    name = "ChannelCreateFlowByFiles",
    version = "2021-05-26",
    response = ChannelCreateFlowByFilesResponse,
    effect = charge,
    errors(
        "FailedOperation",
        "FailedOperation.AgeNotAchieveNormalLegal",
        "FailedOperation.OrganizationExperienceChange",
        "FailedOperation.OrganizationNameChanged",
        "FailedOperation.OrganizationNameNeedChange",
        "InternalError",
        "InternalError.Db",
        "InternalError.DbConnection",
        "InternalError.Decryption",
        "InternalError.DependsDb",
        "InternalError.Encryption",
        "InternalError.GenerateId",
        "InternalError.Pdf",
        "InternalError.System",
        "InternalError.ThirdParty",
        "InvalidParameter",
        "InvalidParameter.Application",
        "InvalidParameter.ApproverType",
        "InvalidParameter.ApproverVerifyType",
        "InvalidParameter.BizApproverAlreadyExists",
        "InvalidParameter.CardType",
        "InvalidParameter.ComponentType",
        "InvalidParameter.ComponentValue",
        "InvalidParameter.CustomShowMap",
        "InvalidParameter.CustomerData",
        "InvalidParameter.DataNotFound",
        "InvalidParameter.FlowApproverInfos",
        "InvalidParameter.FlowApprovers",
        "InvalidParameter.FlowCallbackUrl",
        "InvalidParameter.FlowDeadLine",
        "InvalidParameter.FlowDescription",
        "InvalidParameter.FlowFileIds",
        "InvalidParameter.FlowName",
        "InvalidParameter.FlowType",
        "InvalidParameter.Keyword",
        "InvalidParameter.Mobile",
        "InvalidParameter.Name",
        "InvalidParameter.NonsupportMobile",
        "InvalidParameter.OrganizationName",
        "InvalidParameter.ParamError",
        "InvalidParameter.SignComponentType",
        "InvalidParameter.SignComponents",
        "InvalidParameter.Unordered",
        "InvalidParameter.UnsupportedComponentType",
        "InvalidParameterValue",
        "LimitExceeded",
        "MissingParameter",
        "MissingParameter.MissComponentName",
        "MissingParameter.SealId",
        "MissingParameter.SignComponents",
        "OperationDenied",
        "OperationDenied.ByFilesServerSignForbid",
        "OperationDenied.CcUserRepeat",
        "OperationDenied.ErrNoResourceAccess",
        "OperationDenied.InvalidApproverAge",
        "OperationDenied.NoApproverMobileCheckPermission",
        "OperationDenied.NoIdentityVerify",
        "OperationDenied.NoQuota",
        "OperationDenied.OverseaAbilityNotOpen",
        "OperationDenied.PersonHasNoSignature",
        "OperationDenied.PersonNoOpenServerSign",
        "OperationDenied.RequiredComponentNotFill",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.Resource",
        "ResourceNotFound.Seal",
        "ResourceNotFound.User",
        "ResourceUnavailable",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "用PDF文件创建签署流程",
    manual = "https://qian.tencent.com/developers/partnerApis/startFlows/ChannelCreateFlowByFiles"
)]
pub struct ChannelCreateFlowByFiles {
    /// For whom: application, organization and operator, who start the contract; the latter two
    /// with their real names verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contract's name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_name: Option<String>,
    /// What the contract is about, at most 1000 characters.
    #[tc(len = ..=1000)]
    pub flow_description: Option<String>,
    /// Who signs, at most 50, in the order in which they sign unless `unordered`. Left out where
    /// `open_dynamic_sign_flow` adds them later.
    #[tc(items = ..=50)]
    pub flow_approvers: Option<Vec<FlowApproverInfo>>,
    /// The PDF's id from `UploadFiles`; a list of one.
    #[tc(items = ..=1)]
    pub file_ids: Option<Vec<String>>,
    /// The fields to fill in, besides those to sign, which stand with their signers: text, boxes to
    /// tick, numbers, pictures, tables and so on.
    pub components: Option<Vec<Component>>,
    /// Until when it may be signed, in Unix seconds; 365 days from its start unless given. A
    /// contract that is not signed by then has expired and is void.
    #[tc(range = 0..=9_999_999_999)]
    pub deadline: Option<i64>,
    /// Disabled by the vendor: callbacks are set up for the application, in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// Whether all may sign at once. Unless given, they sign one after the other.
    pub unordered: Option<bool>,
    /// A category of your own, "sales" or "hiring" say; at most 255 characters.
    #[tc(len = ..=255)]
    pub flow_type: Option<String>,
    /// What the mini program's list shows of the contract: text of your own around `{合同名称}`,
    /// `{发起方企业}`, `{发起方姓名}`, `{签署方N企业}` and `{签署方N姓名}`, where N counts the
    /// signers from 1.
    pub custom_show_map: Option<String>,
    /// Data of your own in base64, at most 1000 characters of it. Callbacks return it unchanged; a
    /// unique key in it tells whether a call whose answer was lost has started the contract.
    #[tc(secret, len = ..=1000)]
    pub customer_data: Option<String>,
    /// Whether signers of the starting organization wait until `ChannelCreateFlowSignReview` has
    /// told that the organization agrees, also those that sign by authorization. They do not
    /// unless given.
    pub need_sign_review: Option<bool>,
    /// How persons show who they are before they may look; by face recognition unless given. With
    /// the mobile number, they also sign without face recognition.
    pub approver_verify_type: Option<FlowVerifyType>,
    /// Who places the fields to sign, and how many.
    pub sign_bean_tag: Option<SignFieldPlacement>,
    /// Who may look at the contract without signing it: at most 50, and none of them a signer.
    /// Employees of the organization must have joined it with their names verified.
    #[tc(items = ..=50)]
    pub cc_infos: Option<Vec<CcInfo>>,
    /// When those who get a copy are told by text message; when the contract is started unless
    /// given.
    pub cc_notify_type: Option<CcNotifyTime>,
    /// What persons sign by authorization for. Required where one of the signers is a
    /// `PERSON_AUTO_SIGN`, which the vendor must have switched on for the account.
    pub auto_sign_scene: Option<AutoSignScene>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// What pages and messages call it; a contract unless given.
    pub flow_display_type: Option<FlowDisplayType>,
    /// Whether to show the contract instead of starting it. The answer then has a `preview_url`,
    /// and no id. Every contract bought comes with two previews; more are bought for themselves.
    pub need_preview: Option<bool>,
    /// What the preview's link opens; the PDF unless given. Without effect without `need_preview`.
    pub preview_type: Option<FlowPreviewType>,
    /// Disabled by the vendor: `open_dynamic_sign_flow` has taken its place.
    #[tc(hidden)]
    pub open_dynamic_flow: Option<bool>,
    /// Whether the contract starts without signers, `ChannelCreateDynamicFlowApprover` adds them,
    /// and `ArchiveDynamicFlow` ends it (动态签署人2.0). It does not unless given.
    pub open_dynamic_sign_flow: Option<bool>,
    /// What may not be done with the contract.
    pub flow_operate_limit: Option<FlowOperateLimit>,
}

/// Who places the fields that are signed.
#[tc_enum]
pub enum SignFieldPlacement {
    /// Who starts the contract, before it is started.
    Initiator = 0,
    /// Each signer, when they sign, as many as they like: in the mini program or the web console,
    /// not on an H5 page. Approval fields (签批) cannot be added so.
    Signer = 1,
}

/// The contract that was started, or what it would look like.
#[tc_model]
pub struct ChannelCreateFlowByFilesResponse {
    /// The contract's id, 32 characters. Keep it: no action lists contracts. Empty for a preview.
    pub flow_id: String,
    /// The signers, in the order in which they were given, with the ids that name them from now
    /// on.
    pub approvers: Option<Vec<ApproverItem>>,
    /// Where to look at the preview, for five minutes; only for a preview. Whoever has it can read
    /// the contract.
    #[tc(secret)]
    pub preview_url: Option<String>,
}
