//! `CreateRequestWithEncryption` (以加密请求体方式创建请求).

use crate::{tc_action, tc_model};

/// Sends any other action end-to-end encrypted; the response is encrypted as well.
///
/// [`Call::encrypted`](crate::Call::encrypted) performs all steps below for any action.
///
/// For platforms that must hide contract data from everything between them and the service.
/// Algorithms and keys are agreed on with the vendor: AES-CBC or SM4-CBC for encryption, HMAC-SHA256
/// or HMAC-SM3 for authentication, each with its own key.
///
/// The API reference contradicts itself about the combinations: its text pairs SM4-CBC with HMAC-SM3,
/// its SM4-CBC example uses HMAC-SHA256, and its AES-CBC key has 16 bytes. Ask the vendor which
/// combination your application uses.
///
/// 1. Encode the body of the other action, and generate a random IV of 16 bytes. Never reuse one.
/// 2. Encrypt the body with PKCS#7 padding.
/// 3. Compute the HMAC over the IV followed by the ciphertext.
/// 4. Send all three in Base64, with the name of the other action.
///
/// For the response, verify the HMAC in constant time before decrypting. The decrypted content is
/// the response of the inner action, which may be an error. An error of this outer action is not
/// encrypted.
///
/// Charges and notifications are those of the inner action. Sent directly, this action is never
/// retried if it may have been executed; `Call::encrypted` retries as the inner action allows.
///
/// The API reference lists no error codes for it.
#[doc(alias = "以加密请求体方式创建请求")]
#[tc_action(
    name = "CreateRequestWithEncryption",
    version = "2021-05-26",
    response = CreateRequestWithEncryptionResponse,
    effect = charge,
    title = "以加密请求体方式创建请求",
    api_reference = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateRequestWithEncryption"
)]
pub struct CreateRequestWithEncryption {
    /// Name of the inner action, for example `ChannelCancelFlow`.
    pub request_action: String,
    /// Application ID, the same as in the inner action's agent.
    pub application_id: String,
    /// Initialization vector, 16 bytes in Base64.
    #[tc(rename = "IV", len = 24)]
    pub iv: String,
    /// Encrypted body of the inner action, in Base64.
    pub encrypted_data: String,
    /// HMAC over IV and ciphertext, in Base64. Optional in the API reference, but without it changes
    /// to the body are not detected.
    pub encryption_signature: Option<String>,
}

/// Response of [`CreateRequestWithEncryption`]: the inner action's response, encrypted.
#[tc_model]
pub struct CreateRequestWithEncryptionResponse {
    /// Initialization vector, 16 bytes in Base64.
    #[tc(rename = "IV")]
    pub iv: String,
    /// Encrypted response of the inner action, in Base64.
    pub encrypted_data: String,
    /// HMAC over IV and ciphertext, in Base64. Verify it in constant time before decrypting.
    pub encryption_signature: Option<String>,
}
