//! A QR code that many sign by: made, scanned, its contracts looked up, and cancelled.
//!
//! ```sh
//! cargo run --example many_sign_one_code
//! ```

use std::error::Error;
use std::time::Duration;

use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic::workflows::{contract, qr_code};
use essbasic_examples::Receiver;
use essbasic_sandbox::{Person, seed};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let receiver = Receiver::listen().await?;
    let sandbox = receiver.sandbox().await?;
    let client = sandbox.client();
    let agent = seed::agent();

    let create = ChannelCreateMultiFlowSignQRCode::new(agent.clone(), seed::TEMPLATE, "入职合同");
    let code = qr_code::create(&client, create.max_flow_num(2)).await?;
    println!("{} can be scanned", code.qr_code_id);

    for (name, mobile) in [("测试甲", "13000000001"), ("测试乙", "13000000002")] {
        let who = Person { name: name.to_owned(), mobile: mobile.to_owned() };
        let flow_id = sandbox.scan(&code.qr_code_id, &who)?;
        sandbox.sign(&flow_id, &who)?;
        let minute = Duration::from_secs(60);
        let signed =
            contract::wait_until_signed(&client, &agent, &flow_id, minute, &receiver.nudge).await?;
        println!("{flow_id}: {:?}", signed.flow_info[0].flow_status);
    }

    // It is used up, and so it had ended before.
    println!("closed: {:?}", qr_code::cancel(&client, &agent, &code.qr_code_id).await?);
    println!("closed: {:?}", qr_code::cancel(&client, &agent, seed::QR_CODE).await?);
    receiver.settled(&sandbox).await?;
    Ok(())
}
