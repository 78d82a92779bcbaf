//! Types shared by several organization actions.

use crate::tc_enum;

/// Link format for a super administrator.
#[tc_enum]
pub enum JumpEndpoint {
    /// Long URL that opens the mini program. Suitable for text messages and H5 pages.
    Http = "HTTP",
    /// Short URL that opens the mini program.
    HttpShortUrl = "HTTP_SHORT_URL",
    /// Mini program path, for opening it from an app or another mini program.
    App = "APP",
    /// URL of a QR code image, for display on a page.
    QrCode = "QR_CODE",
}

/// Link format for registration, verification and login of an organization or employee.
#[tc_enum]
pub enum LoginEndpoint {
    /// Web console, in a desktop browser.
    Pc = "PC",
    /// Long URL that opens the mini program. Suitable for text messages.
    Channel = "CHANNEL",
    /// Short URL that opens the mini program.
    ShortUrl = "SHORT_URL",
    /// Content of a QR code that opens the mini program directly. Render the code yourself for
    /// scanning with WeChat; opening it as a URL does not work. Supported only by
    /// `CreateConsoleLoginUrl`.
    WeixinQrcodeUrl = "WEIXIN_QRCODE_URL",
    /// Mini program path, for opening it from an app or another mini program.
    App = "APP",
    /// Long URL of the service's H5 pages.
    H5 = "H5",
    /// Short URL of the service's H5 pages.
    ShortH5 = "SHORT_H5",
}
