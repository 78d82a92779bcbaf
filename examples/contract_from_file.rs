//! Starts a contract from a PDF, waits until it is signed, and downloads the signed PDF.
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
use essbasic::{Client, WakeHandle};
use essbasic_examples::{CallbackReceiver, People, allow_downloads};
use essbasic_sandbox::{Person, seed};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let receiver = CallbackReceiver::start().await?;
    let sandbox = receiver.start_sandbox().await?;
    lease(&sandbox.client(), &People::of(&sandbox), &receiver.wake).await?;
    receiver.wait_for_events(&sandbox).await?;
    Ok(())
}

/// Starts a lease, waits until it is signed, and returns the PDF.
pub(crate) async fn lease(
    client: &Client,
    people: &People<'_>,
    wake: &WakeHandle,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let agent = seed::agent();
    allow_downloads(people, client, &agent).await?;

    // 1. Describe the signer and the signature field. Without a position, the signer places it.
    let person = Person { name: "测试甲".to_owned(), mobile: "13000000001".to_owned() };
    let signer = FlowApproverInfo::new()
        .approver_type(ApproverType::Person)
        .name(&person.name)
        .mobile(&person.mobile)
        .sign_components([Component::new().component_type(ComponentType::SignSignature)]);

    // 2. Upload the file, start the contract and get the signing links.
    let start =
        ChannelCreateFlowByFiles::new(agent.clone()).flow_name("租赁合同").flow_approvers([signer]);
    let file = LocalFile::from_bytes("lease.pdf", &b"%PDF-1.4 of an example"[..]);
    let started = contract::from_file(client, file, start).await?;
    let flow_id = started.flow_id.ok_or("the response has no contract ID")?;
    println!("started {flow_id}, {} signing link(s)", started.sign_urls.len());

    // 3. Wait for the signature. A callback makes the waiter poll at once.
    let timeout = Duration::from_secs(300);
    let wait = contract::wait_until_signed(client, &agent, &flow_id, timeout, wake);
    // The sandbox simulates the signer, who signs after 300 ms.
    let sign = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        people.sign(&flow_id, &person)
    };
    let (finished, signature) = tokio::join!(wait, sign);
    signature?;
    println!("status: {:?}", finished?.flow_info[0].flow_status);

    // 4. Download the signed PDF.
    let mut pdf = Vec::new();
    let timeout = Duration::from_secs(30);
    let download = contract::download(client, &agent, &flow_id, timeout, &mut pdf).await?;
    for file in &download.files {
        println!("downloaded {} bytes, SHA-256 {}", file.length, file.sha256);
    }
    for failure in &download.failures {
        println!("not downloaded: {failure}");
    }
    if download.is_complete() { Ok(pdf) } else { Err("some files could not be downloaded".into()) }
}
