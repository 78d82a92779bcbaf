//! 查询模板信息列表

use super::models::TemplateAvailability;
use crate::models::{ApproverSignType, ApproverVerifyType, Component, UserFlowType, UserInfo};
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Lists an organization's own templates, with their parties and fields.
///
/// What to ask before a contract is started from a template: the ids of the template, of its
/// parties and of the fields to fill in are what `CreateFlowsByTemplates` and
/// `ChannelCreateFlowGroupByTemplates` want. Every field belongs to a party, by
/// `component_recipient_id`.
///
/// An organization gets templates in two ways: the platform hands them out from its library (see
/// `OperateChannelTemplate`), or the organization makes them in its console, by a link of
/// `CreateConsoleLoginUrl`. The library itself is not listed here.
///
/// Conditions may be combined, and a template must then meet all of them; only `template_id` and
/// `template_ids` do not combine, and the former wins. `offset` counts rows. The links for preview
/// and file are good for 5 minutes.
///
/// Parties get new ids when a template is edited. Do not store them; after a contract was started,
/// take them from what that answered.
///
/// It costs nothing and notifies nobody.
///
/// | code | what to do |
/// |---|---|
/// | `ResourceNotFound.Template`, `InvalidParameter.DataNotFound` | check the ids and whose templates they are; one wrong id in `template_ids` fails all |
/// | `InvalidParameter.ContentType` | use 0 or 1 |
/// | `OperationDenied.NoIdentityVerify` | have organization and operator verify their real names |
/// | `OperationDenied.UserNotInOrganization`, `ResourceNotFound.User` | use an operator of the organization |
/// | `OperationDenied.OrganizationClosing` | nothing: the organization is being closed |
/// | `InvalidParameter.Application`, `ResourceNotFound.Application` | check the application's id |
/// | `InvalidParameterValue` | ask for 100 templates at most, and not beyond row 20000 |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include it |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=DescribeTemplates"
)]
pub struct DescribeTemplates {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// One template, 32 characters, as the organization's console shows it. It overrides
    /// `template_ids`.
    #[tc(len = 32)]
    pub template_id: Option<String>,
    /// How much is told of each template; everything unless given.
    pub content_type: Option<TemplateContent>,
    /// Several templates, at most 100, 32 characters each. All of them must exist and belong to the
    /// organization. `limit` and `offset` are then without effect.
    #[tc(len = 32, items = ..=100)]
    pub template_ids: Option<Vec<String>>,
    /// How many templates a page has: at most 100, and 20 unless given.
    #[tc(range = 1..=100)]
    pub limit: Option<u64>,
    /// Where the page starts, in rows: from 0 to 20000.
    #[tc(range = ..=20000)]
    pub offset: Option<u64>,
    /// A part of the template's name, at most 200 characters.
    #[tc(len = ..=200)]
    pub template_name: Option<String>,
    /// The template of the platform's library that the wanted ones come from, whether they were
    /// handed out or picked up.
    pub channel_template_id: Option<String>,
    /// Whether the fields of all parties are told. Unless given, only those of the organization
    /// that starts the contract.
    pub query_all_components: Option<bool>,
    /// Whether there is a link to a preview, good for 5 minutes. There is none unless given.
    pub with_preview_url: Option<bool>,
    /// Whether the preview also shows the fields, and lets one try signing. Unless given it shows
    /// the file alone. Without effect unless there is a preview.
    pub show_preview_components: Option<bool>,
    /// Whether there is a link to the file as PDF, good for 5 minutes. There is none unless given.
    /// The vendor must first allow it, by putting the account on a list.
    pub with_pdf_url: Option<bool>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Only templates for this type of contract, one of those that `DescribeUserFlowType` tells.
    pub user_flow_type_id: Option<String>,
}

/// How much is told of each template.
#[tc_enum]
pub enum TemplateContent {
    /// Everything.
    Detail = 0,
    /// The template without its parties and fields.
    List = 1,
}

/// A page of templates.
#[tc_model]
pub struct DescribeTemplatesResponse {
    /// The templates of this page.
    pub templates: Vec<TemplateInfo>,
    /// How many there are on all pages.
    pub total_count: i64,
    /// The page's size, as the service says. It may be 0 where none was given, so do not reckon
    /// with it.
    pub limit: u64,
    /// Where the page starts, in rows, as the service says. Do not reckon with it either.
    pub offset: u64,
}

/// A party of a template: who signs or fills in.
#[tc_model]
pub struct Recipient {
    /// The party's id in the template; fields refer to it. It changes when the template is edited.
    pub recipient_id: String,
    /// What the party is.
    pub recipient_type: RecipientType,
    /// What the party is in the contract, in a sentence.
    pub description: String,
    /// The party's name in the template: the buyer, the seller.
    pub role_name: String,
    /// Whether the party must be verified.
    pub require_validation: bool,
    /// Whether the party must fill in its fields.
    pub require_sign: bool,
    /// A matter of the vendor's own.
    pub sign_type: RecipientSignType,
    /// The party's turn: the smaller, the earlier.
    pub routing_order: i64,
    /// Whether this is the organization that starts the contract.
    pub is_promoter: bool,
    /// How the signer may show who they are before they look.
    pub approver_verify_types: Vec<ApproverVerifyType>,
    /// How the signer may confirm that they sign.
    pub approver_sign_types: Vec<ApproverSignType>,
    /// Whether the signer is kept from handing the contract on to somebody else. They may unless
    /// this is true.
    pub no_transfer: Option<bool>,
}

/// What a party of a template is.
#[tc_enum]
pub enum RecipientType {
    /// An organization.
    Enterprise = "ENTERPRISE",
    /// A person.
    Individual = "INDIVIDUAL",
    /// Whoever starts the contract.
    Promoter = "PROMOTER",
}

/// The way of signing that the vendor notes for itself.
#[tc_enum]
pub enum RecipientSignType {
    /// Face recognition.
    Face = 0,
}

/// A template: what it is called, its parties and their fields.
#[tc_model]
pub struct TemplateInfo {
    /// The template's id, 32 characters.
    pub template_id: String,
    /// The template's name.
    pub template_name: String,
    /// What the template is for.
    pub description: String,
    /// The fields to fill in: those of the organization that starts the contract, or of all parties
    /// if that was asked for.
    pub components: Vec<Component>,
    /// The parties.
    pub recipients: Vec<Recipient>,
    /// The fields to sign in.
    pub sign_components: Vec<Component>,
    /// Whether the organization signs by itself.
    pub template_type: TemplateType,
    /// Disabled by the vendor; `recipients` tells who starts the contract.
    #[tc(hidden)]
    pub is_promoter: Option<bool>,
    /// The name of the person who made the template.
    #[tc(secret)]
    pub creator: String,
    /// When the template was made, in Unix seconds.
    pub created_on: i64,
    /// A link to a preview, for a browser or an iframe; good for 5 minutes, and empty unless
    /// `with_preview_url` asked for it.
    #[tc(secret)]
    pub preview_url: String,
    /// A link to the file as PDF, good for 5 minutes, and empty unless `with_pdf_url` asked for it.
    #[tc(secret)]
    pub pdf_url: String,
    /// The template of the platform's library that this one comes from.
    pub channel_template_id: String,
    /// The name of the template that this one comes from.
    pub channel_template_name: String,
    /// How organizations get the template of the library that this one comes from.
    pub channel_auto_save: TemplateDelivery,
    /// The version, a date and a number: `20231106004` is the fourth of that day. It may be empty.
    pub template_version: String,
    /// Whether the template can be used.
    pub available: TemplateAvailability,
    /// The type of contract that the template is for, one of the organization's own types.
    pub user_flow_type: Option<UserFlowType>,
}

/// Whether the organization that starts a contract signs by itself.
#[tc_enum]
pub enum TemplateType {
    /// Its seal is placed by authorization (授权签), without anybody at hand.
    AutoSign = 1,
    /// People sign.
    Ordinary = 3,
}

/// How organizations get a template of the platform's library.
#[tc_enum]
pub enum TemplateDelivery {
    /// They pick it up themselves.
    PickedUp = 0,
    /// The platform hands it out to them automatically.
    HandedOut = 1,
}
