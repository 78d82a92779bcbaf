//! A signer as an event shows them.

use crate::models::IdCardType;
use crate::{tc_enum, tc_model};

use super::ApproveCallbackStatus;

/// A signer of the contract that an event is about.
#[tc_model]
pub struct Approver {
    /// The signer's id on the vendor's platform.
    pub user_id: Option<String>,
    /// The party of the contract that the signer is.
    pub recipient_id: Option<String>,
    /// Who they sign as.
    pub approver_type: Option<CallbackApproverType>,
    /// The organization's id on the vendor's platform.
    pub organization_id: Option<String>,
    /// The organization's name.
    pub organization_name: Option<String>,
    /// Whether their signature is needed.
    pub required: Option<bool>,
    /// Their name.
    #[tc(secret)]
    pub approver_name: Option<String>,
    /// Their mobile number.
    #[tc(secret)]
    pub approver_mobile: Option<String>,
    /// The kind of their identity document.
    pub approver_id_card_type: Option<IdCardType>,
    /// The number of their identity document.
    #[tc(secret)]
    pub approver_id_card_number: Option<String>,
    /// How far they are.
    pub approve_callback_status: Option<ApproveCallbackStatus>,
    /// The same in a word.
    pub approve_callback_show_status: Option<ApproveCallbackShowStatus>,
    /// What they wrote, why they refused for example.
    #[tc(secret)]
    pub approve_message: Option<String>,
    /// When they signed, in Unix seconds.
    pub approve_time: Option<i64>,
    /// Until when they may sign, in Unix seconds.
    pub approver_deadline: Option<i64>,
    /// How they confirmed that it was they who signed: `WEIXINAPP`, by face recognition, say.
    pub verify_channel: Option<String>,
    /// The signature in their certificate.
    #[tc(secret)]
    pub ca_sign: Option<String>,
}

/// Who gets a copy of a contract.
#[tc_model]
pub struct CcInfo {
    /// Their name.
    #[tc(secret)]
    pub name: Option<String>,
    /// Their mobile number.
    #[tc(secret)]
    pub mobile: Option<String>,
}

/// Who a signer signs as, in the numbers of callbacks.
#[tc_enum]
pub enum CallbackApproverType {
    /// An organization.
    Organization = 0,
    /// A person.
    Person = 1,
    /// An organization that signs by itself, without anybody's doing.
    EnterpriseServer = 3,
    /// A person by automatic signing.
    PersonAutoSign = 7,
}

/// How far a signer is, in a word.
#[tc_enum]
pub enum ApproveCallbackShowStatus {
    /// Has to sign.
    Pending = "PENDING",
    /// Signed.
    Accept = "ACCEPT",
    /// Refused.
    Reject = "REJECT",
    /// Did not sign in time.
    Deadline = "DEADLINE",
    /// The contract was cancelled.
    Cancel = "CANCEL",
    /// Has to fill in.
    FillPending = "FILLPENDING",
    /// The contract ended before they signed.
    Stop = "STOP",
    /// Filled in.
    FillAccept = "FILLACCEPT",
    /// The contract was ended by another.
    Relieved = "RELIEVED",
    /// Handed on to somebody else.
    Forward = "FORWARD",
}
