//! `CreateEmployeeQualificationSealQrCode` (创建个人印章授权给企业使用的授权二维码).

use crate::{Agent, tc_action, tc_model};

/// Creates a QR code with which a person authorizes an organization to use their professional seal.
///
/// A professional seal (执业章) belongs to a person's profession, such as registered fire engineer.
/// The person scans the code with WeChat and authorizes the seal in the mini program. A seal
/// manager of the organization then approves it; only after that can the organization place it.
/// `ChannelDescribeOrganizationSeals` lists it as `EMPLOYEE_QUALIFICATION_SEAL`.
///
/// The code is valid for 7 days. Each call creates another code. No charge and no notifications:
/// show the code to the person yourself.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied.OperatorHasNoPermission` | Grant the operator permission to manage seals. |
/// | `InvalidParameter.ParamError` | Check the agent, and that `user_data` is Base64 of at most 2000 characters. |
/// | `FailedOperation` | The message gives the reason. |
#[doc(alias = "创建个人印章授权给企业使用的授权二维码")]
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
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateEmployeeQualificationSealQrCode"
)]
pub struct CreateEmployeeQualificationSealQrCode {
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Text shown below the form after scanning, to explain the purpose of the authorization.
    pub hint_text: Option<String>,
    /// Custom data returned in the callback about the authorization, Base64, at most 2000
    /// characters.
    #[tc(secret, len = ..=2000)]
    pub user_data: Option<String>,
}

/// Response of [`CreateEmployeeQualificationSealQrCode`].
#[tc_model]
pub struct CreateEmployeeQualificationSealQrCodeResponse {
    /// Image of the QR code as Base64. The code is valid for 7 days.
    #[tc(secret)]
    pub qrcode_base64: Option<String>,
}
