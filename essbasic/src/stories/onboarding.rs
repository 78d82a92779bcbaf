//! An organization is made known, invited to the console, and verified there by its people.

use std::time::Duration;

use super::Stopped;
use crate::organizations::{
    CreateConsoleLoginUrl, DescribeChannelOrganizations, DescribeChannelOrganizationsResponse,
    SyncProxyOrganization,
};
use crate::transfer::Link;
use crate::{Agent, Client, Error, Reply, WakeHandle};

/// An organization that was invited.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Invited {
    /// The id of the call that made it known.
    pub known_by: Option<String>,
    /// Where its person verifies themselves and it. It opens the console to whoever has it.
    pub console: Option<Link>,
    /// Whether all this was done before: it can sign.
    pub is_activated: bool,
    /// Whether its person was verified before.
    pub is_operator_verified: bool,
}

/// Makes an organization known, and gets the link that invites its person.
///
/// The organization is told before the link is asked for, because what is told here is what its
/// person need not type there. Both can be done again: the later link is the one that works.
///
/// # Errors
///
/// [`Stopped`] at the first step that failed.
pub async fn invite(
    client: &Client,
    organization: SyncProxyOrganization,
    login: CreateConsoleLoginUrl,
) -> Result<Invited, Stopped<Invited>> {
    let mut invited = Invited::default();
    match organization.send(client).await {
        Ok(reply) => invited.known_by = Some(reply.request_id),
        Err(why) => return Err(Stopped::new(invited, "make the organization known", why)),
    }
    match login.send(client).await {
        Ok(reply) => {
            invited.console = Some(Link::new(reply.console_url.as_str()));
            invited.is_activated = reply.is_activated;
            invited.is_operator_verified = reply.proxy_operator_is_verified;
            Ok(invited)
        }
        Err(why) => Err(Stopped::new(invited, "get the link to the console", why)),
    }
}

/// Waits until an agent's organization is verified, and tells what is known of it then.
///
/// `OrganizationAuthorization` and `OrgOpenTsignBiz` are the callbacks that should nudge it.
///
/// # Errors
///
/// [`ErrorKind::Pending`](crate::ErrorKind::Pending) when it is not in time,
/// [`ErrorKind::Failed`](crate::ErrorKind::Failed) when its papers were
/// rejected, and those of a call.
pub async fn verified(
    client: &Client,
    agent: &Agent,
    within: Duration,
    nudge: &WakeHandle,
) -> Result<Reply<DescribeChannelOrganizationsResponse>, Error> {
    let mut describe = DescribeChannelOrganizations::new(agent.clone(), 1);
    describe.organization_open_id.clone_from(&agent.proxy_organization_open_id);
    describe.wait(client).timeout(within).wake_on(nudge).await
}
