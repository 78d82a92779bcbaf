//! Employees made known in bulk, and walked through page by page.
//!
//! ```sh
//! cargo run --example employees_in_bulk
//! ```

use std::error::Error;

use essbasic::employees::{ChannelDescribeEmployees, EmployeeOperation, ProxyOrganizationOperator};
use essbasic::workflows::employees;
use essbasic_examples::Receiver;
use essbasic_sandbox::seed;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let receiver = Receiver::listen().await?;
    let sandbox = receiver.sandbox().await?;
    let client = sandbox.client();
    let agent = seed::agent();

    // One of 450 is there already, and verified, and so is not made anew.
    let all = (0..450).map(|at| {
        let id = if at == 300 { seed::OPERATOR.to_owned() } else { format!("employee-{at}") };
        let name = format!("测试员工{at}");
        ProxyOrganizationOperator::new(id).name(name).mobile(format!("130{at:08}"))
    });
    let synced = employees::sync(&client, &agent, EmployeeOperation::Create, all.collect()).await?;
    println!("{} made known, {} not: {:?}", synced.done.len(), synced.failed.len(), synced.failed);

    let mut listed = ChannelDescribeEmployees::new(agent, 20).stream(&client);
    let mut count = 0;
    while let Some(employee) = listed.next().await {
        employee?;
        count += 1;
    }
    println!("{count} are listed");
    receiver.settled(&sandbox).await?;
    Ok(())
}
