//! The measured call with the crate `tencentcloud-sdk`.

use std::sync::Arc;

use essbasic_benches::BoxError;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tencentcloud_sdk::{Client, ClientBuilder, CommonClient, Credentials};

/// Creates a client builder.
///
/// # Errors
///
/// Returns an error if the key is invalid.
pub fn builder() -> Result<ClientBuilder, BoxError> {
    let secret = Credentials::new("AKIDbenchbenchbenchbench", "BenchSecretKeyBenchSecretKey")?;
    Ok(Client::builder().credentials(secret))
}

/// Request of the measured action, written by the crate's user with serde.
#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Cancel {
    agent: Agent,
    qr_code_id: String,
    /// Optional padding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pad: Option<String>,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Agent {
    app_id: String,
    proxy_organization_open_id: String,
    proxy_operator: Operator,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Operator {
    open_id: String,
}

/// Response of the measured action.
#[derive(Deserialize)]
pub struct CancelResponse {}

/// Response with padding.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PaddedResponse {
    /// Padding.
    pub pad: String,
}

/// The measured call.
#[derive(Clone)]
pub struct Call {
    client: CommonClient,
    request: Arc<Cancel>,
}

impl Call {
    /// Creates the call.
    ///
    /// # Errors
    ///
    /// Returns an error if the version is invalid.
    pub fn new(client: Client, request: Cancel) -> Result<Self, BoxError> {
        let client = CommonClient::new(client, "essbasic", "2021-05-26")?;
        Ok(Self { client, request: Arc::new(request) })
    }

    /// Sends the call.
    ///
    /// # Errors
    ///
    /// Returns the client's error.
    pub async fn send<T: DeserializeOwned>(&self) -> Result<T, BoxError> {
        let action = "ChannelCancelMultiFlowSignQRCode";
        Ok(self.client.call::<_, T>(action, &*self.request).await?.data)
    }
}
