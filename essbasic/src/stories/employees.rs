//! Employees are made known, changed or let go in bulk.

use super::Stopped;
use crate::employees::{
    EmployeeOperation, ProxyOrganizationOperator, SyncProxyOrganizationOperators,
};
use crate::{Agent, Client};

/// How many employees one call takes.
const AT_ONCE: usize = 200;

/// What became of employees, by your own ids.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Synced {
    /// For whom it was done.
    pub done: Vec<String>,
    /// For whom it was not, and why. The message may name them.
    pub failed: Vec<Failed>,
}

/// An employee for whom it was not done.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct Failed {
    /// Your own id of the employee.
    pub id: String,
    /// Why, in the service's words.
    pub message: String,
}

impl std::fmt::Debug for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Failed").field("id", &self.id).field("message", &"***").finish()
    }
}

/// Makes employees known, changes them or lets them go, however many there are: in order, 200 a
/// call.
///
/// # Errors
///
/// [`Stopped`] at the first call that failed; those behind it were not sent. Where its outcome is
/// unknown, the 200 behind `so_far` may have been done.
pub async fn sync(
    client: &Client,
    agent: &Agent,
    operation: EmployeeOperation,
    employees: Vec<ProxyOrganizationOperator>,
) -> Result<Synced, Stopped<Synced>> {
    let mut synced = Synced::default();
    for some in employees.chunks(AT_ONCE) {
        let (agent, operation) = (agent.clone(), operation.clone());
        let sync = SyncProxyOrganizationOperators::new(agent, operation, some.to_vec());
        let reply = match sync.send(client).await {
            Ok(reply) => reply,
            Err(why) => return Err(Stopped::new(synced, "tell of employees", why)),
        };
        let failed = reply.into_output().failed_list;
        let ids = some.iter().map(|employee| employee.id.clone());
        synced.done.extend(ids.filter(|id| failed.iter().all(|failed| failed.id != *id)));
        let failed = failed.into_iter().map(|it| Failed { id: it.id, message: it.message });
        synced.failed.extend(failed);
    }
    Ok(synced)
}
