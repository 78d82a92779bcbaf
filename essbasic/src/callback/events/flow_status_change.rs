//! The event `FlowStatusChange`: contract, signers and their status.

use crate::models::{FlowStatus, IdCardType};
use crate::{tc_enum, tc_model};

/// A contract changed status: started, filled in, signed, declined, cancelled or expired.
#[tc_model]
pub struct FlowStatusChange {
    /// Application ID.
    pub application_id: Option<String>,
    /// Your own ID of the organization that started the contract.
    pub proxy_organization_open_id: Option<String>,
    /// Your own ID of the employee who started the contract.
    pub proxy_operator_open_id: Option<String>,
    /// Contract ID.
    pub flow_id: Option<String>,
    /// ID of the contract's document.
    pub document_id: Option<String>,
    /// Process that changed: signing, approval or filling in.
    pub callback_type: Option<CallbackType>,
    /// Name of the contract.
    pub flow_name: Option<String>,
    /// Type name of the contract.
    pub flow_type: Option<String>,
    /// Description of the contract.
    #[tc(secret)]
    pub flow_description: Option<String>,
    /// `true` if signers may sign in any order.
    pub unordered: Option<bool>,
    /// Time of creation, Unix time in seconds.
    pub create_on: Option<i64>,
    /// Time of the last change, Unix time in seconds.
    pub updated_on: Option<i64>,
    /// Signing deadline, Unix time in seconds; 0 for none.
    pub dead_line: Option<i64>,
    /// Time of the event, Unix time in seconds.
    pub occur_time: Option<i64>,
    /// Status of the contract.
    pub flow_callback_status: Option<FlowCallbackStatus>,
    /// Status of the contract as text. A contract that waits to be filled in is `INIT`.
    pub flow_callback_show_status: Option<FlowStatus>,
    /// Reason for which the contract ended, if given.
    #[tc(secret)]
    pub flow_message: Option<String>,
    /// Platform ID of the next signer.
    pub user_id: Option<String>,
    /// Recipient ID of the next signer.
    pub recipient_id: Option<String>,
    /// Operation that caused the event.
    pub operate: Option<FlowOperate>,
    /// Custom data given when the contract was started, under the name of the company edition.
    #[tc(secret)]
    pub user_data: Option<String>,
    /// Custom data given when the contract was started, under the name of this API's actions.
    #[tc(secret)]
    pub customer_data: Option<String>,
    /// ID of the template that the contract was started from.
    pub template_id: Option<String>,
    /// Platform ID of the organization that started the contract.
    pub organization_id: Option<String>,
    /// ID of the contract that terminates this one.
    pub release_flow_id: Option<String>,
    /// Category of the contract.
    pub user_flow_type: Option<FlowCategory>,
    /// Callback address set for this contract.
    #[tc(secret)]
    pub callback_url: Option<String>,
    /// People who receive a copy.
    pub cc_infos: Option<Vec<CcInfo>>,
    /// Signers of the contract.
    pub approvers: Option<Vec<Approver>>,
    /// Contract group.
    pub flow_group_message: Option<FlowGroup>,
}

/// A group of contracts that are signed together.
#[tc_model]
pub struct FlowGroup {
    /// Contract group ID.
    pub flow_group_id: Option<String>,
    /// Name of the contract group.
    pub flow_group_name: Option<String>,
}

/// Category of a contract. Its fields are in snake case on the wire.
#[tc_model]
pub struct FlowCategory {
    /// Category ID.
    #[tc(rename = "user_flow_type_id")]
    pub user_flow_type_id: Option<String>,
    /// Name of the category.
    #[tc(rename = "name", secret)]
    pub name: Option<String>,
}

/// Process that changed.
#[tc_enum]
pub enum CallbackType {
    /// Signing.
    Sign = "sign",
    /// Approval.
    Review = "review",
    /// Filling in.
    Fill = "fill",
}

/// Operation on a contract.
#[tc_enum]
pub enum FlowOperate {
    /// Started.
    Start = "start",
    /// Signed.
    Sign = "sign",
    /// Declined.
    Reject = "reject",
    /// Cancelled.
    Cancel = "cancel",
    /// Completed.
    Finish = "finish",
    /// Expired.
    Deadline = "deadline",
    /// Filled in.
    Fill = "fill",
}

/// Status of a contract, as a number. Used in callbacks only; actions use text.
///
/// Events may arrive out of order: a contract can be reported as started after it was reported as
/// signed.
#[tc_enum]
pub enum FlowCallbackStatus {
    /// Started; no signer has signed.
    Init = 1,
    /// Signed by some but not all signers.
    Part = 2,
    /// Declined by a signer. Final.
    Reject = 3,
    /// Signed by all signers. Final.
    All = 4,
    /// Expired. Final.
    Deadline = 5,
    /// Cancelled by the initiator. Final.
    Cancel = 6,
    /// Waiting to be filled in.
    WaitFill = 8,
    /// Invalid, for example because a signer changed their name. Final.
    Invalid = 16,
    /// Terminated by another contract after all signers had signed. Final.
    Relieved = 21,
}

impl FlowCallbackStatus {
    /// Returns whether the status is final. A fully signed contract can still be terminated.
    pub fn is_final(self) -> bool {
        matches!(
            self,
            Self::Reject
                | Self::All
                | Self::Deadline
                | Self::Cancel
                | Self::Invalid
                | Self::Relieved
        )
    }
}

/// A signer of the contract.
#[tc_model]
pub struct Approver {
    /// Platform ID of the signer.
    pub user_id: Option<String>,
    /// Recipient ID of the signer.
    pub recipient_id: Option<String>,
    /// Type of the signer.
    pub approver_type: Option<CallbackApproverType>,
    /// Platform ID of the signer's organization.
    pub organization_id: Option<String>,
    /// Name of the signer's organization.
    pub organization_name: Option<String>,
    /// `true` if the signature is required.
    pub required: Option<bool>,
    /// Name of the signer.
    #[tc(secret)]
    pub approver_name: Option<String>,
    /// Mobile number of the signer.
    #[tc(secret)]
    pub approver_mobile: Option<String>,
    /// Type of the signer's identity document.
    pub approver_id_card_type: Option<IdCardType>,
    /// Name of that type, as shown to people.
    pub approver_id_card_type_desc: Option<String>,
    /// Number of the signer's identity document.
    #[tc(secret)]
    pub approver_id_card_number: Option<String>,
    /// Platform that the signer's organization uses.
    pub approver_source: Option<String>,
    /// Your own tag of the signer, under the name of the company edition.
    pub custom_approver_tag: Option<String>,
    /// Your own ID of the signer, under the name of the company edition.
    pub custom_user_id: Option<String>,
    /// Status of the signer.
    pub approve_callback_status: Option<ApproveCallbackStatus>,
    /// Status of the signer as text.
    pub approve_callback_show_status: Option<ApproveCallbackShowStatus>,
    /// Message from the signer, such as the reason for declining.
    #[tc(secret)]
    pub approve_message: Option<String>,
    /// Time of signing, Unix time in seconds.
    pub approve_time: Option<i64>,
    /// Signing deadline of the signer, Unix time in seconds.
    pub approver_deadline: Option<i64>,
    /// Method by which the signer confirmed their identity, for example `WEIXINAPP` for face
    /// recognition.
    pub verify_channel: Option<String>,
    /// Signature in the signer's certificate.
    #[tc(secret)]
    pub ca_sign: Option<String>,
}

/// A person who receives a copy of the contract.
#[tc_model]
pub struct CcInfo {
    /// Name of the person.
    #[tc(secret)]
    pub name: Option<String>,
    /// Mobile number of the person.
    #[tc(secret)]
    pub mobile: Option<String>,
}

/// Type of a signer, as a number. Used in callbacks only.
#[tc_enum]
pub enum CallbackApproverType {
    /// An organization.
    Organization = 0,
    /// A person.
    Person = 1,
    /// An organization that signs automatically on the server.
    EnterpriseServer = 3,
    /// A person who signs automatically.
    PersonAutoSign = 7,
}

/// Status of a signer, as a number. Used in callbacks only.
#[tc_enum]
pub enum ApproveCallbackStatus {
    /// Waiting to sign.
    Pending = 2,
    /// Signed.
    Accept = 3,
    /// Declined.
    Reject = 4,
    /// Did not sign before the deadline.
    Deadline = 5,
    /// The contract was cancelled.
    Cancel = 6,
    /// Waiting to sign, same as `Pending`.
    PendingAlternate = 7,
    /// Waiting to fill in.
    FillPending = 8,
    /// The contract ended before the signer signed.
    Stop = 9,
    /// Filled in.
    FillAccept = 10,
    /// The contract was terminated by another one.
    Relieved = 15,
    /// Forwarded to another person.
    Forward = 19,
}

/// Status of a signer, as text.
#[tc_enum]
pub enum ApproveCallbackShowStatus {
    /// Waiting to sign.
    Pending = "PENDING",
    /// Signed.
    Accept = "ACCEPT",
    /// Declined.
    Reject = "REJECT",
    /// Did not sign before the deadline.
    Deadline = "DEADLINE",
    /// The contract was cancelled.
    Cancel = "CANCEL",
    /// Waiting to fill in.
    FillPending = "FILLPENDING",
    /// The contract ended before the signer signed.
    Stop = "STOP",
    /// Filled in.
    FillAccept = "FILLACCEPT",
    /// The contract was terminated by another one.
    Relieved = "RELIEVED",
    /// Forwarded to another person.
    Forward = "FORWARD",
}
