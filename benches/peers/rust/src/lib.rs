//! The measured call with the crate `tencentcloud-sdk`.

use std::sync::Arc;

use essbasic_benches::Failure;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tencentcloud_sdk::{Client, ClientBuilder, CommonClient, Credentials};

/// Its client to be.
///
/// # Errors
///
/// When the key is not one.
pub fn builder() -> Result<ClientBuilder, Failure> {
    let secret = Credentials::new("AKIDbenchbenchbenchbench", "BenchSecretKeyBenchSecretKey")?;
    Ok(Client::builder().credentials(secret))
}

/// The measured action, as its users write it: with serde alone.
#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Cancel {
    agent: Agent,
    qr_code_id: String,
    /// What is added, where something is.
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

/// The answer to it.
#[derive(Deserialize)]
pub struct Cancelled {}

/// The answer to it with something added.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PaddedAnswer {
    /// What is added.
    pub pad: String,
}

/// A call with it.
#[derive(Clone)]
pub struct Call {
    client: CommonClient,
    members: Arc<Cancel>,
}

impl Call {
    /// The call, by a client.
    ///
    /// # Errors
    ///
    /// When the version is not one.
    pub fn new(client: Client, members: Cancel) -> Result<Self, Failure> {
        let client = CommonClient::new(client, "essbasic", "2021-05-26")?;
        Ok(Self { client, members: Arc::new(members) })
    }

    /// Sends it.
    ///
    /// # Errors
    ///
    /// The client's.
    pub async fn send<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        let action = "ChannelCancelMultiFlowSignQRCode";
        Ok(self.client.call::<_, T>(action, &*self.members).await?.data)
    }
}
