//! `ChannelCreateOrganizationModifyQrCode` (生成渠道子客编辑企业信息二维码).

use crate::{Agent, tc_action, tc_model};

/// Creates a QR code with which an organization edits its own details.
///
/// Nothing changes until the person who scans the code completes the change. The image is meant for
/// the organization's own staff; show it to them before it expires. Each call creates another code.
/// No charge and no notifications.
///
/// `CreateChannelOrganizationInfoChangeUrl` creates links for one kind of change, and
/// `ModifyOrganizationBusinessInfo` changes details without a page.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `InvalidParameter.ParamError` | Check application, organization and operator; the latter two must be verified. |
#[doc(alias = "生成渠道子客编辑企业信息二维码")]
#[tc_action(
    name = "ChannelCreateOrganizationModifyQrCode",
    version = "2021-05-26",
    response = ChannelCreateOrganizationModifyQrCodeResponse,
    effect = link,
    errors(
        "InvalidParameter.ParamError",
    ),
    title = "生成渠道子客编辑企业信息二维码",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateOrganizationModifyQrCode"
)]
pub struct ChannelCreateOrganizationModifyQrCode {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// Response of [`ChannelCreateOrganizationModifyQrCode`].
#[tc_model]
pub struct ChannelCreateOrganizationModifyQrCodeResponse {
    /// URL of the QR code image. Anyone who has it can open the page.
    #[tc(secret)]
    pub qr_code_url: Option<String>,
    /// Expiry of the code, Unix time in seconds.
    pub expired_time: Option<i64>,
}
