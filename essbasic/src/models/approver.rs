//! Signers of contracts and their options.

use super::{
    Component, ComponentLimit, IdCardType, Intention, NotifyType, SealSizePolicy, SignatureType,
};
use crate::{tc_enum, tc_model};

/// A signer of a contract to be started, or one that links are created for.
///
/// Several fields together identify the signer. Identity document number and type may be added to
/// each:
///
/// | signer | `ApproverType` | other fields |
/// |---|---|---|
/// | Employee of the starting organization, or of another in the application | `ORGANIZATION` | `Name`, `Mobile`, `OpenId`, `OrganizationName`, `OrganizationOpenId` |
/// | Another organization in the application, through any employee that claims the contract | `ORGANIZATION` | `OrganizationName`, `OrganizationOpenId`, `ApproverOption.FillType` 1 |
/// | Person | `PERSON` | `Name`, `Mobile` |
/// | Employee of an organization outside the application | `ORGANIZATION` | `Name`, `Mobile`, `OrganizationName`, `NotChannelOrganization` true; neither `OpenId` nor `OrganizationOpenId` |
///
/// With a template, `RecipientId` is required as well. A signer with `ApproverOption.FillType` 1
/// may be named after the contract has started.
#[tc_model]
pub struct FlowApproverInfo {
    /// Real name of the person who signs, used for identity verification. Ignored if `open_id` is
    /// an employee who is verified and has joined the organization.
    #[tc(secret)]
    pub name: Option<String>,
    /// Identity document type. Default: `IdCard`. Ignored when `name` is.
    pub id_card_type: Option<IdCardType>,
    /// Identity document number, letters in upper case. Ignored when `name` is.
    #[tc(secret)]
    pub id_card_number: Option<String>,
    /// Mobile number of the signer: 11 digits, mainland China, without `+86`. Ignored when `name`
    /// is.
    #[tc(secret)]
    pub mobile: Option<String>,
    /// Organization name as on its business licence, with full-width parentheses （）. ASCII
    /// parentheses are a common cause of rejection.
    pub organization_name: Option<String>,
    /// Set for an organization outside the application, with its own vendor account. Default:
    /// `false`. Only for `ORGANIZATION`.
    pub not_channel_organization: Option<bool>,
    /// Your ID for the employee, at most 64 characters. If omitted for an organization in the
    /// application, the contract waits for an employee to claim it.
    #[tc(len = ..=64)]
    pub open_id: Option<String>,
    /// Your ID for the organization, at most 64 characters, as in the agent's
    /// `proxy_organization_open_id`. Required for organizations in the application other than the
    /// starting one.
    #[tc(len = ..=64)]
    pub organization_open_id: Option<String>,
    /// Capacity of the signer. With `ENTERPRISESERVER`, another organization signs by
    /// authorization: it must have authorized yours, and the vendor must have enabled the feature.
    pub approver_type: Option<ApproverType>,
    /// Recipient ID of the party in the template. Required with a template, unless it has a single
    /// signer or is between the organization and one person. Changes when the template is edited:
    /// take it from `DescribeTemplates` just before use, and for started contracts from their own
    /// response.
    pub recipient_id: Option<String>,
    /// Signing deadline of this signer, Unix time in seconds. Default: the contract's deadline. Not
    /// supported in contract groups.
    #[tc(range = 1..=33_162_419_560, zero_unset)]
    pub deadline: Option<i64>,
    /// Disabled by the vendor: callbacks are configured for the application, in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// With a file, signature fields of the signer. With a template, seals of your own
    /// organization: fields by ID or name, with the seal ID as value. A seal set in the template
    /// cannot be changed.
    pub sign_components: Option<Vec<Component>>,
    /// Signature types that the signer may use in fields of type `SIGN_SIGNATURE`. Default: all.
    pub component_limit_type: Option<Vec<SignatureType>>,
    /// Minimum reading time before signing, 3 to 300 seconds. Default: depends on the document, 3
    /// seconds for up to 2 pages, 5 for up to 5 pages, otherwise 10.
    #[tc(range = 3..=300, zero_unset)]
    pub pre_read_time: Option<i64>,
    /// Address to open after signing. Ask the vendor for the supported cases.
    pub jump_url: Option<String>,
    /// Options of the signer, such as declining, handing over or being named later.
    pub approver_option: Option<ApproverOption>,
    /// Makes the signer, also when signing by authorization, wait until the starting organization
    /// approves with `ChannelCreateFlowSignReview`. Default: `false`.
    pub approver_need_sign_review: Option<bool>,
    /// Identity checks before a person may view the contract. Default: `Face`. Ignored if the
    /// contract sets them for all signers.
    pub approver_verify_types: Option<Vec<ApproverVerifyType>>,
    /// Confirmation methods of the signer. Default: all. `5` and `6` alone are rejected. Ignored
    /// with a template, which defines them.
    pub approver_sign_types: Option<Vec<ApproverSignType>>,
    /// Sign ID of the signer in a started contract, from `DescribeFlowDetailInfo`. Links created
    /// with it need no other identification. Omit when starting a contract.
    pub sign_id: Option<String>,
    /// Notification. Default: `Sms`. Effective only with `not_channel_organization`; employees of
    /// organizations in the application are never notified by the service.
    pub notify_type: Option<NotifyType>,
    /// Field types that the signer may add, with the seals and signatures allowed in them. Only
    /// with files and `SignBeanTag` 1.
    pub add_sign_components_limits: Option<Vec<ComponentLimit>>,
    /// Role name of the signer in the contract, such as 收款人. At most 20 Chinese characters,
    /// letters, digits and underscores. Default: the role name in the template.
    #[tc(len = ..=20)]
    pub approver_role_name: Option<String>,
    /// Selection among `approver_sign_types` on a link to the H5 signing page. Default: `Signer`.
    pub sign_type_selector: Option<SignTypeSelector>,
    /// Fields that the signer fills in before signing: text, check boxes, numbers, images, tables.
    /// Only with files, for contracts and contract groups.
    pub components: Option<Vec<Component>>,
    /// Questions and answers for video verification. Only on links to the H5 signing page, with
    /// face recognition as the single value of `approver_sign_types`; enabled by the vendor on
    /// request.
    pub intention: Option<Intention>,
    /// Entry points from which the signer may sign. Default: all.
    pub sign_endpoints: Option<Vec<SignEndpoint>>,
    /// E-mail address, for `notify_type` `EMAIL` and `ALL`.
    #[tc(secret)]
    pub approver_email: Option<String>,
    /// Proof for signing by PIN: HMAC-SHA256 of the contract name without surrounding whitespace,
    /// with the SHA-256 of the PIN as key, 64 hexadecimal digits. The PIN is the one authorized by
    /// the employee, partner organization or person.
    #[tc(secret)]
    pub pin_code: Option<String>,
}

/// Capacity in which a signer signs.
///
/// Types that sign automatically require prior authorization, and some must be enabled for the
/// account by the vendor.
#[tc_enum]
pub enum ApproverType {
    /// A person.
    Person = "PERSON",
    /// A person who signs by authorization, without taking part.
    PersonAutoSign = "PERSON_AUTO_SIGN",
    /// An organization, through one of its employees. With a template, also the starting
    /// organization signing by authorization.
    Organization = "ORGANIZATION",
    /// An organization that signs by authorization, without an employee taking part.
    EnterpriseServer = "ENTERPRISESERVER",
    /// The starting organization, by an employee's PIN.
    OrganizationPinCodeSign = "ORGANIZATION_PIN_CODE_SIGN",
    /// Another organization, by the partner organization's PIN.
    OtherOrganizationPinCodeSign = "OTHER_ORGANIZATION_PIN_CODE_SIGN",
    /// A person, by PIN.
    PersonPinCodeSign = "PERSON_PIN_CODE_SIGN",
}

/// Options of a single signer. They override options of the same kind set for the contract.
#[tc_model]
pub struct ApproverOption {
    /// Forbids the signer to decline. Default: `false`.
    pub no_refuse: Option<bool>,
    /// Forbids the signer to hand the contract over. Default: `false`.
    pub no_transfer: Option<bool>,
    /// Hides the button that signs every field at once, so that seal or signature is chosen per
    /// field. Default: `false`.
    pub hide_one_key_sign: Option<bool>,
    /// Names the signer after the contract has started. Default: the signer is known from the
    /// start. Must be enabled in the console; not available for signing by authorization (授权签).
    pub fill_type: Option<ApproverFillType>,
    /// Reading required before signing.
    pub flow_read_limit: Option<FlowReadLimit>,
    /// Omits the date next to fields that the signer adds. Default: `false`. Effective only with
    /// files and `SignBeanTag` 1, which allows signers to add fields.
    pub forbid_add_sign_date: Option<bool>,
    /// Handling of a verified mobile number that differs from the one given. Default: none. Applies
    /// only to signers outside the application's organizations, given with name and identity
    /// document number.
    pub approver_mobile_mode: Option<ApproverMobileMode>,
    /// Seal size in fields that the signer adds. Default: `Standard`. Effective only with
    /// `SignBeanTag` 1.
    pub add_sign_component_use_seal_size: Option<SealSizePolicy>,
}

/// Time at which a signer is named.
#[tc_enum]
pub enum ApproverFillType {
    /// After the contract has started: a dynamic signer (动态签署人), named by
    /// `ChannelCreateFlowApprovers` or by opening a link.
    Dynamic = 1,
}

/// Mobile number to use when the signer has verified another one than the contract gives.
#[tc_enum]
pub enum ApproverMobileMode {
    /// The verified one.
    Replace = "REPLACE",
    /// The given one.
    Given = "GIVEN",
    /// Neither: the action fails if they differ.
    Validate = "VALIDATE",
}

/// Reading required before a signer may sign.
#[tc_enum]
pub enum FlowReadLimit {
    /// To the end, and for the contract's minimum reading time.
    TimeAndBottom = "LimitReadTimeAndBottom",
    /// For the contract's minimum reading time.
    Time = "LimitReadTime",
    /// To the end.
    Bottom = "LimitBottom",
    /// None. Enabled by the vendor on request.
    Unlimited = "NoReadTimeAndBottom",
}

/// Identity check that a person must pass before they may view a contract.
#[tc_enum]
pub enum ApproverVerifyType {
    /// Face recognition.
    Face = 1,
    /// The mobile number must be the signer's. No effect with the signature type `OCR_ESIGN`, which
    /// requires a verified name.
    Mobile = 2,
}

/// Method by which a signer confirms their signature.
///
/// The two methods checked by the device work only in the mini program, and only together with
/// another method.
#[tc_enum]
pub enum ApproverSignType {
    /// Face recognition.
    Face = 1,
    /// Signing password.
    Password = 2,
    /// Name, identity document number and mobile number, verified by the mobile network operator.
    /// Not for residents of Hong Kong, Macao and Taiwan.
    Operator = 3,
    /// Hardware key (UKey).
    UKey = 4,
    /// Fingerprint verified by the device. Not on iOS.
    Fingerprint = 5,
    /// Face verified by the device. Not on Android.
    DeviceFace = 6,
}

/// Selection among a signer's confirmation methods.
#[tc_enum(u64)]
pub enum SignTypeSelector {
    /// The signer chooses.
    Signer = 0,
    /// The first method is used.
    First = 1,
}

/// Entry point from which a signer may sign.
#[tc_enum]
pub enum SignEndpoint {
    /// Text message, or a link that you provide. The contract lists of console and mini program
    /// then only allow viewing.
    Link = "link",
}
