//! Onboarding: synchronize an organization, invite its administrator, wait until it is verified.

use std::time::Duration;

use super::WorkflowError;
use crate::organizations::{
    CreateConsoleLoginUrl, DescribeChannelOrganizations, DescribeChannelOrganizationsResponse,
    SyncProxyOrganization,
};
use crate::transfer::Link;
use crate::{Agent, Client, Error, Reply, WakeHandle};

/// Progress of [`invite`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Invitation {
    /// Request ID of the call that synchronized the organization.
    pub sync_request_id: Option<String>,
    /// Console link where the administrator verifies their identity and the organization's. Anyone
    /// who has the link can open the console. `None` if the response has no link.
    pub console_url: Option<Link>,
    /// `true` if the organization is already verified and can sign.
    pub is_activated: bool,
    /// `true` if the administrator's identity is already verified.
    pub is_operator_verified: bool,
}

/// Synchronizes an organization and creates the console link for its administrator.
///
/// Fields synchronized first are prefilled in the console. Both steps can be repeated; only the
/// newest link works.
///
/// # Errors
///
/// [`WorkflowError`] with the step that failed.
pub async fn invite(
    client: &Client,
    organization: SyncProxyOrganization,
    login: CreateConsoleLoginUrl,
) -> Result<Invitation, WorkflowError<Invitation>> {
    let mut invitation = Invitation::default();
    match organization.send(client).await {
        Ok(reply) => invitation.sync_request_id = Some(reply.request_id),
        Err(error) => return Err(WorkflowError::new(invitation, "sync organization", error)),
    }
    match login.send(client).await {
        Ok(reply) => {
            let url = Some(reply.console_url.as_str()).filter(|url| !url.is_empty());
            invitation.console_url = url.map(Link::new);
            invitation.is_activated = reply.is_activated;
            invitation.is_operator_verified = reply.proxy_operator_is_verified;
            Ok(invitation)
        }
        Err(error) => Err(WorkflowError::new(invitation, "create console link", error)),
    }
}

/// Waits until the agent's organization is verified, and returns its details.
///
/// Wake it with the callbacks `OrganizationAuthorization` and `OrgOpenTsignBiz`.
///
/// # Errors
///
/// - [`ErrorKind::WaitFailed`](crate::ErrorKind::WaitFailed): the organization's documents were rejected.
/// - [`ErrorKind::WaitTimeout`](crate::ErrorKind::WaitTimeout): `timeout` passed.
/// - Errors of a call.
pub async fn wait_until_verified(
    client: &Client,
    agent: &Agent,
    timeout: Duration,
    wake: &WakeHandle,
) -> Result<Reply<DescribeChannelOrganizationsResponse>, Error> {
    let mut describe = DescribeChannelOrganizations::new(agent.clone(), 1);
    describe.organization_open_id.clone_from(&agent.proxy_organization_open_id);
    describe.wait(client).timeout(timeout).wake_on(wake).await
}
