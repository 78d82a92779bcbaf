//! What one signer may and may not do.

use super::{ApproverFillType, ApproverMobileMode, FlowReadLimit, SealSizePolicy};
use crate::tc_model;

/// What one signer may and may not do while they sign.
///
/// Where a contract has settings of the same kind for everybody, these are for this signer alone.
#[tc_model]
pub struct ApproverOption {
    /// Whether the signer is kept from refusing the contract. They may refuse unless given.
    pub no_refuse: Option<bool>,
    /// Whether the signer is kept from handing the contract to somebody else. They may hand it on
    /// unless given.
    pub no_transfer: Option<bool>,
    /// Whether the button that signs all of the signer's places at once is hidden, so that they
    /// choose a seal or signature for each place. It is shown unless given.
    pub hide_one_key_sign: Option<bool>,
    /// Whether who signs is told only after the contract has started; it is known from the start
    /// unless given. The feature must be switched on in the console first, and cannot be had with
    /// signers that sign by authorization (授权签).
    pub fill_type: Option<ApproverFillType>,
    /// How much of the contract the signer must have read before they may sign.
    pub flow_read_limit: Option<FlowReadLimit>,
    /// Whether a place to sign that the signer adds comes without a date beside it. A date comes
    /// with it unless given. Without effect unless the contract is started from files with
    /// `SignBeanTag` 1, which lets signers add places at all.
    pub forbid_add_sign_date: Option<bool>,
    /// What becomes of the mobile number given here when the person has verified another one;
    /// nothing in particular unless given. It works only on a signer outside the application's
    /// own organizations who is given with name and identity number.
    pub approver_mobile_mode: Option<ApproverMobileMode>,
    /// How large a seal is in a place that the signer adds: its own size or that of the place.
    /// 4.2 cm unless given, and the signer may switch. Only with `SignBeanTag` 1.
    pub add_sign_component_use_seal_size: Option<SealSizePolicy>,
}
