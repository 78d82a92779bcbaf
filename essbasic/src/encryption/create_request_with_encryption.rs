//! 以加密请求体方式创建请求

use crate::{tc_action, tc_model};

/// Carries any other action encrypted, and its answer encrypted back.
///
/// [`Call::encrypted`](crate::Call::encrypted) does all of what follows, for any action.
///
/// For platforms that must not show contract data to anything between them and the service.
/// Algorithm and keys are agreed upon with the vendor beforehand: AES-CBC or SM4-CBC to encrypt,
/// HMAC-SHA256 or HMAC-SM3 to authenticate, each with a key of its own.
///
/// The manual contradicts itself about the pairs: its text has SM4-CBC go with HMAC-SM3, its
/// example for SM4-CBC is authenticated with HMAC-SHA256, and its key for AES-CBC has 16 bytes.
/// Ask which of them your application was set up for.
///
/// 1. Write the other action's body as it would be sent, and draw an IV of 16 random bytes, never
///    the same twice.
/// 2. Encrypt the body with PKCS#7 padding.
/// 3. Compute the HMAC over the IV's bytes followed by the ciphertext's.
/// 4. Send all three in base64, and name the other action.
///
/// The answer is opened the other way round: compare its HMAC in constant time, and only then
/// decrypt it. What is inside is the other action's own answer, which may be a refusal. A refusal
/// of this action itself comes unencrypted.
///
/// It charges and notifies as the action inside does. Written by hand it is repeated as little as
/// the least repeatable of them: never, once it may have arrived. `Call::encrypted` knows the action
/// inside, and repeats it as that allows.
///
/// The manual lists no codes of its own for it.
#[tc_action(
    name = "CreateRequestWithEncryption",
    version = "2021-05-26",
    response = CreateRequestWithEncryptionResponse,
    effect = charge,
    title = "以加密请求体方式创建请求",
    manual = "https://console.cloud.tencent.com/api/explorer?Product=essbasic&Version=2021-05-26&Action=CreateRequestWithEncryption"
)]
pub struct CreateRequestWithEncryption {
    /// The action inside, by its name: `ChannelCancelFlow`.
    pub request_action: String,
    /// The application, by its id: the same as in the agent inside.
    pub application_id: String,
    /// The IV, 16 bytes in base64.
    #[tc(rename = "IV", len = 24)]
    pub iv: String,
    /// The action's body, encrypted, in base64.
    pub encrypted_data: String,
    /// The HMAC over the bytes of IV and ciphertext, in base64. The manual marks it optional, and
    /// without it nothing shows that the body was not changed.
    pub encryption_signature: Option<String>,
}

/// The answer of the action inside, encrypted.
#[tc_model]
pub struct CreateRequestWithEncryptionResponse {
    /// The IV, 16 bytes in base64.
    #[tc(rename = "IV")]
    pub iv: String,
    /// The answer, encrypted, in base64.
    pub encrypted_data: String,
    /// The HMAC over the bytes of IV and ciphertext, in base64; compare it in constant time before
    /// decrypting.
    pub encryption_signature: Option<String>,
}
