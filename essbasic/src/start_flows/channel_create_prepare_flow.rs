//! `ChannelCreatePrepareFlow` (获取发起合同嵌入链接).

use super::models::{BaseFlowInfo, CommonFlowApprover, PrepareResourceType, SignComponentConfig};
use crate::models::{OrganizationInfo, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates a page for embedding, where an employee checks and starts a contract.
///
/// For desktop browsers. The contract is made from a file, a template, or a draft saved on such a
/// page; `flow_option` controls what the employee may change. With a template, each signer also
/// names their recipient ID. No charge and no notifications until the employee starts the contract:
/// the contract ID is returned immediately but is valid only from then on. Each call creates
/// another page.
///
/// The page address is valid for 5 minutes. If the contract needs a review before it starts
/// (`NeedCreateReview`), submit it with `ChannelCreateFlowSignReview` and `CreateReview`.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.ComponentPosition`, `InvalidParameter.ComponentValue` | Correct the field that the message names. |
/// | `InvalidParameter.Sensitive`, `OperationDenied.Sensitive` | Remove words that the service does not allow. |
/// | `OperationDenied.NoPermissionUseServerSignSeal` | Use a seal that the organization may sign with by authorization. |
/// | `OperationDenied.WhiteListForbid` | Ask the vendor to enable the feature that the contract uses. |
/// | `ResourceNotFound.Organization` | Check the organization in the agent. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
#[doc(alias = "获取发起合同嵌入链接")]
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
    api_reference = "https://qian.tencent.com/developers/partnerApis/embedPages/ChannelCreatePrepareFlow"
)]
pub struct ChannelCreatePrepareFlow {
    /// Source of the contract.
    pub resource_type: PrepareResourceType,
    /// Contract.
    pub flow_info: BaseFlowInfo,
    /// Application, organization and operator that start the contract. Organization and operator
    /// must have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// ID of the file, template or draft, according to `resource_type`. May be omitted if the
    /// employee uploads a file on the page.
    pub resource_id: Option<String>,
    /// Options of the page, including what the employee may change.
    pub flow_option: Option<CreateFlowOption>,
    /// Disabled by the vendor: signers are part of `flow_info`.
    #[tc(hidden)]
    pub flow_approver_list: Option<Vec<CommonFlowApprover>>,
    /// Contract that waits for the review before its start, to create a page for it.
    pub flow_id: Option<String>,
    /// Disabled by the vendor: use `ChannelCreateEmbedWebUrl` for previews.
    #[tc(hidden)]
    pub need_preview: Option<bool>,
    /// Disabled by the vendor: the organization is part of `agent`.
    #[tc(hidden)]
    pub organization: Option<OrganizationInfo>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Disabled by the vendor: part of `flow_option`.
    #[tc(hidden)]
    pub sign_component_config: Option<SignComponentConfig>,
}

/// Response of [`ChannelCreatePrepareFlow`].
#[tc_model]
pub struct ChannelCreatePrepareFlowResponse {
    /// Page address, valid for 5 minutes. Anyone with the address can start the contract.
    #[tc(secret)]
    pub prepare_flow_url: String,
    /// Preview address of the contract, valid for 5 minutes.
    #[tc(secret)]
    pub preview_flow_url: String,
    /// Contract ID. Not valid until the contract is started on the page.
    pub flow_id: Option<String>,
    /// Draft ID. Not valid until the draft is saved on the page.
    pub draft_id: Option<String>,
}

/// Options of the page where a contract is started. Every option defaults to `false` or empty.
#[tc_model(at_most_one("HideComponentTypes", "ShowComponentTypes"))]
pub struct CreateFlowOption {
    /// Allows editing the contract's properties.
    pub can_edit_flow: Option<bool>,
    /// Hides the contract name.
    pub hide_show_flow_name: Option<bool>,
    /// Hides the contract category.
    pub hide_show_flow_type: Option<bool>,
    /// Hides the contract deadline.
    pub hide_show_deadline: Option<bool>,
    /// Allows skipping the step that names signers.
    pub can_skip_add_approver: Option<bool>,
    /// Forbids adding, changing and removing signers, who must then be given. Organizations in the
    /// application and parties that sign by authorization can never be changed.
    pub forbid_edit_approver: Option<bool>,
    /// Text shown when the contract is started, at most 500 characters.
    #[tc(len = ..=500)]
    pub custom_create_flow_description: Option<String>,
    /// Forbids changing fields to fill in.
    pub forbid_edit_fill_component: Option<bool>,
    /// Skips the upload step. The file must then be given.
    pub skip_upload_file: Option<bool>,
    /// Behavior of signature fields.
    pub sign_component_config: Option<SignComponentConfig>,
    /// Hides watermarks and forbids changing them.
    pub forbid_edit_watermark: Option<bool>,
    /// Shows a button to view the contract after it is started.
    pub preview_after_start: Option<bool>,
    /// Shows a button to sign the contract after it is started, if the operator is a signer.
    pub sign_after_start: Option<bool>,
    /// Steps to hide. New page version only.
    pub hide_operation_steps: Option<Vec<PrepareStep>>,
    /// Short name of the organization. New page version only.
    pub self_name: Option<String>,
    /// Hides the QR code for signing after the contract is started. New page version only.
    pub hide_sign_code_after_start: Option<bool>,
    /// Shows a button to save a draft, which can be started later with the `draft_id` of the
    /// response.
    pub need_flow_draft: Option<bool>,
    /// Field types that the page does not offer. Mutually exclusive with `show_component_types`.
    pub hide_component_types: Option<Vec<PaletteComponent>>,
    /// The only field types that the page offers. Mutually exclusive with `hide_component_types`.
    pub show_component_types: Option<Vec<PaletteComponent>>,
    /// Hides the button that adds signers.
    pub forbid_add_approver: Option<bool>,
    /// Hides signing order, verification and similar settings, and forbids changing them.
    pub forbid_edit_flow_properties: Option<bool>,
    /// Texts of the result page.
    pub result_page_config: Option<CreateResultPageConfig>,
    /// Access to copy recipients. Default: `Hidden`.
    pub cc_info_visibility: Option<CcInfoVisibility>,
}

/// Text of the result page after a contract is started.
#[tc_model]
pub struct CreateResultPageConfig {
    /// Result page that the text applies to.
    pub r#type: ResultPageType,
    /// Title, 1 to 50 characters.
    #[tc(len = 1..=50)]
    pub title: String,
    /// Text, at most 200 characters.
    #[tc(len = ..=200)]
    pub description: Option<String>,
}

/// Step of the page where a contract is started.
#[tc_enum(u64)]
pub enum PrepareStep {
    /// Choosing a file and naming signers.
    FileAndSigners = 1,
    /// Placing and filling in fields.
    Fields = 2,
    /// Final check.
    Confirmation = 4,
}

/// Access of the employee to copy recipients.
#[tc_enum]
pub enum CcInfoVisibility {
    /// Not shown.
    Hidden = 0,
    /// Shown.
    Visible = 1,
    /// Shown and editable.
    Editable = 2,
}

/// Result page of the page where a contract is started.
#[tc_enum]
pub enum ResultPageType {
    /// The contract was submitted for review.
    ReviewRequested = 0,
}

/// Field type offered on the page where a contract is started.
#[tc_enum]
pub enum PaletteComponent {
    /// Signature or personal seal.
    SignSignature = "SIGN_SIGNATURE",
    /// Seal of an organization.
    SignSeal = "SIGN_SEAL",
    /// Seal across the edges of all pages (骑缝章).
    SignPagingSeal = "SIGN_PAGING_SEAL",
    /// Legal representative's seal.
    SignLegalPersonSeal = "SIGN_LEGAL_PERSON_SEAL",
    /// Approval (签批).
    SignApprove = "SIGN_APPROVE",
    /// Statement to copy (签署意见).
    SignOpinion = "SIGN_OPINION",
    /// Signature across the edges of all pages.
    SignPagingSignature = "SIGN_PAGING_SIGNATURE",
    /// Full name of an organization.
    BusiFullName = "BUSI-FULL-NAME",
    /// Unified social credit code of an organization.
    BusiCreditCode = "BUSI-CREDIT-CODE",
    /// Name of a legal representative.
    BusiLegalName = "BUSI-LEGAL-NAME",
    /// Name of a signer.
    PersonalName = "PERSONAL-NAME",
    /// Mobile number of a signer.
    PersonalMobile = "PERSONAL-MOBILE",
    /// Identity document type of a signer.
    PersonalIdcardType = "PERSONAL-IDCARD-TYPE",
    /// Identity document number of a signer.
    PersonalIdcard = "PERSONAL-IDCARD",
    /// Single-line text.
    Text = "TEXT",
    /// Multi-line text.
    MultiLineText = "MULTI_LINE_TEXT",
    /// Check box.
    CheckBox = "CHECK_BOX",
    /// Selection list.
    Selector = "SELECTOR",
    /// Number.
    Digit = "DIGIT",
    /// Date.
    Date = "DATE",
    /// Image.
    FillImage = "FILL_IMAGE",
    /// Attachment.
    Attachment = "ATTACHMENT",
    /// E-mail address.
    Email = "EMAIL",
    /// Postal address.
    Location = "LOCATION",
    /// Level of education.
    Education = "EDUCATION",
    /// Gender.
    Gender = "GENDER",
    /// Province, city and district.
    District = "DISTRICT",
}
