//! Invites an organization, and waits until it is verified.
//!
//! ```sh
//! cargo run --example onboard_organization
//! ```

use std::error::Error;
use std::time::Duration;

use essbasic::Agent;
use essbasic::organizations::{CreateConsoleLoginUrl, SyncProxyOrganization};
use essbasic::workflows::onboarding;
use essbasic_examples::CallbackReceiver;
use essbasic_sandbox::seed;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let receiver = CallbackReceiver::start().await?;
    let sandbox = receiver.start_sandbox().await?;
    let client = sandbox.client();

    // 1. Choose your own IDs for the organization and its first employee.
    let organization = Agent::new(seed::APPLICATION).acting_for("org_green_tea");
    let employee = organization.as_operator("clerk01");
    let name = "绿茶有限公司";

    // 2. Submit the details in advance and create the registration link.
    let details = SyncProxyOrganization::new(organization, name);
    let login = CreateConsoleLoginUrl::new(employee.clone(), name).proxy_operator_name("测试经办");
    let invitation = onboarding::invite(&client, details, login).await?;
    let link = invitation.console_url.ok_or("the response has no link")?;
    // Links grant access, so `Debug` redacts them.
    println!("invited with {link:?}; activated: {}", invitation.is_activated);

    // 3. The employee opens the link and completes the verification. The sandbox plays them.
    sandbox.complete_link(link.expose())?;

    // 4. Wait until the organization is verified.
    let timeout = Duration::from_secs(60);
    let verified =
        onboarding::wait_until_verified(&client, &employee, timeout, &receiver.wake).await?;
    for organization in verified.channel_organization_infos.as_deref().unwrap_or_default() {
        println!("{:?}: {:?}", organization.organization_name, organization.authorization_status);
    }
    receiver.wait_for_events(&sandbox).await?;
    Ok(())
}
