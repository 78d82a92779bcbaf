//! `DescribeTemplates` (查询模板信息列表).

use super::models::TemplateAvailability;
use crate::models::{ApproverSignType, ApproverVerifyType, Component, UserFlowType, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists an organization's own templates with their parties and fields.
///
/// Call it before starting a contract from a template: `CreateFlowsByTemplates` and
/// `ChannelCreateFlowGroupByTemplates` need the IDs of the template, of its parties and of the
/// fields to fill in. Every field belongs to a party, by `component_recipient_id`.
///
/// An organization gets templates in two ways: the platform distributes them from its library (see
/// `OperateChannelTemplate`), or the organization creates them in its console, opened with a link
/// of `CreateConsoleLoginUrl`. The library itself is not listed.
///
/// Conditions can be combined, and all must match, except `template_id` and `template_ids`, where
/// the former takes precedence. `offset` counts rows. Preview and file links are valid for 5
/// minutes.
///
/// Parties get new recipient IDs when a template is edited. Do not store them; after a contract is
/// started, use the IDs in its response.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `ResourceNotFound.Template`, `InvalidParameter.DataNotFound` | Check the IDs, and that the organization owns the templates; one wrong ID in `template_ids` fails the call. |
/// | `InvalidParameter.ContentType` | Use 0 or 1. |
/// | `OperationDenied.NoIdentityVerify` | Organization and operator must complete identity verification. |
/// | `OperationDenied.UserNotInOrganization`, `ResourceNotFound.User` | Use an operator of the agent's organization. |
/// | `OperationDenied.OrganizationClosing` | The organization is being closed. Nothing to do. |
/// | `InvalidParameter.Application`, `ResourceNotFound.Application` | Check the application ID. |
/// | `InvalidParameterValue` | Request at most 100 templates, up to row 20000. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
#[doc(alias = "查询模板信息列表")]
#[tc_action(
    name = "DescribeTemplates",
    version = "2021-05-26",
    response = DescribeTemplatesResponse,
    effect = read,
    paginate(
        item = TemplateInfo,
        items = templates,
        total = total_count,
        offset = rows,
        page_size = 100,
        max_offset = 20_000
    ),
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.System",
        "InvalidParameter",
        "InvalidParameter.Application",
        "InvalidParameter.ContentType",
        "InvalidParameter.DataNotFound",
        "InvalidParameter.ParamError",
        "InvalidParameterValue",
        "MissingParameter",
        "OperationDenied",
        "OperationDenied.NoIdentityVerify",
        "OperationDenied.OrganizationClosing",
        "OperationDenied.UserNotInOrganization",
        "ResourceNotFound",
        "ResourceNotFound.Application",
        "ResourceNotFound.Resource",
        "ResourceNotFound.Template",
        "ResourceNotFound.User",
        "ResourceUnavailable",
        "UnauthorizedOperation",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "查询模板信息列表",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeTemplates"
)]
pub struct DescribeTemplates {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Template ID, 32 characters, as shown in the organization's console. Takes precedence over
    /// `template_ids`.
    #[tc(len = 32)]
    pub template_id: Option<String>,
    /// Amount of detail per template. Default: `Detail`.
    pub content_type: Option<TemplateContent>,
    /// Template IDs, at most 100, 32 characters each. All must exist and belong to the
    /// organization. `limit` and `offset` are then ignored.
    #[tc(len = 32, items = ..=100)]
    pub template_ids: Option<Vec<String>>,
    /// Page size, at most 100. Default: 20.
    #[tc(range = 1..=100)]
    pub limit: Option<u64>,
    /// Index of the first row, 0 to 20000.
    #[tc(range = ..=20000)]
    pub offset: Option<u64>,
    /// Part of the template name, at most 200 characters.
    #[tc(len = ..=200)]
    pub template_name: Option<String>,
    /// Library template of the platform that the templates come from, distributed or picked up.
    pub channel_template_id: Option<String>,
    /// Returns the fields of all parties. Default: `false`, only those of the organization that
    /// starts the contract.
    pub query_all_components: Option<bool>,
    /// Returns a preview link, valid for 5 minutes. Default: `false`.
    pub with_preview_url: Option<bool>,
    /// Shows fields in the preview, with trial signing. Default: `false`, the file only. No effect
    /// without `with_preview_url`.
    pub show_preview_components: Option<bool>,
    /// Returns a link to the PDF, valid for 5 minutes. Default: `false`. Enabled by the vendor on
    /// request.
    pub with_pdf_url: Option<bool>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Contract category ID, from `DescribeUserFlowType`.
    pub user_flow_type_id: Option<String>,
}

/// Amount of detail returned per template.
#[tc_enum]
pub enum TemplateContent {
    /// Everything.
    Detail = 0,
    /// The template without parties and fields.
    List = 1,
}

/// Response of [`DescribeTemplates`].
#[tc_model]
pub struct DescribeTemplatesResponse {
    /// Templates of this page.
    pub templates: Vec<TemplateInfo>,
    /// Total number of templates across all pages.
    pub total_count: i64,
    /// Page size reported by the service. May be 0 if none was given, so do not calculate with it.
    pub limit: u64,
    /// Index of the first row reported by the service. Do not calculate with it.
    pub offset: u64,
}

/// A party of a template, which signs or fills in fields.
#[tc_model]
pub struct Recipient {
    /// Recipient ID, which fields refer to. Changes when the template is edited.
    pub recipient_id: String,
    /// Kind of party.
    pub recipient_type: RecipientType,
    /// Description of the party.
    pub description: String,
    /// Role name, such as buyer or seller.
    pub role_name: String,
    /// `true` if the party must be verified.
    pub require_validation: bool,
    /// `true` if the party must fill in its fields.
    pub require_sign: bool,
    /// Internal to the vendor.
    pub sign_type: RecipientSignType,
    /// Position in the signing order, ascending.
    pub routing_order: i64,
    /// `true` for the organization that starts the contract.
    pub is_promoter: bool,
    /// Identity checks that the signer may use before viewing.
    pub approver_verify_types: Vec<ApproverVerifyType>,
    /// Confirmation methods that the signer may use.
    pub approver_sign_types: Vec<ApproverSignType>,
    /// Forbids the signer to hand the contract over. Default: `false`.
    pub no_transfer: Option<bool>,
}

/// Kind of party of a template.
#[tc_enum]
pub enum RecipientType {
    /// Organization.
    Enterprise = "ENTERPRISE",
    /// Person.
    Individual = "INDIVIDUAL",
    /// Initiator of the contract.
    Promoter = "PROMOTER",
}

/// Signing method noted by the vendor for internal use.
#[tc_enum]
pub enum RecipientSignType {
    /// Face recognition.
    Face = 0,
}

/// A template with its parties and fields.
#[tc_model]
pub struct TemplateInfo {
    /// Template ID, 32 characters.
    pub template_id: String,
    /// Template name.
    pub template_name: String,
    /// Description.
    pub description: String,
    /// Fields to fill in: those of the organization that starts the contract, or of all parties
    /// with `query_all_components`.
    pub components: Vec<Component>,
    /// Parties of the template.
    pub recipients: Vec<Recipient>,
    /// Signature fields.
    pub sign_components: Vec<Component>,
    /// Way in which the starting organization signs.
    pub template_type: TemplateType,
    /// Disabled by the vendor: `recipients` contains the initiator.
    #[tc(hidden)]
    pub is_promoter: Option<bool>,
    /// Name of the person who created the template.
    #[tc(secret)]
    pub creator: String,
    /// Creation time, Unix time in seconds.
    pub created_on: i64,
    /// Preview link for a browser or iframe, valid for 5 minutes; empty without `with_preview_url`.
    #[tc(secret)]
    pub preview_url: String,
    /// Link to the PDF, valid for 5 minutes; empty without `with_pdf_url`.
    #[tc(secret)]
    pub pdf_url: String,
    /// ID of the library template that this one comes from.
    pub channel_template_id: String,
    /// Name of the library template that this one comes from.
    pub channel_template_name: String,
    /// Way in which organizations get the library template that this one comes from.
    pub channel_auto_save: TemplateDelivery,
    /// Version, a date and a number: `20231106004` is the fourth of that day. May be empty.
    pub template_version: String,
    /// Availability.
    pub available: TemplateAvailability,
    /// Contract category defined by the organization.
    pub user_flow_type: Option<UserFlowType>,
}

/// Way in which the organization that starts a contract signs.
#[tc_enum]
pub enum TemplateType {
    /// By authorization (授权签), without an employee taking part.
    AutoSign = 1,
    /// Through an employee.
    Ordinary = 3,
}

/// Way in which organizations get a library template.
#[tc_enum]
pub enum TemplateDelivery {
    /// Organizations pick it up.
    Manual = 0,
    /// The platform distributes it automatically.
    Automatic = 1,
}
