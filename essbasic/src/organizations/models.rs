//! Sets of values that several actions on organizations share.

use crate::tc_enum;

/// What opens a link that a super administrator is given.
#[tc_enum]
pub enum JumpEndpoint {
    /// A long web address that opens the mini program; for text messages and H5 pages.
    Http = "HTTP",
    /// A short web address that does the same.
    HttpShortUrl = "HTTP_SHORT_URL",
    /// The path that opens the mini program from an app or another mini program.
    App = "APP",
    /// The address of a QR code's picture, to be shown on a page.
    QrCode = "QR_CODE",
}

/// What opens a link by which an organization or an employee gets in.
#[tc_enum]
pub enum LoginEndpoint {
    /// The web console, in a browser on a computer.
    Pc = "PC",
    /// A long web address that opens the mini program; for text messages, say.
    Channel = "CHANNEL",
    /// A short web address that does the same.
    ShortUrl = "SHORT_URL",
    /// What a QR code must hold to open the mini program at once. Draw the code yourself, to be
    /// scanned by WeChat; as an address it leads nowhere. Only for logging in.
    WeixinQrcodeUrl = "WEIXIN_QRCODE_URL",
    /// The path that opens the mini program from an app or another mini program.
    App = "APP",
    /// A long web address that opens the service's H5 pages.
    H5 = "H5",
    /// A short web address that does the same.
    ShortH5 = "SHORT_H5",
}
