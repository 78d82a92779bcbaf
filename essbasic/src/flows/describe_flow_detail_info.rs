//! 获取合同信息

use crate::models::{ApproverType, FlowStatus, UserFlowType, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Tells how far up to 100 contracts are, or those of a contract group: who has signed, who has
/// not, and why.
///
/// Only contracts that the organization of the agent started are told of; use the agent that they
/// were started with. There is a callback for every change, so asking is for when one was missed: a
/// person takes minutes to days to sign.
///
/// It is also the way to find out what became of a call that went unanswered, when the contract's
/// id is known. Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `MissingParameter.FlowIds`, `MissingParameter.FlowIdsOrFlowGroupId` | give contracts or a group |
/// | `LimitExceeded.FlowIds` | ask for at most 100 at once |
/// | `InvalidParameter.FlowIds`, `InvalidParameter.fFowIds` | check the contracts' ids |
/// | `ResourceNotFound.FlowGroup` | check the group's id |
/// | `ResourceNotFound.FlowApprovers` | try again in a few seconds: the contract is being made |
/// | `OperationDenied.UserNotInOrganization` | use an operator of the agent's organization |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `InternalError`, `InternalError.System` | try again |
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
    manual = "https://qian.tencent.com/developers/partnerApis/flows/DescribeFlowDetailInfo"
)]
pub struct DescribeFlowDetailInfo {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contracts, at most 100. Either these or `flow_group_id`.
    #[tc(items = ..=100)]
    pub flow_ids: Option<Vec<String>>,
    /// The contract group, instead of single contracts: beside it `flow_ids` counts for nothing.
    pub flow_group_id: Option<String>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// The contracts, and whose they are.
#[tc_model]
pub struct DescribeFlowDetailInfoResponse {
    /// The application that the contracts belong to.
    pub application_id: String,
    /// Your own id of the organization that started them.
    pub proxy_organization_open_id: String,
    /// The contracts that were asked for, or those of the group.
    pub flow_info: Vec<FlowDetailInfo>,
    /// The contract group, when one was asked for; empty otherwise.
    pub flow_group_id: String,
    /// The group's name, when one was asked for; empty otherwise.
    pub flow_group_name: String,
}

/// A signer of a contract, or somebody who is sent a copy, and how far they are.
#[tc_model]
pub struct FlowApproverDetail {
    /// Disabled by the vendor; `recipient_id` has taken its place.
    #[tc(hidden)]
    pub receipt_id: Option<String>,
    /// Your own id of the signer's organization.
    pub proxy_organization_open_id: String,
    /// Your own id of the employee who signs.
    pub proxy_operator_open_id: String,
    /// The organization's name as its business licence has it.
    pub proxy_organization_name: String,
    /// The signer's mobile number.
    #[tc(secret)]
    pub mobile: String,
    /// The signer's place in the order of signing: the lower, the earlier.
    pub sign_order: i64,
    /// The signer's real name.
    #[tc(secret)]
    pub approve_name: String,
    /// How far the signer is.
    pub approve_status: ApproverStatus,
    /// What the signer wrote when they refused, say.
    pub approve_message: String,
    /// When they signed, in Unix seconds; 0 before.
    pub approve_time: i64,
    /// Who they sign as: `ORGANIZATION` or `PERSON`.
    pub approve_type: ApproverType,
    /// The role that they were given by name: seller, witness.
    pub approver_role_name: Option<String>,
    /// The signer's id in this contract, by which links are made for them.
    pub sign_id: Option<String>,
    /// The party's id in this contract, which its fields belong to.
    pub recipient_id: String,
}

/// A contract, and how far it is.
#[tc_model]
pub struct FlowDetailInfo {
    /// The contract's id, 32 characters.
    pub flow_id: String,
    /// The contract's name.
    pub flow_name: String,
    /// What kind of contract it is, in the caller's words; the vendor will drop it for
    /// `user_flow_type`.
    pub flow_type: String,
    /// How far it is.
    pub flow_status: FlowStatus,
    /// Why it was refused or cancelled; empty otherwise.
    pub flow_message: String,
    /// When it was started, in Unix seconds.
    pub create_on: i64,
    /// Until when it can be signed, in Unix seconds.
    pub dead_line: i64,
    /// Your own data, in base64, as they were given when it was started.
    #[tc(secret)]
    pub custom_data: String,
    /// Its signers.
    pub flow_approver_infos: Vec<FlowApproverDetail>,
    /// Who is sent a copy.
    pub cc_infos: Vec<FlowApproverDetail>,
    /// Whether it waits for a review before it starts; until then it may neither be read nor
    /// signed.
    pub need_create_review: bool,
    /// What kind of contract it is, of those that the organization has set up in the console.
    pub user_flow_type: Option<UserFlowType>,
    /// The template that it was started from, if any.
    pub template_id: Option<String>,
}

/// How far a signer is.
#[tc_enum]
pub enum ApproverStatus {
    /// To sign.
    Pending = "PENDING",
    /// To fill in.
    FillPending = "FILLPENDING",
    /// Has filled in.
    FillAccept = "FILLACCEPT",
    /// Has refused to fill in.
    FillReject = "FILLREJECT",
    /// To be taken up by somebody of the organization.
    WaitPickup = "WAITPICKUP",
    /// Has signed.
    Accept = "ACCEPT",
    /// Has refused to sign.
    Reject = "REJECT",
    /// Did nothing in time.
    Deadline = "DEADLINE",
    /// The contract was cancelled.
    Cancel = "CANCEL",
    /// Has handed it on to somebody else.
    Forward = "FORWARD",
    /// The contract has ended before their turn.
    Stop = "STOP",
    /// Was released from the contract by another.
    Relieved = "RELIEVED",
}
