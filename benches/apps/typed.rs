//! One call with essbasic.

use essbasic::signing::ChannelCancelMultiFlowSignQRCode;
use essbasic::{Agent, Client};

const REVISION: u32 = 0;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let agent = Agent::organization("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi", "org_dianziqian");
    let reply = ChannelCancelMultiFlowSignQRCode::new(agent, "yDSLZUUckpooi1ltUxCsD3RSTG9BEWhR")
        .send(&client)
        .await?;
    println!("{REVISION}: {}", reply.request_id);
    Ok(())
}
