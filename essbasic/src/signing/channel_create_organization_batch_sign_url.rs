//! `ChannelCreateOrganizationBatchSignUrl` (获取企业签署合同web页面).

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates a link to a web page on which an employee signs many contracts, or a contract group.
///
/// For desktop browsers, also embedded. The employee must be verified in their organization, and be
/// the signer of each contract or able to claim it if the party is open. Each contract must be
/// waiting for signing or claiming, not for filling in. All signature types are allowed, and
/// approval fields (签批控件) are supported.
///
/// The link is valid for 7 days. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `MissingParameter` | Give contracts or a group, and the employee, or the parties if anyone may claim. |
/// | `InvalidParameter` | Check that each contract has the employee as its signer, and is waiting for them. |
/// | `OperationDenied` | Read the message; check that the employee is verified in the organization. |
/// | `FailedOperation` | Read the message. |
/// | `InternalError`, `InternalError.Api`, `InternalError.Db`, `InternalError.DependsDb` | Try again. |
#[doc(alias = "获取企业签署合同web页面")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateOrganizationBatchSignUrl"
)]
pub struct ChannelCreateOrganizationBatchSignUrl {
    /// Application and organization that make the call. The documented example also gives the
    /// operator.
    pub agent: Agent,
    /// Contract IDs, 1 to 100. May be omitted if `flow_group_id` is set.
    #[tc(items = ..=100)]
    pub flow_ids: Option<Vec<String>>,
    /// Your ID for the employee, who must be a signer of the contracts. Takes precedence over name
    /// and mobile number, which are required without it unless anyone may claim.
    pub open_id: Option<String>,
    /// Real name of the employee, as in the contracts.
    #[tc(secret)]
    pub name: Option<String>,
    /// Mobile number of the employee, as in the contracts. Requires `name`.
    #[tc(secret)]
    pub mobile: Option<String>,
    /// Contract group ID, instead of `flow_ids`.
    pub flow_group_id: Option<String>,
    /// Allows declining all contracts at once. Default: `false`.
    pub can_batch_reject: Option<bool>,
    /// Options for claiming contracts, if all of them have open parties.
    pub dynamic_sign_option: Option<DynamicSignOption>,
    /// Recipient ID of the employee's party in each contract, in the order of `flow_ids`. Required
    /// for open parties.
    pub recipient_ids: Option<Vec<String>>,
}

/// Response of [`ChannelCreateOrganizationBatchSignUrl`].
#[tc_model]
pub struct ChannelCreateOrganizationBatchSignUrlResponse {
    /// Page address. Anyone with the address can open the contracts in place of the employee.
    #[tc(secret)]
    pub sign_url: String,
    /// Expiry of the link, Unix time in seconds: 7 days after its creation.
    pub expired_time: i64,
}

/// Options for claiming contracts with open parties (动态签署方).
#[tc_model]
pub struct DynamicSignOption {
    /// Contracts that must be claimed together. Default: `Separately`.
    pub dynamic_receive_type: Option<DynamicReceiveType>,
    /// Your ID for the organization whose employees may claim. Default: any organization.
    pub organization_open_id: Option<String>,
}

/// Contracts of a link that must be claimed together.
#[tc_enum(u64)]
pub enum DynamicReceiveType {
    /// Contracts may be claimed and signed separately.
    Separately = 0,
    /// One employee claims and signs all of them.
    Together = 1,
}
