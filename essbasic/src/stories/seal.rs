//! A seal is taken in, looked at by the service's people, and given to those who may use it.

use std::time::Duration;

use super::Stopped;
use crate::seals::{
    ChannelCreateSealPolicy, ChannelDescribeOrganizationSeals,
    ChannelDescribeOrganizationSealsResponse, CreateSealByImage, OccupiedSeal, SealStatusFilter,
};
use crate::{Agent, Client, Error, Reply, WakeHandle};

/// A seal, as far as it has come.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Seal {
    /// The seal, once it was taken in.
    pub seal_id: Option<String>,
    /// What is known of it, once it was looked at.
    pub seen: Option<OccupiedSeal>,
    /// Who may use it, by your own ids.
    pub users: Vec<String>,
}

/// Takes a seal in, waits until it was looked at, and gives it to employees.
///
/// `OperateSeal` is the callback that should nudge it.
///
/// # Errors
///
/// [`Stopped`] at the first step that failed: a picture that the service's people turned down is
/// one. What has a seal id is there; [`looked_at`] and [`give`] go on from it.
pub async fn take_in(
    client: &Client,
    create: CreateSealByImage,
    users: Vec<String>,
    within: Duration,
    nudge: &WakeHandle,
) -> Result<Seal, Stopped<Seal>> {
    let mut seal = Seal::default();
    let agent = create.agent.clone();
    let seal_id = match create.send(client).await {
        Ok(reply) => reply.into_output().seal_id,
        Err(why) => return Err(Stopped::new(seal, "take the seal in", why)),
    };
    seal.seal_id = Some(seal_id.clone());
    match looked_at(client, &agent, &seal_id, within, nudge).await {
        Ok(seen) => seal.seen = seen.into_output().seals.into_iter().next(),
        Err(why) => return Err(Stopped::new(seal, "have the seal looked at", why)),
    }
    match give(client, &agent, &seal_id, &users).await {
        Ok(()) => Ok(Seal { users, ..seal }),
        Err(why) => Err(Stopped::new(seal, "give the seal to employees", why)),
    }
}

/// Waits until a seal was looked at.
///
/// # Errors
///
/// [`ErrorKind::Failed`](crate::ErrorKind::Failed), with the reason, when it was turned down,
/// [`ErrorKind::Pending`](crate::ErrorKind::Pending) when it was not looked at in time, and those of
/// a call.
pub async fn looked_at(
    client: &Client,
    agent: &Agent,
    seal_id: &str,
    within: Duration,
    nudge: &WakeHandle,
) -> Result<Reply<ChannelDescribeOrganizationSealsResponse>, Error> {
    let describe = ChannelDescribeOrganizationSeals::new(agent.clone())
        .seal_id(seal_id)
        .seal_statuses([SealStatusFilter::All]);
    describe.wait(client).timeout(within).wake_on(nudge).await
}

/// Gives a seal to employees.
///
/// # Errors
///
/// Those of the call.
pub async fn give(
    client: &Client,
    agent: &Agent,
    seal_id: &str,
    users: &[String],
) -> Result<(), Error> {
    if users.is_empty() {
        return Ok(());
    }
    ChannelCreateSealPolicy::new(agent.clone(), seal_id, users).send(client).await.map(drop)
}
