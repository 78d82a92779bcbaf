//! Seals: create one from an image, wait for the vendor's approval, grant it to employees.

use std::time::Duration;

use super::WorkflowError;
use crate::seals::{
    ChannelCreateSealPolicy, ChannelDescribeOrganizationSeals,
    ChannelDescribeOrganizationSealsResponse, CreateSealByImage, OccupiedSeal, SealStatusFilter,
};
use crate::{Agent, Client, Error, Reply, WakeHandle};

/// Progress of [`create`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Seal {
    /// Seal ID, once the seal is created.
    pub seal_id: Option<String>,
    /// Details of the seal, once it is approved.
    pub details: Option<OccupiedSeal>,
    /// Employees that may use the seal, by your own IDs.
    pub users: Vec<String>,
}

/// Creates a seal, waits until it is approved and grants it to employees.
///
/// Wake it with the callback `OperateSeal`.
///
/// # Errors
///
/// [`WorkflowError`] with the step that failed; a rejected image fails the step
/// `wait for seal approval`. If `partial` has a seal ID, the seal exists: continue with
/// [`wait_until_approved`] and [`grant`].
pub async fn create(
    client: &Client,
    create: CreateSealByImage,
    users: Vec<String>,
    timeout: Duration,
    wake: &WakeHandle,
) -> Result<Seal, WorkflowError<Seal>> {
    let mut seal = Seal::default();
    let agent = create.agent.clone();
    let step = "create seal";
    let seal_id = match create.send(client).await {
        // Without an ID, any seal of the organization would be waited for.
        Ok(reply) if reply.seal_id.is_empty() => {
            return Err(WorkflowError::without_id(seal, step));
        }
        Ok(reply) => reply.into_output().seal_id,
        Err(error) => return Err(WorkflowError::new(seal, step, error)),
    };
    seal.seal_id = Some(seal_id.clone());
    match wait_until_approved(client, &agent, &seal_id, timeout, wake).await {
        Ok(reply) => seal.details = reply.into_output().seals.into_iter().next(),
        Err(error) => return Err(WorkflowError::new(seal, "wait for seal approval", error)),
    }
    match grant(client, &agent, &seal_id, &users).await {
        Ok(()) => Ok(Seal { users, ..seal }),
        Err(error) => Err(WorkflowError::new(seal, "grant seal", error)),
    }
}

/// Waits until the vendor has approved a seal.
///
/// # Errors
///
/// - [`ErrorKind::WaitFailed`](crate::ErrorKind::WaitFailed), with the reason: the seal was rejected.
/// - [`ErrorKind::WaitTimeout`](crate::ErrorKind::WaitTimeout): `timeout` passed.
/// - Errors of a call.
pub async fn wait_until_approved(
    client: &Client,
    agent: &Agent,
    seal_id: &str,
    timeout: Duration,
    wake: &WakeHandle,
) -> Result<Reply<ChannelDescribeOrganizationSealsResponse>, Error> {
    let describe = ChannelDescribeOrganizationSeals::new(agent.clone())
        .seal_id(seal_id)
        .seal_statuses([SealStatusFilter::All]);
    describe.wait(client).timeout(timeout).wake_on(wake).await
}

/// Grants a seal to employees, by your own IDs. Sends nothing if `users` is empty.
///
/// # Errors
///
/// Errors of the call.
pub async fn grant(
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
