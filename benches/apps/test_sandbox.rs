//! One call with essbasic, and a test on the sandbox.

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::{Agent, Client, Error};

const REVISION: u32 = 0;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    println!("{REVISION}: {}", cancel(&client).await?);
    Ok(())
}

/// Cancels a QR code, and returns the request ID.
async fn cancel(client: &Client) -> Result<String, Error> {
    let agent = Agent::operator("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi", "org_dianziqian", "n9527");
    let cancel = ChannelCancelMultiFlowSignQRCode::new(agent, "yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR");
    Ok(cancel.send(client).await?.request_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn code_is_cancelled() {
        let sandbox = essbasic_sandbox::Sandbox::start().await.unwrap();
        assert!(cancel(&sandbox.client()).await.is_ok());
    }
}
