//! Who signs a contract that somebody will start on a page.

use super::CommonApproverOption;
use crate::models::{
    ApproverSignType, ApproverVerifyType, Component, IdCardType, NotifyType, SignatureType,
};
use crate::{tc_enum, tc_model};

/// Who signs a contract that somebody will start on a page.
///
/// What to give depends on who it is:
///
/// | the signer | what to give |
/// |---|---|
/// | an employee of an organization in your application | `open_id`, `organization_name` and `organization_open_id` |
/// | an employee of another organization with an account of its own | `approver_name`, `approver_mobile`, `organization_name`, and `not_channel_organization` true |
/// | a person | `approver_name` and `approver_mobile` |
///
/// `approver_type` is `Organization` in the first two cases and `Person` in the third. Where the
/// contract is made from a template, each of them has the `recipient_id` of their part in it.
#[tc_model]
pub struct CommonFlowApprover {
    /// Whether the signer's organization has an account of its own instead of being one of your
    /// application's (SaaS平台企业). It is your application's unless given.
    pub not_channel_organization: Option<bool>,
    /// Who they sign as.
    pub approver_type: Option<CommonApproverType>,
    /// The organization, by the vendor's id.
    pub organization_id: Option<String>,
    /// The organization, by your own id. Required for organizations of your application, unless
    /// they sign by authorization.
    pub organization_open_id: Option<String>,
    /// The organization's name. Required for organizations of your application, unless they sign
    /// by authorization, and for those with an account of their own.
    pub organization_name: Option<String>,
    /// The employee or person, by the vendor's id.
    pub user_id: Option<String>,
    /// The employee of an organization in your application, by your own id.
    pub open_id: Option<String>,
    /// The signer's real name, not a nickname: it is verified and goes into the signature.
    #[tc(secret)]
    pub approver_name: Option<String>,
    /// The signer's mobile number. Required for persons, and for employees of organizations with
    /// an account of their own.
    #[tc(secret)]
    pub approver_mobile: Option<String>,
    /// The kind of the signer's identity document; the resident identity card unless given.
    pub approver_id_card_type: Option<IdCardType>,
    /// The document's number, its letters in upper case.
    #[tc(secret)]
    pub approver_id_card_number: Option<String>,
    /// The signer's part in the template. Required where the contract is made from one.
    pub recipient_id: Option<String>,
    /// How many seconds the signer must have read before they may sign: 3 to 300, and 10 unless
    /// given.
    #[tc(range = 3..=300)]
    pub pre_read_time: Option<i64>,
    /// Whether the signer must have read to the end before they may sign.
    pub is_full_text: Option<bool>,
    /// How the signer is told: `Sms`, which is taken unless given, or `None`. Organizations of
    /// your application are never told, whatever stands here.
    pub notify_type: Option<NotifyType>,
    /// What may be done about the signer, and what they may do.
    pub approver_option: Option<CommonApproverOption>,
    /// Where a file is what the contract is made from, the fields the signer signs. Where it is a
    /// template, the seals that the starting organization uses in it: each field by its id or
    /// name, with the seal's id as its value.
    pub sign_components: Option<Vec<Component>>,
    /// How a person shows who they are before they may look, in one way or several; face
    /// recognition unless given. Without effect where the contract says it for all its signers.
    pub approver_verify_types: Option<Vec<ApproverVerifyType>>,
    /// How the signer may confirm; in any of the ways unless given. Not only in the two that the
    /// device checks, and without effect on a contract from a template, which says it already.
    pub approver_sign_types: Option<Vec<ApproverSignType>>,
    /// How a person may draw their signature: `Handwrite`, `Esign`, `OcrEsign` or `SystemEsign`.
    pub component_limit_type: Option<Vec<SignatureType>>,
}

/// Who a signer on a page signs as. Elsewhere this is a text.
#[tc_enum]
pub enum CommonApproverType {
    /// An organization, through one of its employees. When a template starts the contract, also
    /// the organization that starts it, signing by authorization.
    Organization = 0,
    /// A person, for themselves.
    Person = 1,
    /// An organization whose seal is placed by authorization (授权签) as soon as the contract is
    /// started. It must have authorized that before; where a file starts the contract, the vendor
    /// must have switched it on for the account too.
    EnterpriseServer = 3,
}
