//! What a signer on a page may do.

use crate::models::FlowReadLimit;
use crate::tc_model;

/// What may be done about a signer, and what the signer may do.
///
/// Nothing here has an effect on signers of organizations in your application, nor on those who
/// sign by authorization.
#[tc_model]
pub struct CommonApproverOption {
    /// Whether who starts the contract may still change this signer on the page.
    pub can_edit_approver: Option<bool>,
    /// Whether the signer is kept from refusing. They may refuse unless given.
    pub no_refuse: Option<bool>,
    /// Whether the signer is kept from passing the contract on to somebody else. They may unless
    /// given.
    pub no_transfer: Option<bool>,
    /// Whether the button that signs every field at once is hidden, so that seal or signature is
    /// chosen for each of them. It is shown unless given.
    pub hide_one_key_sign: Option<bool>,
    /// What the signer must have read before they may sign.
    pub flow_read_limit: Option<FlowReadLimit>,
    /// Whether fields that the signer adds come without a date beside them; they come with one
    /// unless given. It matters where signers place their fields themselves (`SignBeanTag` 1).
    pub forbid_add_sign_date: Option<bool>,
    /// Whether the kind of seal, or the seal itself, that is set for a signer's field is kept from
    /// being changed on the page. For contracts from files.
    pub forbid_modify_seal_infos: Option<bool>,
}
