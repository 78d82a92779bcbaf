//! 创建个人印章授权给企业使用的授权二维码

use crate::{Agent, tc_action, tc_model};

/// Creates a QR code by which a person lets an organization use their professional seal.
///
/// A professional seal (执业章) is one that belongs to a person's profession, a registered fire
/// engineer's, say. The person scans the code with WeChat and authorizes the seal in the mini
/// program. Then whoever manages the organization's seals approves it; only after that can the
/// organization place it. `ChannelDescribeOrganizationSeals` lists it among the seals, as
/// `EMPLOYEE_QUALIFICATION_SEAL`.
///
/// The code is good for 7 days; asking again makes another. Nothing is charged, and nobody is
/// notified: show the code to the person yourself.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied.OperatorHasNoPermission` | let the operator be given the right to manage seals |
/// | `InvalidParameter.ParamError` | check the agent, and that `user_data` is base64 of at most 2000 characters |
/// | `FailedOperation` | read the message |
#[tc_action(
    name = "CreateEmployeeQualificationSealQrCode",
    version = "2021-05-26",
    response = CreateEmployeeQualificationSealQrCodeResponse,
    effect = link,
    errors(
        "FailedOperation",
        "InvalidParameter.ParamError",
        "OperationDenied.OperatorHasNoPermission",
    ),
    title = "创建个人印章授权给企业使用的授权二维码",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateEmployeeQualificationSealQrCode"
)]
pub struct CreateEmployeeQualificationSealQrCode {
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// What the person reads below the form after scanning, to know what they authorize.
    pub hint_text: Option<String>,
    /// Whatever you want back in the callback that tells of the authorization, in base64; at most
    /// 2000 characters.
    #[tc(secret, len = ..=2000)]
    pub user_data: Option<String>,
}

/// The code.
#[tc_model]
pub struct CreateEmployeeQualificationSealQrCodeResponse {
    /// The code's picture, in base64. It can be scanned for 7 days.
    #[tc(secret)]
    pub qrcode_base64: Option<String>,
}
