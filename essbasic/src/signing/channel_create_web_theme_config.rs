//! `ChannelCreateWebThemeConfig` (创建页面主题配置).

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Sets the appearance of the service's pages in your application: color, logo and background.
///
/// Applies to pages that other actions create links to, such as `ChannelCreateEmbedWebUrl` and
/// `ChannelCreatePrepareFlow`, and to the pages on which organizations are verified.
///
/// The theme applies to the whole application, regardless of the organization in the agent, and
/// each call replaces the previous theme. No action reads it back. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied` | Use one of the values of `ThemeType`. |
/// | `FailedOperation` | Read the message. |
#[doc(alias = "创建页面主题配置")]
#[tc_action(
    name = "ChannelCreateWebThemeConfig",
    version = "2021-05-26",
    effect = idempotent,
    errors(
        "FailedOperation",
        "OperationDenied",
    ),
    title = "创建页面主题配置",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateWebThemeConfig"
)]
pub struct ChannelCreateWebThemeConfig {
    /// Application, organization and operator that make the call. The theme applies to the
    /// application.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Pages that the theme applies to.
    pub theme_type: ThemeType,
    /// Theme to set.
    pub web_theme_config: WebThemeConfig,
}

/// Pages that share a theme.
#[tc_enum]
pub enum ThemeType {
    /// Pages embedded in yours.
    EmbedWebTheme = "EMBED_WEB_THEME",
    /// Pages on which organizations are verified: background, navigation bar and logo.
    CompanyAuthenticate = "COMPANY_AUTHENTICATE",
}

/// Appearance of pages. The first two fields apply to embedded pages, the others to the pages on
/// which organizations are verified.
#[tc_model]
pub struct WebThemeConfig {
    /// Shows the service's logo at the bottom of the page. Default: `false`.
    pub display_sign_brand_logo: Option<bool>,
    /// Main color, such as `#D54941` or `rgb(213, 73, 65)`.
    pub web_embed_theme_color: Option<String>,
    /// Background image, encoded in base64.
    #[tc(secret)]
    pub authenticate_background: Option<String>,
    /// Hides the navigation bar. Default: `false`.
    pub hide_authenticate_navigation_bar: Option<bool>,
    /// Hides the logo at the top. Default: `false`.
    pub hide_authenticate_top_logo: Option<bool>,
}
