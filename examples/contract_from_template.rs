//! Starts a contract from a template, has both parties sign it, and downloads the signed PDF.
//!
//! ```sh
//! cargo run --example contract_from_template
//! ```

use std::error::Error;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use essbasic::models::{ApproverType, FlowApproverInfo};
use essbasic::start_flows::{FlowInfo, FormField};
use essbasic::workflows::contract;
use essbasic::{Client, WakeHandle};
use essbasic_examples::{CallbackReceiver, People, allow_downloads};
use essbasic_sandbox::{Person, seed};

const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let receiver = CallbackReceiver::start().await?;
    let sandbox = receiver.start_sandbox().await?;
    employ(&sandbox.client(), &People::of(&sandbox), &receiver.wake).await?;
    receiver.wait_for_events(&sandbox).await?;
    Ok(())
}

/// Starts an employment contract, waits until it is signed, and returns the PDF.
pub(crate) async fn employ(
    client: &Client,
    people: &People<'_>,
    wake: &WakeHandle,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let agent = seed::agent();
    allow_downloads(people, client, &agent).await?;

    // 1. Assign a person to the template's recipient, and fill in its field.
    let person = Person { name: "测试甲".to_owned(), mobile: "13000000001".to_owned() };
    let employee = FlowApproverInfo::new()
        .recipient_id(seed::PERSON_RECIPIENT)
        .approver_type(ApproverType::Person)
        .name(&person.name)
        .mobile(&person.mobile);
    let deadline = (SystemTime::now() + WEEK).duration_since(UNIX_EPOCH)?;
    let flow = FlowInfo::new("劳动合同")
        .deadline(i64::try_from(deadline.as_secs())?)
        .template_id(seed::TEMPLATE_WITH_FIELDS)
        .form_fields([FormField::new("10000").component_name("薪资")])
        .flow_approvers([employee]);

    // 2. Start the contract and get the signing links.
    let started = contract::from_template(client, &agent, flow).await?;
    let flow_id = started.flow_id.ok_or("the response has no contract ID")?;
    println!("started {flow_id}, {} signing link(s)", started.sign_urls.len());

    // 3. The service fills in the template, then both parties sign. The sandbox simulates both.
    people.advance_clock(Duration::from_secs(2));
    people.sign(&flow_id, &person)?;
    people.sign(&flow_id, &seed::operator_person())?;
    let timeout = Duration::from_secs(60);
    let finished = contract::wait_until_signed(client, &agent, &flow_id, timeout, wake).await?;
    println!("status: {:?}", finished.flow_info[0].flow_status);

    // 4. Download the signed PDF.
    let mut pdf = Vec::new();
    let timeout = Duration::from_secs(30);
    let download = contract::download(client, &agent, &flow_id, timeout, &mut pdf).await?;
    println!("downloaded {} bytes", pdf.len());
    if download.is_complete() { Ok(pdf) } else { Err("some files could not be downloaded".into()) }
}
