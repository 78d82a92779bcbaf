//! Encryption keys: encrypt and decrypt requests and responses.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::zeroize::Zeroizing;
use serde::Deserialize;

use super::algorithms::{Cipher, Iv, Mac};
use super::create_request_with_encryption::{
    CreateRequestWithEncryption, CreateRequestWithEncryptionResponse,
};
use super::error::{EncryptionError, EncryptionErrorKind};
use crate::{Action, Descriptor, Encryptor, EncryptorError, JsonObject};

/// A cipher and a MAC with a key each, as agreed on with the vendor.
///
/// ```
/// use essbasic::encryption::{Cipher, EncryptionErrorKind, EncryptionKeys, Mac};
///
/// let keys = EncryptionKeys::new(Cipher::Sm4Cbc, "0123456789abcdef", "another-key-of-ours")?
///     .mac(Mac::HmacSm3);
/// assert_eq!(
///     format!("{keys:?}"),
///     "EncryptionKeys { cipher: Sm4Cbc, mac: HmacSm3, application: None, .. }",
/// );
///
/// let error = EncryptionKeys::new(Cipher::AesCbc, "too short", "another-key").unwrap_err();
/// assert_eq!(error.kind(), EncryptionErrorKind::Key);
/// # Ok::<(), essbasic::encryption::EncryptionError>(())
/// ```
#[derive(Clone)]
pub struct EncryptionKeys {
    cipher: Cipher,
    mac: Mac,
    key: Zeroizing<Vec<u8>>,
    mac_key: Zeroizing<Vec<u8>>,
    application: Option<String>,
}

impl EncryptionKeys {
    /// Creates keys from a cipher, its key and the MAC key.
    ///
    /// Keys are used byte by byte: decode a Base64 key first. The MAC is HMAC-SHA256 unless changed
    /// with [`mac`](Self::mac).
    ///
    /// # Errors
    ///
    /// [`EncryptionErrorKind::Key`], [`EncryptionErrorKind::MacKey`] and
    /// [`EncryptionErrorKind::SameKey`].
    pub fn new(
        cipher: Cipher,
        key: impl Into<Vec<u8>>,
        mac_key: impl Into<Vec<u8>>,
    ) -> Result<Self, EncryptionError> {
        let (key, mac_key) = (Zeroizing::new(key.into()), Zeroizing::new(mac_key.into()));
        if !cipher.accepts_key_length(key.len()) {
            return Err(EncryptionErrorKind::Key.into());
        }
        if mac_key.is_empty() {
            return Err(EncryptionErrorKind::MacKey.into());
        }
        if key == mac_key {
            return Err(EncryptionErrorKind::SameKey.into());
        }
        Ok(Self { cipher, mac: Mac::default(), key, mac_key, application: None })
    }

    /// Sets the MAC. Default: HMAC-SHA256.
    #[must_use]
    pub fn mac(mut self, mac: Mac) -> Self {
        self.mac = mac;
        self
    }

    /// Sets the application ID for actions whose agent has none.
    #[must_use]
    pub fn application(mut self, id: impl Into<String>) -> Self {
        self.application = Some(id.into());
        self
    }

    /// Encrypts an action's body, as [`Call::encrypted`](crate::Call::encrypted) does.
    ///
    /// # Errors
    ///
    /// [`EncryptionErrorKind::Key`], which cannot happen with validated keys.
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

    /// Verifies and decrypts a response. Returns the response of the inner action.
    ///
    /// # Errors
    ///
    /// In the order of the checks: [`EncryptionErrorKind::NotBase64`],
    /// [`EncryptionErrorKind::Unsigned`], [`EncryptionErrorKind::SignatureMismatch`] and
    /// [`EncryptionErrorKind::Padding`].
    pub fn decrypt_response(
        &self,
        response: &CreateRequestWithEncryptionResponse,
    ) -> Result<Vec<u8>, EncryptionError> {
        let CreateRequestWithEncryptionResponse {
            iv, encrypted_data, encryption_signature, ..
        } = response;
        self.decrypt_body(iv, encrypted_data, encryption_signature.as_deref())
    }

    /// Verifies and decrypts a request, as the service does. Returns the body of the inner action.
    /// For tests and sandboxes.
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

    /// Encrypts a response, as the service does. For tests and sandboxes.
    ///
    /// # Errors
    ///
    /// As [`encrypt_request`](Self::encrypt_request).
    pub fn encrypt_response(
        &self,
        response: &[u8],
        iv: Iv,
    ) -> Result<CreateRequestWithEncryptionResponse, EncryptionError> {
        let EncryptedBody { iv, data, signature } = self.encrypt_body(response, &iv)?;
        Ok(CreateRequestWithEncryptionResponse::new(iv, data).encryption_signature(signature))
    }

    fn encrypt_body(&self, plaintext: &[u8], iv: &Iv) -> Result<EncryptedBody, EncryptionError> {
        let ciphertext = self.cipher.encrypt(&self.key, iv, plaintext)?;
        let signature = self.mac.sign(&self.mac_key, iv, &ciphertext);
        Ok(EncryptedBody {
            iv: STANDARD.encode(iv.bytes()),
            data: STANDARD.encode(ciphertext),
            signature: STANDARD.encode(signature),
        })
    }

    /// Verifies the signature first, so that nothing unauthenticated is decrypted.
    fn decrypt_body(
        &self,
        iv: &str,
        data: &str,
        signature: Option<&str>,
    ) -> Result<Vec<u8>, EncryptionError> {
        let iv: [u8; 16] = decode(iv)?.try_into().map_err(|_| EncryptionErrorKind::NotBase64)?;
        let (iv, ciphertext) = (Iv::from(iv), decode(data)?);
        let signature = signature.ok_or(EncryptionErrorKind::Unsigned)?;
        if !self.mac.verify(&self.mac_key, &iv, &ciphertext, &decode(signature)?) {
            return Err(EncryptionErrorKind::SignatureMismatch.into());
        }
        self.cipher.decrypt(&self.key, &iv, &ciphertext)
    }
}

impl fmt::Debug for EncryptionKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncryptionKeys")
            .field("cipher", &self.cipher)
            .field("mac", &self.mac)
            .field("application", &self.application)
            .finish_non_exhaustive()
    }
}

impl Encryptor for EncryptionKeys {
    fn outer_action(&self) -> &'static Descriptor {
        CreateRequestWithEncryption::descriptor()
    }

    fn encrypt(&self, action: &str, body: &[u8]) -> Result<Vec<u8>, EncryptorError> {
        let application = application_of(body).or_else(|| self.application.clone());
        let application =
            application.ok_or(EncryptionError::from(EncryptionErrorKind::Application))?;
        let request = self.encrypt_request(action, &application, body, Iv::random()?)?;
        Ok(serde_json::to_vec(&request)?)
    }

    fn decrypt(&self, response: &JsonObject) -> Result<Vec<u8>, EncryptorError> {
        // `JsonObject::read` would decode a missing field as an empty one.
        let response = Deserialize::deserialize(&response.0);
        let response = response.map_err(|_| EncryptionError::from(EncryptionErrorKind::Shape))?;
        Ok(self.decrypt_response(&response)?)
    }
}

/// Base64 fields shared by requests and responses.
struct EncryptedBody {
    iv: String,
    data: String,
    signature: String,
}

fn decode(text: &str) -> Result<Vec<u8>, EncryptionError> {
    STANDARD.decode(text).map_err(|_| EncryptionErrorKind::NotBase64.into())
}

/// Returns the application ID in the agent of an action's body.
fn application_of(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct InnerRequest {
        #[serde(rename = "Agent")]
        agent: Option<InnerAgent>,
    }

    #[derive(Deserialize)]
    struct InnerAgent {
        #[serde(rename = "AppId")]
        app_id: Option<String>,
    }

    let request: InnerRequest = serde_json::from_slice(body).ok()?;
    request.agent?.app_id.filter(|id| !id.is_empty())
}
