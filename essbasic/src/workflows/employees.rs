//! Employees: create, update or remove them in bulk.

use std::fmt;

use super::WorkflowError;
use crate::employees::{
    EmployeeOperation, ProxyOrganizationOperator, SyncProxyOrganizationOperators, SyncStatus,
};
use crate::{Agent, Client, Outcome};

/// Maximum number of employees per call.
const BATCH_SIZE: usize = 200;

/// Name of the only step.
const STEP: &str = "sync employees";

/// Result of [`sync`], by your own employee IDs.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct EmployeeSync {
    /// Employees for whom the operation succeeded.
    pub done: Vec<String>,
    /// Employees for whom the operation failed.
    pub failed: Vec<EmployeeFailure>,
}

/// Failure of the operation for one employee.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct EmployeeFailure {
    /// Your own ID for the employee.
    pub id: String,
    /// Message from the service. May contain the employee's name; `Debug` hides it.
    pub message: String,
}

impl fmt::Debug for EmployeeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmployeeFailure").field("id", &self.id).field("message", &"***").finish()
    }
}

/// Creates, updates or removes employees, in order, 200 per call.
///
/// # Errors
///
/// [`WorkflowError`] of the first call that failed, or whose response reports failures but does not name their
/// employees; later calls are not sent. If its outcome is unknown, the 200 employees after those in `partial`
/// may have been processed.
pub async fn sync(
    client: &Client,
    agent: &Agent,
    operation: EmployeeOperation,
    employees: Vec<ProxyOrganizationOperator>,
) -> Result<EmployeeSync, WorkflowError<EmployeeSync>> {
    let mut result = EmployeeSync::default();
    for batch in employees.chunks(BATCH_SIZE) {
        let (agent, operation) = (agent.clone(), operation.clone());
        let sync = SyncProxyOrganizationOperators::new(agent, operation, batch.to_vec());
        let response = match sync.send(client).await {
            Ok(reply) => reply.into_output(),
            Err(error) => return Err(WorkflowError::new(result, STEP, error)),
        };
        let failed = response.failed_list;
        let is_unnamed = |id: &str| batch.iter().all(|employee| employee.id != id);
        if failed.is_empty() && response.status == SyncStatus::Part
            || failed.iter().any(|failure| is_unnamed(&failure.id))
        {
            let source = "the response does not list the employees for whom the operation failed";
            return Err(WorkflowError::with_outcome(result, STEP, Outcome::Unknown, source));
        }
        let ids = batch.iter().map(|employee| employee.id.clone());
        result.done.extend(ids.filter(|id| failed.iter().all(|failure| failure.id != *id)));
        let failed = failed.into_iter();
        result.failed.extend(failed.map(|it| EmployeeFailure { id: it.id, message: it.message }));
    }
    Ok(result)
}
