//! One call with reqwest and serde alone: without signing, validation and retries.

use serde::{Deserialize, Serialize};

const REVISION: u32 = 0;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Cancel {
    agent: Agent,
    qr_code_id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Agent {
    app_id: String,
    proxy_organization_open_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope {
    response: Response,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Response {
    request_id: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let agent = Agent {
        app_id: "yDwhxUUckp3gl8j5UuFX33LSNozpRsbi".to_owned(),
        proxy_organization_open_id: "org_dianziqian".to_owned(),
    };
    let cancel = Cancel { agent, qr_code_id: "yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR".to_owned() };
    let body = reqwest::Client::new()
        .post("https://essbasic.tencentcloudapi.com")
        .header("content-type", "application/json; charset=utf-8")
        .header("x-tc-action", "ChannelCancelMultiFlowSignQRCode")
        .header("x-tc-version", "2021-05-26")
        .body(serde_json::to_vec(&cancel)?)
        .send()
        .await?
        .bytes()
        .await?;
    let envelope: Envelope = serde_json::from_slice(&body)?;
    println!("{REVISION}: {}", envelope.response.request_id);
    Ok(())
}
