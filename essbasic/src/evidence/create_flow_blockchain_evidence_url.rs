//! 获取签署存证证书查看二维码

use crate::{Agent, tc_action, tc_model};

/// Makes a link and a QR code that show the blockchain certificate of a contract (区块链存证证书).
///
/// The contract must have been signed by all, or released since then, and the operator must be a
/// party to it or have the right to see it.
///
/// Whoever follows the link or scans the code sees the certificate in the service's mini program,
/// without logging in and without being asked who they are: hand them out with care. Both are good
/// for 7 days unless `expired_on` says otherwise. The picture of the code, though, must be fetched
/// within 5 minutes.
///
/// Nothing is charged and nobody is notified. Calling again makes another link; it does not take
/// back the one before.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied` | the contract is not signed by all yet, or the operator may not see it; the message says which |
/// | `ResourceUnavailable` | the certificate cannot be had now; the message says why |
/// | `InvalidParameterValue` | check the contract's id, and that `expired_on` lies ahead |
/// | `FailedOperation` | the message says why |
/// | `InternalError`, `InternalError.Api`, `InternalError.Db`, `InternalError.Decryption` | try again |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateFlowBlockchainEvidenceUrl"
)]
pub struct CreateFlowBlockchainEvidenceUrl {
    /// For whom: application, organization and operator.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// The contract, by the id that starting it returned, 32 characters.
    #[tc(len = 32)]
    pub flow_id: String,
    /// When link and code expire, in Unix seconds: at the latest with the year 2099, and 7 days
    /// from now unless given.
    #[tc(range = 1..=4_102_415_999)]
    pub expired_on: Option<u64>,
}

/// The link and the code.
#[tc_model]
pub struct CreateFlowBlockchainEvidenceUrlResponse {
    /// Where the picture of the code is downloaded from, for 5 minutes.
    #[tc(secret)]
    pub qr_code: Option<String>,
    /// The link, a short one. Whoever has it sees the certificate.
    #[tc(secret)]
    pub url: Option<String>,
    /// When link and code expire, in Unix seconds.
    pub expired_on: Option<u64>,
}
