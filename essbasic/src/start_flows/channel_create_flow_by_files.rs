//! `ChannelCreateFlowByFiles` (用PDF文件创建签署流程).

use super::models::{
    ApproverItem, CcInfo, CcNotifyTime, FlowOperateLimit, FlowPreviewType, FlowVerifyType,
};
use crate::models::{AutoSignScene, Component, FlowApproverInfo, FlowDisplayType, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Starts a contract from an uploaded PDF.
///
/// For documents that your own systems generate. `UploadFiles` returns the PDF's ID, which is valid
/// for one hour; convert other formats with `CreateFileConvertTask`. Place fields by position, by a
/// keyword in the text, or by a form field of the PDF. For documents with fixed wording, use
/// `CreateFlowsByTemplates`.
///
/// The starting organization and operator must have completed identity verification; signers need
/// not. Signers may be employees of any organization in your application, employees of an
/// organization with its own vendor account, or persons: see `FlowApproverInfo` for the fields each
/// requires.
///
/// **The contract is charged when it starts**, and its signers are notified unless disabled.
/// Cancelling with `ChannelCancelFlow` returns the quota if the contract is unsigned or signed only
/// by authorization and the organization has free cancellations left; expiry, declining and release
/// never do. `need_preview` shows the contract without starting it.
///
/// The client never retries this action if it may have been executed, because that could start
/// and charge a second contract. No action lists contracts: put a unique key into `customer_data`,
/// and the callback shows whether the contract was started.
///
/// Store the contract ID. `CreateSignUrls` and `ChannelCreateFlowSignUrl` create the signing links.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied.NoQuota` | Buy contracts. |
/// | `InvalidParameter.FlowFileIds`, `ResourceNotFound.Resource` | Give one file, and upload it again if more than an hour has passed. |
/// | `InvalidParameter.FlowApprovers`, `InvalidParameter.BizApproverAlreadyExists` | Give 1 to 50 signers, without duplicates. |
/// | `InvalidParameter.Keyword` | The PDF does not contain the keyword as text. |
/// | `MissingParameter.SignComponents`, `MissingParameter.SealId` | Give each signer a signature field, and a seal ID in the fields of those who sign by authorization. |
/// | `OperationDenied.CcUserRepeat` | Remove duplicate copy recipients. |
/// | `OperationDenied.ByFilesServerSignForbid` | Ask the vendor to enable signing by authorization for contracts from files. |
/// | `OperationDenied.PersonNoOpenServerSign`, `OperationDenied.PersonHasNoSignature` | Have the person grant authorization: `ChannelCreateUserAutoSignEnableUrl`. |
/// | `OperationDenied.NoApproverMobileCheckPermission` | Enable verification by mobile number in the console. |
/// | `OperationDenied.NoIdentityVerify`, `OperationDenied.UserNotInOrganization` | The operator must complete identity verification and join the organization first: `CreateConsoleLoginUrl`. |
/// | `FailedOperation.OrganizationNameChanged`, `FailedOperation.OrganizationNameNeedChange`, `FailedOperation.OrganizationExperienceChange` | The business register has different data: `ModifyOrganizationBusinessInfo`. |
/// | `FailedOperation.AgeNotAchieveNormalLegal`, `OperationDenied.InvalidApproverAge` | The signer is not of legal age. Nothing to do. |
#[doc(alias = "用PDF文件创建签署流程")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/startFlows/ChannelCreateFlowByFiles"
)]
pub struct ChannelCreateFlowByFiles {
    /// Application, organization and operator that start the contract. Organization and operator
    /// must have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_name: Option<String>,
    /// Description, at most 1000 characters.
    #[tc(len = ..=1000)]
    pub flow_description: Option<String>,
    /// Signers, at most 50, in signing order unless `unordered`. Omit if signers are added later
    /// (`open_dynamic_sign_flow`).
    #[tc(items = ..=50)]
    pub flow_approvers: Option<Vec<FlowApproverInfo>>,
    /// File ID of the PDF, from `UploadFiles`; a list of one.
    #[tc(items = ..=1)]
    pub file_ids: Option<Vec<String>>,
    /// Fields to fill in, such as text, check boxes, numbers, images and tables. Signature fields
    /// are part of their signers.
    pub components: Option<Vec<Component>>,
    /// Signing deadline, Unix time in seconds. Default: 365 days after the start. A contract not
    /// signed by then expires and is void.
    #[tc(range = 0..=33_162_419_560)]
    pub deadline: Option<i64>,
    /// Disabled by the vendor: callbacks are configured for the application, in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// Lets all signers sign at the same time. Default: `false`, one after another.
    pub unordered: Option<bool>,
    /// Your category for the contract, such as "sales" or "hiring", at most 255 characters.
    #[tc(len = ..=255)]
    pub flow_type: Option<String>,
    /// Text shown for the contract in the mini program's list. Placeholders: `{合同名称}`, `{发起方企业}`,
    /// `{发起方姓名}`, `{签署方N企业}` and `{签署方N姓名}`, where N counts signers from 1.
    pub custom_show_map: Option<String>,
    /// Your data, base64, at most 1000 characters. Returned unchanged in callbacks; a unique key in
    /// it resolves calls whose outcome is unknown.
    #[tc(secret, len = ..=1000)]
    pub customer_data: Option<String>,
    /// Makes signers of the starting organization, also those who sign by authorization, wait until
    /// `ChannelCreateFlowSignReview` approves. Default: `false`.
    pub need_sign_review: Option<bool>,
    /// Identity check before persons may view the contract. Default: `Face`. With `Mobile`, persons
    /// also sign without face recognition.
    pub approver_verify_type: Option<FlowVerifyType>,
    /// Party that places the signature fields.
    pub sign_bean_tag: Option<SignFieldPlacement>,
    /// Copy recipients, who may view the contract without signing it: at most 50, none of them a
    /// signer. Employees must have joined the organization and completed identity verification.
    #[tc(items = ..=50)]
    pub cc_infos: Option<Vec<CcInfo>>,
    /// Time of the text message to copy recipients. Default: `Started`.
    pub cc_notify_type: Option<CcNotifyTime>,
    /// Purpose of signing by authorization. Required if a signer has the type `PERSON_AUTO_SIGN`,
    /// which the vendor must have enabled.
    pub auto_sign_scene: Option<AutoSignScene>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Word for the contract on pages and in messages. Default: `Contract`.
    pub flow_display_type: Option<FlowDisplayType>,
    /// Shows the contract instead of starting it: the response has a `preview_url` and no ID.
    /// Default: `false`. Each purchased contract includes two previews; more must be bought
    /// separately.
    pub need_preview: Option<bool>,
    /// Target of the preview link. Default: `File`. Effective only with `need_preview`.
    pub preview_type: Option<FlowPreviewType>,
    /// Disabled by the vendor: replaced by `open_dynamic_sign_flow`.
    #[tc(hidden)]
    pub open_dynamic_flow: Option<bool>,
    /// Starts the contract without signers (动态签署人2.0): `ChannelCreateDynamicFlowApprover` adds them
    /// and `ArchiveDynamicFlow` completes the contract. Default: `false`.
    pub open_dynamic_sign_flow: Option<bool>,
    /// Operations not allowed on the contract.
    pub flow_operate_limit: Option<FlowOperateLimit>,
}

/// Party that places the signature fields.
#[tc_enum]
pub enum SignFieldPlacement {
    /// The initiator, before the contract is started.
    Initiator = 0,
    /// Each signer while signing, in any number, in the mini program or web console but not on an
    /// H5 page. Approval fields (签批) cannot be added.
    Signer = 1,
}

/// Response of [`ChannelCreateFlowByFiles`].
#[tc_model]
pub struct ChannelCreateFlowByFilesResponse {
    /// Contract ID, 32 characters. Store it: no action lists contracts. Empty for a preview.
    pub flow_id: String,
    /// Signers in request order, with their IDs in the contract.
    pub approvers: Option<Vec<ApproverItem>>,
    /// Preview link, valid for 5 minutes. Present only for a preview. Anyone with the link can read
    /// the contract.
    #[tc(secret)]
    pub preview_url: Option<String>,
}
