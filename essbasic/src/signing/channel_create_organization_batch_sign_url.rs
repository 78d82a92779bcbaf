//! 获取企业签署合同web页面

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Makes a link to a web page on which an employee signs many contracts, or a contract group.
///
/// For a computer's browser, also embedded. The employee must be verified in their organization,
/// and be the signer of each contract, or able to claim it where the signer was left open. Each
/// contract must wait for signing or claiming, and not for something to be filled in. Signatures
/// may be drawn in every way, and approval fields (签批控件) work too.
///
/// The link is good for 7 days. It costs nothing and notifies nobody.
///
/// | code | what to do |
/// |---|---|
/// | `MissingParameter` | give contracts or a group, and the employee, or the parties where anybody may claim |
/// | `InvalidParameter` | check that each contract has the employee as its signer, and waits for them |
/// | `OperationDenied` | the message says why; check that the employee is verified in the organization |
/// | `FailedOperation` | the message says why |
/// | `InternalError`, `InternalError.Api`, `InternalError.Db`, `InternalError.DependsDb` | try again |
#[tc_action(
    name = "ChannelCreateOrganizationBatchSignUrl",
    version = "2021-05-26",
    response = ChannelCreateOrganizationBatchSignUrlResponse,
    effect = link,
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.Api",
        "InternalError.Db",
        "InternalError.DependsDb",
        "InvalidParameter",
        "MissingParameter",
        "OperationDenied",
    ),
    at_least_one("FlowIds", "FlowGroupId"),
    needs("Mobile", "Name"),
    needs("RecipientIds", "FlowIds"),
    title = "获取企业签署合同web页面",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateOrganizationBatchSignUrl"
)]
pub struct ChannelCreateOrganizationBatchSignUrl {
    /// For whom: application and organization; the manual's example gives the operator too.
    pub agent: Agent,
    /// The contracts, 1 to 100. They may be left out when `flow_group_id` is given.
    #[tc(items = ..=100)]
    pub flow_ids: Option<Vec<String>>,
    /// Your id of the employee, who must be a signer of the contracts. Unless it is given, name and
    /// mobile must be, except where anybody may claim; beside them it wins.
    pub open_id: Option<String>,
    /// The employee's real name, as the contracts have it.
    #[tc(secret)]
    pub name: Option<String>,
    /// The employee's mobile number, as the contracts have it; with the name.
    #[tc(secret)]
    pub mobile: Option<String>,
    /// The contract group whose contracts are to be signed, in place of `flow_ids`.
    pub flow_group_id: Option<String>,
    /// Whether the employee may reject all contracts at once; they may not unless given.
    pub can_batch_reject: Option<bool>,
    /// How contracts are claimed, when the signers of all of them were left open.
    pub dynamic_sign_option: Option<DynamicSignOption>,
    /// The party that the employee signs as in each contract: as many as `flow_ids`, in the same
    /// order. Required where the signers were left open.
    pub recipient_ids: Option<Vec<String>>,
}

/// The link.
#[tc_model]
pub struct ChannelCreateOrganizationBatchSignUrlResponse {
    /// The page's address. Whoever has it can open the contracts in the employee's place.
    #[tc(secret)]
    pub sign_url: String,
    /// When the link expires, in Unix seconds: 7 days after it was made.
    pub expired_time: i64,
}

/// How contracts are claimed whose signers were left open (动态签署方).
#[tc_model]
pub struct DynamicSignOption {
    /// Whether some contracts may be claimed without the others; they may unless given.
    pub dynamic_receive_type: Option<DynamicReceiveType>,
    /// Your id of the organization whose employees may claim; any organization's unless given.
    pub organization_open_id: Option<String>,
}

/// How many of a link's contracts are claimed together.
#[tc_enum(u64)]
pub enum DynamicReceiveType {
    /// Some may be claimed, and signed, without the others.
    Partly = 0,
    /// One employee claims and signs all of them.
    All = 1,
}
