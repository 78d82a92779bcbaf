//! A contract from a file to the signed PDF, with the callbacks that tell of it.
//!
//! ```sh
//! cargo run --example contract_from_file
//! ```

use std::error::Error;
use std::time::Duration;

use essbasic::models::{ApproverType, Component, ComponentType, FlowApproverInfo};
use essbasic::start_flows::ChannelCreateFlowByFiles;
use essbasic::transfer::LocalFile;
use essbasic::workflows::contract;
use essbasic_examples::{Receiver, allow_downloads};
use essbasic_sandbox::{Person, seed};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let receiver = Receiver::listen().await?;
    let sandbox = receiver.sandbox().await?;
    let client = sandbox.client();
    let agent = seed::agent();

    allow_downloads(&sandbox, &client, &agent).await?;

    let who = Person { name: "测试甲".to_owned(), mobile: "13000000001".to_owned() };
    let signer = FlowApproverInfo::new()
        .approver_type(ApproverType::Person)
        .name(&who.name)
        .mobile(&who.mobile)
        .sign_components([Component::new().component_type(ComponentType::SignSignature)]);
    let start =
        ChannelCreateFlowByFiles::new(agent.clone()).flow_name("租赁合同").flow_approvers([signer]);
    let lease = LocalFile::from_bytes("lease.pdf", &b"%PDF-1.4 of an example"[..]);

    let contract = contract::from_file(&client, lease, start).await?;
    let flow_id = contract.flow_id.ok_or("the answer has no contract")?;
    println!("started {flow_id}, {} to sign", contract.sign_urls.len());

    // Somebody signs, in their own time.
    let signing = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        sandbox.sign(&flow_id, &who)
    };
    let within = Duration::from_secs(300);
    let ended = contract::wait_until_signed(&client, &agent, &flow_id, within, &receiver.nudge);
    let (ended, done) = tokio::join!(ended, signing);
    done?;
    println!("{:?}", ended?.flow_info[0].flow_status);

    let (soon, mut pdf) = (Duration::from_secs(30), Vec::new());
    let download = contract::download(&client, &agent, &flow_id, soon, &mut pdf).await?;
    for file in &download.files {
        println!("{} bytes of PDF, SHA-256 {}", file.length, file.sha256);
    }
    receiver.settled(&sandbox).await?;
    for failure in &download.failures {
        println!("not downloaded: {failure}");
    }
    if download.is_complete() { Ok(()) } else { Err("the contract could not be downloaded".into()) }
}
