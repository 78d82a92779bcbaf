//! A contract from a template, signed by both sides.
//!
//! ```sh
//! cargo run --example contract_from_template
//! ```

use std::error::Error;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use essbasic::models::{ApproverType, FlowApproverInfo};
use essbasic::start_flows::{FlowInfo, FormField};
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
    let employee = FlowApproverInfo::new()
        .recipient_id(seed::PERSON_RECIPIENT)
        .approver_type(ApproverType::Person)
        .name(&who.name)
        .mobile(&who.mobile);
    let in_a_week = SystemTime::now().duration_since(UNIX_EPOCH)? + Duration::from_secs(7 * 86_400);
    let flow = FlowInfo::new("劳动合同", i64::try_from(in_a_week.as_secs())?)
        .template_id(seed::TEMPLATE_WITH_FIELDS)
        .form_fields([FormField::new("10000").component_name("薪资")])
        .flow_approvers([employee]);

    let started = contract::from_template(&client, &agent, flow).await?;
    let flow_id = started.flow_id.ok_or("the answer has no contract")?;
    println!("started {flow_id}, {} to sign", started.sign_urls.len());

    // The template is filled in a moment later, and then both sides sign.
    sandbox.advance(Duration::from_secs(2));
    sandbox.sign(&flow_id, &who)?;
    sandbox.sign(&flow_id, &seed::operator_person())?;

    let minute = Duration::from_secs(60);
    let signed =
        contract::wait_until_signed(&client, &agent, &flow_id, minute, &receiver.nudge).await?;
    println!("{:?}", signed.flow_info[0].flow_status);
    let (soon, mut pdf) = (Duration::from_secs(30), Vec::new());
    let download = contract::download(&client, &agent, &flow_id, soon, &mut pdf).await?;
    println!("{} bytes of PDF", pdf.len());
    receiver.settled(&sandbox).await?;
    if download.is_complete() { Ok(()) } else { Err("the contract could not be downloaded".into()) }
}
