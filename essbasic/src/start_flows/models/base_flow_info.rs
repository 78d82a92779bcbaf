//! What a contract is that somebody will start on a page.

use super::{CcInfo, CommonFlowApprover, FormField};
use crate::models::{Component, FlowDisplayType};
use crate::{tc_enum, tc_model};

/// What a contract is that somebody will start on a page: its name and text, its signers, who
/// gets a copy.
#[tc_model]
pub struct BaseFlowInfo {
    /// The contract's name, at most 200 characters.
    #[tc(len = 1..=200)]
    pub flow_name: String,
    /// Until when it may be signed, in Unix seconds. A contract that is not signed by then has
    /// expired and is void.
    #[tc(range = 1..=9_999_999_999)]
    pub deadline: i64,
    /// A category of your own, "sales" or "hiring" say; at most 200 characters.
    #[tc(len = ..=200)]
    pub flow_type: Option<String>,
    /// What the contract is about, at most 1000 characters.
    #[tc(len = ..=1000)]
    pub flow_description: Option<String>,
    /// Whether all may sign at once. Unless given, they sign one after the other.
    pub unordered: Option<bool>,
    /// Whether the page finds the places to fill in and adds fields by itself; it does unless
    /// given.
    pub intelligent_status: Option<IntelligentFields>,
    /// What the fields that are the initiator's to fill in say.
    pub form_fields: Option<Vec<FormField>>,
    /// Whether signers of the starting organization wait until `ChannelCreateFlowSignReview` has
    /// told that the organization agrees, also those that sign by authorization. They do not
    /// unless given.
    pub need_sign_review: Option<bool>,
    /// Data of your own in base64, at most 1000 characters of it. Callbacks return it unchanged.
    #[tc(secret, len = ..=1000)]
    pub user_data: Option<String>,
    /// Who may look at the contract without signing it: at most 50, and none of them a signer.
    /// Employees of the organization must have joined it with their names verified.
    #[tc(items = ..=50)]
    pub cc_infos: Option<Vec<CcInfo>>,
    /// Whether the contract waits to be started until `ChannelCreateFlowSignReview` has told that
    /// the organization agrees; it does not unless given. The starting organization must be among
    /// the signers.
    pub need_create_review: Option<bool>,
    /// The fields to fill in, where a file is what the contract is made from.
    pub components: Option<Vec<Component>>,
    /// What pages and messages call it; a contract unless given.
    pub flow_display_type: Option<FlowDisplayType>,
    /// The PDF's id from `UploadFiles`; a list of one, where a file is what it is made from.
    #[tc(items = ..=1)]
    pub file_ids: Option<Vec<String>>,
    /// Who signs.
    pub approvers: Option<Vec<CommonFlowApprover>>,
}

/// Whether a page finds the places to fill in by itself.
#[tc_enum]
pub enum IntelligentFields {
    /// It does.
    Open = "OPEN",
    /// It leaves that to people.
    Close = "CLOSE",
}
