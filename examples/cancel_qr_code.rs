//! A QR code's life: created, cancelled, and refused when it is cancelled again.
//!
//! With credentials in the environment it talks to the real service, for the agent and the
//! template in `ESSBASIC_APP_ID`, `ESSBASIC_ORGANIZATION`, `ESSBASIC_OPERATOR` and
//! `ESSBASIC_TEMPLATE_ID`. Without, it starts a sandbox of its own.

use std::env;
use std::error::Error;

use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::{Agent, Client, codes};
use essbasic_sandbox::{Sandbox, seed};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    if env::var_os("TENCENTCLOUD_SECRET_ID").is_none() {
        println!("No credentials in the environment: this runs on a sandbox of its own.\n");
        let sandbox = Sandbox::start().await?;
        return story(&sandbox.client(), seed::agent(), seed::TEMPLATE).await;
    }
    let agent = Agent::operator(
        env::var("ESSBASIC_APP_ID")?,
        env::var("ESSBASIC_ORGANIZATION")?,
        env::var("ESSBASIC_OPERATOR")?,
    );
    story(&Client::from_env()?, agent, &env::var("ESSBASIC_TEMPLATE_ID")?).await
}

async fn story(client: &Client, agent: Agent, template: &str) -> Result<(), Box<dyn Error>> {
    let created = ChannelCreateMultiFlowSignQRCode::new(agent.clone(), template, "入职合同")
        .max_flow_num(100)
        .forbid_personal_multiple_sign(true)
        .send(client)
        .await?;
    let id = &created.qr_code.qr_code_id;
    println!("created    {id}  request {}", created.request_id);

    let cancel = ChannelCancelMultiFlowSignQRCode::new(agent, id);
    let cancelled = cancel.send(client).await?;
    println!("cancelled  {id}  request {}", cancelled.request_id);

    match cancel.send(client).await {
        Err(error) if error.code() == Some(&codes::OPERATION_DENIED_QR_INVALID) => {
            let request_id = error.request_id().unwrap_or("unknown");
            println!("refused    {}  request {request_id}", codes::OPERATION_DENIED_QR_INVALID);
            Ok(())
        }
        Err(error) => Err(error.into()),
        Ok(_) => Err("the code was cancelled twice".into()),
    }
}
