//! What a contract is that a template starts.

use super::{CcInfo, CcNotifyTime, FormField};
use crate::models::{AutoSignScene, FlowApproverInfo, FlowDisplayType};
use crate::tc_model;

/// What a contract is that a template starts: its name and content, its signers, who gets a copy.
#[tc_model]
pub struct FlowInfo {
    /// The contract's name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_name: String,
    /// Until when it may be signed, in Unix seconds; 365 days from its start if 0. A contract that
    /// is not signed by then has expired and is void.
    #[tc(range = 0..=9_999_999_999)]
    pub deadline: i64,
    /// The template it is made from, 32 characters, as the console shows it. Required, though the
    /// service's own description does not mark it so.
    #[tc(len = 32)]
    pub template_id: Option<String>,
    /// Who signs: at most 50, in the template's order. A list in another order, a person where the
    /// template has an organization say, is refused.
    #[tc(items = ..=50)]
    pub flow_approvers: Option<Vec<FlowApproverInfo>>,
    /// What the fields that the template leaves to the initiator say. Only the vendor can switch
    /// such fields on for an account.
    pub form_fields: Option<Vec<FormField>>,
    /// Disabled by the vendor: callbacks are set up for the application, in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// A category of your own, "sales" or "hiring" say; at most 200 characters.
    #[tc(len = ..=200)]
    pub flow_type: Option<String>,
    /// What the contract is about, at most 1000 characters.
    #[tc(len = ..=1000)]
    pub flow_description: Option<String>,
    /// Data of your own in base64, at most 1000 characters of it. Callbacks return it unchanged; a
    /// unique key in it tells whether a call whose answer was lost has started the contract.
    #[tc(secret, len = ..=1000)]
    pub customer_data: Option<String>,
    /// What the mini program's list shows of the contract: text of your own around `{合同名称}`,
    /// `{发起方企业}`, `{发起方姓名}`, `{签署方N企业}` and `{签署方N姓名}`, where N counts the
    /// signers from 1.
    pub custom_show_map: Option<String>,
    /// Who may look at the contract without signing it: at most 50, and none of them a signer.
    /// Employees of the organization must have joined it with their names verified.
    #[tc(items = ..=50)]
    pub cc_infos: Option<Vec<CcInfo>>,
    /// Whether signers of the starting organization wait until a review has told that the
    /// organization agrees, also those that sign by authorization: `ChannelCreateFlowSignReview`,
    /// or `CreateFlowGroupSignReview` in a group. They do not unless given.
    pub need_sign_review: Option<bool>,
    /// When those who get a copy are told by text message; when the contract is started unless
    /// given.
    pub cc_notify_type: Option<CcNotifyTime>,
    /// What persons sign by authorization for. Required where one of the signers is a
    /// `PERSON_AUTO_SIGN`, which the vendor must have switched on for the account.
    pub auto_sign_scene: Option<AutoSignScene>,
    /// What pages and messages call it; a contract unless given.
    pub flow_display_type: Option<FlowDisplayType>,
    /// What may not be done with the contract. `CreateFlowsByTemplates` alone heeds it.
    pub flow_operate_limit: Option<FlowOperateLimit>,
}

/// What may not be done with a contract.
#[tc_model]
pub struct FlowOperateLimit {
    /// Whether the contract cannot be released by another one (`ChannelCreateReleaseFlow`) once
    /// all have signed. It can unless given.
    pub no_release: Option<bool>,
}
