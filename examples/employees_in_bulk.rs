//! Adds 450 employees in three calls, and lists them page by page.
//!
//! ```sh
//! cargo run --example employees_in_bulk
//! ```

use std::error::Error;

use essbasic::Client;
use essbasic::employees::{ChannelDescribeEmployees, EmployeeOperation, ProxyOrganizationOperator};
use essbasic::workflows::employees;
use essbasic_examples::CallbackReceiver;
use essbasic_sandbox::seed;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let receiver = CallbackReceiver::start().await?;
    let sandbox = receiver.start_sandbox().await?;
    add_and_list(&sandbox.client(), 450).await?;
    receiver.wait_for_events(&sandbox).await?;
    Ok(())
}

/// Adds employees, and returns the number of all employees.
pub(crate) async fn add_and_list(client: &Client, new: usize) -> Result<usize, Box<dyn Error>> {
    let agent = seed::agent();

    // 1. Add the employees, 200 per call. The last ID belongs to an employee who is already verified
    // and cannot be overwritten: it is reported as a failure, the others are added.
    let new_employees = (0..new).map(|index| {
        let is_last = index + 1 == new;
        let id = if is_last { seed::OPERATOR.to_owned() } else { format!("employee-{index}") };
        ProxyOrganizationOperator::new(id)
            .name(format!("测试员工{index}"))
            .mobile(format!("130{index:08}"))
    });
    let operation = EmployeeOperation::Create;
    let result = employees::sync(client, &agent, operation, new_employees.collect()).await?;
    println!("{} added, {} failed: {:?}", result.done.len(), result.failed.len(), result.failed);

    // 2. List them. The stream requests the next page when the previous one is used up.
    let mut employees = ChannelDescribeEmployees::new(agent, 20).stream(client);
    let mut count = 0;
    while let Some(employee) = employees.next().await {
        employee?;
        count += 1;
    }
    println!("{count} listed");
    Ok(count)
}
