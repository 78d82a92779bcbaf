//! Sealing and opening, on either side.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use essbasic_core::{Encryptor, EncryptorError};
use serde::Deserialize;

use super::{
    CreateRequestWithEncryption, CreateRequestWithEncryptionResponse, EncryptionError,
    EncryptionErrorKind, EncryptionKeys, Iv,
};
use crate::{Action, Descriptor, JsonObject};

impl Encryptor for EncryptionKeys {
    fn outer_action(&self) -> &'static Descriptor {
        CreateRequestWithEncryption::descriptor()
    }

    fn encrypt(&self, action: &str, body: &[u8]) -> Result<Vec<u8>, EncryptorError> {
        let application = application(body).or_else(|| self.application.clone());
        let application =
            application.ok_or(EncryptionError::new(EncryptionErrorKind::Application))?;
        let sealed = self.encrypt_request(action, &application, body, Iv::random()?)?;
        Ok(serde_json::to_vec(&sealed)?)
    }

    fn decrypt(&self, answer: &JsonObject) -> Result<Vec<u8>, EncryptorError> {
        let answer = answer.read();
        let answer = answer.map_err(|_| EncryptionError::new(EncryptionErrorKind::Shape))?;
        Ok(self.decrypt_response(&answer)?)
    }
}

impl EncryptionKeys {
    /// Seals an action's body as [`Call::encrypted`](crate::Call::encrypted) does.
    ///
    /// # Errors
    ///
    /// [`EncryptionErrorKind::Key`], which checked keys do not meet.
    pub fn encrypt_request(
        &self,
        action: &str,
        application: &str,
        body: &[u8],
        iv: Iv,
    ) -> Result<CreateRequestWithEncryption, EncryptionError> {
        let EncryptedBody { iv, data, signature } = self.encrypt_body(body, &iv)?;
        let request = CreateRequestWithEncryption::new(action, application, iv, data);
        Ok(request.encryption_signature(signature))
    }

    /// Opens an answer: what the action inside answers.
    ///
    /// # Errors
    ///
    /// [`EncryptionErrorKind::NotBase64`], [`EncryptionErrorKind::Unsigned`],
    /// [`EncryptionErrorKind::SignatureMismatch`] and [`EncryptionErrorKind::Padding`], in the order of the
    /// checks.
    pub fn decrypt_response(
        &self,
        answer: &CreateRequestWithEncryptionResponse,
    ) -> Result<Vec<u8>, EncryptionError> {
        let CreateRequestWithEncryptionResponse {
            iv, encrypted_data, encryption_signature, ..
        } = answer;
        self.decrypt_body(iv, encrypted_data, encryption_signature.as_deref())
    }

    /// Opens a request as the service does: the body of the action that it names. For tests and
    /// sandboxes.
    ///
    /// ```
    /// use essbasic::encryption::{Cipher, EncryptionKeys, Iv};
    ///
    /// let keys = EncryptionKeys::new(Cipher::AesCbc, "0123456789abcdef", "another-key-of-ours")?;
    /// let body = br#"{"FlowId":"yDwFakeFlow00000000000000000001"}"#;
    /// let request = keys.encrypt_request("ChannelCancelFlow", "an-app", body, Iv::random()?)?;
    /// assert_eq!(keys.decrypt_request(&request)?, body);
    /// # Ok::<(), essbasic::encryption::EncryptionError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`decrypt_response`](Self::decrypt_response).
    pub fn decrypt_request(
        &self,
        request: &CreateRequestWithEncryption,
    ) -> Result<Vec<u8>, EncryptionError> {
        let CreateRequestWithEncryption { iv, encrypted_data, encryption_signature, .. } = request;
        self.decrypt_body(iv, encrypted_data, encryption_signature.as_deref())
    }

    /// Seals an answer as the service does. For tests and sandboxes.
    ///
    /// # Errors
    ///
    /// As [`encrypt_request`](Self::encrypt_request).
    pub fn encrypt_response(
        &self,
        answer: &[u8],
        iv: Iv,
    ) -> Result<CreateRequestWithEncryptionResponse, EncryptionError> {
        let EncryptedBody { iv, data, signature } = self.encrypt_body(answer, &iv)?;
        Ok(CreateRequestWithEncryptionResponse::new(iv, data).encryption_signature(signature))
    }

    fn encrypt_body(&self, plain: &[u8], iv: &Iv) -> Result<EncryptedBody, EncryptionError> {
        let encrypted = self.cipher.encrypt(&self.key, iv, plain)?;
        let signature = self.mac.sign(&self.mac_key, iv, &encrypted);
        Ok(EncryptedBody {
            iv: STANDARD.encode(iv.bytes()),
            data: STANDARD.encode(encrypted),
            signature: STANDARD.encode(signature),
        })
    }

    /// Compares the signature first, so that nothing is decrypted that it does not vouch for.
    fn decrypt_body(
        &self,
        iv: &str,
        data: &str,
        signature: Option<&str>,
    ) -> Result<Vec<u8>, EncryptionError> {
        let iv: [u8; 16] = decode(iv)?
            .try_into()
            .map_err(|_| EncryptionError::new(EncryptionErrorKind::NotBase64))?;
        let (iv, encrypted) = (Iv::from(iv), decode(data)?);
        let signature = signature.ok_or(EncryptionError::new(EncryptionErrorKind::Unsigned))?;
        if !self.mac.verify(&self.mac_key, &iv, &encrypted, &decode(signature)?) {
            return Err(EncryptionError::new(EncryptionErrorKind::SignatureMismatch));
        }
        self.cipher.decrypt(&self.key, &iv, &encrypted)
    }
}

/// The three members that both directions have, in Base64.
struct EncryptedBody {
    iv: String,
    data: String,
    signature: String,
}

fn decode(text: &str) -> Result<Vec<u8>, EncryptionError> {
    STANDARD.decode(text).map_err(|_| EncryptionError::new(EncryptionErrorKind::NotBase64))
}

/// The application that an action's agent names.
fn application(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Inside {
        #[serde(rename = "Agent")]
        agent: Option<Named>,
    }

    #[derive(Deserialize)]
    struct Named {
        #[serde(rename = "AppId")]
        app_id: Option<String>,
    }

    let inside: Inside = serde_json::from_slice(body).ok()?;
    inside.agent?.app_id.filter(|id| !id.is_empty())
}
