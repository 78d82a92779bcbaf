//! 合同验签

use crate::models::UserInfo;
use crate::{Agent, tc_action, tc_enum, tc_model};

/// Tells whether the file of a contract is as it was signed, and who signed it with which
/// certificates.
///
/// The service checks every digital signature in the contract's PDF: signatures, seals, seals
/// across the pages' edges, and dates. The contract is named by its id, so the file is the one that
/// the service keeps; a copy that somebody sent you is checked by hand, on the 合同验签 page of the
/// console. To tie a copy to the answer, compare its MD5 with `pdf_resource_md5`.
///
/// A contract that nobody has signed yet is no error: the answer is `NoSignature`. The PDF is put
/// together a few seconds after a signature, so one that was made just now may be missing.
///
/// Nothing is charged and nobody is notified.
///
/// | code | what to do |
/// |---|---|
/// | `OperationDenied.ErrNoResourceAccess` | use an agent of an organization that may see the contract |
/// | `ResourceNotFound` | check the contract's id, and that it belongs to this application |
/// | `InvalidParameter.ParamError` | check the contract's id |
/// | `OperationDenied` | the message says why |
/// | `UnauthorizedOperation.NoPermissionFeature` | the organization's plan does not include this |
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
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=ChannelVerifyPdf"
)]
pub struct ChannelVerifyPdf {
    /// The contract, by the id that starting it returned, 32 characters.
    #[tc(len = 32)]
    pub flow_id: String,
    /// For whom: application, organization and operator, the latter two with their real names
    /// verified.
    #[tc(require("ProxyOrganizationOpenId", "ProxyOperator.OpenId"))]
    pub agent: Agent,
    /// Disabled by the vendor; the operator stands in the agent.
    #[tc(hidden)]
    pub operator: Option<UserInfo>,
}

/// What the check of the file came to.
#[tc_model]
pub struct ChannelVerifyPdfResponse {
    /// What is true of the file as a whole.
    pub verify_result: PdfVerdict,
    /// What is true of each signature in it, seals and dates included.
    pub pdf_verify_results: Vec<PdfVerifyResult>,
    /// The serial number of this check, in digits.
    pub verify_serial_no: Option<String>,
    /// The MD5 of the file that was checked, in upper case hexadecimal.
    pub pdf_resource_md5: Option<String>,
}

/// What is true of a file as a whole.
#[tc_enum]
pub enum PdfVerdict {
    /// It is untouched, and every signature was made with the service.
    Genuine = 1,
    /// It is untouched, and some of its signatures were made elsewhere.
    GenuinePartlyElsewhere = 2,
    /// It was changed after it was signed.
    Altered = 3,
    /// It has no signature, because nobody has signed yet, say.
    NoSignature = 4,
    /// It has a signature whose format is wrong.
    Malformed = 5,
}

/// One signature in a file: whether it holds, whose it is and where it stands.
#[tc_model]
pub struct PdfVerifyResult {
    /// Whether it holds.
    pub verify_result: SignatureVerdict,
    /// Where it was made.
    pub sign_platform: SignPlatform,
    /// Whom the certificate is for. Where the service made the signature: `ESS@name@number` for an
    /// organization, `ESS@name@identity number@number` for a person, which is personal data. Other
    /// platforms have their own ways.
    #[tc(secret)]
    pub signer_name: String,
    /// When it was made, in Unix milliseconds, unlike nearly all other times here.
    pub sign_time: i64,
    /// The algorithm of the signature, as `SHA1withRSA`.
    pub sign_algorithm: String,
    /// The serial number of the certificate.
    pub cert_sn: String,
    /// Since when the certificate is valid, in Unix milliseconds.
    pub cert_not_before: i64,
    /// Until when the certificate is valid, in Unix milliseconds.
    pub cert_not_after: i64,
    /// Kept for later use; 0 so far.
    pub sign_type: i64,
    /// How far from the left it stands, in pixels.
    pub component_pos_x: f64,
    /// Where it stands vertically, in pixels.
    pub component_pos_y: f64,
    /// How wide it is, in pixels.
    pub component_width: f64,
    /// How high it is, in pixels.
    pub component_height: f64,
    /// The page that it stands on, counted from 1.
    pub component_page: i64,
}

/// Whether a signature holds.
#[tc_enum]
pub enum SignatureVerdict {
    /// It holds, and was made with the service.
    Valid = 1,
    /// It holds, and was made elsewhere.
    ValidElsewhere = 2,
    /// It does not hold.
    Invalid = 3,
    /// There is none in the file.
    NoSignature = 4,
    /// Its format is wrong.
    Malformed = 5,
}

/// Where a signature was made.
#[tc_enum]
pub enum SignPlatform {
    /// With this service.
    Tencent = "腾讯电子签",
    /// Elsewhere.
    Elsewhere = "其他平台",
}
