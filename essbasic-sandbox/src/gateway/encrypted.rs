//! Encryption of the request and the response inside an encrypted call.

use essbasic::encryption::{CreateRequestWithEncryption, EncryptionKeys, Iv};
use essbasic::request::Request;
use essbasic::{Action, Descriptor, ErrorCode};
use serde_json::Value;

use crate::actions::ActionOutput;
use crate::errors::ServiceError;

/// The call inside an encrypted call.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct EncryptedCall {
    /// Name of the action.
    pub action: String,
    /// Error code, if the action was rejected.
    pub code: Option<ErrorCode>,
}

/// Returns whether an action carries another one.
pub(super) fn is_outer_action(action: &Descriptor) -> bool {
    action.name == CreateRequestWithEncryption::descriptor().name
}

/// Decrypts a request. Returns the name of the inner action and its body.
pub(super) fn decrypt(
    keys: &EncryptionKeys,
    body: &[u8],
) -> Result<(String, Vec<u8>), ServiceError> {
    let outer: CreateRequestWithEncryption =
        Request::read(body).map_err(|error| failed(error.message()))?;
    let inner = keys.decrypt_request(&outer).map_err(|error| failed(&error.to_string()))?;
    Ok((outer.request_action, inner.clone()))
}

/// Encrypts the envelope of the inner response.
pub(super) fn encrypt(keys: &EncryptionKeys, envelope: &str) -> Result<ActionOutput, ServiceError> {
    let encrypted = Iv::random().and_then(|iv| keys.encrypt_response(envelope.as_bytes(), iv));
    let encrypted = encrypted.map_err(|error| failed(&error.to_string()))?;
    match serde_json::to_value(encrypted) {
        Ok(Value::Object(fields)) => Ok(ActionOutput { fields, is_canned: false }),
        _ => Err(failed("the response cannot be serialized")),
    }
}

fn failed(reason: &str) -> ServiceError {
    ServiceError::new(
        ErrorCode::INVALID_PARAMETER,
        "加密内容无法解密或验签。",
        format!("The request cannot be decrypted: {reason}."),
    )
}
