//! X

use super::{
    Component, ComponentLimit, IdCardType, Intention, NotifyType, SealSizePolicy, SignatureType,
};
use crate::{tc_enum, tc_model};

/// A signer of a contract to be started, or one that links are made for.
///
/// Who it is follows from several members together. An identity number and its kind may be added
/// to each of them:
///
/// | signer | `ApproverType` | what else is given |
/// |---|---|---|
/// | an employee of the organization that starts the contract, or of another in the application | `ORGANIZATION` | `Name`, `Mobile`, `OpenId`, `OrganizationName`, `OrganizationOpenId` |
/// | another organization in the application, whichever employee takes it up | `ORGANIZATION` | `OrganizationName`, `OrganizationOpenId`, `ApproverOption.FillType` 1 |
/// | a person | `PERSON` | `Name`, `Mobile` |
/// | an employee of an organization outside the application | `ORGANIZATION` | `Name`, `Mobile`, `OrganizationName`, `NotChannelOrganization` true; neither `OpenId` nor `OrganizationOpenId` |
///
/// From a template each also has its `RecipientId`. A signer with `ApproverOption.FillType` 1 may
/// stay unnamed until the contract has started.
#[tc_model]
pub struct FlowApproverInfo {
    /// The real name of the person who signs, whose identity is verified by it. It is ignored
    /// where `open_id` is an employee who has been verified and joined.
    #[tc(secret)]
    pub name: Option<String>,
    /// The kind of their identity document; an identity card unless given. It is ignored where
    /// `name` is.
    pub id_card_type: Option<IdCardType>,
    /// The number of their identity document, its letters in upper case. It is ignored where
    /// `name` is.
    #[tc(secret)]
    pub id_card_number: Option<String>,
    /// Their own mobile number, of mainland China: 11 digits without `+86`. It is ignored where
    /// `name` is.
    #[tc(secret)]
    pub mobile: Option<String>,
    /// The organization's name as its business licence has it, with Chinese brackets （） in place
    /// of (). English ones are a common cause of a refusal.
    pub organization_name: Option<String>,
    /// Whether the organization is outside the application, a customer of the vendor's by itself.
    /// It is in the application unless given. Only for `ORGANIZATION`.
    pub not_channel_organization: Option<bool>,
    /// Your own id of the employee, at most 64 characters. Where an organization in the
    /// application signs and it is not given, the contract waits for an employee to take it up.
    #[tc(len = ..=64)]
    pub open_id: Option<String>,
    /// Your own id of the organization, at most 64 characters, as in the agent's
    /// `proxy_organization_open_id`. Required for organizations in the application other than the
    /// one that starts the contract.
    #[tc(len = ..=64)]
    pub organization_open_id: Option<String>,
    /// Who they sign as. For another organization to sign by authorization, with
    /// `ENTERPRISESERVER`, it must have authorized yours, and the vendor have switched it on.
    pub approver_type: Option<ApproverType>,
    /// The party of the template that the signer takes the place of. Required when the contract
    /// is started from a template, unless it has one signer only or is between the organization
    /// and one person. It changes whenever the template is edited; take it from
    /// `DescribeTemplates` just before, and for started contracts from their own answer.
    pub recipient_id: Option<String>,
    /// Until when the signer may sign, in Unix seconds; as long as the contract unless given. Not
    /// for the contracts of a group.
    #[tc(range = 1..=9_999_999_999)]
    pub deadline: Option<i64>,
    /// Disabled by the vendor: callbacks are set up for the application, in the console.
    #[tc(hidden)]
    pub callback_url: Option<String>,
    /// From files, where the signer signs. From a template, which seal your own organization uses:
    /// the field by its id or name, and the seal's id as its value. A seal that the template
    /// already has cannot be changed.
    pub sign_components: Option<Vec<Component>>,
    /// How the signer may draw a signature, in fields of the type `SIGN_SIGNATURE`; in every way
    /// unless given.
    pub component_limit_type: Option<Vec<SignatureType>>,
    /// How long the signer must look at the contract before they sign, 3 to 300 seconds. Unless
    /// given 3 for up to 2 pages, 5 for up to 5 pages, and 10 for more.
    #[tc(range = 3..=300)]
    pub pre_read_time: Option<i64>,
    /// The address that the page goes to after signing. Ask the vendor where it has an effect.
    pub jump_url: Option<String>,
    /// What the signer may and may not do: refuse, hand on, or be named later.
    pub approver_option: Option<ApproverOption>,
    /// Whether the signer has to wait until the organization that starts the contract approves, by
    /// `ChannelCreateFlowSignReview`. They can sign at once unless given. A signer who signs by
    /// authorization can be made to wait too.
    pub approver_need_sign_review: Option<bool>,
    /// How a person shows who they are before they may look at the contract; by face recognition
    /// unless given. It is ignored where the contract says so for all its signers.
    pub approver_verify_types: Option<Vec<ApproverVerifyType>>,
    /// How they confirm that it is they who sign; in any way unless given. `5` and `6` alone are
    /// refused. Without effect from a template, which says it itself.
    pub approver_sign_types: Option<Vec<ApproverSignType>>,
    /// The signer's id in a contract that has started, from `DescribeFlowDetailInfo`. With it a
    /// link needs no name, no numbers and no organization. Leave it out when you start a contract.
    pub sign_id: Option<String>,
    /// How they are told, by text message unless given. It works with `not_channel_organization`
    /// only; employees of organizations in the application are never told by the service.
    pub notify_type: Option<NotifyType>,
    /// Which fields the signer may add by themselves, and with what seals and signatures they may
    /// sign in them. Only from files, with `SignBeanTag` 1.
    pub add_sign_components_limits: Option<Vec<ComponentLimit>>,
    /// What the contract calls the signer: 收款人, say. At most 20 Chinese characters, letters,
    /// digits and underscores; the template's word unless given.
    #[tc(len = ..=20)]
    pub approver_role_name: Option<String>,
    /// Who chooses among `approver_sign_types` on a link to the H5 signing page; the signer unless
    /// given.
    pub sign_type_selector: Option<SignTypeSelector>,
    /// What the signer has to fill in before they sign: texts, boxes, numbers, pictures, tables.
    /// Only from files, for contracts and contract groups.
    pub components: Option<Vec<Component>>,
    /// What the signer is asked on video, and how. Only on links to the H5 signing page, with face
    /// recognition as the one of `approver_sign_types`; the vendor switches it on on request.
    pub intention: Option<Intention>,
    /// From where the signer may come to sign; from anywhere unless given.
    pub sign_endpoints: Option<Vec<SignEndpoint>>,
    /// Their e-mail address, for `notify_type` `EMAIL` and `ALL`.
    #[tc(secret)]
    pub approver_email: Option<String>,
    /// Proof of the PIN, for the types that sign by PIN: HMAC-SHA256 of the contract's name,
    /// without spaces at its ends, with the SHA-256 of the PIN as the key; 64 digits in
    /// hexadecimal. The PIN is the one that the employee, partner organization or person
    /// authorized.
    #[tc(secret)]
    pub pin_code: Option<String>,
}

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

/// When it is told who signs.
#[tc_enum]
pub enum ApproverFillType {
    /// After the contract has started: a dynamic signer (动态签署人), who is named by
    /// `ChannelCreateFlowApprovers`, or who names themselves by opening a link.
    Dynamic = 1,
}

/// Which mobile number counts when a signer has verified another one than the contract gives.
#[tc_enum]
pub enum ApproverMobileMode {
    /// The verified one, which takes the place of the one given.
    Replace = "REPLACE",
    /// The one given.
    Given = "GIVEN",
    /// Neither: the action fails when the two differ.
    Validate = "VALIDATE",
}

/// How much of a contract a signer must have read before they may sign.
#[tc_enum]
pub enum FlowReadLimit {
    /// To the end, and for as long as the contract demands.
    TimeAndBottom = "LimitReadTimeAndBottom",
    /// For as long as the contract demands.
    Time = "LimitReadTime",
    /// To the end.
    Bottom = "LimitBottom",
    /// Nothing. The vendor switches this on for an account on request.
    Unlimited = "NoReadTimeAndBottom",
}

/// How a person shows who they are before they may look at a contract.
#[tc_enum]
pub enum ApproverVerifyType {
    /// Face recognition.
    Face = 1,
    /// Their mobile number is that of the signer. Without effect where they sign by `OCR_ESIGN`,
    /// which needs their verified name.
    Mobile = 2,
}

/// How a signer confirms that it is they who sign.
///
/// The two that the device checks work in the mini program only, and not without a third beside
/// them.
#[tc_enum]
pub enum ApproverSignType {
    /// Face recognition.
    Face = 1,
    /// The password that they sign with.
    Password = 2,
    /// Name, identity number and mobile number, compared by the mobile operator. Not for residents
    /// of Hong Kong, Macao and Taiwan.
    Operator = 3,
    /// A key on a USB stick (UKey).
    UKey = 4,
    /// The fingerprint that the device knows; not on iOS.
    Fingerprint = 5,
    /// The face that the device knows; not on Android.
    DeviceFace = 6,
}

/// Who chooses among the ways in which a signer may confirm.
#[tc_enum(u64)]
pub enum SignTypeSelector {
    /// The signer.
    Signer = 0,
    /// Nobody: the first way is taken.
    First = 1,
}

/// From where a signer may come to sign.
#[tc_enum]
pub enum SignEndpoint {
    /// From the text message or from a link that you give them. In the console's and the mini
    /// program's lists of contracts they may look and no more.
    Link = "link",
}
