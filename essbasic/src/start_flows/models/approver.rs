//! Signers of contracts that are started on a page.

use crate::models::{
    ApproverSignType, ApproverVerifyType, Component, FlowReadLimit, IdCardType, NotifyType,
    SignatureType,
};
use crate::{tc_enum, tc_model};

/// A signer of a contract that is started on a page.
///
/// Required fields depend on the signer:
///
/// | signer | required fields |
/// |---|---|
/// | Employee of an organization in your application | `open_id`, `organization_name` and `organization_open_id` |
/// | Employee of an organization with its own vendor account | `approver_name`, `approver_mobile`, `organization_name`, and `not_channel_organization` `true` |
/// | Person | `approver_name` and `approver_mobile` |
///
/// `approver_type` is `Organization` in the first two cases and `Person` in the third. With a
/// template, `recipient_id` is required as well.
#[tc_model]
pub struct CommonFlowApprover {
    /// Set for an organization outside the application, with its own vendor account (SaaS平台企业).
    /// Default: `false`.
    pub not_channel_organization: Option<bool>,
    /// Capacity of the signer.
    pub approver_type: Option<CommonApproverType>,
    /// Vendor's ID of the organization.
    pub organization_id: Option<String>,
    /// Your ID for the organization. Required for organizations in your application, unless they
    /// sign by authorization.
    pub organization_open_id: Option<String>,
    /// Organization name. Required for organizations in your application, unless they sign by
    /// authorization, and for those with their own vendor account.
    pub organization_name: Option<String>,
    /// Vendor's ID of the employee or person.
    pub user_id: Option<String>,
    /// Your ID for the employee of an organization in your application.
    pub open_id: Option<String>,
    /// Real name of the signer, not a nickname: it is verified and used in the signature.
    #[tc(secret)]
    pub approver_name: Option<String>,
    /// Mobile number. Required for persons, and for employees of organizations with their own
    /// vendor account.
    #[tc(secret)]
    pub approver_mobile: Option<String>,
    /// Identity document type. Default: `IdCard`.
    pub approver_id_card_type: Option<IdCardType>,
    /// Identity document number, letters in upper case.
    #[tc(secret)]
    pub approver_id_card_number: Option<String>,
    /// Recipient ID of the party in the template. Required with a template.
    pub recipient_id: Option<String>,
    /// Minimum reading time before signing, 3 to 300 seconds. Default: 10.
    #[tc(range = 3..=300, zero_unset)]
    pub pre_read_time: Option<i64>,
    /// Requires the signer to scroll to the end before signing.
    pub is_full_text: Option<bool>,
    /// Notification: `Sms` or `None`. Default: `Sms`. Signers of organizations in your application
    /// are never notified.
    pub notify_type: Option<NotifyType>,
    /// Options of the signer.
    pub approver_option: Option<CommonApproverOption>,
    /// Signature fields of the signer, if the contract is made from a file. With a template, seals
    /// of the starting organization: fields by ID or name, with the seal ID as value.
    pub sign_components: Option<Vec<Component>>,
    /// Identity checks before a person may view the contract. Default: `Face`. Ignored if the
    /// contract sets them for all signers.
    pub approver_verify_types: Option<Vec<ApproverVerifyType>>,
    /// Confirmation methods of the signer. Default: all. Fingerprint and device face alone are not
    /// allowed. Ignored with a template, which defines them.
    pub approver_sign_types: Option<Vec<ApproverSignType>>,
    /// Signature types that a person may use: `Handwrite`, `Esign`, `OcrEsign` or `SystemEsign`.
    pub component_limit_type: Option<Vec<SignatureType>>,
}

/// Capacity of a signer on a page. Elsewhere this is a string.
#[tc_enum]
pub enum CommonApproverType {
    /// An organization, signing through an employee. With a template, also the starting
    /// organization when it signs by authorization.
    Organization = 0,
    /// A person.
    Person = 1,
    /// An organization that signs by authorization (授权签) as soon as the contract is started. It
    /// must have granted the authorization before; with a file, the vendor must also have enabled
    /// it for the account.
    EnterpriseServer = 3,
}

/// Options of a signer on a page.
///
/// No effect on signers of organizations in your application, nor on signing by authorization.
#[tc_model]
pub struct CommonApproverOption {
    /// Allows the initiator to change this signer on the page.
    pub can_edit_approver: Option<bool>,
    /// Forbids the signer to decline. Default: `false`.
    pub no_refuse: Option<bool>,
    /// Forbids the signer to hand the contract over. Default: `false`.
    pub no_transfer: Option<bool>,
    /// Hides the button that signs every field at once, so that seal or signature is chosen per
    /// field. Default: `false`.
    pub hide_one_key_sign: Option<bool>,
    /// Reading required before signing.
    pub flow_read_limit: Option<FlowReadLimit>,
    /// Omits the date next to fields that the signer adds. Default: `false`. Effective only if
    /// signers place their fields (`SignBeanTag` 1).
    pub forbid_add_sign_date: Option<bool>,
    /// Forbids changing the seal type or seal set for a field on the page. For contracts from
    /// files.
    pub forbid_modify_seal_infos: Option<bool>,
}
