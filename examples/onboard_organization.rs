//! An organization is invited, and verified by its own person.
//!
//! ```sh
//! cargo run --example onboard_organization
//! ```

use std::error::Error;
use std::time::Duration;

use essbasic::Agent;
use essbasic::organizations::{CreateConsoleLoginUrl, SyncProxyOrganization};
use essbasic::workflows::onboarding;
use essbasic_examples::Receiver;
use essbasic_sandbox::seed;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let receiver = Receiver::listen().await?;
    let sandbox = receiver.sandbox().await?;
    let client = sandbox.client();

    // Your own ids of the organization and of its person.
    let organization = Agent::new(seed::APPLICATION).acting_for("org_green_tea");
    let clerk = organization.as_operator("clerk01");
    let name = "绿茶有限公司";

    let known = SyncProxyOrganization::new(organization, name);
    let login = CreateConsoleLoginUrl::new(clerk.clone(), name).proxy_operator_name("测试经办");
    let invited = onboarding::invite(&client, known, login).await?;
    let console = invited.console_url.ok_or("the answer has no link")?;
    println!("invited, by {console:?}; activated: {}", invited.is_activated);

    // Their person opens the link, and verifies themselves and the organization.
    sandbox.complete_link(console.expose())?;

    let seen =
        onboarding::wait_until_verified(&client, &clerk, Duration::from_secs(60), &receiver.nudge)
            .await?;
    let organizations = seen.channel_organization_infos.as_deref().unwrap_or_default();
    for organization in organizations {
        println!("{:?}: {:?}", organization.organization_name, organization.authorization_status);
    }
    receiver.settled(&sandbox).await?;
    Ok(())
}
