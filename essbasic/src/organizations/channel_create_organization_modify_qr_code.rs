//! 生成渠道子客编辑企业信息二维码

use crate::{Agent, tc_action, tc_model};

/// Makes a QR code by which an organization edits its own details.
///
/// Nothing changes until the person who scans it has carried the change through. The picture is for
/// the organization's own people; hand it over and mind when it expires. Making another one costs
/// nothing.
///
/// `CreateChannelOrganizationInfoChangeUrl` makes links for the same purpose and says what is to
/// change, and `ModifyOrganizationBusinessInfo` changes details without any page.
///
/// | code | what to do |
/// |---|---|
/// | `InvalidParameter.ParamError` | check that application, organization and operator are right, and the latter two verified |
#[tc_action(
    name = "ChannelCreateOrganizationModifyQrCode",
    version = "2021-05-26",
    response = ChannelCreateOrganizationModifyQrCodeResponse,
    effect = link,
    errors(
        "InvalidParameter.ParamError",
    ),
    title = "生成渠道子客编辑企业信息二维码",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelCreateOrganizationModifyQrCode"
)]
pub struct ChannelCreateOrganizationModifyQrCode {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
}

/// The code, and until when it is good.
#[tc_model]
pub struct ChannelCreateOrganizationModifyQrCodeResponse {
    /// The picture's address. Whoever has it can open the page.
    #[tc(secret)]
    pub qr_code_url: Option<String>,
    /// When the code expires, in Unix seconds.
    pub expired_time: Option<i64>,
}
