//! 获取常规模块嵌入页面链接

use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Makes a link to one of the service's pages, for your own site to embed.
///
/// The pages are for seals, templates, previews of contracts, and extended services, and go into an
/// iframe. The operator in the agent is who is at work in them, and needs the rights to.
/// `ChannelCreatePrepareFlow` embeds the page that starts a contract, and
/// `ChannelCreateWebThemeConfig` sets how all of them look.
///
/// The link is good for 5 minutes: make it when the page is about to open. It costs nothing and
/// notifies nobody. Templates that are created, changed or deleted on the page are told of by
/// callback.
///
/// | code | what to do |
/// |---|---|
/// | `FailedOperation.NoRoleAuth` | give the operator the role for this page, and check the resource |
/// | `InvalidParameter.ParamError` | check `business_id` against `embed_type` |
/// | `OperationDenied` | the message says why; mostly the operator may not see the resource |
/// | `ResourceNotFound.Application` | check the application's id |
/// | `ResourceNotFound.Flow` | check the contract's id and whose it is |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this page |
/// | `InternalError.DbRead` | try again |
#[tc_action(
    name = "ChannelCreateEmbedWebUrl",
    version = "2021-05-26",
    response = ChannelCreateEmbedWebUrlResponse,
    effect = link,
    errors(
        "FailedOperation",
        "FailedOperation.NoRoleAuth",
        "InternalError.DbRead",
        "InvalidParameter.ParamError",
        "OperationDenied",
        "ResourceNotFound.Application",
        "ResourceNotFound.Flow",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    required_if(
        "BusinessId",
        "EmbedType",
        "MODIFY_TEMPLATE",
        "PREVIEW_TEMPLATE",
        "PREVIEW_FLOW",
        "PREVIEW_FLOW_DETAIL",
        "PREVIEW_SEAL_DETAIL"
    ),
    title = "获取常规模块嵌入页面链接",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateEmbedWebUrl"
)]
pub struct ChannelCreateEmbedWebUrl {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Which page.
    pub embed_type: EmbedType,
    /// What the page is about: the template's id for changing or previewing one, the contract's for
    /// previewing one, the seal's for its details; all of them require it. For creating a template
    /// it is an uploaded PDF's id and may be left out; convert other files with
    /// `CreateFileConvertTask` first. Other pages take none.
    pub business_id: Option<String>,
    /// Disabled by the vendor: `option.show_template_component` has taken its place.
    #[tc(hidden)]
    pub hidden_components: Option<bool>,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// What you want to find again in the callbacks about a template that is created on the page,
    /// changed or deleted: an object in JSON, encoded in base64. For `CreateTemplate` only.
    #[tc(secret)]
    pub user_data: Option<String>,
    /// What the page shows.
    pub option: Option<EmbedUrlOption>,
}

/// A page that can be embedded.
#[tc_enum]
pub enum EmbedType {
    /// Creates a seal.
    CreateSeal = "CREATE_SEAL",
    /// Creates a template.
    CreateTemplate = "CREATE_TEMPLATE",
    /// Changes a template.
    ModifyTemplate = "MODIFY_TEMPLATE",
    /// Previews a template.
    PreviewTemplate = "PREVIEW_TEMPLATE",
    /// Previews a contract's document, in H5, which a phone's browser opens too.
    PreviewFlow = "PREVIEW_FLOW",
    /// Previews a contract with its details, on computers only.
    PreviewFlowDetail = "PREVIEW_FLOW_DETAIL",
    /// Lists the seals.
    PreviewSealList = "PREVIEW_SEAL_LIST",
    /// Shows one seal.
    PreviewSealDetail = "PREVIEW_SEAL_DETAIL",
    /// Shows the extended services.
    ExtendService = "EXTEND_SERVICE",
}

/// The link.
#[tc_model]
pub struct ChannelCreateEmbedWebUrlResponse {
    /// The page's address, good for 5 minutes. Whoever has it opens the page as the operator.
    #[tc(secret)]
    pub web_url: String,
}

/// What an embedded page shows. Each setting is for one page or two, and unset everywhere unless
/// given.
#[tc_model]
pub struct EmbedUrlOption {
    /// Whether a contract's details show its fields; they do not unless given.
    pub show_flow_detail_component: Option<bool>,
    /// Whether a template's preview shows its fields; it does not unless given.
    pub show_template_component: Option<bool>,
    /// Whether creating a template skips the page that uploads a file; it does not unless given.
    pub skip_upload_file: Option<bool>,
    /// Whether a contract's details, `PreviewFlowDetail`, leave out the button that downloads the
    /// file; they have it unless given.
    pub skip_download_file: Option<bool>,
    /// Whether the properties of watermark fields cannot be changed, nor seen; they can unless
    /// given.
    pub forbid_edit_watermark: Option<bool>,
    /// The description that a new seal starts with.
    pub seal_description: Option<String>,
    /// Whether the user cannot change that description; they can unless given.
    pub forbid_edit_seal_description: Option<bool>,
}
