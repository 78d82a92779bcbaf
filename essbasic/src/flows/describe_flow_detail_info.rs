//! `DescribeFlowDetailInfo` (获取合同信息).

use crate::models::{ApproverType, FlowStatus, UserFlowType, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Returns the status of up to 100 contracts, or of a contract group, and of each signer.
///
/// Only contracts started by the agent's organization are returned; use the agent that started
/// them. A callback reports every change, so polling is needed only if a callback was missed:
/// signing takes minutes to days.
///
/// If the contract ID is known, this action also resolves calls whose outcome is unknown. No charge
/// and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `MissingParameter.FlowIds`, `MissingParameter.FlowIdsOrFlowGroupId` | Set contract IDs or a group ID. |
/// | `LimitExceeded.FlowIds` | Query at most 100 contracts per call. |
/// | `InvalidParameter.FlowIds`, `InvalidParameter.fFowIds` | Check the contract IDs. |
/// | `ResourceNotFound.FlowGroup` | Check the group ID. |
/// | `ResourceNotFound.FlowApprovers` | The contract is still being created. Try again in a few seconds. |
/// | `OperationDenied.UserNotInOrganization` | Use an operator of the agent's organization. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `InternalError`, `InternalError.System` | Try again. |
#[doc(alias = "获取合同信息")]
#[tc_action(
    name = "DescribeFlowDetailInfo",
    version = "2021-05-26",
    response = DescribeFlowDetailInfoResponse,
    effect = read,
    wait(
        status = flow_info.flow_status,
        done("ALL"),
        failed("REJECT", "DEADLINE", "CANCEL", "INVALID", "RELIEVED"),
        message = flow_info.flow_message,
        interval = 5..=60
    ),
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.EndPoint",
        "InvalidParameter.FlowIds",
        "InvalidParameter.ParamError",
        "InvalidParameter.fFowIds",
        "LimitExceeded.FlowIds",
        "MissingParameter",
        "MissingParameter.FlowIds",
        "MissingParameter.FlowIdsOrFlowGroupId",
        "OperationDenied",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.FlowApprovers",
        "ResourceNotFound.FlowGroup",
        "ResourceUnavailable",
        "UnauthorizedOperation.NoPermissionFeature",
        "UnknownParameter",
        "UnsupportedOperation",
    ),
    at_least_one("FlowIds", "FlowGroupId"),
    title = "获取合同信息",
    api_reference = "https://qian.tencent.com/developers/partnerApis/flows/DescribeFlowDetailInfo"
)]
pub struct DescribeFlowDetailInfo {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract IDs, at most 100. Required unless `flow_group_id` is set.
    #[tc(items = ..=100)]
    pub flow_ids: Option<Vec<String>>,
    /// Contract group ID. If set, `flow_ids` is ignored.
    pub flow_group_id: Option<String>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Response of [`DescribeFlowDetailInfo`].
#[tc_model]
pub struct DescribeFlowDetailInfoResponse {
    /// Application that the contracts belong to.
    pub application_id: String,
    /// Your ID for the organization that started the contracts.
    pub proxy_organization_open_id: String,
    /// Requested contracts, or the contracts of the group.
    pub flow_info: Vec<FlowDetailInfo>,
    /// Contract group ID; empty unless a group was queried.
    pub flow_group_id: String,
    /// Contract group name; empty unless a group was queried.
    pub flow_group_name: String,
}

/// A signer or copy recipient of a contract.
#[tc_model]
pub struct FlowApproverDetail {
    /// Disabled by the vendor: replaced by `recipient_id`.
    #[tc(hidden)]
    pub receipt_id: Option<String>,
    /// Your ID for the signer's organization.
    pub proxy_organization_open_id: String,
    /// Your ID for the employee who signs.
    pub proxy_operator_open_id: String,
    /// Organization name as on its business licence.
    pub proxy_organization_name: String,
    /// Mobile number.
    #[tc(secret)]
    pub mobile: String,
    /// Position in the signing order, ascending.
    pub sign_order: i64,
    /// Real name.
    #[tc(secret)]
    pub approve_name: String,
    /// Signer status.
    pub approve_status: ApproverStatus,
    /// Message from the signer, such as the reason for declining.
    pub approve_message: String,
    /// Time of signing, Unix time in seconds; 0 until then.
    pub approve_time: i64,
    /// Capacity of the signer: `ORGANIZATION` or `PERSON`.
    pub approve_type: ApproverType,
    /// Custom role name, such as seller or witness.
    pub approver_role_name: Option<String>,
    /// Sign ID of the signer in this contract, used to create links.
    pub sign_id: Option<String>,
    /// Recipient ID of the party in this contract, which its fields refer to.
    pub recipient_id: String,
}

/// Details of a contract.
#[tc_model]
pub struct FlowDetailInfo {
    /// Contract ID, 32 characters.
    pub flow_id: String,
    /// Contract name.
    pub flow_name: String,
    /// Free-text category. To be removed by the vendor in favour of `user_flow_type`.
    pub flow_type: String,
    /// Contract status.
    pub flow_status: FlowStatus,
    /// Reason for declining or cancelling; empty otherwise.
    pub flow_message: String,
    /// Start time, Unix time in seconds.
    pub create_on: i64,
    /// Signing deadline, Unix time in seconds.
    pub dead_line: i64,
    /// Your data as given when the contract was started, base64.
    #[tc(secret)]
    pub custom_data: String,
    /// Signers with their status.
    pub flow_approver_infos: Vec<FlowApproverDetail>,
    /// Copy recipients.
    pub cc_infos: Vec<FlowApproverDetail>,
    /// `true` if the contract waits for a review before it starts. Until then it can be neither
    /// viewed nor signed.
    pub need_create_review: bool,
    /// Contract category defined by the organization in the console.
    pub user_flow_type: Option<UserFlowType>,
    /// Template ID, if the contract was started from a template.
    pub template_id: Option<String>,
}

/// Status of a signer.
#[tc_enum]
pub enum ApproverStatus {
    /// Has yet to sign.
    Pending = "PENDING",
    /// Has yet to fill in fields.
    FillPending = "FILLPENDING",
    /// Has filled in fields.
    FillAccept = "FILLACCEPT",
    /// Declined to fill in fields.
    FillReject = "FILLREJECT",
    /// Waiting for an employee of the organization to claim it.
    WaitPickup = "WAITPICKUP",
    /// Signed.
    Accept = "ACCEPT",
    /// Declined to sign.
    Reject = "REJECT",
    /// Did not act before the deadline.
    Deadline = "DEADLINE",
    /// Contract cancelled.
    Cancel = "CANCEL",
    /// Handed over to another person.
    Forward = "FORWARD",
    /// Contract finished before this signer acted.
    Stop = "STOP",
    /// Contract released.
    Relieved = "RELIEVED",
}
