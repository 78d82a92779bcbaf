//! `ChannelCreateFlowGroupByFiles` (通过多文件创建合同组签署流程).

use super::models::{FlowGroupApprovers, FlowGroupOptions, FlowVerifyType};
use crate::models::{Component, FlowApproverInfo, FlowDisplayType, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Starts a contract group (合同组) from uploaded PDFs.
///
/// For contracts that belong together: each signer gets one link and signs all of their contracts
/// at once, never one alone. `UploadFiles` returns the PDFs' IDs, which are valid for one hour;
/// convert other formats with `CreateFileConvertTask`. `ChannelCreateFlowGroupByTemplates` starts a
/// group from templates.
///
/// The starting organization and operator must have completed identity verification; signers need
/// not. See `FlowApproverInfo` for the fields each kind of signer requires. Groups have no copy
/// recipients. A signer who signs by authorization cannot have fields to fill in, and the vendor
/// must have enabled signing by authorization for the account.
///
/// **Each contract of the group is charged when it starts**, and the signers are notified unless
/// disabled. Cancelling returns the quota if the contract is unsigned or signed only by
/// authorization; expiry, declining and release never do.
///
/// The client never retries this action if it may have been executed, because that could start
/// and charge a second group. Put a unique key into a contract's `customer_data`, and the callback
/// shows whether the group was started.
///
/// Store the IDs: no action lists groups or contracts. `CreateSignUrls` creates the signing links.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied.NoQuota` | Buy as many contracts as the group contains. |
/// | `InvalidParameter.FlowFileIds`, `ResourceNotFound.Resource` | Give one file per contract, and upload it again if more than an hour has passed. |
/// | `InvalidParameter.FlowApprovers`, `InvalidParameter.BizApproverAlreadyExists` | Give each contract 1 to 5 signers, without duplicates. |
/// | `OperationDenied.ByFilesServerSignForbid` | Ask the vendor to enable signing by authorization for contracts from files. |
/// | `ResourceNotFound.Seal` | Check the seal ID in the fields of signers who sign by authorization. |
/// | `OperationDenied.NoApproverMobileCheckPermission` | Enable verification by mobile number in the console. |
/// | `OperationDenied.NoIdentityVerify` | The operator must complete identity verification first: `CreateConsoleLoginUrl`. |
/// | `OperationDenied.OverseaAbilityNotOpen` | Enable signing from abroad for the employee. |
/// | `FailedOperation.OrganizationNameChanged`, `FailedOperation.OrganizationNameNeedChange` | The business register has different data: `ModifyOrganizationBusinessInfo`. |
/// | `FailedOperation.AgeNotAchieveNormalLegal`, `OperationDenied.InvalidApproverAge` | The signer is not of legal age. Nothing to do. |
#[doc(alias = "通过多文件创建合同组签署流程")]
#[tc_action(
    name = "ChannelCreateFlowGroupByFiles",
    version = "2021-05-26",
    response = ChannelCreateFlowGroupByFilesResponse,
    effect = charge,
    errors(
        "FailedOperation",
        "FailedOperation.AgeNotAchieveNormalLegal",
        "FailedOperation.OrganizationNameChanged",
        "FailedOperation.OrganizationNameNeedChange",
        "InternalError",
        "InternalError.Db",
        "InternalError.DbConnection",
        "InternalError.Decryption",
        "InternalError.Encryption",
        "InternalError.GenerateId",
        "InternalError.System",
        "InternalError.ThirdParty",
        "InvalidParameter",
        "InvalidParameter.Application",
        "InvalidParameter.ApproverType",
        "InvalidParameter.ApproverVerifyType",
        "InvalidParameter.BizApproverAlreadyExists",
        "InvalidParameter.CardType",
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
        "InvalidParameter.Name",
        "InvalidParameter.NonsupportMobile",
        "InvalidParameter.OrganizationName",
        "InvalidParameter.ParamError",
        "InvalidParameter.SignComponentType",
        "InvalidParameter.Unordered",
        "InvalidParameter.UnsupportedComponentType",
        "InvalidParameterValue",
        "LimitExceeded",
        "MissingParameter",
        "MissingParameter.MissComponentName",
        "OperationDenied",
        "OperationDenied.ByFilesServerSignForbid",
        "OperationDenied.ErrNoResourceAccess",
        "OperationDenied.InvalidApproverAge",
        "OperationDenied.NoApproverMobileCheckPermission",
        "OperationDenied.NoIdentityVerify",
        "OperationDenied.NoQuota",
        "OperationDenied.OverseaAbilityNotOpen",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.Resource",
        "ResourceNotFound.Seal",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "通过多文件创建合同组签署流程",
    api_reference = "https://qian.tencent.com/developers/partnerApis/startFlows/ChannelCreateFlowGroupByFiles"
)]
pub struct ChannelCreateFlowGroupByFiles {
    /// Contracts, 2 to 50.
    #[tc(items = 2..=50)]
    pub flow_file_infos: Vec<FlowFileInfo>,
    /// Group name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_group_name: String,
    /// Application, organization and operator that start the group. Organization and operator must
    /// have completed identity verification, and the operator must have joined the organization.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Identity check before signers may view the contracts. Default: `Face`. Overrides the
    /// settings of contracts and signers. With `Mobile`, persons still sign with face recognition,
    /// and employees also need it to view.
    pub approver_verify_type: Option<FlowVerifyType>,
    /// Options of the group, such as confirming each contract separately.
    pub flow_group_options: Option<FlowGroupOptions>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// A contract of a group, made from a PDF.
#[tc_model]
pub struct FlowFileInfo {
    /// File ID of the PDF, from `UploadFiles`; a list of one.
    #[tc(items = 1)]
    pub file_ids: Vec<String>,
    /// Contract name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_name: String,
    /// Signers, 1 to 5, in signing order unless `unordered`.
    #[tc(items = 1..=5)]
    pub flow_approvers: Vec<FlowApproverInfo>,
    /// Signing deadline, Unix time in seconds, at most 33162419560 (year 3020). Documented examples
    /// send 0 to leave it open.
    #[tc(range = 0..=33_162_419_560)]
    pub deadline: Option<i64>,
    /// Description, at most 1000 characters.
    #[tc(len = ..=1000)]
    pub flow_description: Option<String>,
    /// Your category for the contract, such as "sales" or "hiring", at most 255 characters.
    #[tc(len = ..=255)]
    pub flow_type: Option<String>,
    /// Disabled by the vendor: callbacks are configured for the application, in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// Your data, at most 1000 characters, base64 in the documented examples. Returned unchanged in
    /// callbacks.
    #[tc(secret, len = ..=1000)]
    pub customer_data: Option<String>,
    /// Lets all signers sign at the same time. Default: `false`, one after another.
    pub unordered: Option<bool>,
    /// Fields that the initiator fills in. Their values are set here, when the contract is started.
    pub components: Option<Vec<Component>>,
    /// Text shown for the contract in the mini program's list. Placeholders: `{合同名称}`, `{发起方企业}`,
    /// `{发起方姓名}`, `{签署方N企业}` and `{签署方N姓名}`, where N counts signers from 1.
    pub custom_show_map: Option<String>,
    /// Makes signers of the starting organization, also those who sign by authorization, wait until
    /// `CreateFlowGroupSignReview` approves.
    pub need_sign_review: Option<bool>,
    /// Word for the contract on pages and in messages. Default: `Contract`.
    pub flow_display_type: Option<FlowDisplayType>,
}

/// Response of [`ChannelCreateFlowGroupByFiles`].
#[tc_model]
pub struct ChannelCreateFlowGroupByFilesResponse {
    /// Contract group ID, 32 characters. Store it: no action lists groups.
    pub flow_group_id: String,
    /// Contract IDs in request order.
    pub flow_ids: Vec<String>,
    /// Signers per contract, with their IDs in it.
    pub approvers: Option<Vec<FlowGroupApprovers>>,
}
