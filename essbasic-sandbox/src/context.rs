//! Parts of a running sandbox that every request may need.

use std::sync::Arc;

use crate::callbacks::Callback;
use crate::command::{Command, CommandError, CommandOutput};
use crate::faults::Faults;
use crate::gateway::Gateway;
use crate::records::CallLog;
use crate::server::BodyMemory;

/// Parts of a running sandbox that every request may need.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) gateway: Gateway,
    pub(crate) faults: Arc<Faults>,
    pub(crate) callbacks: Vec<Callback>,
    pub(crate) call_log: CallLog,
    pub(crate) body_memory: BodyMemory,
}

impl Context {
    /// Executes a tester's command and waits until the change is stored.
    pub(crate) async fn execute(&self, command: &Command) -> Result<CommandOutput, CommandError> {
        let executed = self.gateway.store().transact(|state| match command.execute(state) {
            // The event of a failed scan is committed.
            Err(error @ CommandError::Scan(_)) => Ok(Err(error)),
            executed => executed.map(Ok),
        });
        executed.stored().await.unwrap_or(Err(CommandError::Storage))?
    }
}
