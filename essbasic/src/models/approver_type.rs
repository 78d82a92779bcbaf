//! Who a signer signs as.

use crate::tc_enum;

/// Who a signer signs as.
///
/// The kinds that sign by themselves must be authorized first, and some of them be switched on for
/// the account by the vendor.
#[tc_enum]
pub enum ApproverType {
    /// A person, for themselves.
    Person = "PERSON",
    /// A person whose signature is placed by authorization, without them at hand.
    PersonAutoSign = "PERSON_AUTO_SIGN",
    /// An organization, through one of its employees. When a template starts the contract, also the
    /// organization that starts it, signing by authorization.
    Organization = "ORGANIZATION",
    /// An organization whose seal is placed by authorization, without anybody at hand.
    EnterpriseServer = "ENTERPRISESERVER",
    /// The organization that starts the contract, by the PIN that its employee has set.
    OrganizationPinCodeSign = "ORGANIZATION_PIN_CODE_SIGN",
    /// Another organization, by the PIN that the partnership has set.
    OtherOrganizationPinCodeSign = "OTHER_ORGANIZATION_PIN_CODE_SIGN",
    /// A person, by the PIN that they have set.
    PersonPinCodeSign = "PERSON_PIN_CODE_SIGN",
}
