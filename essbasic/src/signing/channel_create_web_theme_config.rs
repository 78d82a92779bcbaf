//! 创建页面主题配置

use crate::{Agent, tc_action, tc_enum, tc_model};

/// Sets how the service's pages look inside your application: colour, logo, background.
///
/// It is for the pages that other actions make links to, such as `ChannelCreateEmbedWebUrl` and
/// `ChannelCreatePrepareFlow`, and for the pages on which organizations are verified.
///
/// The theme holds for the whole application, whichever organization the agent names, and each call
/// replaces the one before. Nothing is charged, and nobody is notified; no action reads a theme
/// back.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied` | use one of the themes of `ThemeType` |
/// | `FailedOperation` | the message says why |
#[tc_action(
    name = "ChannelCreateWebThemeConfig",
    version = "2021-05-26",
    effect = idempotent,
    errors(
        "FailedOperation",
        "OperationDenied",
    ),
    title = "创建页面主题配置",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateWebThemeConfig"
)]
pub struct ChannelCreateWebThemeConfig {
    /// For whom: application, organization and operator, though the theme is the application's.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Which pages the theme is for.
    pub theme_type: ThemeType,
    /// The theme.
    pub web_theme_config: WebThemeConfig,
}

/// Pages that share a theme.
#[tc_enum]
pub enum ThemeType {
    /// The pages that are embedded in yours.
    EmbedWebTheme = "EMBED_WEB_THEME",
    /// The pages on which organizations are verified: their background, navigation bar and logo.
    CompanyAuthenticate = "COMPANY_AUTHENTICATE",
}

/// How pages look. The first two members are for embedded pages, the others for the pages on which
/// organizations are verified.
#[tc_model]
pub struct WebThemeConfig {
    /// Whether the foot of the page shows the service's logo; it does not unless given.
    pub display_sign_brand_logo: Option<bool>,
    /// The main colour, as `#D54941` or `rgb(213, 73, 65)`.
    pub web_embed_theme_color: Option<String>,
    /// The background picture, encoded in base64.
    #[tc(secret)]
    pub authenticate_background: Option<String>,
    /// Whether the navigation bar is hidden; it is shown unless given.
    pub hide_authenticate_navigation_bar: Option<bool>,
    /// Whether the logo at the top is hidden; it is shown unless given.
    pub hide_authenticate_top_logo: Option<bool>,
}
