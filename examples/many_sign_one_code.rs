//! Creates a QR code that two people sign by, follows their contracts, and cancels the code.
//!
//! ```sh
//! cargo run --example many_sign_one_code
//! ```

use std::error::Error;
use std::time::Duration;

use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::workflows::qr_code::Cancellation;
use essbasic::workflows::{contract, qr_code};
use essbasic::{Client, WakeHandle};
use essbasic_examples::{CallbackReceiver, People};
use essbasic_sandbox::{Person, seed};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let receiver = CallbackReceiver::start().await?;
    let sandbox = receiver.start_sandbox().await?;
    sign_by_code(&sandbox.client(), &People::of(&sandbox), &receiver.wake).await?;
    receiver.wait_for_events(&sandbox).await?;
    Ok(())
}

/// Has two people sign by one code, and cancels that code and another.
pub(crate) async fn sign_by_code(
    client: &Client,
    people: &People<'_>,
    wake: &WakeHandle,
) -> Result<[Cancellation; 2], Box<dyn Error>> {
    let agent = seed::agent();

    // 1. Create a code that can start two contracts.
    let create = ChannelCreateMultiFlowSignQRCode::new(agent.clone(), seed::TEMPLATE, "入职合同");
    let code = qr_code::create(client, create.max_flow_num(2)).await?;
    println!("created {}", code.qr_code_id);

    // 2. Every scan starts a contract. The sandbox simulates the people who scan and sign.
    for (name, mobile) in [("测试甲", "13000000001"), ("测试乙", "13000000002")] {
        let person = Person { name: name.to_owned(), mobile: mobile.to_owned() };
        let flow_id = people.scan(&code.qr_code_id, &person)?;
        people.sign(&flow_id, &person)?;
        let timeout = Duration::from_secs(60);
        let finished = contract::wait_until_signed(client, &agent, &flow_id, timeout, wake).await?;
        println!("{flow_id}: {:?}", finished.flow_info[0].flow_status);
    }

    // 3. Cancel the code. It is used up, so it was already invalid; another code is still valid.
    let used_up = qr_code::cancel(client, &agent, &code.qr_code_id).await?;
    let valid = qr_code::cancel(client, &agent, seed::QR_CODE).await?;
    println!("cancelled: {used_up:?}, {valid:?}");
    Ok([used_up, valid])
}
