//! 通过多文件创建合同组签署流程

use super::models::{FlowGroupApprovers, FlowGroupOptions, FlowVerifyType};
use crate::models::{Component, FlowApproverInfo, FlowDisplayType, UserInfo};
use crate::{Agent, tc_action, tc_model};

/// Starts a group of contracts (合同组) from PDFs that were uploaded before.
///
/// For contracts that belong together: each signer gets one link and signs all that are theirs, and
/// nobody can sign one of them alone. `UploadFiles` gives the PDFs' ids, which live for an hour;
/// other documents go through `CreateFileConvertTask` first.
/// `ChannelCreateFlowGroupByTemplates` does the same from templates.
///
/// The organization and the employee who start it must have their names verified; the signers need
/// not. `FlowApproverInfo` says what each kind of signer wants. A group has nobody who gets a copy.
/// A signer that signs by authorization cannot have fields to fill in, and the vendor must have
/// switched that on for the account.
///
/// Each contract of the group is charged as soon as it is started, and the signers are told unless
/// they say otherwise. Cancelling gives the charge back while nobody has signed except by
/// authorization; expiry, refusal and release never do.
///
/// The client never repeats this action by itself when no answer came, as that might start and
/// charge a second group. Put a unique key into a contract's `customer_data`, and the callback
/// tells whether the first one was started.
///
/// Keep the ids: no action lists groups or contracts. `CreateSignUrls` gives the links to sign.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied.NoQuota` | buy as many contracts as the group has |
/// | `InvalidParameter.FlowFileIds`, `ResourceNotFound.Resource` | give each contract one file; upload it again if that is an hour ago |
/// | `InvalidParameter.FlowApprovers`, `InvalidParameter.BizApproverAlreadyExists` | give each contract 1 to 5 signers, each of them once |
/// | `OperationDenied.ByFilesServerSignForbid` | ask the vendor to switch on signing by authorization for contracts from files |
/// | `ResourceNotFound.Seal` | check the seal's id in the fields of who signs by authorization |
/// | `OperationDenied.NoApproverMobileCheckPermission` | switch on verification by mobile number in the console |
/// | `OperationDenied.NoIdentityVerify` | the operator must verify their name first: `CreateConsoleLoginUrl` |
/// | `OperationDenied.OverseaAbilityNotOpen` | switch on signing from abroad for the employee |
/// | `FailedOperation.OrganizationNameChanged`, `FailedOperation.OrganizationNameNeedChange` | the business register says otherwise: `ModifyOrganizationBusinessInfo` |
/// | `FailedOperation.AgeNotAchieveNormalLegal`, `OperationDenied.InvalidApproverAge` | nothing: the signer is not of age |
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
    manual = "https://qian.tencent.com/developers/partnerApis/startFlows/ChannelCreateFlowGroupByFiles"
)]
pub struct ChannelCreateFlowGroupByFiles {
    /// The contracts, 2 to 50.
    #[tc(items = 2..=50)]
    pub flow_file_infos: Vec<FlowFileInfo>,
    /// The group's name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_group_name: String,
    /// For whom: application, organization and operator, who start the group; the latter two with
    /// their real names verified, and the operator an employee who has joined.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// How signers show who they are before they may look; by face recognition unless given.
    /// Overrides what the contracts and their signers say. With the mobile number, persons still
    /// sign with face recognition, and employees of organizations need it to look as well.
    pub approver_verify_type: Option<FlowVerifyType>,
    /// Whether each contract is confirmed for itself.
    pub flow_group_options: Option<FlowGroupOptions>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// One contract of a group.
#[tc_model]
pub struct FlowFileInfo {
    /// The PDF's id from `UploadFiles`; a list of one.
    #[tc(items = 1)]
    pub file_ids: Vec<String>,
    /// The contract's name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_name: String,
    /// Who signs, 1 to 5, in the order in which they sign unless `unordered`.
    #[tc(items = 1..=5)]
    pub flow_approvers: Vec<FlowApproverInfo>,
    /// Until when it may be signed, in Unix seconds; at most 33162419560, in the year 3020. The
    /// manual's examples send 0 to leave it open.
    #[tc(range = 0..=33_162_419_560)]
    pub deadline: Option<i64>,
    /// What the contract is about, at most 1000 characters.
    #[tc(len = ..=1000)]
    pub flow_description: Option<String>,
    /// A category of your own, "sales" or "hiring" say; at most 255 characters.
    #[tc(len = ..=255)]
    pub flow_type: Option<String>,
    /// Disabled by the vendor: callbacks are set up for the application, in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// Data of your own, at most 1000 characters, in base64 in the manual's examples. Callbacks
    /// return it unchanged.
    #[tc(secret, len = ..=1000)]
    pub customer_data: Option<String>,
    /// Whether all may sign at once. Unless given, they sign one after the other.
    pub unordered: Option<bool>,
    /// The fields that are the initiator's to fill in. They are filled in here, when the contract
    /// is started.
    pub components: Option<Vec<Component>>,
    /// What the mini program's list shows of the contract: text of your own around `{合同名称}`,
    /// `{发起方企业}`, `{发起方姓名}`, `{签署方N企业}` and `{签署方N姓名}`, where N counts the
    /// signers from 1.
    pub custom_show_map: Option<String>,
    /// Whether signers of the starting organization wait until `CreateFlowGroupSignReview` has told
    /// that the organization agrees, also those that sign by authorization.
    pub need_sign_review: Option<bool>,
    /// What pages and messages call it; a contract unless given.
    pub flow_display_type: Option<FlowDisplayType>,
}

/// The group that was started.
#[tc_model]
pub struct ChannelCreateFlowGroupByFilesResponse {
    /// The group's id, 32 characters. Keep it: no action lists groups.
    pub flow_group_id: String,
    /// The contracts' ids, in the order in which they were given.
    pub flow_ids: Vec<String>,
    /// The signers of each contract, with the ids that name them from now on.
    pub approvers: Option<Vec<FlowGroupApprovers>>,
}
