//! Creates a multi-signer QR code, cancels it, and handles the error of cancelling it again.
//!
//! ```sh
//! cargo run --example cancel_qr_code
//! ```
//!
//! Runs on an embedded sandbox. With `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY` it
//! calls the real service instead, for the agent and template in `ESSBASIC_APP_ID`,
//! `ESSBASIC_ORGANIZATION`, `ESSBASIC_OPERATOR` and `ESSBASIC_TEMPLATE_ID`.

use std::env;
use std::error::Error;

use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::{Agent, Client, codes};
use essbasic_sandbox::{Sandbox, seed};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    if env::var_os("TENCENTCLOUD_SECRET_ID").is_none() {
        println!("No credentials in the environment: using an embedded sandbox.\n");
        let sandbox = Sandbox::start().await?;
        return create_and_cancel(&sandbox.client(), seed::agent(), seed::TEMPLATE).await;
    }
    let agent = Agent::operator(
        env::var("ESSBASIC_APP_ID")?,
        env::var("ESSBASIC_ORGANIZATION")?,
        env::var("ESSBASIC_OPERATOR")?,
    );
    let template_id = env::var("ESSBASIC_TEMPLATE_ID")?;
    create_and_cancel(&Client::from_env()?, agent, &template_id).await
}

/// Creates a code and cancels it twice.
pub(crate) async fn create_and_cancel(
    client: &Client,
    agent: Agent,
    template_id: &str,
) -> Result<(), Box<dyn Error>> {
    // Required fields go into `new`, optional ones have setters.
    let created = ChannelCreateMultiFlowSignQRCode::new(agent.clone(), template_id, "入职合同")
        .max_flow_num(100)
        .forbid_personal_multiple_sign(true)
        .send(client)
        .await?;
    let id = &created.qr_code.qr_code_id;
    println!("created    {id}  request {}", created.request_id);

    let cancel = ChannelCancelMultiFlowSignQRCode::new(agent, id);
    let cancelled = cancel.send(client).await?;
    println!("cancelled  {id}  request {}", cancelled.request_id);

    // The service rejects a second cancellation. Match on the code, never on the message.
    match cancel.send(client).await {
        Err(error) if error.code() == Some(&codes::OPERATION_DENIED_QR_INVALID) => {
            let request_id = error.request_id().unwrap_or("unknown");
            println!("rejected   {}  request {request_id}", codes::OPERATION_DENIED_QR_INVALID);
            Ok(())
        }
        Err(error) => Err(error.into()),
        Ok(_) => Err("the code was cancelled twice".into()),
    }
}
