//! Distinguishes errors by what the service did, and lets the client retry what is safe.
//!
//! ```sh
//! cargo run -p essbasic-examples --example handle_errors
//! ```

use std::error::Error;

use essbasic::signing::{ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode};
use essbasic::{Outcome, codes};
use essbasic_sandbox::{Fault, FaultKind, Sandbox, seed};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let client = sandbox.client();
    let agent = seed::agent();

    // Rejected before sending: the name is longer than the documented 200 characters.
    let create =
        |name: &str| ChannelCreateMultiFlowSignQRCode::new(agent.clone(), seed::TEMPLATE, name);
    match create(&"长".repeat(201)).send(&client).await {
        Err(error) => println!("{:?}: {error}", error.outcome()),
        Ok(_) => return Err("a name that is too long was accepted".into()),
    }

    // The connection is lost after sending. Creating a code is never repeated: a second code, of
    // unknown ID, could not be cancelled.
    let fault = Fault::new(FaultKind::Reset).for_action("ChannelCreateMultiFlowSignQRCode");
    sandbox.inject_fault(fault)?;
    match create("入职合同").send(&client).await {
        Err(error) if error.outcome() == Outcome::Unknown => {
            println!("{:?}: record it, and ask a person to check", error.outcome());
        }
        other => return Err(format!("unexpected: {other:?}").into()),
    }

    // Cancelling is idempotent, so the client retries it. If an attempt whose response was lost has
    // done the work, the service's `QrInvalid` counts as success.
    let cancel = ChannelCancelMultiFlowSignQRCode::new(agent.clone(), seed::QR_CODE);
    println!("cancelled: {}", cancel.send(&client).await?.request_id);

    // Rejected by the service: match on the code, and show people the hint.
    match cancel.send(&client).await {
        Err(error) if error.code() == Some(&codes::OPERATION_DENIED_QR_INVALID) => {
            println!("{:?}: the code was not valid any more", error.outcome());
            Ok(())
        }
        other => Err(format!("unexpected: {other:?}").into()),
    }
}
