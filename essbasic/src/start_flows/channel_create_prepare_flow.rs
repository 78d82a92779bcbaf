//! 获取发起合同嵌入链接

use super::models::{BaseFlowInfo, CommonFlowApprover, PrepareResourceType, SignComponentConfig};
use crate::models::{OrganizationInfo, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Makes a page, to be embedded in yours, on which an employee looks a contract over and starts it.
///
/// It is for browsers on computers. The contract is made from a file, a template or a draft that
/// was kept on such a page; what the employee may change follows from `flow_option`. From a
/// template each signer also names their party. Nothing is charged and nobody is notified until the
/// employee starts the contract: its id comes back at once, and is good only then. A second call
/// makes a second page.
///
/// The page's address is good for 5 minutes. To put a contract into another page before it starts
/// there is also a review: `ChannelCreateFlowSignReview` with `CreateReview`.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.ComponentPosition`, `InvalidParameter.ComponentValue` | mend the field that the message names |
/// | `InvalidParameter.Sensitive`, `OperationDenied.Sensitive` | take out the words that the service does not allow |
/// | `OperationDenied.NoPermissionUseServerSignSeal` | name a seal that the organization may sign with by authorization |
/// | `OperationDenied.WhiteListForbid` | ask the vendor to open what the contract asks for |
/// | `ResourceNotFound.Organization` | check the organization in the agent |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this action |
#[tc_action(
    name = "ChannelCreatePrepareFlow",
    version = "2021-05-26",
    response = ChannelCreatePrepareFlowResponse,
    effect = link,
    errors(
        "FailedOperation",
        "InvalidParameter.ComponentPosition",
        "InvalidParameter.ComponentValue",
        "InvalidParameter.ParamError",
        "InvalidParameter.Sensitive",
        "InvalidParameterValue",
        "OperationDenied",
        "OperationDenied.NoPermissionUseServerSignSeal",
        "OperationDenied.Sensitive",
        "OperationDenied.WhiteListForbid",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.Organization",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "获取发起合同嵌入链接",
    manual = "https://qian.tencent.com/developers/partnerApis/embedPages/ChannelCreatePrepareFlow"
)]
pub struct ChannelCreatePrepareFlow {
    /// What the contract is made from.
    pub resource_type: PrepareResourceType,
    /// The contract.
    pub flow_info: BaseFlowInfo,
    /// Who starts it: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The file, the template or the draft, as `resource_type` says. It may be left out where the
    /// employee uploads a file on the page.
    pub resource_id: Option<String>,
    /// What the page shows, and what the employee may change there.
    pub flow_option: Option<CreateFlowOption>,
    /// Disabled by the vendor; the signers stand in `flow_info`.
    #[tc(hidden)]
    pub flow_approver_list: Option<Vec<CommonFlowApprover>>,
    /// A contract that waits for the review before its start, to make a page from.
    pub flow_id: Option<String>,
    /// Disabled by the vendor; `ChannelCreateEmbedWebUrl` makes previews.
    #[tc(hidden)]
    pub need_preview: Option<bool>,
    /// Disabled by the vendor; the organization stands in the agent.
    #[tc(hidden)]
    pub organization: Option<OrganizationInfo>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Disabled by the vendor; it stands in `flow_option`.
    #[tc(hidden)]
    pub sign_component_config: Option<SignComponentConfig>,
}

/// The page, and the contract that it will start.
#[tc_model]
pub struct ChannelCreatePrepareFlowResponse {
    /// The page's address, good for 5 minutes. Whoever has it can start the contract.
    #[tc(secret)]
    pub prepare_flow_url: String,
    /// An address that shows the contract as it would be, good for 5 minutes.
    #[tc(secret)]
    pub preview_flow_url: String,
    /// The contract's id; of no use until it is started on the page.
    pub flow_id: Option<String>,
    /// The id that a draft has once it is kept on the page; of no use until then.
    pub draft_id: Option<String>,
}

/// What the page shows on which a contract is started, and what may be changed there. What is not
/// given is not allowed and not hidden.
#[tc_model(at_most_one("HideComponentTypes", "ShowComponentTypes"))]
pub struct CreateFlowOption {
    /// Whether what is said of the contract may be changed.
    pub can_edit_flow: Option<bool>,
    /// Whether the contract's name may be hidden when it is started.
    pub hide_show_flow_name: Option<bool>,
    /// Whether the contract's kind may be hidden when it is started.
    pub hide_show_flow_type: Option<bool>,
    /// Whether the contract's deadline may be hidden when it is started.
    pub hide_show_deadline: Option<bool>,
    /// Whether the step that names signers may be skipped.
    pub can_skip_add_approver: Option<bool>,
    /// Whether signers may not be added, changed or taken out; then they must be given.
    /// Organizations of the application, and who signs by authorization, can never be changed.
    pub forbid_edit_approver: Option<bool>,
    /// What the page says when the contract is started, at most 500 characters.
    #[tc(len = ..=500)]
    pub custom_create_flow_description: Option<String>,
    /// Whether fields to fill in may not be changed.
    pub forbid_edit_fill_component: Option<bool>,
    /// Whether the step that uploads a file is skipped; otherwise the file must be given.
    pub skip_upload_file: Option<bool>,
    /// How fields to sign in are shown.
    pub sign_component_config: Option<SignComponentConfig>,
    /// Whether watermarks may neither be seen nor changed.
    pub forbid_edit_watermark: Option<bool>,
    /// Whether there is a button that shows the contract once it is started.
    pub preview_after_start: Option<bool>,
    /// Whether there is a button to sign it once it is started, for an operator who is a signer.
    pub sign_after_start: Option<bool>,
    /// The steps that are hidden; on pages of the new kind only.
    pub hide_operation_steps: Option<Vec<PrepareStep>>,
    /// The organization's short name; on pages of the new kind only.
    pub self_name: Option<String>,
    /// Whether the code to sign by is hidden once the contract is started; on pages of the new kind
    /// only.
    pub hide_sign_code_after_start: Option<bool>,
    /// Whether there is a button to keep a draft, which can be started from later by the `draft_id`
    /// of the answer.
    pub need_flow_draft: Option<bool>,
    /// The kinds of fields that the page does not offer. Either these or `show_component_types`.
    pub hide_component_types: Option<Vec<PaletteComponent>>,
    /// The only kinds of fields that the page offers. Either these or `hide_component_types`.
    pub show_component_types: Option<Vec<PaletteComponent>>,
    /// Whether the button that adds signers is hidden.
    pub forbid_add_approver: Option<bool>,
    /// Whether order, verification and the like may neither be seen nor changed.
    pub forbid_edit_flow_properties: Option<bool>,
    /// What the page says in the end.
    pub result_page_config: Option<CreateResultPageConfig>,
    /// Whether the employee sees who is sent a copy, and may change it; neither unless given.
    pub cc_info_visibility: Option<CcInfoVisibility>,
}

/// What the page says once a contract is started.
#[tc_model]
pub struct CreateResultPageConfig {
    /// Which end of the page it is for.
    pub r#type: ResultPageType,
    /// The title, at most 50 characters.
    #[tc(len = 1..=50)]
    pub title: String,
    /// The text, at most 200 characters.
    #[tc(len = ..=200)]
    pub description: Option<String>,
}

/// A step of the page on which a contract is started.
#[tc_enum(u64)]
pub enum PrepareStep {
    /// A file is chosen, and signers are named.
    FileAndSigners = 1,
    /// Fields are placed and filled in.
    Fields = 2,
    /// Everything is looked over once more.
    Confirmation = 4,
}

/// Whether an employee sees who is sent a copy, and may change it.
#[tc_enum]
pub enum CcInfoVisibility {
    /// Neither.
    Hidden = 0,
    /// They see it.
    Visible = 1,
    /// They see it and may change it.
    Editable = 2,
}

/// An end of the page on which a contract is started.
#[tc_enum]
pub enum ResultPageType {
    /// The contract was handed in for review, where one was asked for.
    ReviewRequested = 0,
}

/// A kind of field that the page on which a contract is started offers.
#[tc_enum]
pub enum PaletteComponent {
    /// A signature, or a personal seal.
    SignSignature = "SIGN_SIGNATURE",
    /// An organization's seal.
    SignSeal = "SIGN_SEAL",
    /// A seal across the edges of all pages (骑缝章).
    SignPagingSeal = "SIGN_PAGING_SEAL",
    /// A legal representative's seal.
    SignLegalPersonSeal = "SIGN_LEGAL_PERSON_SEAL",
    /// An approval (签批).
    SignApprove = "SIGN_APPROVE",
    /// A statement to copy by hand (签署意见).
    SignOpinion = "SIGN_OPINION",
    /// A signature across the edges of all pages.
    SignPagingSignature = "SIGN_PAGING_SIGNATURE",
    /// An organization's full name.
    BusiFullName = "BUSI-FULL-NAME",
    /// An organization's credit code.
    BusiCreditCode = "BUSI-CREDIT-CODE",
    /// A legal representative's name.
    BusiLegalName = "BUSI-LEGAL-NAME",
    /// A signer's name.
    PersonalName = "PERSONAL-NAME",
    /// A signer's mobile number.
    PersonalMobile = "PERSONAL-MOBILE",
    /// The kind of a signer's identity document.
    PersonalIdcardType = "PERSONAL-IDCARD-TYPE",
    /// The number of a signer's identity document.
    PersonalIdcard = "PERSONAL-IDCARD",
    /// A text of one line.
    Text = "TEXT",
    /// A text of several lines.
    MultiLineText = "MULTI_LINE_TEXT",
    /// A box to tick.
    CheckBox = "CHECK_BOX",
    /// A choice.
    Selector = "SELECTOR",
    /// A number.
    Digit = "DIGIT",
    /// A date.
    Date = "DATE",
    /// A picture.
    FillImage = "FILL_IMAGE",
    /// An attachment.
    Attachment = "ATTACHMENT",
    /// An e-mail address.
    Email = "EMAIL",
    /// A postal address.
    Location = "LOCATION",
    /// A level of education.
    Education = "EDUCATION",
    /// A gender.
    Gender = "GENDER",
    /// Province, city and district.
    District = "DISTRICT",
}
