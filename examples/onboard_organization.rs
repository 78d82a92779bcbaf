//! Invites an organization, and waits until it is verified.
//!
//! ```sh
//! cargo run --example onboard_organization
//! ```

use std::error::Error;
use std::time::Duration;

use essbasic::organizations::{AuthorizationStatus, CreateConsoleLoginUrl, SyncProxyOrganization};
use essbasic::workflows::onboarding;
use essbasic::{Agent, Client, WakeHandle};
use essbasic_examples::{CallbackReceiver, People};
use essbasic_sandbox::seed;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let receiver = CallbackReceiver::start().await?;
    let sandbox = receiver.start_sandbox().await?;
    onboard(&sandbox.client(), &People::of(&sandbox), &receiver.wake).await?;
    receiver.wait_for_events(&sandbox).await?;
    Ok(())
}

/// Invites an organization, and returns its status once it is verified.
pub(crate) async fn onboard(
    client: &Client,
    people: &People<'_>,
    wake: &WakeHandle,
) -> Result<Option<AuthorizationStatus>, Box<dyn Error>> {
    // 1. Choose your own IDs for the organization and its first employee.
    let organization = Agent::new(seed::APPLICATION).acting_for("org_green_tea");
    let employee = organization.as_operator("clerk01");
    let name = "绿茶有限公司";

    // 2. Submit the details in advance and create the registration link.
    let details = SyncProxyOrganization::new(organization, name);
    let login = CreateConsoleLoginUrl::new(employee.clone(), name).proxy_operator_name("测试经办");
    let invitation = onboarding::invite(client, details, login).await?;
    let link = invitation.console_url.ok_or("the response has no link")?;
    // Links grant access, so `Debug` redacts them.
    println!("invited with {link:?}; activated: {}", invitation.is_activated);

    // 3. The employee opens the link and completes the verification. The sandbox simulates them.
    people.complete_link(link.expose())?;

    // 4. Wait until the organization is verified.
    let timeout = Duration::from_secs(60);
    let verified = onboarding::wait_until_verified(client, &employee, timeout, wake).await?;
    let organizations = verified.into_output().channel_organization_infos;
    let organization = organizations.into_iter().flatten().next();
    let organization = organization.ok_or("the response has no organization")?;
    println!("{:?}: {:?}", organization.organization_name, organization.authorization_status);
    Ok(organization.authorization_status)
}
