//! Encryption of the request and the response inside an encrypted call.

use std::borrow::Cow;

use essbasic::encryption::{CreateRequestWithEncryption, EncryptionKeys, Iv};
use essbasic::request::Request;
use essbasic::{Action, Descriptor, ErrorCode};
use serde::Deserialize;
use serde_json::Value;

use super::fields;
use crate::actions::ActionOutput;
use crate::errors::{self, ServiceError};

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

/// A decrypted request.
pub(super) struct InnerRequest {
    pub(super) action: String,
    application: String,
    pub(super) body: Vec<u8>,
}

/// Decrypts a request.
pub(super) fn decrypt(keys: &EncryptionKeys, body: &[u8]) -> Result<InnerRequest, ServiceError> {
    let outer: CreateRequestWithEncryption =
        Request::read(body).map_err(|error| failed(error.message()))?;
    let body = keys.decrypt_request(&outer).map_err(|error| failed(&error.to_string()))?;
    Ok(InnerRequest { action: outer.request_action, application: outer.application_id, body })
}

/// Validates a decrypted request, and returns its body without empty texts. The application of its
/// agent, if it has one, is the one that the outer request names.
pub(super) fn check<'r>(
    action: &'static Descriptor,
    inner: &'r InnerRequest,
) -> Result<Cow<'r, [u8]>, ServiceError> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Fields {
        agent: Option<Agent>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Agent {
        app_id: Option<String>,
    }

    let body = fields::check(action, Cow::from(&inner.body))?;
    let fields: Option<Fields> = serde_json::from_slice(&body).ok();
    let application = fields.and_then(|it| it.agent?.app_id);
    if application.is_none_or(|it| it == inner.application) {
        return Ok(body);
    }
    Err(errors::invalid("ApplicationId", "ApplicationId differs from Agent.AppId of the request."))
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
