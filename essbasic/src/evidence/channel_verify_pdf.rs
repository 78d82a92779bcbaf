//! `ChannelVerifyPdf` (合同验签).

use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Verifies the digital signatures of a contract's PDF and returns signers and certificates.
///
/// The service checks every digital signature in the file: signatures, seals, seals across page
/// edges, and dates. The file is the one the service stores for the contract ID. Check other copies
/// manually on the 合同验签 page of the console, or compare their MD5 with `pdf_resource_md5`.
///
/// A contract without signatures is not an error: the result is `NoSignature`. The PDF is generated
/// a few seconds after each signature, so the latest one may be missing.
///
/// No charge and no notifications.
///
/// | error code | meaning and remedy |
/// |---|---|
/// | `OperationDenied.ErrNoResourceAccess` | Use an agent of an organization with access to the contract. |
/// | `ResourceNotFound` | Check the contract ID, and that it belongs to this application. |
/// | `InvalidParameter.ParamError` | Check the contract ID. |
/// | `OperationDenied` | The message gives the reason. |
/// | `UnauthorizedOperation.NoPermissionFeature` | The organization's plan does not include this action. |
#[doc(alias = "合同验签")]
#[tc_action(
    name = "ChannelVerifyPdf",
    version = "2021-05-26",
    response = ChannelVerifyPdfResponse,
    effect = read,
    errors(
        "InternalError",
        "InvalidParameter.ParamError",
        "OperationDenied",
        "OperationDenied.ErrNoResourceAccess",
        "ResourceNotFound",
        "UnauthorizedOperation.NoPermissionFeature",
    ),
    title = "合同验签",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelVerifyPdf"
)]
pub struct ChannelVerifyPdf {
    /// Contract ID, 32 characters, returned when the contract was started.
    #[tc(len = 32)]
    pub flow_id: String,
    /// Application, organization and operator that make the call. Organization and operator must
    /// have completed identity verification.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Disabled by the vendor: the operator is part of `agent`.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// Response of [`ChannelVerifyPdf`].
#[tc_model]
pub struct ChannelVerifyPdfResponse {
    /// Result for the whole file.
    pub verify_result: PdfStatus,
    /// Result for each signature in the file, including seals and dates.
    pub pdf_verify_results: Vec<PdfVerifyResult>,
    /// Serial number of this verification, in digits.
    pub verify_serial_no: Option<String>,
    /// MD5 of the verified file, upper-case hexadecimal.
    pub pdf_resource_md5: Option<String>,
}

/// Verification result of a file.
#[tc_enum]
pub enum PdfStatus {
    /// The file is unmodified and was signed entirely with the service.
    Unmodified = 1,
    /// The file is unmodified and was signed partly on other platforms.
    UnmodifiedPartlyExternal = 2,
    /// The file was modified after signing.
    Modified = 3,
    /// The file has no signature, for example because the contract is not signed yet.
    NoSignature = 4,
    /// The file has a signature with an invalid format.
    Malformed = 5,
}

/// Signature in a file: result, certificate and position.
#[tc_model]
pub struct PdfVerifyResult {
    /// Result for this signature.
    pub verify_result: PdfSignatureStatus,
    /// Platform where the signature was made.
    pub sign_platform: SignPlatform,
    /// Subject of the certificate. For signatures of the service: `ESS@name@number` for an
    /// organization, `ESS@name@identity number@number` for a person, which is personal data. Other
    /// platforms use other formats.
    #[tc(secret)]
    pub signer_name: String,
    /// Signing time, Unix time in milliseconds, unlike most other times of this API.
    pub sign_time: i64,
    /// Signature algorithm, such as `SHA1withRSA`.
    pub sign_algorithm: String,
    /// Serial number of the certificate.
    pub cert_sn: String,
    /// Start of the certificate's validity, Unix time in milliseconds.
    pub cert_not_before: i64,
    /// End of the certificate's validity, Unix time in milliseconds.
    pub cert_not_after: i64,
    /// Reserved; always 0.
    pub sign_type: i64,
    /// Horizontal position, in pixels from the left.
    pub component_pos_x: f64,
    /// Vertical position, in pixels.
    pub component_pos_y: f64,
    /// Width, in pixels.
    pub component_width: f64,
    /// Height, in pixels.
    pub component_height: f64,
    /// Page number, starting at 1.
    pub component_page: i64,
}

/// Verification result of a signature.
#[tc_enum]
pub enum PdfSignatureStatus {
    /// Valid, made with the service.
    Valid = 1,
    /// Valid, made on another platform.
    ValidExternal = 2,
    /// Invalid.
    Invalid = 3,
    /// The file has no signature.
    NoSignature = 4,
    /// The signature has an invalid format.
    Malformed = 5,
}

/// Platform where a signature was made.
#[tc_enum]
pub enum SignPlatform {
    /// This service.
    Tencent = "腾讯电子签",
    /// Another platform.
    External = "其他平台",
}
