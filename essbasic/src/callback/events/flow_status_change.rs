//! A contract went on.

use crate::models::{FlowStatus, UserFlowType};
use crate::{tc_enum, tc_model};

use super::{Approver, CcInfo, FlowCallbackStatus};

/// A contract went on: started, filled in, signed, refused, cancelled, expired.
#[tc_model]
pub struct FlowStatusChange {
    /// The application that it happened in.
    pub application_id: Option<String>,
    /// The organization that started the contract, by your own id.
    pub proxy_organization_open_id: Option<String>,
    /// The employee who started it, by your own id.
    pub proxy_operator_open_id: Option<String>,
    /// The contract.
    pub flow_id: Option<String>,
    /// Its document.
    pub document_id: Option<String>,
    /// What went on: signing, approval or filling in.
    pub callback_type: Option<CallbackType>,
    /// What people call the contract.
    pub flow_name: Option<String>,
    /// What kind of contract it is called.
    pub flow_type: Option<String>,
    /// What is said about it.
    #[tc(secret)]
    pub flow_description: Option<String>,
    /// Whether it may be signed in any order.
    pub unordered: Option<bool>,
    /// When it was made, in Unix seconds.
    pub create_on: Option<i64>,
    /// When it last changed, in Unix seconds.
    pub updated_on: Option<i64>,
    /// Until when it may be signed, in Unix seconds; 0 for ever.
    pub dead_line: Option<i64>,
    /// When it happened, in Unix seconds.
    pub occur_time: Option<i64>,
    /// How far the contract is.
    pub flow_callback_status: Option<FlowCallbackStatus>,
    /// The same in a word. A contract that waits to be filled in counts as `INIT`.
    pub flow_callback_show_status: Option<FlowStatus>,
    /// Why it ended, where somebody said so.
    #[tc(secret)]
    pub flow_message: Option<String>,
    /// Whose turn it is, by the id on the vendor's platform.
    pub user_id: Option<String>,
    /// Which party's turn it is.
    pub recipient_id: Option<String>,
    /// What was done.
    pub operate: Option<FlowOperate>,
    /// What was given along when the contract was started, as the company edition calls it.
    #[tc(secret)]
    pub user_data: Option<String>,
    /// The same, as the calls of this API that start contracts name it.
    #[tc(secret)]
    pub customer_data: Option<String>,
    /// The template that it was started from.
    pub template_id: Option<String>,
    /// The organization that started it, by the id on the vendor's platform.
    pub organization_id: Option<String>,
    /// The contract that ends this one.
    pub release_flow_id: Option<String>,
    /// The category that it is filed under.
    pub user_flow_type: Option<UserFlowType>,
    /// The address that was set for this contract alone.
    #[tc(secret)]
    pub callback_url: Option<String>,
    /// Who gets a copy.
    pub cc_infos: Option<Vec<CcInfo>>,
    /// Its signers.
    pub approvers: Option<Vec<Approver>>,
    /// The group that it belongs to.
    pub flow_group_message: Option<FlowGroup>,
}

/// A group of contracts that are signed together.
#[tc_model]
pub struct FlowGroup {
    /// The group.
    pub flow_group_id: Option<String>,
    /// What people call it.
    pub flow_group_name: Option<String>,
}

/// What went on.
#[tc_enum]
pub enum CallbackType {
    /// Signing.
    Sign = "sign",
    /// Approval.
    Review = "review",
    /// Filling in.
    Fill = "fill",
}

/// What was done to a contract.
#[tc_enum]
pub enum FlowOperate {
    /// Started.
    Start = "start",
    /// Signed.
    Sign = "sign",
    /// Refused.
    Reject = "reject",
    /// Cancelled.
    Cancel = "cancel",
    /// Finished.
    Finish = "finish",
    /// Expired.
    Deadline = "deadline",
    /// Filled in.
    Fill = "fill",
}
