//! `CreateFlowBlockchainEvidenceUrl` (获取签署存证证书查看二维码).

use crate::{Agent, tc_action, tc_model};

/// Creates a link and a QR code that show a contract's blockchain certificate (区块链存证证书).
///
/// The contract must be signed by all parties, or terminated after that. The operator must be a
/// party to it or have access to it.
///
/// Anyone who opens the link or scans the code sees the certificate in the mini program, without
/// login or identity check: share them with care. Both are valid for 7 days unless `expired_on` is
/// set. The image of the QR code must be downloaded within 5 minutes.
///
/// Each call creates another link; earlier ones stay valid. No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied` | The contract is not signed by all parties, or the operator has no access; see the message. |
/// | `ResourceUnavailable` | The certificate is currently unavailable; the message gives the reason. |
/// | `InvalidParameterValue` | Check the contract ID, and that `expired_on` is in the future. |
/// | `FailedOperation` | The message gives the reason. |
/// | `InternalError`, `InternalError.Api`, `InternalError.Db`, `InternalError.Decryption` | Try again. |
#[doc(alias = "获取签署存证证书查看二维码")]
#[tc_action(
    name = "CreateFlowBlockchainEvidenceUrl",
    version = "2021-05-26",
    response = CreateFlowBlockchainEvidenceUrlResponse,
    effect = link,
    errors(
        "FailedOperation",
        "InternalError",
        "InternalError.Api",
        "InternalError.Db",
        "InternalError.Decryption",
        "InvalidParameterValue",
        "MissingParameter",
        "OperationDenied",
        "ResourceUnavailable",
    ),
    title = "获取签署存证证书查看二维码",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateFlowBlockchainEvidenceUrl"
)]
pub struct CreateFlowBlockchainEvidenceUrl {
    /// Application, organization and operator that make the call.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Contract ID, 32 characters, returned when the contract was started.
    #[tc(len = 32)]
    pub flow_id: String,
    /// Expiry of link and code, Unix time in seconds, at most the end of 2099. Default: 7 days from
    /// now.
    #[tc(range = 1..=4_102_415_999, zero_unset)]
    pub expired_on: Option<u64>,
}

/// Response of [`CreateFlowBlockchainEvidenceUrl`].
#[tc_model]
pub struct CreateFlowBlockchainEvidenceUrlResponse {
    /// Download URL of the QR code image, valid for 5 minutes.
    #[tc(secret)]
    pub qr_code: Option<String>,
    /// Short link. Anyone who has it can view the certificate.
    #[tc(secret)]
    pub url: Option<String>,
    /// Expiry of link and code, Unix time in seconds.
    pub expired_on: Option<u64>,
}
