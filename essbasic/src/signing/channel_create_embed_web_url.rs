//! `ChannelCreateEmbedWebUrl` (获取常规模块嵌入页面链接).

use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Creates a link to one of the service's pages, for embedding in your site.
///
/// The pages cover seals, templates, contract previews and extended services, and are embedded in
/// an iframe. The operator in the agent acts in them and needs the corresponding permissions.
/// `ChannelCreatePrepareFlow` embeds the page that starts a contract; `ChannelCreateWebThemeConfig`
/// sets the appearance of all pages.
///
/// The link is valid for 5 minutes: create it when the page is about to open. No charge and no
/// notifications. Callbacks report templates that are created, changed or deleted on the page.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `FailedOperation.NoRoleAuth` | Give the operator the role for this page, and check the resource. |
/// | `InvalidParameter.ParamError` | Check that `business_id` matches `embed_type`. |
/// | `OperationDenied` | Read the message: usually the operator may not view the resource. |
/// | `ResourceNotFound.Application` | Check the application ID. |
/// | `ResourceNotFound.Flow` | Check the contract ID, and that the agent's organization owns the contract. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this page. |
/// | `InternalError.DbRead` | Try again. |
#[doc(alias = "获取常规模块嵌入页面链接")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateEmbedWebUrl"
)]
pub struct ChannelCreateEmbedWebUrl {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Page to embed.
    pub embed_type: EmbedType,
    /// ID of the page's subject: the template to change or preview, the contract to preview, or the
    /// seal to show. Required for these pages. For creating a template, the optional ID of an
    /// uploaded PDF; convert other files with `CreateFileConvertTask`. Not used by other pages.
    pub business_id: Option<String>,
    /// Disabled by the vendor: replaced by `option.show_template_component`.
    #[tc(hidden)]
    pub hidden_components: Option<bool>,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
    /// Your data, a JSON object encoded in base64, returned in callbacks about a template that is
    /// created on the page, changed or deleted. For `CreateTemplate` only.
    #[tc(secret)]
    pub user_data: Option<String>,
    /// Options of the page.
    pub option: Option<EmbedUrlOption>,
}

/// A page that can be embedded.
#[tc_enum]
pub enum EmbedType {
    /// Create a seal.
    CreateSeal = "CREATE_SEAL",
    /// Create a template.
    CreateTemplate = "CREATE_TEMPLATE",
    /// Change a template.
    ModifyTemplate = "MODIFY_TEMPLATE",
    /// Preview a template.
    PreviewTemplate = "PREVIEW_TEMPLATE",
    /// Preview a contract's document in H5, also in mobile browsers.
    PreviewFlow = "PREVIEW_FLOW",
    /// Preview a contract with its details, on desktop only.
    PreviewFlowDetail = "PREVIEW_FLOW_DETAIL",
    /// List seals.
    PreviewSealList = "PREVIEW_SEAL_LIST",
    /// Show a seal.
    PreviewSealDetail = "PREVIEW_SEAL_DETAIL",
    /// Extended services.
    ExtendService = "EXTEND_SERVICE",
}

/// Response of [`ChannelCreateEmbedWebUrl`].
#[tc_model]
pub struct ChannelCreateEmbedWebUrlResponse {
    /// Page address, valid for 5 minutes. Anyone with the address acts as the operator.
    #[tc(secret)]
    pub web_url: String,
}

/// Options of an embedded page. Each applies to one or two pages.
#[tc_model]
pub struct EmbedUrlOption {
    /// Shows field values in contract details. Default: `false`.
    pub show_flow_detail_component: Option<bool>,
    /// Shows the fields in a template preview. Default: `false`.
    pub show_template_component: Option<bool>,
    /// Skips the upload step when creating a template. Default: `false`.
    pub skip_upload_file: Option<bool>,
    /// Hides the download button in contract details, `PreviewFlowDetail`. Default: `false`.
    pub skip_download_file: Option<bool>,
    /// Hides the properties of watermark fields and forbids changing them. Default: `false`.
    pub forbid_edit_watermark: Option<bool>,
    /// Initial description of a new seal.
    pub seal_description: Option<String>,
    /// Forbids changing the description of a new seal. Default: `false`.
    pub forbid_edit_seal_description: Option<bool>,
}
